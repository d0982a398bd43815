import Encodings
import Law
import ProgrammeSamples
import Testing
import Wording

/// Where raw material came from: INV-07 and INV-08.
struct OriginRuleTests {
    private let sample: SampleProgramme

    init() throws { sample = try SampleProgramme() }

    /// The rice paper (set 6, 50 %) with so much rice from the zone and so much from elsewhere.
    private func ricePaper(own: Double, bought: Double, from province: String) -> SampleProgramme {
        sample.setting("lots", 2, "inputs", 0, "kg", to: .decimal(own))
            .setting("lots", 2, "inputs", 1, "kg", to: .decimal(bought))
            .setting("lots", 2, "inputs", 1, "originProvince", to: .string(province))
            .setting("lots", 2, "outputKg", to: 150)
    }

    @Test(arguments: [(74.85, 75.15, false), (75, 75, true), (74.99, 75.01, false), (75.15, 74.85, true)])
    func `rice paper needs half of its rice from the province`(own: Double, bought: Double, isEnough: Bool) throws {
        let found = try codes(ricePaper(own: own, bought: bought, from: "Tỉnh Đồng Tháp").issuanceCase("L-QN-2611"))
        #expect(found == (isEnough ? [] : [.provincialShareTooLow]))
    }

    @Test func `the sentence gives the share and the least`() throws {
        let short = ricePaper(own: 49.9, bought: 50.1, from: "Tỉnh Đồng Tháp").setting("lots", 2, "outputKg", to: 100)
        let problem = try #require(short.issuanceCase("L-QN-2611").violations().first)
        #expect(problem.text.vi == "Tỷ lệ nguyên liệu trong tỉnh 49,9% thấp hơn mức tối thiểu 50%.")
        #expect(problem.text.en == "The share of raw material from the province, 49.9%, is below the minimum of 50%.")
        #expect(problem.hint?.vi.contains("Thành phố Đà Nẵng") == true)
    }

    @Test func `rice of the former Quảng Nam counts as from Đà Nẵng`() throws {
        #expect(try codes(ricePaper(own: 1, bought: 149, from: "Tỉnh Quảng Nam").issuanceCase("L-QN-2611")).isEmpty)
        #expect(try codes(ricePaper(own: 1, bought: 149, from: "Đà Nẵng").issuanceCase("L-QN-2611")).isEmpty)
        #expect(
            try codes(ricePaper(own: 1, bought: 149, from: "Tỉnh Quảng Ngãi").issuanceCase("L-QN-2611"))
                == [.provincialShareTooLow])
    }

    // The product was assessed in 2024, when the province was Quảng Nam.
    @Test(arguments: [("Thành phố Đà Nẵng", true), ("Tỉnh Quảng Nam", false), ("Tỉnh Đồng Tháp", false)])
    func `what counts by the present borders only is pointed out`(province: String, isPointedOut: Bool) throws {
        let found = try ricePaper(own: 90, bought: 60, from: province).issuanceCase("L-QN-2611").findings()
        let hints = found.problems(.hint).filter { $0.code == .provincialShareTooLow }
        #expect(hints.count == (isPointedOut ? 1 : 0))
        if isPointedOut { #expect(hints[0].text.vi.contains("15/07/2024, khi địa giới là Tỉnh Quảng Nam")) }
    }

    @Test func `honey, a whole set, is refused with a drop from elsewhere`() throws {
        let recognised = sample.setting("recognitions", 1, "issuedOn", to: "2026-01-01")
            .setting("recognitions", 1, "validThrough", to: "2029-01-01")
            .setting(
                "markAuthorisations", 3,
                to: ["id": "M-2", "recognition": "R-2", "mark": "OCOP-VN", "stars": 3, "validThrough": "2029-01-01"])
        #expect(try codes(recognised.issuanceCase("L-TQ-2611H")).isEmpty)
        let mixed = recognised.setting(
            "lots", 1, "inputs", 1, to: ["material": "Mật mua", "kg": .number(0.1), "originProvince": "Tỉnh Lào Cai"])
        let problem = try #require(mixed.issuanceCase("L-TQ-2611H").violations().first)
        #expect(problem.code == .provincialShareTooLow)
        #expect(problem.text.vi == "Tỷ lệ nguyên liệu trong tỉnh 99,94% thấp hơn mức tối thiểu 100%.")
        let fromMerged = mixed.setting("lots", 1, "inputs", 1, "originProvince", to: "Tỉnh Hà Giang")
        #expect(try codes(fromMerged.issuanceCase("L-TQ-2611H")).isEmpty)
    }

    @Test func `pepper, a set that asks for some, is refused with none`() throws {
        let elsewhere = sample.setting(
            "lots", 3, "inputs", 0, to: ["material": "Tiêu khô", "kg": 420, "originProvince": "Tỉnh Gia Lai"])
        #expect(try codes(elsewhere.issuanceCase("L-QT-2610")) == [.provincialShareTooLow])
        let some = elsewhere.setting(
            "lots", 3, "inputs", 1, to: ["zone": "Z-QT-01", "material": "Tiêu khô", "kg": .number(0.01)])
        #expect(try codes(some.issuanceCase("L-QT-2610")).isEmpty)
    }

    @Test func `a zone of another province, and a lot without inputs, give nothing`() throws {
        let moved = sample.setting("zones", 0, "provinceCode", to: "02")
        #expect(try codes(moved.issuanceCase("L-TQ-2609")) == [.provincialShareTooLow])
        #expect(try moved.issuanceCase("L-TQ-2609").provincialPercent == 0)
        let empty = sample.setting("lots", 0, "inputs", to: [])
        #expect(try codes(empty.issuanceCase("L-TQ-2609")) == [.provincialShareTooLow])
        #expect(try codes(empty.issuanceCase("L-TQ-2609", withMark: false)).isEmpty)
    }

    @Test(arguments: [true, false])
    func `tea of unknown origin is refused the mark`(isDeclared: Bool) throws {
        let input: JSONValue = .record([
            "material": "Chè búp", "kg": 10, "originUnknown": isDeclared ? true : nil,
        ])
        let unknown = sample.setting("lots", 0, "inputs", 1, to: input)
        let problem = try #require(unknown.issuanceCase("L-TQ-2609").violations().first)
        #expect(problem.code == .originUnknown && problem.text.vi.contains("«Chè búp» (10 kg)"))
        let plain = try unknown.issuanceCase("L-TQ-2609", withMark: false).findings()
        #expect(plain.problems(.refusal).isEmpty && plain.problems(.hint).contains { $0.code == .originUnknown })
    }

    @Test func `rice paper of unknown origin is shown, not refused`() throws {
        let unknown = sample.setting("lots", 2, "inputs", 1, "originProvince", to: nil)
        let found = try unknown.issuanceCase("L-QN-2611").findings()
        #expect(found.problems(.refusal).isEmpty && found.problems(.hint).contains { $0.code == .originUnknown })
    }

    @Test func `an input cannot be of unknown origin and of a zone`() {
        let problems = sample.setting("lots", 0, "inputs", 0, "originUnknown", to: true).problems()
        #expect(problems.map(\.path) == ["$.lots[0].inputs[0].originUnknown"])
        #expect(problems.first?.text.vi.contains("«Z-TQ-01»") == true)
    }
}
