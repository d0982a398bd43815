import Access
import CivilTime
import Files
import Inspection
import Service
import Store
import Traceability
import Verification

/// The home's register and evidence as inspectors' pages and programs ask for them.
struct InspectionDesk: ProgrammeInspection {
    let home: Home
    let register: SQLiteRegister
    let verifier: Verifier

    var folder: EvidenceFolder { EvidenceFolder(home: home.path) }

    func inspect(
        _ stamp: String, on today: CivilDate, permit: @Sendable (Subject) throws -> Void
    ) async throws -> InspectionFacts {
        let report = try await verifier.verify(stamp, on: today)
        var facts = try register.inspectionFacts(of: report, permit: permit)
        facts.templateDigest = facts.template.flatMap { try? LabelResources.design($0).digest }
        return facts
    }

    func cases(
        _ filter: CaseFilter, within scope: Scope, after id: String?, limit: Int
    ) async throws -> [InspectionCase] {
        try register.cases(filter, within: scope, after: id, limit: limit)
    }

    func caseFile(_ id: String, permit: @Sendable (Subject) throws -> Void) async throws -> CaseFile {
        try register.caseFile(id, permit: permit)
    }

    func change(
        case id: String, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void,
        _ step: @Sendable (InspectionCase) throws -> InspectionCase
    ) async throws -> InspectionCase {
        try register.change(case: id, as: stamp, permit: permit, step)
    }

    func record(
        _ draft: FindingDraft, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void
    ) async throws -> Recorded<InspectionFinding> {
        try register.record(draft, as: stamp, hasEvidence: folder.has, permit: permit)
    }

    func take(_ report: CitizenReport, as stamp: EntryStamp) async throws -> Recorded<CitizenReport> {
        try register.take(report, as: stamp)
    }

    func report(_ receipt: ReceiptNumber) async throws -> CitizenReport? { try register.report(receipt) }

    func keep(_ octets: [UInt8], sha256: String?, mediaType: String?) async throws -> EvidenceItem {
        try folder.keep(octets, sha256: sha256, mediaType: mediaType)
    }

    func evidence(
        _ sha256: String, permit: @Sendable (Subject) throws -> Void
    ) async throws -> (octets: [UInt8], mediaType: String) {
        let subjects = EvidenceItem.isDigest(sha256) ? try register.subjects(ofEvidence: sha256) : []
        guard let first = subjects.first else { throw Self.noEvidence(sha256) }
        // One of the cases that it belongs to is enough.
        if !subjects.contains(where: { (try? permit($0)) != nil }) { try permit(first) }
        guard let octets = try? folder.read(sha256), let type = EvidenceItem.MediaType(of: octets) else {
            throw Self.noEvidence(sha256)
        }
        return (octets, type.rawValue)
    }

    private static func noEvidence(_ sha256: String) -> Problem {
        Problem(
            .recordUnknown, vi: "Không có tệp bằng chứng «\(sha256.prefix(64))».",
            en: "There is no evidence \"\(sha256.prefix(64))\".")
    }
}
