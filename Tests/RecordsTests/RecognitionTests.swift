import Encodings
import ProgrammeSamples
import Records
import Testing

struct RecognitionTests {
    private let sample: SampleProgramme

    init() throws { sample = try SampleProgramme() }

    private func recognition(_ changes: (SampleProgramme) -> SampleProgramme = { $0 }) throws -> Recognition {
        try changes(sample).record(Recognition.self, "R-2")
    }

    @Test(arguments: [
        ("2023-10-19", false), ("2023-10-20", true), ("2026-10-20", true), ("2026-10-21", false),
    ])
    func `a recognition is in force from its first day to its last, both included`(iso: String, inForce: Bool) throws {
        #expect(try recognition().isInForce(on: day(iso)) == inForce)
    }

    // Decision 26/2026/QĐ-TTg Art 12.3 allows 180 days: 2026-10-20 + 180 days is 2027-04-18 (INV-24).
    @Test(arguments: [("2026-10-21", true), ("2027-04-18", true), ("2027-04-19", false)])
    func `an extension keeps it in force until its last day`(iso: String, inForce: Bool) throws {
        let extended = try recognition {
            $0.setting("recognitions", 1, "extension", to: ["until": "2027-04-18", "evidence": "Công văn 1"])
        }
        #expect(extended.isInForce(on: day(iso)) == inForce)
        #expect(extended.lastDay == day("2027-04-18"))
    }

    @Test func `an extension that ends sooner than the recognition does not shorten it`() throws {
        let extended = try recognition {
            $0.setting("recognitions", 1, "extension", to: ["until": "2025-01-01", "evidence": "Công văn 1"])
        }
        #expect(extended.lastDay == day("2026-10-20"))
    }

    @Test(arguments: [("2025-05-31", true), ("2025-06-01", false), ("2026-01-01", false)])
    func `a withdrawal ends it on the day of the withdrawal`(iso: String, inForce: Bool) throws {
        let withdrawn = try recognition {
            $0.setting(
                "recognitions", 1, "withdrawal",
                to: ["ground": "giả mạo hồ sơ", "decisionNumber": "7/QĐ-UBND", "on": "2025-06-01"])
        }
        #expect(withdrawn.isInForce(on: day(iso)) == inForce)
        #expect(withdrawn.isWithdrawn(on: day(iso)) == !inForce)
    }

    @Test func `of several recognitions in force the one issued last counts`() throws {
        let first = try recognition()
        let second =
            try sample
            .setting("recognitions", 1, "id", to: "R-9").setting("recognitions", 1, "issuedOn", to: "2025-01-01")
            .record(Recognition.self, "R-9")
        #expect([second, first].inForce(on: day("2024-12-31")) == first)
        #expect([second, first].inForce(on: day("2025-01-01"))?.id == "R-9")
        #expect([second, first].latest(by: day("2030-01-01"))?.id == "R-9")
        #expect([second, first].latest(by: day("2023-10-19")) == nil)
    }
}
