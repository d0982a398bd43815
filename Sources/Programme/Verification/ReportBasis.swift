internal import Records
internal import ScanHistory
internal import Stamps
internal import Time

/// All that a report on a scanned stamp follows from, but for the stamp's own text: reports of equal bases differ in
/// `VerificationReport.scanMembers` alone, and have the same page.
public struct ReportBasis: Hashable, Sendable {
    /// The facts; nil where the stamp is not vouched for, and nothing of the register is said.
    private let revision: Int?
    private let findings: [Verdict]
    private let arrival: Arrival?
    private let issuer: IssuerHost?
    private let issuerName: String?
    private let today: CivilDate
    private let kind: StampKind?
    private let keyID: KeyID?
    private let compromisedOn: CivilDate?
    /// What the counts say; codes that were checked as often since the same day share a basis.
    private let history: CheckCount?
    private let suspicion: CopyRule?
    private let notice: CopyRule?

    init(_ report: VerificationReport) {
        revision = report.facts?.revision
        findings = [report.verdict] + report.notes
        arrival = report.arrival
        // A revision is of one issuer.
        issuer = revision == nil ? report.issuer?.host : nil
        issuerName = revision == nil ? report.issuer?.name : nil
        today = report.today
        kind = report.stamp?.kind
        keyID = report.stamp?.seal.keyID
        compromisedOn = report.compromisedOn
        history = report.history?.count
        suspicion = report.history?.suspicion
        notice = report.history?.notice
    }
}

extension VerificationReport {
    /// What the report follows from; nil where that has no name, as of a typed code or of a trust bundle.
    public var basis: ReportBasis? {
        guard typed == nil, bundle == nil, facts == nil || facts?.revision != nil else { return nil }
        return ReportBasis(self)
    }
}
