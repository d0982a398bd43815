import Encodings
import ProgrammeSamples
import Records
import Testing
import Wording

/// One value of the sample made wrong, and what must be said about it.
struct WrongValue: CustomTestStringConvertible, Sendable {
    let path: [PathStep]
    let value: JSONValue?
    /// Where the problem is said to be; the place of the value itself where nil.
    var reported: String?
    /// A part of the sentences: what stands there, or what would be right.
    let vi: String
    let en: String

    var place: String {
        path.reduce("$") { place, step in
            switch step {
            case .member(let name): "\(place).\(name)"
            case .element(let index): "\(place)[\(index)]"
            }
        }
    }
    var testDescription: String { "\(place): \(value?.canonicalText ?? "absent")" }

    init(_ path: PathStep..., to value: JSONValue?, at reported: String? = nil, vi: String, en: String) {
        self.path = path
        self.value = value
        self.reported = reported
        self.vi = vi
        self.en = en
    }
}

struct ProgrammeProblemTests {
    private let sample: SampleProgramme

    init() throws { sample = try SampleProgramme() }

    static let wrong: [WrongValue] = [
        // A member is missing.
        WrongValue(
            "producers", 0, "legalNameVi", to: nil, vi: "còn thiếu; cần chữ", en: "is missing; it should be text"),
        WrongValue("producers", 1, "address", to: nil, vi: "còn thiếu", en: "is missing"),
        WrongValue("producers", 1, "address", "current", to: nil, vi: "còn thiếu", en: "is missing"),
        WrongValue("producers", 1, "address", "current", "commune", to: nil, vi: "còn thiếu", en: "is missing"),
        WrongValue("zones", 0, "producers", to: .null, vi: "còn thiếu", en: "is missing"),
        WrongValue("certificates", 0, "scope", to: nil, vi: "còn thiếu", en: "is missing"),
        WrongValue("certificates", 0, "scope", "zone", to: nil, vi: "còn thiếu", en: "is missing"),
        WrongValue("products", 0, "netContent", to: nil, vi: "còn thiếu", en: "is missing"),
        WrongValue("recognitions", 0, "decisionNumber", to: nil, vi: "còn thiếu", en: "is missing"),
        WrongValue("markAuthorisations", 0, "validThrough", to: nil, vi: "còn thiếu", en: "is missing"),
        WrongValue("lots", 0, "unitsMax", to: nil, vi: "còn thiếu", en: "is missing"),
        WrongValue("lots", 0, "inputs", 0, "kg", to: nil, vi: "còn thiếu", en: "is missing"),
        // A value of another type.
        WrongValue("lots", to: "none", vi: "là \"none\"; cần một danh sách", en: "is \"none\"; it should be a list"),
        WrongValue("lots", 1, to: 7, vi: "là 7; cần một đối tượng", en: "is 7; it should be an object"),
        WrongValue("lots", 0, "inputs", to: [:], vi: "là {}; cần một danh sách", en: "is {}; it should be a list"),
        WrongValue("lots", 0, "inputs", 0, to: "Z-TQ-01", vi: "cần một đối tượng", en: "should be an object"),
        WrongValue(
            "lots", 0, "outputKg", to: "240", vi: "là \"240\"; cần số lớn hơn 0",
            en: "is \"240\"; it should be a number"),
        WrongValue("products", 0, "nameVi", to: 5, vi: "là 5; cần chữ", en: "is 5; it should be text"),
        WrongValue("producers", 0, "address", to: "Na Hang", vi: "cần một đối tượng", en: "should be an object"),
        // A member that no record has.
        WrongValue(
            "lots", 0, "packedon", to: "2026-09-18", vi: "không có trường tên «packedon»", en: "no member \"packedon\""),
        WrongValue("lots", 0, "inputs", 0, "lot", to: "A", vi: "không có trường tên «lot»", en: "no member \"lot\""),
        WrongValue("batches", to: [], vi: "không có trường tên «batches»", en: "no member \"batches\""),
        WrongValue(
            "certificates", 1, "scope", "zone", to: "Z-TQ-01", vi: "không có trường tên «zone»",
            en: "no member \"zone\""),
        // Days, and their order.
        WrongValue("lots", 2, "packedOn", to: "2026-02-30", vi: "là \"2026-02-30\"; cần ngày", en: "is \"2026-02-30\""),
        WrongValue("lots", 2, "packedOn", to: "16/11/2026", vi: "cần ngày dạng \"2026-11-21\"", en: "a day such as"),
        WrongValue(
            "lots", 0, "expiresOn", to: "2026-09-17", vi: "là 2026-09-17, trước packedOn (2026-09-18)",
            en: "is 2026-09-17, before packedOn (2026-09-18)"),
        WrongValue(
            "lots", 0, "inputs", 0, "harvestedTo", to: "2026-09-09", vi: "trước harvestedFrom",
            en: "before harvestedFrom"),
        WrongValue("recognitions", 0, "validThrough", to: "2024-11-24", vi: "trước issuedOn", en: "before issuedOn"),
        WrongValue("certificates", 0, "validThrough", to: "2025-02-28", vi: "trước validFrom", en: "before validFrom"),
        WrongValue(
            "producers", 0, "address", "asRecorded", "validTo", to: "2004-07-07", vi: "trước validFrom",
            en: "before validFrom"),
        // Numbers outside their range.
        WrongValue(
            "recognitions", 0, "stars", to: 6, vi: "là 6; cần số nguyên từ 3 đến 5", en: "a whole number from 3 to 5"),
        WrongValue("recognitions", 0, "stars", to: 2, vi: "là 2", en: "is 2"),
        WrongValue("markAuthorisations", 0, "stars", to: .number(4.5), vi: "là 4.5", en: "is 4.5"),
        WrongValue("products", 0, "setNumber", to: 27, vi: "từ 1 đến 26", en: "from 1 to 26"),
        WrongValue("lots", 0, "unitsMax", to: 0, vi: "là 0", en: "is 0"),
        WrongValue("lots", 0, "outputKg", to: .number(-0.5), vi: "cần số lớn hơn 0", en: "a number above 0"),
        WrongValue("lots", 2, "inProvinceSharePercent", to: 101, vi: "tối đa 100", en: "at most 100"),
        WrongValue("zones", 0, "publicPoint", "lat", to: 91, vi: "vĩ độ", en: "a latitude"),
        WrongValue(
            "markAuthorisations", 1, "printed", to: 30_001, vi: "nhiều hơn hạn mức quota (30000)",
            en: "more than the quota (30000)"),
        WrongValue(
            "markAuthorisations", 1, "voided", to: 29_991, vi: "nhiều hơn số đã in", en: "more than were printed"),
        // Words, codes and identifiers.
        WrongValue("products", 0, "gtin", to: "9520000000012", vi: "số kiểm tra đúng", en: "its right check digit"),
        WrongValue("products", 0, "gtin", to: 9_520_000_000_011, vi: "GTIN", en: "a GTIN"),
        WrongValue("products", 0, "netContent", "unit", to: "oz", vi: "một trong: \"g\"", en: "one of: \"g\""),
        WrongValue("producers", 0, "legalForm", to: "club", vi: "\"cooperative\"", en: "\"cooperative\""),
        WrongValue("certificates", 0, "type", to: "bio", vi: "\"organic\"", en: "\"organic\""),
        WrongValue("certificates", 0, "status", to: "ended", vi: "\"suspended\"", en: "\"suspended\""),
        WrongValue("certificates", 1, "scope", "facility", to: "P-TQ-001", vi: "dấu /", en: "P-TQ-001/F1"),
        WrongValue("lots", 0, "lotNumber", to: "kv260918", vi: "số lô", en: "a lot number"),
        WrongValue("lots", 0, "id", to: "L 1", vi: "mã số gồm 1 đến 40", en: "an identifier of 1 to 40"),
        WrongValue("lots", 0, "id", to: "-L1", vi: "bắt đầu bằng chữ hoặc số", en: "begins with a letter or digit"),
        WrongValue(
            "producers", 0, "address", "current", "commune", "code", to: "0226O", vi: "mã đơn vị hành chính",
            en: "administrative code"),
        WrongValue("producers", 0, "legalNameVi", to: "", vi: "từ 1 đến 300 ký tự", en: "1 to 300 characters"),
        WrongValue("producers", 0, "legalNameVi", to: " HTX", vi: "khoảng trắng", en: "white space"),
        WrongValue("producers", 0, "legalNameVi", to: "HTX\u{07}1", vi: "chữ", en: "text"),
        WrongValue(
            "products", 1, "id", to: "PR_TQ_2", at: "$.products[1].productCode", vi: "còn thiếu; cần mã sản phẩm",
            en: "is missing; it should be a product code"),
        // An identifier twice.
        WrongValue(
            "lots", 1, "id", to: "L-TQ-2609", vi: "«L-TQ-2609» đã dùng ở $.lots[0]",
            en: "\"L-TQ-2609\" is used at $.lots[0] already"),
    ]

