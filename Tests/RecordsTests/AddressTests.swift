import ProgrammeSamples
import Records
import Testing

struct AddressTests {
    private let sample: SampleProgramme

    init() throws { sample = try SampleProgramme() }

    // INV-19: the units of the sample were renamed and merged on 1 July 2025.
    @Test(arguments: [
        ("P-TQ-001", "2025-06-30", "Thôn Khuổi Slam, Xã Hồng Thái, Huyện Na Hang, Tỉnh Tuyên Quang"),
        ("P-TQ-001", "2025-07-01", "Thôn Khuổi Slam, Xã Hồng Thái, Tỉnh Tuyên Quang"),
        ("P-QN-001", "2025-06-30", "Khu Nghĩa Trung, Thị trấn Ái Nghĩa, Huyện Đại Lộc, Tỉnh Quảng Nam"),
        ("P-QN-001", "2025-07-01", "Khu Nghĩa Trung, Xã Đại Lộc, Thành phố Đà Nẵng"),
        ("P-QT-001", "2025-06-30", "Thôn Mai Đàn, Xã Cam Chính, Huyện Cam Lộ, Tỉnh Quảng Trị"),
        ("P-QT-001", "2025-07-01", "Thôn Mai Đàn, Xã Cam Lộ, Tỉnh Quảng Trị"),
        ("P-QT-001", "1999-01-01", "Thôn Mai Đàn, Xã Cam Chính, Huyện Cam Lộ, Tỉnh Quảng Trị"),
    ])
    func `an address is the one in force on the packing date`(producer: String, iso: String, text: String) throws {
        #expect(try sample.record(Producer.self, producer).address.text(on: day(iso)) == text)
    }

    @Test func `on a day that no version covers the address is the present one`() throws {
        let producer = try sample.record(Producer.self, "P-TQ-001")
        #expect(producer.address.text(on: day("2004-07-07")) == "Thôn Khuổi Slam, Xã Hồng Thái, Tỉnh Tuyên Quang")
    }

    @Test func `an address that never changed is the same on every day`() throws {
        let settled = sample.setting("producers", 2, "address", "asRecorded", to: nil)
        let address = try settled.record(Producer.self, "P-QT-001").address
        #expect(address.text(on: day("2020-01-01")) == "Thôn Mai Đàn, Xã Cam Lộ, Tỉnh Quảng Trị")
    }
}
