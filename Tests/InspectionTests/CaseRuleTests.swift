import Encodings
import Inspection
import Records
import Testing
import Time
import Wording

struct CaseRuleTests {
    private let today = CivilDate("2026-11-22")

    @Test(arguments: [
        (5, 4, StarComparison.Outcome.more, true), (4, 4, .matches, false), (3, 4, .fewer, false),
        (3, 0, .withoutRecognition, true), (0, 4, .nothingClaimed, false), (0, 0, .nothingClaimed, false),
    ])
    func `stars on the pack are compared with those recognised`(
        _ onPack: Int, _ recognised: Int, _ outcome: StarComparison.Outcome, _ isMisuse: Bool
    ) throws {
        let comparison = StarComparison(onPack: onPack, recognised: recognised, on: try #require(today))
        #expect(comparison.outcome == outcome && comparison.isMarkMisuse == isMisuse)
    }

    @Test func `an instant has the day of Vietnam`() throws {
        #expect(UTCTime("2026-11-22T16:59:59Z")?.day == today)
        #expect(UTCTime("2026-11-22T17:00:00Z")?.day == today?.next)
        #expect(UTCTime("2026-11-22T16:59:59Z")?.secondsSince1970 == 1_795_366_799)
    }

    @Test(arguments: [
        "2026-11-22", "2026-11-22T08:00:00", "2026-11-22T24:00:00Z", "2026-02-30T08:00:00Z",
        "2026-11-22T08:00:00+07:00",
    ])
    func `other texts are no instant`(_ text: String) {
        #expect(UTCTime(text) == nil)
    }

    @Test func `a finding is written and read back`() throws {
        let draft = FindingDraft(
            id: "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", at: try #require(UTCTime("2026-11-22T01:00:00Z")),
            place: CoarsePlace(province: "08", commune: "02260"),
            subject: try #require(SeenSubject(stamp: "HTTPS://TG.EXAMPLE/01/0", product: "PR-TQ-1")),
            kind: .starsOnPack, starsOnPack: 5, note: "hai mặt túi",
            evidence: [EvidenceItem(sha256: String(repeating: "ab", count: 32), mediaType: .png, bytes: 9)])
        #expect(try FindingDraft.read(draft.json, path: "$").get() == draft)
        let finding = InspectionFinding(
            draft, by: "T-000031", producer: "P-TQ-001", product: "PR-TQ-1",
            stars: StarComparison(onPack: 5, recognised: 4, on: try #require(today)), inspectionCase: "C-000032")
        #expect(try InspectionFinding.read(finding.json, path: "$").get() == finding)
    }

    @Test(
        arguments: [
            ("id", "6F9619FF-8B86-4D01-B42D-00CF4FC964FF"), ("at", "hôm nay"), ("kind", "fake"), ("starsOnPack", 6),
            ("subject", [:]), ("evidence", [["sha256": "00", "mediaType": "image/gif", "octets": 0]]), ("place", "08"),
        ] as [(String, JSONValue)])
    func `a wrong member is named`(_ member: String, _ value: JSONValue) throws {
        var members: [String: JSONValue] = [
            "id": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", "at": "2026-11-22T01:00:00Z",
            "subject": ["product": "PR-TQ-1"], "kind": "other",
        ]
        #expect(throws: Never.self) { try FindingDraft.read(.object(members), path: "$").get() }
        members[member] = value
        guard case .failure(let problems) = FindingDraft.read(.object(members), path: "$") else {
            Issue.record("\(member) was read")
            return
        }
        #expect(problems.problems.allSatisfy { $0.path.hasPrefix("$.\(member)") })
    }

    @Test func `evidence is known by how it begins`() {
        #expect(DocumentType(of: [0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg)
        #expect(DocumentType(of: Array("RIFF....WEBPVP8 ".utf8)) == .webp)
        #expect(DocumentType(of: Array("%PDF-1.7".utf8)) == .pdf)
        #expect(DocumentType(of: Array("<svg>".utf8)) == nil)
        #expect(DocumentType(of: []) == nil)
    }

    @Test func `a case without a producer is one of its province`() throws {
        let north = CaseKey(producer: nil, product: nil, topic: .code, province: "08")
        let south = CaseKey(producer: nil, product: nil, topic: .code, province: "48")
        let open = InspectionCase(id: "C-000001", key: north, openedOn: try #require(today))
        #expect(north.joins([open]) == open && south.joins([open]) == nil)
    }

    @Test func `a citizen's words become one line`() {
        #expect(CitizenReport.cleaned("  năm sao\n\tnhưng\u{0}bốn ") == "năm sao nhưng bốn")
        #expect(CitizenReport.cleaned(" \n ") == nil)
        #expect(CitizenReport.cleaned(String(repeating: "a", count: 2_000))?.count == 1_000)
    }
}