    @Test(arguments: wrong)
    func `a wrong value is reported once, at its path, in both languages`(_ wrong: WrongValue) throws {
        var changed = sample
        changed.json = try #require(sample.json.setting(wrong.path[...], to: wrong.value))
        let problems = changed.problems()
        #expect(problems.map(\.path) == [wrong.reported ?? wrong.place])
        let text = try #require(problems.first?.text)
        #expect(text.vi.contains(wrong.vi), "\(text.vi)")
        #expect(text.en.contains(wrong.en), "\(text.en)")
    }

    @Test func `everything that is wrong is reported at once, however deep`() {
        let problems =
            sample
            .setting("colour", to: "red")
            .setting("producers", 0, "legalForm", to: "club")
            .setting("producers", 0, "address", "current", "commune", "code", to: "x")
            .setting("producers", 0, "address", "current", "commune", "kind", to: "xã")
            .setting("recognitions", 1, "stars", to: 6)
            .setting("recognitions", 1, "issuedOn", to: "2023-10-32")
            .setting("lots", 0, "inputs", 0, "kg", to: 0)
            .setting("lots", 0, "inputs", 0, "colour", to: "green")
            .setting("lots", 3, "product", to: nil)
            .problems()
        #expect(
            Set(problems.map(\.path)) == [
                "$.colour", "$.producers[0].legalForm", "$.producers[0].address.current.commune.code",
                "$.producers[0].address.current.commune.kind", "$.recognitions[1].stars",
                "$.recognitions[1].issuedOn", "$.lots[0].inputs[0].kg", "$.lots[0].inputs[0].colour",
                "$.lots[3].product",
            ])
        #expect(problems.count == 9)
    }

    @Test(arguments: [JSONValue.null, 1, "text", [], true])
    func `what is no object is no programme`(value: JSONValue) throws {
        let error = try #require(throws: DataProblems.self) { try Programme(reading: value) }
        #expect(error.problems.map(\.path) == ["$"])
    }

    @Test func `a long value is cut in the sentence that names it`() throws {
        let problem = try #require(
            sample.setting("lots", 0, "packedOn", to: .string(String(repeating: "9", count: 5_000))).problems().first)
        #expect(problem.text.vi.count < 200 && problem.text.vi.contains("…"))
    }
}
