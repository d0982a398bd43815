import HTTPServer
import Inspectors
import ProgrammeAPI
import Records
import Registrar
import ScanPages
import Time
import TransparencyLog
import Verification

/// What `temgoc serve` answers, put together: the rooms of the site know nothing of each other's paths.
struct ServedSite {
    let home: Home
    let registrar: Registrar
    let view: RegisterView
    let log: LogUpkeep
    let issuer: Issuer
    let verifier: Verifier
    let clock: RegisterClock

    /// The parts of the site, in the order in which they are asked.
    ///
    /// - Parameters:
    ///   - programs: the interface for programs, which knows the tokens; nil serves neither it nor the inspectors' pages.
    ///   - scans: counts checks; nil counts none.
    ///   - linkHosts: what links of products may lead to besides the usual shops.
    ///   - visitors: how fast the visitors of one network may ask.
    func parts(
        programs: APIBackend?, scans: HTTPScanCounter?, linkHosts: [String], visitors: ServerConfiguration.VisitorLimits
    ) throws -> [any SitePart] {
        let pages = try Pages()
        let reports = home.citizenReports(over: registrar, clock)
        let today: @Sendable () async throws -> CivilDate = { [view, clock] in try await view.today(by: clock) }
        let api = try programs.map { try APIResponder($0, today: today, pages: pages, issuer: issuer) }
        var inspectors: InspectorResponder?
        if let programs, let inspection = programs.inspection {
            inspectors = try InspectorResponder(
                inspection: inspection, api: programs, verifier: verifier, provinces: reports.provinces,
                newSecret: reports.newSecret, pages: pages, issuer: issuer, register: view, today: today)
        }
        let scanned = try ScanResponder(
            verifier: verifier, issuer: issuer, today: today, now: { [clock] in clock.now().secondsSince1970 },
            isReady: { [view, registrar, clock, home] in
                _ = try await view.signingKeys()
                try await registrar.demandWritable(at: clock.now())
                try home.demandRoom(Home.reserve)
            }, pages: pages, log: logFiles,
            pictures: home.productPictures, origins: view,
            linkHosts: ScanResponder.usualLinkHosts + linkHosts, scans: scans, reports: reports, limits: visitors)
        let optional: [(any SitePart)?] = [api, inspectors]
        return optional.compactMap(\.self) + [scanned]
    }

    private var logFiles: LogFiles {
        LogFiles(
            read: { [log] in try await log.file(at: $0) },
            proof: { [log] in try await log.proof(ofEntry: $0).bytes },
            standing: { [log] in
                try await log.standing(ofEntry: $0).map {
                    LogStanding(leaf: $0.leaf, size: $0.size, witnesses: $0.witnesses)
                }
            })
    }
}
