import Encodings
import Law
import ProgrammeSamples
import Records
import Testing
import Wording

/// The rules about the mark: INV-04, INV-05, INV-06 and MARK-01.
struct MarkRuleTests {
    private let sample: SampleProgramme

    init() throws { sample = try SampleProgramme() }

    @Test func `a lot packed while the recognition was in force is refused after it has ended`() throws {
        let backDated = sample.setting("lots", 1, "packedOn", to: "2026-10-20")
        #expect(try codes(backDated.issuanceCase("L-TQ-2611H", today: day("2026-10-21"))) == [.recognitionNotInForce])
    }

    @Test func `a lot packed before its recognition began is refused, with both days in the sentence`() throws {
        let harvested = sample.setting("lots", 0, "expiresOn", to: nil)
            .setting("lots", 0, "inputs", 0, "harvestedFrom", to: nil)
            .setting("lots", 0, "inputs", 0, "harvestedTo", to: nil)
            .setting("certificates", 1, "validFrom", to: "2024-01-01")
        let early = harvested.setting("lots", 0, "packedOn", to: "2024-11-24")
        let problem = try #require(early.issuanceCase("L-TQ-2609").violations().first)
        #expect(problem.code == .recognitionNotInForce)
        #expect(problem.text.vi.contains("có hiệu lực từ ngày 25/11/2024, lô đóng gói ngày 24/11/2024."))
        #expect(try codes(harvested.setting("lots", 0, "packedOn", to: "2024-11-25").issuanceCase("L-TQ-2609")).isEmpty)
    }

    @Test func `a withdrawn recognition is refused with the decision that withdrew it`() throws {
        let withdrawn = sample.setting(
            "recognitions", 0, "withdrawal",
            to: ["ground": "dùng sai nhãn hiệu", "decisionNumber": "88/QĐ-UBND", "on": "2026-11-21"])
        let problem = try #require(withdrawn.issuanceCase("L-TQ-2609").violations().first)
        #expect(problem.code == .recognitionNotInForce)
        for text in [problem.text.vi, problem.text.en] {
            #expect(text.contains("88/QĐ-UBND") && text.contains("21/11/2026"))
        }
        #expect(try codes(withdrawn.issuanceCase("L-TQ-2609", today: day("2026-11-20"))).isEmpty)
    }

    @Test func `an extension keeps the mark issuable until its last day`() throws {
        let extended = sample.setting(
            "recognitions", 3, "extension", to: ["until": "2027-06-18", "evidence": "Công văn 5"]
        ).setting("markAuthorisations", 2, "validThrough", to: "2027-12-31")
        #expect(try codes(extended.issuanceCase("L-QT-2610", today: day("2027-06-18"))).isEmpty)
        let problem = try #require(extended.issuanceCase("L-QT-2610", today: day("2027-06-19")).violations().first)
        #expect(problem.code == .recognitionNotInForce && problem.text.vi.contains("18/06/2027"))
    }

    @Test(arguments: [3, 5])
    func `stars that changed between packing and today are refused`(stars: Int) throws {
        let reEvaluated = try sample.renewing(0, issuedOn: "2026-10-01", stars: stars)
        let problem = try #require(reEvaluated.issuanceCase("L-TQ-2609").violations().first)
        #expect(problem.code == .productNotRecognised)
        #expect(problem.text.vi.contains("khi đóng gói 4 sao, hiện nay \(stars) sao"))
        #expect(try codes(reEvaluated.issuanceCase("L-TQ-2609")).count == 1)
    }

    @Test func `a renewal with the same stars is printed under the new recognition's right`() throws {
        let renewed = try sample.renewing(0, issuedOn: "2026-10-01", stars: 4)
        #expect(try codes(renewed.issuanceCase("L-TQ-2609")) == [.markNotAuthorised])
        let right: JSONValue = [
            "id": "M-9", "recognition": "R-9", "mark": "OCOP-VN", "stars": 4, "validThrough": "2029-10-01",
        ]
        let authorised = try renewed.setting("markAuthorisations", 3, to: right).issuanceCase("L-TQ-2609")
        #expect(codes(authorised).isEmpty)
        #expect(authorised.account?.authorisation.id == "M-9")
    }

    static let uselessRights: [(String, JSONValue)] = [
        ("status", "suspended"), ("status", "ended"), ("validFrom", "2026-11-22"), ("validThrough", "2026-11-20"),
        ("stars", 3), ("mark", "OTHER-MARK"),
    ]

    @Test(arguments: uselessRights)
    func `a right that is not in force for this mark prints nothing`(member: String, value: JSONValue) throws {
        let changed = sample.setting("markAuthorisations", 0, .member(member), to: value)
        let problem = try #require(changed.issuanceCase("L-TQ-2609").violations().first)
        #expect(problem.code == .markNotAuthorised)
        #expect(problem.text.vi.contains("OCOP-VN 4 sao") && problem.text.vi.contains("21/11/2026"))
        #expect(try codes(changed.issuanceCase("L-TQ-2609", withMark: false)).isEmpty)
    }

    @Test func `a right is in force on its first and its last day`() throws {
        let bounded = sample.setting("markAuthorisations", 0, "validFrom", to: "2026-11-21")
            .setting("markAuthorisations", 0, "validThrough", to: "2026-11-21")
        #expect(try codes(bounded.issuanceCase("L-TQ-2609")).isEmpty)
    }

    @Test func `no quota is no limit`() throws {
        let unlimited = sample.setting("markAuthorisations", 1, "quota", to: .null)
            .setting("markAuthorisations", 1, "printed", to: .integer(JSONValue.largestInteger))
        let issuanceCase = try unlimited.issuanceCase("L-QN-2611", count: 500)
        #expect(codes(issuanceCase).isEmpty)
        #expect(issuanceCase.account?.left == nil)
    }

    @Test func `of two rights the one with more left is used`() throws {
        let second: JSONValue = [
            "id": "M-3B", "recognition": "R-3", "mark": "OCOP-VN", "stars": 3, "quota": 100,
            "validThrough": "2027-07-15",
        ]
        let issuanceCase = try sample.setting("markAuthorisations", 3, to: second).issuanceCase("L-QN-2611", count: 100)
        #expect(codes(issuanceCase).isEmpty)
        #expect(issuanceCase.account?.authorisation.id == "M-3B")
    }
}

extension SampleProgramme {
    /// The sample with a recognition `R-9` that follows another one.
    func renewing(_ index: Int, issuedOn: String, stars: Int) throws -> SampleProgramme {
        let former = try #require(json["recognitions"]?.array)[index]
        let renewal = former.setting(["id"], to: "R-9")?.setting(["issuedOn"], to: .string(issuedOn))?
            .setting(["stars"], to: .integer(stars))?.setting(["validThrough"], to: "2029-10-01")
        return setting("recognitions", 4, to: renewal)
    }
}
