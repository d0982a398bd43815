import Access
import Encodings
import Files
import Inspection
import Records
import ScanHistory
import ProgrammeAPI
import ScanPages
import Store
import Time
import Verification
import Wording

/// The home's register, counts and evidence as inspectors' pages, programs and commands ask for them.
struct InspectionDesk: ProgrammeInspection {
    let register: SQLiteRegister
    let verifier: Verifier
    let folder: EvidenceFolder
    let designs: LabelDesignFolder
    /// nil where checks are not counted.
    let counts: ScanCounts?
    let rules: CopyRules
    /// Seconds since 1970-01-01T00:00:00Z.
    let now: @Sendable () -> Int64

    init(
        home: Home, register: SQLiteRegister, verifier: Verifier, counts: ScanCounts?,
        now: @escaping @Sendable () -> Int64 = Clock.secondsSince1970
    ) throws {
        self.register = register
        self.verifier = verifier
        self.counts = counts
        self.now = now
        folder = EvidenceFolder(home: home.path)
        designs = LabelDesignFolder(home: home.path)
        rules = try home.copyRules()
    }

    func verify(_ stamp: String, on today: CivilDate) async throws -> VerificationReport {
        try await verifier.verify(stamp, on: today)
    }

    func facts(
        of report: VerificationReport, isCheck: Bool, permit: @Sendable (Subject) throws -> Void
    ) async throws -> InspectionFacts {
        var facts = try register.inspectionFacts(of: report, permit: permit)
        facts.templateDigest = try facts.template.flatMap { name in
            try LabelResources.names().contains(name) ? LabelResources.design(name).digest : nil
        }
        facts.picturedDesigns = Set(facts.designs.map(\.sha256).filter(designs.has))
        if isCheck { counts?.record(report, ScanHistory.Check(time: now(), channel: .inspector)) }
        facts.scans = report.scanCode.flatMap { counts?.fullHistory(of: $0) }.map {
            ScanTimeline($0, rules)
        }
        return facts
    }

    func cases(
        _ filter: CaseFilter, within scope: Scope, after id: String?, limit: Int
    ) async throws -> [InspectionCase] {
        try register.cases(filter, within: scope, after: id, limit: limit)
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
            file: file, subject: subject, producer: try name(.producer, key.producer, "legalNameVi"),
            product: try name(.product, key.product, "nameVi"))
    }

    func change(
        case id: String, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void,
        _ step: @Sendable (InspectionCase) throws -> InspectionCase
    ) async throws -> InspectionCase {
        try register.change(case: id, as: stamp, permit: permit, step)
    }

    func record(
        _ draft: FindingDraft, picture: [UInt8]?, isCheck: Bool, as stamp: EntryStamp,
        permit: @Sendable (Subject) throws -> Void
    ) async throws -> Recorded<InspectionFinding> {
        let folder = folder
        let done = try register.record(
            draft, as: stamp,
            hasEvidence: { item in
                // Asked after the right to record it, so that nobody else can fill the folder.
                if let picture { _ = try folder.keep(picture, sha256: item.sha256) }
                return folder.has(item)
            }, permit: permit)
        if isCheck, done.isNew { await countCheck(of: draft) }
        return done
    }

    /// Counts the check that a finding was made in, with the answer that the register gives for that day; a clock that
    /// was ahead counts for now.
    private func countCheck(of draft: FindingDraft) async {
        guard let counts, let text = draft.subject.stamp else { return }
        let time = min(draft.at.secondsSince1970, now())
        guard let report = try? await verifier.verify(text, on: CivilDate(inVietnamAt: time)) else { return }
        counts.record(report, ScanHistory.Check(time: time, channel: .offlineSync))
    }

    func answer(
        _ receipt: ReceiptNumber, with text: String, on today: CivilDate, as stamp: EntryStamp,
        permit: @Sendable (Subject) throws -> Void
    ) async throws {
        _ = try register.answer(receipt, with: text, on: today, as: stamp, permit: permit)
    }

    func keep(_ octets: [UInt8], sha256: String?, mediaType: String?) async throws -> EvidenceItem {
        try folder.keep(octets, sha256: sha256, mediaType: mediaType)
    }

    func evidence(
        _ sha256: String, permit: @Sendable (Subject) throws -> Void
    ) async throws -> (octets: [UInt8], type: DocumentType) {
        let subjects = EvidenceItem.isDigest(sha256) ? try register.subjects(ofEvidence: sha256) : []
        guard let first = subjects.first else { throw Self.noEvidence(sha256) }
        if !subjects.contains(where: { (try? permit($0)) != nil }) { try permit(first) }
        guard let octets = try? folder.read(sha256), let type = DocumentType(of: octets) else {
            throw Self.noEvidence(sha256)
        }
        return (octets, type)
    }

    func picture(ofDesign sha256: String) async throws -> [UInt8]? {
        EvidenceItem.isDigest(sha256) ? designs.picture(sha256) : nil
    }

    private static func noEvidence(_ sha256: String) -> Problem {
        Problem(
            .recordUnknown, vi: "Không có tệp bằng chứng «\(sha256.prefix(64))».",
            en: "There is no evidence \"\(sha256.prefix(64))\".")
    }
}
