import Access
import CanonicalJSON
import CivilTime
import Files
import Inspection
import Service
import Store
import Traceability
import Verification

/// The register and the evidence as the pages on which people write ask for them.
struct WebDesk {
    let register: SQLiteRegister
    let evidence: EvidenceFolder

    /// The account in whose name citizens' reports stand in the ledger.
    static let citizens = "citizens"
}

extension WebDesk: ReportDesk {
    func take(_ report: CitizenReport, picture: [UInt8]?) async throws -> CitizenReport {
        // The words are looked at before a file is written that nothing would name.
        try Impersonal.demand([("text", report.text)])
        if let picture { _ = try evidence.keep(picture, sha256: report.picture?.sha256) }
        return try register.take(report, as: EntryStamp(time: report.at.text, actor: Self.citizens)).item
    }

    func report(_ receipt: ReceiptNumber) async throws -> CitizenReport? { try register.report(receipt) }
}

extension WebDesk: InspectorDesk {
    func facts(
        of report: VerificationReport, permit: @Sendable (Subject) throws -> Void
    ) async throws -> InspectionFacts {
        var facts = try register.inspectionFacts(of: report, permit: permit)
        facts.templateDigest = try facts.template.flatMap { name in
            try LabelResources.names().contains(name) ? LabelResources.design(name).digest : nil
        }
        return facts
    }

    func openCases(within scope: Scope, limit: Int) async throws -> [InspectionCase] {
        try [.open, .investigating, .measures].flatMap { (status: InspectionCase.Status) in
            try register.cases(CaseFilter(status: status), within: scope, limit: limit)
        }.sorted { $0.id > $1.id }.prefix(limit).map(\.self)
    }

    func page(ofCase id: String, permit: @Sendable (Subject) throws -> Void) async throws -> CasePage {
        var subject = Subject()
        let file = try register.caseFile(id) {
            subject = $0
            try permit($0)
        }
        let key = file.inspectionCase.key
        func name(_ kind: RecordKind, _ id: String?, _ member: String) throws -> String? {
            try id.flatMap { try register.thing(.record(kind), id: $0)?.json[member]?.string }
        }
        return CasePage(
            inspectionCase: file.inspectionCase, findings: file.findings, reports: file.reports, subject: subject,
            producer: try name(.producer, key.producer, "legalNameVi"),
            product: try name(.product, key.product, "nameVi"))
    }

    func record(
        _ draft: FindingDraft, picture: [UInt8]?, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void
    ) async throws -> InspectionFinding {
        try Impersonal.demand([("note", draft.note)])
        let folder = evidence
        return try register.record(
            draft, as: stamp,
            hasEvidence: { item in
                // Asked after the right to record it, so that nobody else can fill the folder.
                if let picture { _ = try folder.keep(picture, sha256: item.sha256) }
                return folder.has(item)
            }, permit: permit
        ).item
    }

    func change(
        case id: String, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void,
        _ step: @Sendable (InspectionCase) throws -> InspectionCase
    ) async throws {
        _ = try register.change(case: id, as: stamp, permit: permit, step)
    }

    func answer(
        _ receipt: ReceiptNumber, with text: String, on today: CivilDate, as stamp: EntryStamp,
        permit: @Sendable (Subject) throws -> Void
    ) async throws {
        _ = try register.answer(receipt, with: text, on: today, as: stamp, permit: permit)
    }

    func evidence(
        _ sha256: String, permit: @Sendable (Subject) throws -> Void
    ) async throws -> (type: EvidenceItem.MediaType, octets: [UInt8])? {
        let subjects = try register.subjects(ofEvidence: sha256)
        guard let last = subjects.last else { return nil }
        if !subjects.dropLast().contains(where: { (try? permit($0)) != nil }) { try permit(last) }
        let octets = try evidence.read(sha256)
        return EvidenceItem.MediaType(of: octets).map { ($0, octets) }
    }
}

extension Home {
    /// The pages on which people write, over the home's register.
    func peopleDesk(over register: SQLiteRegister) -> PeopleDesk {
        let desk = WebDesk(register: register, evidence: EvidenceFolder(home: path))
        return PeopleDesk(
            reports: CitizenReports(
                desk: desk, provinces: ProvinceChoice.present, newSecret: TokenSecret.fresh, time: Clock.utcTimestamp),
            inspectors: desk)
    }
}
