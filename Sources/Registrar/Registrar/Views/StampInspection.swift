public import Access
public import Inspection
internal import Records
public import ScanHistory
public import Time
public import Verification

/// What inspectors work with: stamps as they see them, findings and evidence; for their pages, programs and commands.
public struct StampInspection: Sendable {
    /// The registrar of the register that is inspected.
    public let registrar: Registrar
    /// Pictures and documents of findings, reports and certificates.
    public let evidence: any BlobStore
    private let verifier: Verifier
    private let counts: (any ScanCounting)?
    private let rules: CopyRules
    private let library: any LabelLibrary
    private let pictures: any BlobStore
    private let now: @Sendable () -> Int64

    /// - Parameters:
    ///   - verifier: checks stamps; its answers are not counted.
    ///   - counts: nil where checks are not counted.
    ///   - rules: those that suspect a copy.
    ///   - pictures: of the designs that labels were drawn with.
    ///   - now: seconds since 1970-01-01T00:00:00Z.
    public init(
        _ registrar: Registrar, verifier: Verifier, counts: (any ScanCounting)?, rules: CopyRules,
        evidence: any BlobStore, library: any LabelLibrary, pictures: any BlobStore,
        now: @escaping @Sendable () -> Int64
    ) {
        self.registrar = registrar
        self.verifier = verifier
        self.counts = counts
        self.rules = rules
        self.evidence = evidence
        self.library = library
        self.pictures = pictures
        self.now = now
    }

    /// Verifies the text of a stamp, with the history of its code; nothing is counted.
    public func verify(_ stamp: String, on today: CivilDate) async throws -> VerificationReport {
        try await verifier.verify(stamp, on: today)
    }

    /// What an inspector sees of a stamp beyond the consumer.
    ///
    /// - Parameter isCheck: whether somebody checks the code with it: then it is counted, among the inspectors' checks.
    /// - Throws: `Problem` `rightMissing`; not where the stamp was not issued.
    public func facts(
        of stamp: String, on today: CivilDate, isCheck: Bool, for principal: Principal
    ) async throws -> InspectionFacts {
        try await facts(of: verify(stamp, on: today), isCheck: isCheck, for: principal)
    }

    /// The same of a stamp that was verified.
    public func facts(
        of report: VerificationReport, isCheck: Bool, for principal: Principal
    ) async throws -> InspectionFacts {
        var facts = try await registrar.inspectionFacts(of: report, for: principal)
        if let name = facts.template, try library.names().contains(name) {
            facts.templateDigest = try library.design(name).digest
        }
        var pictured: Set<String> = []
        for design in facts.designs where try await pictures.has(design.sha256) { pictured.insert(design.sha256) }
        facts.picturedDesigns = pictured
        if isCheck { counts?.record(report, Check(time: now(), channel: .inspector)) }
        facts.scans = report.scanCode.flatMap { counts?.fullHistory(of: $0) }.map { ScanTimeline($0, rules) }
        return facts
    }

    /// Records a finding; its stamp is counted as checked where nobody has counted it yet.
    ///
    /// - Parameter picture: the bytes of the draft's one picture, kept once the right is asked.
    public func record(
        _ draft: FindingDraft, picture: [UInt8]? = nil, isCheck: Bool, by author: Authorship
    ) async throws -> Recorded<InspectionFinding> {
        let done = try await registrar.record(draft, picture: picture, evidence: evidence, by: author)
        if isCheck, done.isNew { await countCheck(of: draft) }
        return done
    }

    /// Counts the check that a finding was made in, with the answer that the register gives for that day; a clock that
    /// was ahead counts for now.
    private func countCheck(of draft: FindingDraft) async {
        guard let counts, let text = draft.subject.stamp else { return }
        let time = min(draft.at.secondsSince1970, now())
        guard let report = try? await verifier.verify(text, on: CivilDate(inVietnamAt: time)) else { return }
        counts.record(report, Check(time: time, channel: .offlineSync))
    }

    /// Keeps a file of evidence before the finding that names it.
    ///
    /// - Throws: as `HandedIn`; `Problem` `rightMissing`.
    public func keep(
        _ bytes: [UInt8], sha256: String?, mediaType: String?, for principal: Principal
    ) async throws -> EvidenceItem {
        guard principal.extent(of: .writeCase) != nil else { throw principal.denial(of: .writeCase) }
        let file = try HandedIn(bytes, sha256: sha256, mediaType: mediaType)
        try await registrar.keep(file, in: evidence)
        return file.item
    }

    /// The picture of a design that labels were drawn with, with sample values, as PNG; nil where none was kept.
    public func picture(ofDesign sha256: String) async throws -> [UInt8]? {
        EvidenceItem.isDigest(sha256) ? try await pictures.get(sha256) : nil
    }
}
