internal import CanonicalJSON
internal import CivilTime
internal import Stamps
internal import Traceability

/// All that a report on a scanned stamp follows from, but for the stamp's own text: reports of equal bases differ in
/// `VerificationReport.scanMembers` alone, and have the same page.
public struct ReportBasis: Hashable, Sendable {
    /// The facts; nil where the stamp is not vouched for, and nothing of the register is said.
    private let revision: Int?
    private let findings: [Verdict]
    private let issuer: IssuerHost?
    private let issuerName: String?
    private let today: CivilDate
    private let kind: StampKind?
    private let keyID: KeyID?
    private let compromisedOn: CivilDate?
    /// What the counts say; codes that were checked as often since the same day share a basis.
    private let history: String?

    init(_ report: VerificationReport) {
        revision = report.facts?.revision
        findings = [report.verdict] + report.notes
        issuer = report.issuer?.host
        issuerName = report.issuer?.name
        today = report.today
        kind = report.stamp?.kind
        keyID = report.stamp?.seal.keyID
        compromisedOn = report.compromisedOn
        history = report.history?.json.canonicalText
    }
}

extension VerificationReport {
    /// What the report follows from; nil where that has no name, as of a typed code or of a trust bundle.
    public var basis: ReportBasis? {
        guard typed == nil, bundle == nil, facts == nil || facts?.revision != nil else { return nil }
        return ReportBasis(self)
    }
}
