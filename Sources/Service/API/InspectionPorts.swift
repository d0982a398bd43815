public import Access
public import CivilTime
public import Inspection
public import Traceability

/// Cases, findings, citizens' reports and evidence, as pages and programs ask for them.
///
/// `permit` is asked with what a thing is about, before anything of it is told or changed; it throws where it must not.
public protocol ProgrammeInspection: Sendable {
    /// What an inspector sees of a stamp; where it was not issued, `permit` is not asked.
    func inspect(
        _ stamp: String, on today: CivilDate, permit: @Sendable (Subject) throws -> Void
    ) async throws -> InspectionFacts

    /// The cases of a filter within a scope, the latest opened first.
    func cases(
        _ filter: CaseFilter, within scope: Scope, after id: String?, limit: Int
    ) async throws -> [InspectionCase]

    /// A case with its findings and reports; `Problem` `caseUnknown`.
    func caseFile(_ id: String, permit: @Sendable (Subject) throws -> Void) async throws -> CaseFile

    /// Takes a step of a case.
    func change(
        case id: String, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void,
        _ step: @Sendable (InspectionCase) throws -> InspectionCase
    ) async throws -> InspectionCase

    /// Records a finding; the same one again changes nothing.
    func record(
        _ draft: FindingDraft, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void
    ) async throws -> Recorded<InspectionFinding>

    /// Takes a citizen's report; its picture must have been kept before.
    func take(_ report: CitizenReport, as stamp: EntryStamp) async throws -> Recorded<CitizenReport>

    /// A citizen's report; nil where nobody got that receipt number.
    func report(_ receipt: ReceiptNumber) async throws -> CitizenReport?

    /// Keeps a piece of evidence outside the register; one that is there already stays.
    ///
    /// - Parameters:
    ///   - sha256: the digest that the octets must have; nil takes theirs.
    ///   - mediaType: what they must be; nil takes what they are.
    /// - Throws: `Problem` `evidenceMismatch`, `mediaTypeUnsupported`, `requestTooLarge`.
    func keep(_ octets: [UInt8], sha256: String?, mediaType: String?) async throws -> EvidenceItem

    /// A piece of evidence that a finding or report names; `Problem` `recordUnknown` where none does.
    func evidence(
        _ sha256: String, permit: @Sendable (Subject) throws -> Void
    ) async throws -> (octets: [UInt8], mediaType: String)
}
