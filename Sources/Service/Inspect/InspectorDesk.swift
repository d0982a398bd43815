public import Access
public import CivilTime
public import Inspection
public import Traceability
public import Verification

/// A case with everything that an inspector's page shows of it.
public struct CasePage: Sendable {
    /// The case.
    public let inspectionCase: InspectionCase
    /// Its findings, the oldest first.
    public let findings: [InspectionFinding]
    /// Its citizens' reports, the oldest first.
    public let reports: [CitizenReport]
    /// What rights to it depend on.
    public let subject: Subject
    /// The producer's name; nil where none is known.
    public let producer: String?
    /// The product's name; nil where none is known.
    public let product: String?

    /// Takes the parts as they are.
    public init(
        inspectionCase: InspectionCase, findings: [InspectionFinding], reports: [CitizenReport], subject: Subject,
        producer: String?, product: String?
    ) {
        self.inspectionCase = inspectionCase
        self.findings = findings
        self.reports = reports
        self.subject = subject
        self.producer = producer
        self.product = product
    }
}

/// What the inspectors' pages ask of a register.
public protocol InspectorDesk: Sendable {
    /// What an inspector sees of a stamp beyond the consumer.
    ///
    /// - Parameter permit: asked with what the stamp is about, before anything is told.
    func facts(
        of report: VerificationReport, permit: @Sendable (Subject) throws -> Void
    ) async throws -> InspectionFacts

    /// Cases within a scope that are not closed, the latest first.
    func openCases(within scope: Scope, limit: Int) async throws -> [InspectionCase]

    /// A case with its findings and reports.
    ///
    /// - Throws: `Problem` `caseUnknown`; what `permit` throws.
    func page(ofCase id: String, permit: @Sendable (Subject) throws -> Void) async throws -> CasePage

    /// Records a finding with its picture; it opens a case, joins one, or neither. The same finding again changes
    /// nothing.
    func record(
        _ draft: FindingDraft, picture: [UInt8]?, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void
    ) async throws -> InspectionFinding

    /// Takes a step of a case.
    func change(
        case id: String, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void,
        _ step: @Sendable (InspectionCase) throws -> InspectionCase
    ) async throws

    /// Answers a citizen's report.
    func answer(
        _ receipt: ReceiptNumber, with text: String, on today: CivilDate, as stamp: EntryStamp,
        permit: @Sendable (Subject) throws -> Void
    ) async throws

    /// The octets of an item of evidence and what they are; nil where nothing names it, or it is not there.
    ///
    /// - Parameter permit: asked with each thing that names it; one that is permitted is enough.
    func evidence(
        _ sha256: String, permit: @Sendable (Subject) throws -> Void
    ) async throws -> (type: EvidenceItem.MediaType, octets: [UInt8])?
}
