import Access
import Encodings
import Inspection
import Records
import Store
import Testing
import Time
import TransparencyLog
import Wording

@Suite struct CaseTests {
    private let disk: RegisterOnDisk
    private let stamp = EntryStamp(time: "2026-11-22T02:00:00Z", actor: "T-000031")

    init() throws {
        disk = try RegisterOnDisk(importing: SampleProgramme())
    }

    /// A finding about the sample's tea, which has four stars.
    private func draft(_ last: Int, stars: Int? = 5, note: String? = nil, product: String = "PR-TQ-1") throws
        -> FindingDraft
    {
        FindingDraft(
            id: "00000000-0000-4000-8000-00000000000\(last)", at: try #require(UTCTime("2026-11-22T01:00:00Z")),
            place: CoarsePlace(province: "08"), subject: try #require(SeenSubject(product: product)),
            kind: .starsOnPack, starsOnPack: stars, note: note)
    }

    @discardableResult
    private func record(_ draft: FindingDraft, into other: SQLiteRegister? = nil) throws -> Recorded<InspectionFinding>
    {
        try (other ?? disk.register).record(draft, as: stamp, hasEvidence: { _ in true })
    }

    @Test func `five stars on a pack of the four-star tea open a case`() throws {
        let recorded = try record(draft(1))
        #expect(recorded.item.kind == .markMisuse)
        #expect(recorded.item.stars?.recognised == 4)
        let found = try #require(recorded.inspectionCase)
        #expect(found.key == CaseKey(producer: "P-TQ-001", product: "PR-TQ-1", topic: .mark))
        #expect(found.openedOn == day("2026-11-22"))
        #expect(try disk.register.caseFile(found.id).findings == [recorded.item])
    }

    @Test func `four stars on that pack are recorded without a case`() throws {
        let recorded = try record(draft(1, stars: 4))
        #expect(recorded.item.kind == .starsOnPack && recorded.inspectionCase == nil)
        #expect(try disk.register.cases(limit: 10).isEmpty)
    }

    @Test func `the same finding again writes nothing`() throws {
        let first = try record(draft(1))
        let before = try disk.ledger().count
        let again = try record(draft(1))
        #expect(first.isNew && !again.isNew && again.item == first.item)
        #expect(try disk.ledger().count == before)
    }

    @Test func `the same identifier with other content is refused`() async throws {
        try record(draft(1))
        let refusal = try await disk.refusal { try record(draft(1, note: "khác")) }
        #expect(refusal == [.findingConflict])
    }

    @Test func `a subject that is not there is refused and writes nothing`() async throws {
        let before = try disk.ledger().count
        #expect(try await disk.refusal { try record(draft(1, product: "PR-0")) } == [.productUnknown])
        #expect(try disk.ledger().count == before)
    }

