import Access
import Encodings
import HTTPTypes
import Inspection
import Logging
import Records
import ScanHistory
import Synchronization
import Testing
import Time
import Verification
import Wording
@testable import HTTPServer
@testable import ProgrammeAPI
@testable import ScanPages

/// Citizens' reports and cases in memory, with the rules of `Inspection`.
final class FakePeople: ReportDesk, ProgrammeInspection {
    struct State {
        var reports: [String: CitizenReport] = [:]
        var files: [String: [UInt8]] = [:]
        var cases: [InspectionCase] = []
        var findings: [InspectionFinding] = []
        var history = CodeHistory()
        var designs: [LabelDesign] = []
        var templateDigest: String?
    }

    let state = Mutex(State())

    /// Where everything here lies.
    static let place = Subject(producers: ["P-TQ-001"], provinces: ["08"])

    func take(_ report: CitizenReport, picture: [UInt8]?) async throws -> CitizenReport {
        try Impersonal.demand([("text", report.text)])
        return state.withLock { state in
            let found = Self.join(CaseKey(of: report.about(producer: "P-TQ-001", product: nil)), &state)
            let taken = report.joined(case: found.id)
            state.reports[report.receipt.text] = taken
            if let picture, let item = report.picture { state.files[item.sha256] = picture }
            return taken
        }
    }

    func report(_ receipt: ReceiptNumber) async throws -> CitizenReport? {
        state.withLock { $0.reports[receipt.text] }
    }

    func verify(_ stamp: String, on today: CivilDate) async throws -> VerificationReport {
        try await FakeRegister().verifier.verify(stamp, on: today)
    }

    func facts(
        of report: VerificationReport, isCheck: Bool, permit: @Sendable (Subject) throws -> Void
    ) async throws -> InspectionFacts {
        if report.facts != nil { try permit(Self.place) }
        var facts = InspectionFacts(
            report: report, key: nil, batch: nil, right: nil, lot: nil, certificates: report.facts?.certificates ?? [],
            designs: state.withLock(\.designs), cases: state.withLock(\.cases))
        facts.templateDigest = state.withLock(\.templateDigest)
        if report.scanCode != nil {
            facts.scans = state.withLock { state in
                if isCheck {
                    let check = Check(time: 1_795_237_200, channel: .inspector)
                    state.history.add(ScanDay(check, isNewVisitor: false, result: report.verdict.rawValue))
                }
                return ScanTimeline(state.history, .standard)
            }
        }
        return facts
    }

    func cases(
        _ filter: CaseFilter, within scope: Scope, after id: String?, limit: Int
    ) async throws -> [InspectionCase] {
        scope.contains(Self.place)
            ? state.withLock(\.cases).filter { filter.status == nil || $0.status == filter.status } : []
    }

    func page(ofCase id: String, permit: @Sendable (Subject) throws -> Void) async throws -> CasePage {
        try permit(Self.place)
        return try state.withLock { state in
            guard let found = state.cases.first(where: { $0.id == id }) else {
                throw Problem(.caseUnknown, vi: "Không có.", en: "None.")
            }
            return CasePage(
                file: CaseFile(
                    inspectionCase: found, sequence: 1, findings: state.findings.filter { $0.inspectionCase == id },
                    reports: state.reports.values.filter { $0.inspectionCase == id }), subject: Self.place,
                producer: "Hợp tác xã Nông nghiệp Khau Vạc", product: nil)
        }
    }

    func record(
        _ draft: FindingDraft, picture: [UInt8]?, isCheck: Bool, as stamp: EntryStamp,
        permit: @Sendable (Subject) throws -> Void
    ) async throws -> Recorded<InspectionFinding> {
        try Impersonal.demand([("note", draft.note)])
        try permit(Self.place)
        return state.withLock { state in
            if let known = state.findings.first(where: { $0.id == draft.id }) {
                return Recorded(item: known, inspectionCase: nil, isNew: false)
            }
            let stars = draft.starsOnPack.map { StarComparison(onPack: $0, recognised: 4, on: draft.at.day) }
            let key = CaseKey(of: draft, stars: stars, producer: "P-TQ-001", product: "PR-TQ-1")
            let found = key.map { Self.join($0, &state) }
            let finding = InspectionFinding(
                draft, by: stamp.actor, producer: "P-TQ-001", product: "PR-TQ-1", stars: stars,
                inspectionCase: found?.id)
            state.findings.append(finding)
            if let picture, let item = draft.evidence.first { state.files[item.sha256] = picture }
            return Recorded(item: finding, inspectionCase: found, isNew: true)
        }
    }

    func change(
        case id: String, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void,
        _ step: @Sendable (InspectionCase) throws -> InspectionCase
    ) async throws -> InspectionCase {
        try permit(Self.place)
        return try state.withLock { state in
            guard let index = state.cases.firstIndex(where: { $0.id == id }) else { throw Failure.notFound }
            state.cases[index] = try step(state.cases[index])
            return state.cases[index]
        }
    }

    func answer(
        _ receipt: ReceiptNumber, with text: String, on today: CivilDate, as stamp: EntryStamp,
        permit: @Sendable (Subject) throws -> Void
    ) async throws {
        try permit(Self.place)
        state.withLock { $0.reports[receipt.text] = $0.reports[receipt.text]?.answered(text, on: today) }
    }

    func evidence(
        _ sha256: String, permit: @Sendable (Subject) throws -> Void
    ) async throws -> (octets: [UInt8], type: DocumentType) {
        guard let octets = state.withLock({ $0.files[sha256] }), let type = DocumentType(of: octets) else {
            throw Failure.notFound
        }
        try permit(Self.place)
        return (octets, type)
    }

    func picture(ofDesign sha256: String) async throws -> [UInt8]? { nil }

    func keep(_ octets: [UInt8], sha256: String?, mediaType: String?) async throws -> EvidenceItem {
        throw Failure.notFound
    }

    private static func join(_ key: CaseKey, _ state: inout State) -> InspectionCase {
        if let open = key.joins(state.cases) { return open }
        guard let day = CivilDate("2026-11-21") else { preconditionFailure("a day") }
        let new = InspectionCase(id: InspectionCase.id(sequence: state.cases.count + 1), key: key, openedOn: day)
        state.cases.append(new)
        return new
    }
}
