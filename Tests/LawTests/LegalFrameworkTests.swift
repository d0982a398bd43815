import Encodings
import FoundationEssentials
import Law
import ProgrammeSamples
import Records
import Testing
import Wording

/// The law as data: what ships, and that a later decision is data alone.
struct LegalFrameworkTests {
    private let law = LegalFramework.shipped

    // Oracle: Decision 26/2026/QĐ-TTg App. II as the domain counts it.
    @Test func `the product sets of 2026 are 26, from their first day on`() throws {
        let basis = try #require(law.basis(named: "26/2026/QĐ-TTg"))
        #expect(basis.sets.map(\.number) == Array(1...26))
        #expect(law.productSet(11, on: day("2026-05-21")) == nil)
        #expect(law.productSet(11, on: day("2026-05-22"))?.name == "Chè tươi, chè chế biến")
        #expect(basis.sets.filter { $0.provincialShare == .whole }.map(\.number) == [1, 2, 3, 4, 23, 24, 25])
        #expect(
            basis.sets.filter { $0.provincialShare == .atLeast(percent: 50) }.map(\.number) == [5, 6, 11, 12, 13])
        #expect(basis.sets.filter { $0.provincialShare == .some }.map(\.number) == Array(7...10) + Array(14...22))
        #expect(basis.sets.filter(\.excludesUnknownOrigin).map(\.number) == Array(7...15) + [18, 19, 20])
        #expect(basis.sets.filter { $0.codeFromStars == 4 }.count == 24)
        #expect(basis.sets.filter { $0.storyFromStars == 4 }.map(\.number) == Array(1...25))
    }

    @Test func `the numbers of product sets that a record may have are those of the law that ships`() {
        #expect(Product.setNumbers == 1...law.highestSetNumber)
    }

    @Test func `several decisions are in force at once`() throws {
        let inForce = law.bases.filter { $0.isInForce(on: day("2026-06-01")) }.map(\.decision)
        #expect(inForce == ["148/QĐ-TTg", "1489/QĐ-TTg", "26/2026/QĐ-TTg"])
        #expect(law.basis(on: day("2026-06-01"))?.decision == "26/2026/QĐ-TTg")
        #expect(law.basis(on: day("2019-08-20")) == nil)
    }

    // Oracle: OCOP.md 4.3, the dates of of the sample.
    @Test(arguments: [
        ("2026-10-20", "2026-04-23", "2026-06-22"), ("2027-07-15", "2027-01-16", "2027-03-17"),
        ("2026-12-20", "2026-06-23", "2026-08-22"),
    ])
    func `the file for a re-evaluation is handed in 180 to 120 days before the end`(
        end: String, opens: String, closes: String
    ) {
        #expect(law.reEvaluation.days(before: day(end)) == day(opens)...day(closes))
    }

    @Test func `the window is said in a sentence`() {
        let sentence = law.reEvaluation.sentence(before: day("2027-07-15"))
        #expect(sentence.vi == "Hồ sơ đánh giá lại: nộp từ 16/01/2027 đến 17/03/2027.")
        #expect(sentence.en.hasSuffix("from 16/01/2027 to 17/03/2027."))
    }

    /// A decision that nobody has made: from 2027 on tea needs 70 % from the province, and a third star 55 points.
    static let later: JSONValue = [
        "legalBasis": "99/2027/QĐ-TTg", "effectiveFrom": "2027-01-01", "validityMonths": 24,
        "stars": [
            ["stars": 4, "min": 75, "maxInclusive": 100, "authority": "province"],
            ["stars": 3, "min": 55, "below": 75, "authority": "commune"],
        ],
        "sets": [
            [
                "number": 11, "nameVi": "Chè", "nameEn": "Tea", "group": "food", "wholeOutputFromProvince": false,
                "minProvincialInputSharePercentFor3Stars": 70,
            ]
        ],
    ]

    @Test func `a later decision judges lots from its first day on, by its file alone`() throws {
        let framework = try law.adding(Self.later)
        let mixed = try SampleProgramme().setting(
            "lots", 0, "inputs", 1, to: ["material": "Chè mua", "kg": .number(514.2), "originProvince": "Tỉnh Phú Thọ"]
        ).setting("lots", 0, "expiresOn", to: nil)
        let before = try mixed.setting("lots", 0, "packedOn", to: "2026-12-31")
            .issuanceCase("L-TQ-2609", today: day("2027-02-01"), framework: framework)
        #expect(before.violations().isEmpty)
        let after = mixed.setting("lots", 0, "packedOn", to: "2027-01-01")
        #expect(
            try after.issuanceCase("L-TQ-2609", today: day("2027-02-01"), framework: framework).violations().isEmpty)
        let less = after.setting("lots", 0, "inputs", 1, "kg", to: .number(514.3))
        let problem = try #require(
            less.issuanceCase("L-TQ-2609", today: day("2027-02-01"), framework: framework).violations().first)
        #expect(problem.text.vi == "Tỷ lệ nguyên liệu trong tỉnh 69,99% thấp hơn mức tối thiểu 70%.")
        #expect(try less.issuanceCase("L-TQ-2609", today: day("2027-02-01")).violations().isEmpty)
    }

    @Test func `a later decision brings its ranks, its authorities and its months`() throws {
        let framework = try law.adding(Self.later)
        let sample = try SampleProgramme()
        func found(_ issuedOn: String, _ decision: String, _ through: String) throws -> [ProblemCode] {
            let changed = sample.setting("recognitions", 1, "issuedOn", to: .string(issuedOn))
                .setting("recognitions", 1, "validThrough", to: .string(through))
                .setting("recognitions", 1, "legalBasis", to: .string(decision))
                .setting("recognitions", 1, "issuedBy", to: "UBND xã Hồng Thái")
            return RecognitionCase(
                recognition: try changed.record(Recognition.self, "R-2"),
                product: try changed.record(Product.self, "PR-TQ-2"), framework: framework
            ).violations().map(\.code)
        }
        #expect(try found("2027-03-01", "99/2027/QĐ-TTg", "2029-03-01").isEmpty)
        #expect(try found("2026-12-31", "26/2026/QĐ-TTg", "2029-12-31") == [.authorityNotCompetent])
    }

    @Test func `a file of the law that is not right says where`() throws {
        let broken = try #require(Self.later.setting(["sets", 0, "number"], to: "mười một"))
        let error = try #require(throws: DataProblems.self) { try law.adding(broken) }
        #expect(error.problems.map(\.path) == ["$.sets[0].number"])
        let unknown = try #require(Self.later.setting(["stars", 0, "minimum"], to: 3))
        #expect(throws: DataProblems.self) { try law.adding(unknown) }
        #expect(throws: DataProblems.self) { try LegalFramework(reading: ["validityMonths": 36]) }
    }

    @Test(arguments: [
        ("Tỉnh Quảng Nam", "Thành phố Đà Nẵng", true), ("quảng nam", "Đà Nẵng", true),
        ("Hoà Bình", "Tỉnh Phú Thọ", true),
        ("Tỉnh Quảng Bình", "Tỉnh Quảng Trị", true), ("Tỉnh Quảng Ngãi", "Thành phố Đà Nẵng", false),
        ("TP. Hồ Chí Minh", "Thành phố Hồ Chí Minh", true), ("Bà Rịa – Vũng Tàu", "TP Hồ Chí Minh", true),
    ])
    func `provinces that were merged are one today`(a: String, b: String, areOne: Bool) {
        #expect(law.provinceMergers.areOneToday(a, b) == areOne)
        #expect(law.provinceMergers.areOneToday(b, a) == areOne)
    }
}