    @Test func `a finding without its evidence is refused`() async throws {
        let item = EvidenceItem(sha256: String(repeating: "0", count: 64), mediaType: .jpeg, octets: 10)
        let lacking = FindingDraft(
            id: "00000000000040008000000000000001", at: try #require(UTCTime("2026-11-22T01:00:00Z")),
            subject: try #require(SeenSubject(producer: "P-TQ-001")), kind: .other, evidence: [item])
        let refusal = try await disk.refusal {
            _ = try disk.register.record(lacking, as: stamp, hasEvidence: { _ in false })
        }
        #expect(refusal == [.evidenceUnknown])
    }

    @Test func `a note with a telephone number is refused`() throws {
        #expect(throws: DataProblems.self) { try record(draft(1, note: "gọi 0912 345 678")) }
    }

    @Test func `findings that come at once open one case`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...6 {
                group.addTask {
                    let register = try disk.opened()
                    try record(draft(number), into: register)
                }
            }
            try await group.waitForAll()
        }
        let cases = try disk.register.cases(limit: 10)
        #expect(cases.count == 1)
        #expect(try disk.register.caseFile(try #require(cases.first).id).findings.count == 6)
    }

    @Test func `a report joins the case of the same product and topic, another topic opens another`() throws {
        let found = try #require(try record(draft(1)).inspectionCase)
        let stars = try take(.starsDiffer, [1, 2, 3, 4, 5, 6, 7])
        #expect(stars.inspectionCase == found && stars.item.status == .inCase)
        let copied = try take(.copiedCode, [7, 6, 5, 4, 3, 2, 1])
        #expect(copied.inspectionCase?.key.topic == .code && copied.inspectionCase?.id != found.id)
    }

    private func take(_ kind: CitizenReport.Kind, _ random: [UInt8]) throws -> Recorded<CitizenReport> {
        let report = CitizenReport(
            receipt: try #require(ReceiptNumber(random: random)), at: try #require(UTCTime("2026-11-22T01:00:00Z")),
            kind: kind, subject: SeenSubject(product: "PR-TQ-1"), text: "hạng sao trên túi là năm")
        return try disk.register.take(report, as: stamp)
    }

    @Test func `a report keeps its receipt number and gets an answer`() throws {
        let receipt = try take(.quality, [1, 2, 3, 4, 5, 6, 7]).item.receipt
        let answered = try disk.register.answer(
            receipt, with: "Đã lấy mẫu kiểm tra.", on: day("2026-11-23"), as: stamp)
        #expect(answered.status == .answered)
        #expect(try disk.register.report(receipt) == answered)
        #expect(try disk.register.report(try #require(ReceiptNumber(random: [0, 0, 0, 0, 0, 0, 0]))) == nil)
    }

    @Test func `a case runs through its states and comes back for a reason only`() async throws {
        let id = try #require(try record(draft(1)).inspectionCase).id
        let measure = Measure(
            kind: .temporaryHold, reason: "giữ 12 túi", on: day("2026-11-22"), authority: "Đội thử nghiệm", by: "T-1")
        _ = try disk.register.change(case: id, as: stamp) { try $0.investigating() }
        _ = try disk.register.change(case: id, as: stamp) { try $0.taking(measure) }
        let closed = try disk.register.change(case: id, as: stamp) {
            try $0.closed(.corrected, because: "đã thay nhãn", on: day("2026-11-25"), by: "T-1")
        }
        #expect(closed.status == .closed && closed.measures == [measure])
        #expect(try await disk.refusal { try take(measure, in: id) } == [.caseStateConflict])
        // A later finding opens a new case, so the old one stays closed.
        let next = try #require(try record(draft(2)).inspectionCase)
        #expect(next.id != id)
        #expect(try await disk.refusal { try reopen(id) } == [.caseStateConflict])
        _ = try disk.register.change(case: next.id, as: stamp) {
            try $0.closed(.noViolation, because: "trùng", on: day("2026-11-25"), by: "T-1")
        }
        try reopen(id)
        #expect(try disk.register.caseFile(id).inspectionCase.status == .measures)
    }

    private func take(_ measure: Measure, in id: String) throws {
        _ = try disk.register.change(case: id, as: stamp) { try $0.taking(measure) }
    }

    private func reopen(_ id: String) throws {
        _ = try disk.register.change(case: id, as: stamp) {
            try $0.reopened(because: "phát hiện mới", on: day("2026-11-26"), by: "T-1")
        }
    }

    @Test func `a list has the cases of its scope, the latest first, in pages`() throws {
        try record(draft(1))
        try record(draft(2, product: "PR-QT-1"))
        try record(draft(3, stars: 5, product: "PR-TQ-2"))
        let all = try disk.register.cases(limit: 10)
        #expect(all.map(\.key.product) == ["PR-TQ-2", "PR-QT-1", "PR-TQ-1"])
        #expect(try disk.register.cases(within: .province("08"), limit: 10).count == 2)
        #expect(try disk.register.cases(within: .producer("P-TQ-001"), limit: 10).count == 2)
        #expect(try disk.register.cases(CaseFilter(province: "08"), limit: 10).count == 2)
        #expect(try disk.register.cases(CaseFilter(status: .closed), limit: 10).isEmpty)
        #expect(try disk.register.cases(after: all[0].id, limit: 1) == [all[1]])
    }

    @Test func `whoever has no right to the producer is refused before anything is written`() throws {
        let before = try disk.ledger().count
        #expect(throws: Refused.self) {
            try disk.register.record(draft(1), as: stamp, hasEvidence: { _ in true }) { subject in
                if !subject.provinces.contains("48") { throw Refused() }
            }
        }
        #expect(try disk.ledger().count == before)
    }

    private struct Refused: Error {}

    @Test func `the tables are what a replay of the ledger gives, and a change of them is found`() throws {
        let id = try #require(try record(draft(1)).inspectionCase).id
        _ = try take(.quality, [1, 2, 3, 4, 5, 6, 7])
        #expect(try disk.register.audit().differences.isEmpty)
        try disk.behindItsBack("UPDATE inspection_case SET status = 'closed' WHERE id = '\(id)'")
        #expect(
            try disk.register.audit().differences.map(\.en) == ["inspection_case \(id): not what the ledger says"])
    }

    @Test func `nothing of a case is a leaf of the public log`() throws {
        let leaves = try disk.register.log.entryCount()
        try record(draft(1))
        _ = try take(.quality, [1, 2, 3, 4, 5, 6, 7])
        #expect(try disk.register.log.entryCount() == leaves)
    }
}
