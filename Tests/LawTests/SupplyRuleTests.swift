import Testing
@testable import Law

@Suite struct SupplyRuleTests {
    @Test(arguments: [
        ("Chè búp tươi", "Chè Shan tuyết"), ("Trà", "Chè"), ("Gạo", "Lúa"), ("Tiêu khô", "Hồ tiêu"),
        ("Mật ong", "Ong rừng"),
        ("Quả bưởi tươi", "Bưởi Diễn"), ("Rau cải", "Rau sạch"), ("Gạo nếp", "Lúa"), ("Bắp", "Ngô tẻ"), ("Hoa", "Chè"),
    ])
    func `a material may be of a zone that grows it, whatever people call it`(material: String, crop: String) {
        #expect(CropName(material).fits(CropName(crop)))
    }

    @Test(
        arguments: [
            ("Chè Bản Pha", "chè"), ("Trà sen", "chè"), ("Hồ tiêu Cam Lộ", "tiêu"), ("Cà phê bột", "phê"),
            ("Mật ong rừng", "mật"),
            ("Bánh tráng mè", nil), ("Muối tiêu", nil), ("Kẹo lạc", nil), ("", nil),
        ] as [(String, String?)])
    func `a product is made of the crop that its name begins with`(name: String, crop: String?) {
        #expect(CropName(name).head == crop)
    }

    @Test(arguments: [
        ("Chè", "Mật ong hoa rừng"), ("Ớt tươi", "Chè"), ("Gạo", "Hồ tiêu"), ("Mật ong", "Chè Shan"), ("Lạc", "Lúa"),
    ])
    func `tea does not come from the honey zone`(material: String, crop: String) {
        #expect(!CropName(material).fits(CropName(crop)))
    }
}
