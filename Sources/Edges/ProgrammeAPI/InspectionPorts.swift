package import Access
internal import Encodings
package import Inspection
package import Records
package import Time
package import Verification

/// A case with everything that is shown of it.
package struct CasePage: Sendable {
    /// The case with its findings and reports.
    package let file: CaseFile
    /// What rights to it depend on.
    package let subject: Subject
    /// The producer's name; nil where none is known.
    package let producer: String?
    /// The product's name; nil where none is known.
    package let product: String?

    /// Takes the parts as they are.
    package init(file: CaseFile, subject: Subject, producer: String?, product: String?) {
        self.file = file
        self.subject = subject
        self.producer = producer
        self.product = product
    }
}

/// Stamps as inspectors see them, cases, findings and evidence, as the inspectors' pages and programs ask for them.
///
/// `permit` is asked with what a thing is about, before anything of it is told or changed; it throws where it must not.
package protocol ProgrammeInspection: Sendable {
    /// Verifies the text of a stamp, with the history of its code; nothing is counted.
    func verify(_ stamp: String, on today: CivilDate) async throws -> VerificationReport

    /// What an inspector sees of a stamp beyond the consumer; where it was not issued, `permit` is not asked.
    ///
    /// - Parameter isCheck: whether somebody checks the code with it: then it is counted, among the inspectors' checks.
    func facts(
        of report: VerificationReport, isCheck: Bool, permit: @Sendable (Subject) throws -> Void
    ) async throws -> InspectionFacts

    /// The cases of a filter within a scope, the latest opened first.
    func cases(
        _ filter: CaseFilter, within scope: Scope, after id: String?, limit: Int
    ) async throws -> [InspectionCase]

    /// A case with its findings and reports; `Problem` `caseUnknown`.
    func page(ofCase id: String, permit: @Sendable (Subject) throws -> Void) async throws -> CasePage

    /// Takes a step of a case.
    func change(
        case id: String, as stamp: EntryStamp, permit: @Sendable (Subject) throws -> Void,
        _ step: @Sendable (InspectionCase) throws -> InspectionCase
    ) async throws -> InspectionCase

    /// Records a finding; it opens a case, joins one, or neither. The same one again changes nothing.
    ///
    /// - Parameters:
    ///   - picture: the octets of its evidence, to be kept once the right to record it is sure; nil where all of it
    ///     was kept before.
    ///   - isCheck: whether the check that it was found in is to be counted, at the time that the finding names.
    func record(
        _ draft: FindingDraft, picture: [UInt8]?, isCheck: Bool, as stamp: EntryStamp,
        permit: @Sendable (Subject) throws -> Void
    ) async throws -> Recorded<InspectionFinding>

    /// Answers a citizen's report.
    func answer(
        _ receipt: ReceiptNumber, with text: String, on today: CivilDate, as stamp: EntryStamp,
        permit: @Sendable (Subject) throws -> Void
    ) async throws

    /// Keeps a piece of evidence outside the register, a picture without its metadata; one that is there already stays.
    ///
    /// - Parameters:
    ///   - sha256: the digest that the octets must have as they were sent; nil takes theirs.
    ///   - mediaType: what they must be; nil takes what they are.
    /// - Returns: what is kept: of a picture that had metadata another digest than was sent.
    /// - Throws: `Problem` `evidenceMismatch`, `requestTooLarge`.
    func keep(_ octets: [UInt8], sha256: String?, mediaType: String?) async throws -> EvidenceItem

    /// A file that a finding, a report or a certificate names; `Problem` `recordUnknown` where none does.
    ///
    /// - Parameter permit: asked with each thing that names it; one that is permitted is enough.
    func evidence(
        _ sha256: String, permit: @Sendable (Subject) throws -> Void
    ) async throws -> (octets: [UInt8], type: DocumentType)

    /// The picture of a design that labels were drawn with, with sample values, as PNG; nil where none was kept.
    func picture(ofDesign sha256: String) async throws -> [UInt8]?
}

extension ProgrammeInspection {
    /// Cases within a scope that are not closed, the latest first.
    package func openCases(within scope: Scope, limit: Int) async throws -> [InspectionCase] {
        var found: [InspectionCase] = []
        for status in InspectionCase.Status.allCases where status != .closed {
            found += try await cases(CaseFilter(status: status), within: scope, after: nil, limit: limit)
        }
        return found.sorted { $0.id > $1.id }.prefix(limit).map(\.self)
    }
}
