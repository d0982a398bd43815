internal import Wording

/// The form in which a person may say in which province they are; nobody has to.
struct ProvinceForm {
    let question: String
    let none: String
    let why: String
    let button: String
    let choices: [ProvinceChoice]

    init(_ language: Language) {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        question = say("Bạn đang ở tỉnh nào?", "Which province are you in?")
        why = say("Không bắt buộc; giúp phát hiện mã bị sao chép.", "Optional; it helps to find copied codes.")
        none = say("Không nêu", "I would rather not say")
        button = say("Gửi tỉnh", "Send")
        choices = ProvinceChoice.present
    }
}

extension ProvinceChoice {
    /// Whether a code is one of the present provinces.
    static func isOne(_ code: String) -> Bool { present.contains { $0.code == code } }

    /// The provinces since 2025-07-01 with the codes of Decision 19/2025/QĐ-TTg.
    package static let present: [ProvinceChoice] = [
        ("91", "An Giang"), ("24", "Bắc Ninh"), ("96", "Cà Mau"), ("92", "Cần Thơ"), ("04", "Cao Bằng"),
        ("48", "Đà Nẵng"), ("66", "Đắk Lắk"), ("11", "Điện Biên"), ("75", "Đồng Nai"), ("82", "Đồng Tháp"),
        ("52", "Gia Lai"), ("01", "Hà Nội"), ("42", "Hà Tĩnh"), ("31", "Hải Phòng"), ("46", "Huế"),
        ("33", "Hưng Yên"), ("56", "Khánh Hòa"), ("12", "Lai Châu"), ("68", "Lâm Đồng"), ("20", "Lạng Sơn"),
        ("15", "Lào Cai"), ("40", "Nghệ An"), ("37", "Ninh Bình"), ("25", "Phú Thọ"), ("51", "Quảng Ngãi"),
        ("22", "Quảng Ninh"), ("44", "Quảng Trị"), ("14", "Sơn La"), ("80", "Tây Ninh"), ("19", "Thái Nguyên"),
        ("38", "Thanh Hóa"), ("79", "TP. Hồ Chí Minh"), ("08", "Tuyên Quang"), ("86", "Vĩnh Long"),
    ].map { ProvinceChoice(code: $0.0, name: $0.1) }
}
