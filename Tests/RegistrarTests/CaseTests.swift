import Access
import Encodings
import Inspection
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Testing
import Time
import TransparencyLog
import Wording

@Suite(.onEveryStore) struct CaseTests {
    private let register: RegisterFixture
    private let inspector = Authorship.inspector

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme()) }

    /// A finding about the sample's tea, which has four stars.
    private func draft(
        _ last: Int, stars: Int? = 5, note: String? = nil, product: String = "PR-TQ-1"
    ) throws -> FindingDraft {
        FindingDraft(
            id: "00000000-0000-4000-8000-00000000000\(last)", at: instant("2026-11-22T01:00:00Z"),
            place: CoarsePlace(province: "08"), subject: try #require(SeenSubject(product: product)),
            kind: .starsOnPack, starsOnPack: stars, note: note)
    }

    @discardableResult
    private func record(
        _ draft: FindingDraft, through other: Registrar? = nil, by author: Authorship = .inspector
    ) async throws -> Recorded<InspectionFinding> {
        try await (other ?? register.registrar).perform(RecordFinding(draft, missing: []), by: author)
    }

    private func file(_ id: String) async throws -> CaseFile {
        try await register.registrar.caseView(id, for: inspector.principal).file
    }

    private func cases(
        _ filter: CaseFilter = CaseFilter(), after id: String? = nil, limit: Int = 10, for principal: Principal? = nil
    ) async throws -> [InspectionCase] {
        try await register.registrar.cases(filter, after: id, limit: limit, for: principal ?? inspector.principal)
    }

    @Test func `five stars on a pack of the four-star tea open a case`() async throws {
        let recorded = try await record(draft(1))
        #expect(recorded.item.kind == .markMisuse)
        #expect(recorded.item.stars?.recognised == 4)
        let found = try #require(recorded.inspectionCase)
        #expect(found.key == CaseKey(producer: "P-TQ-001", product: "PR-TQ-1", topic: .mark))
        #expect(found.openedOn == day("2026-11-22"))
        #expect(try await file(found.id).findings == [recorded.item])
    }

    @Test func `four stars on that pack are recorded without a case`() async throws {
        let recorded = try await record(draft(1, stars: 4))
        #expect(recorded.item.kind == .starsOnPack && recorded.inspectionCase == nil)
        #expect(try await cases().isEmpty)
    }

    @Test func `the same finding again writes nothing, from any sender`() async throws {
        let first = try await record(draft(1))
        let before = try await register.ledger().count
        let other = Authorship(somebody("T-000032", .inspector, .everything), at: inspector.time)
        for author in [inspector, other] {
            let again = try await record(draft(1), by: author)
            #expect(first.isNew && !again.isNew && again.item == first.item)
        }
        #expect(try await register.ledger().count == before)
    }

    @Test func `the same identifier with other content is refused`() async throws {
        try await record(draft(1))
        let refusal = try await register.refusal { try await record(draft(1, note: "khác")) }
        #expect(refusal == [.findingConflict])
    }

    @Test func `a subject that is not there is refused and writes nothing`() async throws {
        let before = try await register.ledger().count
        #expect(
            try await register.refusal { try await record(draft(1, product: "PR-0")) } == [.productUnknown])
        #expect(try await register.ledger().count == before)
    }

    @Test func `a finding without its evidence is refused`() async throws {
        let item = EvidenceItem(sha256: String(repeating: "0", count: 64), mediaType: .jpeg, bytes: 10)
        let lacking = FindingDraft(
            id: "00000000000040008000000000000001", at: instant("2026-11-22T01:00:00Z"),
            subject: try #require(SeenSubject(producer: "P-TQ-001")), kind: .other, evidence: [item])
        let refusal = try await register.refusal {
            _ = try await register.registrar.perform(RecordFinding(lacking, missing: [item.sha256]), by: inspector)
        }
        #expect(refusal == [.evidenceUnknown])
    }

    @Test func `a note with a telephone number is refused`() async throws {
        await #expect(throws: DataProblems.self) { try await record(draft(1, note: "gọi 0912 345 678")) }
    }

    @Test func `findings that come at once open one case`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...6 {
                group.addTask { try await record(draft(number), through: register.opened()) }
            }
            try await group.waitForAll()
        }
        let found = try await cases()
        #expect(found.count == 1)
        #expect(try await file(try #require(found.first).id).findings.count == 6)
    }

    private func take(_ kind: CitizenReport.Kind, _ random: [UInt8]) async throws -> CitizenReport {
        let report = CitizenReport(
            receipt: try #require(ReceiptNumber(random: random)), at: instant("2026-11-22T01:00:00Z"), kind: kind,
            subject: SeenSubject(product: "PR-TQ-1"), text: "hạng sao trên túi là năm")
        return try await register.registrar.perform(
            TakeReport(report), by: Authorship(.citizens, at: instant("2026-11-22T02:00:00Z")))
    }

    @Test func `a report joins the case of the same product and topic, another topic opens another`() async throws {
        let found = try #require(try await record(draft(1)).inspectionCase)
        let stars = try await take(.starsDiffer, [1, 2, 3, 4, 5, 6, 7])
        #expect(stars.inspectionCase == found.id && stars.status == .inCase)
        let copied = try await take(.copiedCode, [7, 6, 5, 4, 3, 2, 1])
        let other = try await file(try #require(copied.inspectionCase)).inspectionCase
        #expect(other.key.topic == .code && other.id != found.id)
    }

    @Test func `a report keeps its receipt number and gets an answer`() async throws {
        let receipt = try await take(.quality, [1, 2, 3, 4, 5, 6, 7]).receipt
        let answered = try await register.registrar.perform(
            AnswerReport(receipt, with: "Đã lấy mẫu kiểm tra."), by: inspector.on(day("2026-11-23")))
        #expect(answered.status == .answered)
        #expect(try await register.registrar.report(receipt) == answered)
        let other = try #require(ReceiptNumber(random: [0, 0, 0, 0, 0, 0, 0]))
        #expect(try await register.registrar.report(other) == nil)
    }

    @Test func `a receipt number is one report's`() async throws {
        let first = try await take(.quality, [1, 2, 3, 4, 5, 6, 7])
        let head = try await register.ledger().count
        #expect(try await take(.quality, [1, 2, 3, 4, 5, 6, 7]) == first)
        #expect(
            try await register.refusal { _ = try await take(.copiedCode, [1, 2, 3, 4, 5, 6, 7]) }
                == [.findingConflict])
        #expect(try await register.ledger().count == head)
    }

    @discardableResult
    private func step(_ id: String, _ step: CaseStep, on today: String = "2026-11-25") async throws -> InspectionCase {
        try await register.registrar.perform(StepCase(id, step), by: inspector.on(day(today)))
    }

    @Test func `a case runs through its states and comes back for a reason only`() async throws {
        let id = try #require(try await record(draft(1)).inspectionCase).id
        let measure = CaseStep.measure(
            .temporaryHold, reason: "giữ 12 túi", authority: "Đội thử nghiệm", on: day("2026-11-22"))
        try await step(id, .investigate)
        try await step(id, measure)
        let closed = try await step(id, .close(.corrected, reason: "đã thay nhãn"))
        let taken = Measure(
            kind: .temporaryHold, reason: "giữ 12 túi", on: day("2026-11-22"), authority: "Đội thử nghiệm",
            by: "T-000031")
        #expect(closed.status == .closed && closed.measures == [taken])
        #expect(try await register.refusal { try await step(id, measure) } == [.caseStateConflict])
        // A later finding opens a new case, so the old one stays closed.
        let next = try #require(try await record(draft(2), by: inspector.on(day("2026-11-25"))).inspectionCase)
        #expect(next.id != id)
        let reopen = CaseStep.reopen(reason: "phát hiện mới")
        #expect(try await register.refusal { try await step(id, reopen, on: "2026-11-26") } == [.caseStateConflict])
        try await step(next.id, .close(.noViolation, reason: "trùng"), on: "2026-11-26")
        try await step(id, reopen, on: "2026-11-26")
        #expect(try await file(id).inspectionCase.status == .measures)
    }

    @Test func `a step's words are about no person, and one that changes nothing writes nothing`() async throws {
        let id = try #require(try await record(draft(1)).inspectionCase).id
        await #expect(throws: DataProblems.self) {
            try await step(id, .close(.corrected, reason: "gọi 0912 345 678"))
        }
        try await step(id, .investigate)
        let head = try await register.ledger().count
        try await step(id, .investigate)
        #expect(try await register.ledger().count == head)
    }

    @Test func `a list has the cases of its scope, the latest first, in pages`() async throws {
        try await record(draft(1))
        try await record(draft(2, product: "PR-QT-1"))
        try await record(draft(3, stars: 5, product: "PR-TQ-2"))
        let all = try await cases()
        #expect(all.map(\.key.product) == ["PR-TQ-2", "PR-QT-1", "PR-TQ-1"])
        #expect(try await cases(for: somebody("p", .inspector, .province("08"))).count == 2)
        #expect(try await cases(CaseFilter(producer: "P-TQ-001")).count == 2)
        #expect(try await cases(CaseFilter(province: "08")).count == 2)
        #expect(try await cases(CaseFilter(status: .closed)).isEmpty)
        #expect(try await cases(after: all[0].id, limit: 1) == [all[1]])
        #expect(try await register.registrar.openCases(limit: 2, for: inspector.principal) == [all[0], all[1]])
    }

    @Test func `anyone who has no right to the producer is refused before anything is written`() async throws {
        let before = try await register.ledger().count
        let other = Authorship(somebody("T-000048", .inspector, .province("48")), at: inspector.time)
        #expect(try await register.refusal { try await record(draft(1), by: other) } == [.rightMissing])
        #expect(try await register.refusal { try await record(draft(1), by: .producer) } == [.rightMissing])
        #expect(try await register.ledger().count == before)
    }

    @Test func `the tables are what a replay of the ledger gives`() async throws {
        try await record(draft(1))
        _ = try await take(.quality, [1, 2, 3, 4, 5, 6, 7])
        #expect(try await register.differences().isEmpty)
    }

    @Test func `nothing of a case is a leaf of the public log`() async throws {
        let leaves = try register.store.log.entryCount()
        try await record(draft(1))
        _ = try await take(.quality, [1, 2, 3, 4, 5, 6, 7])
        #expect(try register.store.log.entryCount() == leaves)
    }
}
