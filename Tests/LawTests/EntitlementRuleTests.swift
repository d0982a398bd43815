import Encodings
import Law
import ProgrammeSamples
import Records
import Stamps
import Testing
import Time
import Wording

/// Keys, addresses, codes of units, personal data: INV-18, INV-19, INV-20, INV-22.
struct EntitlementRuleTests {
    private let sample: SampleProgramme

    init() throws { sample = try SampleProgramme() }

    private func key(from: String? = nil, through: String? = nil, producers: [String]? = nil) throws -> SigningKeyRecord
    {
        SigningKeyRecord(
            keyID: KeyID(rawValue: 513), publicKey: try StampSigningKey(seed: [UInt8](0..<32)).publicKey,
            standing: .published, validFrom: from.map(day), validThrough: through.map(day), producers: producers)
    }

    static let periods: [(from: String?, through: String?, isRight: Bool)] = [
        ("2026-11-21", nil, true), ("2026-11-22", nil, false), (nil, "2026-11-21", true), (nil, "2026-11-20", false),
        (nil, nil, true),
    ]

    @Test(arguments: periods)
    func `a key signs inside its period only`(from: String?, through: String?, isRight: Bool) throws {
        let issuanceCase = try sample.issuanceCase("L-TQ-2609", key: try key(from: from, through: through))
        #expect(codes(issuanceCase) == (isRight ? [] : [.keyNotEntitled]))
    }

    @Test(arguments: [(["P-TQ-001"], true), (["P-QN-001", "P-QT-001"], false)])
    func `a key signs for its owners' products only`(producers: [String], isRight: Bool) throws {
        let found = try sample.issuanceCase("L-TQ-2609", key: try key(producers: producers)).violations()
        #expect(found.map(\.code) == (isRight ? [] : [.keyNotEntitled]))
        if !isRight {
            #expect(
                found[0].text.vi == "Khóa ký 0201 dành cho sản phẩm của P-QN-001, P-QT-001, không dành cho P-TQ-001.")
        }
    }

    @Test func `the bounds of a key are read back from its ledger entry`() throws {
        let bounded = try key(from: "2026-01-01", through: "2027-12-31", producers: ["P-TQ-001"])
        #expect(try SigningKeyRecord.read(bounded.json, path: "$").get() == bounded)
        #expect(try key().json["producers"] == nil)
        let reversed = try key(from: "2027-01-01", through: "2026-01-01")
        #expect(throws: DataProblems.self) { try SigningKeyRecord.read(reversed.json, path: "$").get() }
    }

    // The units of the sample were merged on 1 July 2025.
    @Test(arguments: [("2025-06-30", true), ("2025-07-01", false)])
    func `a label has the address of its packing date`(packedOn: String, isOld: Bool) throws {
        let old = "Thôn Khuổi Slam, Xã Hồng Thái, Huyện Na Hang, Tỉnh Tuyên Quang"
        let new = "Thôn Khuổi Slam, Xã Hồng Thái, Tỉnh Tuyên Quang"
        let lot = sample.setting("lots", 0, "packedOn", to: .string(packedOn)).setting("lots", 0, "expiresOn", to: nil)
            .setting("lots", 0, "inputs", 0, "harvestedFrom", to: nil)
            .setting("lots", 0, "inputs", 0, "harvestedTo", to: nil)
        for (printed, isRight) in [(old, isOld), (new, !isOld)] {
            let found = try lot.issuanceCase("L-TQ-2609", printedAddress: printed).violations()
            #expect(found.map(\.code) == (isRight ? [] : [.addressOfAnotherDay]))
        }
        #expect(try codes(lot.issuanceCase("L-TQ-2609")).isEmpty)
    }

    @Test(arguments: ["02260@2025-06-30", "02260@2025-07-01", "08@2026-01-01", "072@2020-01-01"])
    func `a code of a unit is read with its day`(text: String) throws {
        let code = try DatedUnitCode(text)
        #expect("\(code.code)@\(code.day.iso)" == text)
    }

    @Test(arguments: [
        "02260", "02260@", "@2025-06-30", "02260@30/06/2025", "2@2025-06-30", "022600@2025-06-30", "0226O@2025-06-30",
    ])
    func `a code without a day, or of another form, is refused`(text: String) throws {
        let problem = try #require(throws: Problem.self) { try DatedUnitCode(text) }
        #expect(problem.code == .unitCodeUndated && problem.text.vi.contains("«\(text)»"))
    }

    static let personal: [(String, [PersonalData])] = [
        ("HTTPS://TG.EXAMPLE/01/09520000000011/10/0912345678", [.phoneNumber("0912345678")]),
        ("LO-0912-345-678", [.phoneNumber("0912-345-678")]), ("+84912345678", [.phoneNumber("+84912345678")]),
        ("HTTPS://TG.EXAMPLE/8003/NGUYEN-VAN-DAT", [.name("NGUYEN VAN DAT")]),
        ("Chủ hộ: Trần Thị Hoà", [.name("TRAN THI HOA")]),
        ("lien.he@htx.example", [.emailAddress("lien.he@htx.example")]),
    ]

    @Test(arguments: personal)
    func `telephone numbers, addresses and names are found in a text`(text: String, found: [PersonalData]) {
        #expect(PersonalData.found(in: text) == found)
    }

    @Test(arguments: [
        "HTTPS://TG.EXAMPLE/01/09520000000011", "KV260918", "0326112026000", "MO261105", "LE-CHI-MATE", "VAN-THI",
        "HOVANG.2026", "09123456789", "TCVN 11041-6:2018",
    ])
    func `what only looks a little like it is not`(text: String) {
        #expect(PersonalData.found(in: text).isEmpty)
    }

    @Test func `names that are known are found in any spelling`() {
        let names = ["Hoàng Đức Ấm", "Lò Seo Páo"]
        #expect(PersonalData.found(in: "LOT/HOANGDUCAM", names: names) == [.name("Hoàng Đức Ấm")])
        #expect(PersonalData.found(in: "lò seo páo 2026", names: names) == [.name("Lò Seo Páo")])
        #expect(PersonalData.found(in: "KV260918", names: names + ["", "123"]).isEmpty)
    }

    @Test func `every stamp of the sample is without anybody's data`() throws {
        let names = ["Nguyễn Văn A", "Hồng Thái"]
        for lot in try sample.records(Lot.self) {
            let product = try sample.record(Product.self, lot.product)
            let uri = "HTTPS://TG.EXAMPLE\(product.key.path)/10/\(lot.lotNumber.text)/21/000001ABCDEF"
            #expect(PersonalData.found(in: uri, names: names).isEmpty, "\(uri)")
            #expect(try codes(sample.issuanceCase(lot.id, withMark: false)).isEmpty)
        }
    }

    @Test func `a lot numbered by a telephone is refused`() throws {
        let changed = sample.setting("lots", 0, "lotNumber", to: "0912345678")
        let problem = try #require(changed.issuanceCase("L-TQ-2609", withMark: false).violations().first)
        #expect(problem.code == .personalDataInStamp && problem.text.vi.contains("«0912345678» (lotNumber)"))
        let coded = sample.setting("products", 1, "productCode", to: "LE-THI-BA.1")
        #expect(try codes(coded.issuanceCase("L-TQ-2611H", withMark: false)) == [.personalDataInStamp])
    }
}
