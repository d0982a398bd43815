internal import Access
internal import Records
internal import Time
internal import Verification

/// The pages on which people write, and what they work on.
public struct PeopleDesk: Sendable {
    private let reports: CitizenReports

    /// - Parameter reports: citizens' reports; what inspectors see comes with the interface for programs, which knows
    ///   the tokens.
    public init(reports: CitizenReports) {
        self.reports = reports
    }

    func responder(
        verifier: Verifier, issuer: Issuer, today: @escaping @Sendable () -> CivilDate, pages: Pages,
        programs: ProgrammeAPI?, origins: (any OriginRegister)?
    ) -> PeopleResponder {
        let limits = reports.limits
        let visitors = VisitorRate(
            [
                .report: .init(perSecond: limits.visitorPerHour / 3_600, burst: limits.visitorBurst),
                .signIn: .init(perSecond: 1 / 60, burst: 10),
            ], rotation: .seconds(86_400))
        var responder = PeopleResponder(
            reports: ReportResponder(reports, pages: pages, issuer: issuer, register: origins, visitors: visitors))
        if let programs, let inspection = programs.inspection {
            responder.inspectors = InspectorResponder(
                inspection: inspection, api: programs, verifier: verifier, provinces: reports.provinces, pages: pages,
                issuer: issuer, register: origins, today: today, visitors: visitors,
                sessions: InspectorSessions(newSecret: reports.newSecret))
        }
        return responder
    }
}
