import Keyring
import ProgrammeAPI
import Records
import Registrar
import ScanPages
import Stamps
import Time
import Verification

extension RegisterView: OriginRegister {}

extension Home {
    /// The interface for programs over the home's register.
    ///
    /// The keys are opened now: nobody is there to type a passphrase when a request comes.
    ///
    /// - Parameters:
    ///   - counts: of checks; nil where none are counted.
    ///   - clock: what entries and scans are dated by.
    ///   - requestsPerSecond: of one account in the long run; nil for what suits an office.
    func programmeAPI(
        _ registrar: Registrar, _ view: RegisterView, _ log: LogUpkeep, _ secrets: BatchSecretBox,
        _ passphrase: PassphraseOptions, counts: (any ScanCounting)?, clock: RegisterClock,
        requestsPerSecond: Double?
    ) async throws -> APIBackend {
        let keys = try await openSigningKeys(view, passphrase)
        var limits = APIBackend.Limits()
        if let requestsPerSecond {
            limits.requestsPerSecond = requestsPerSecond
            limits.burst = max(limits.burst, requestsPerSecond * 10)
        }
        return APIBackend(
            registrar: registrar, sealing: { try await sealing(view, secrets) },
            drawing: { threads in workshop(log, secrets, keys, threads: threads) },
            inspection: try inspection(registrar, secrets, counts: counts, clock),
            newSecret: TokenSecret.fresh, time: clock.now, limits: limits)
    }

    /// What inspectors work with, over the home's register.
    func inspection(
        _ registrar: Registrar, _ secrets: BatchSecretBox, counts: (any ScanCounting)?, _ clock: RegisterClock
    ) throws -> StampInspection {
        StampInspection(
            registrar, verifier: try verifier(of: RegisterView(registrar.store), secrets, counts: counts),
            counts: counts, rules: try copyRules(), evidence: evidence, library: LabelFolders(),
            pictures: designPictures, now: { clock.now().secondsSince1970 })
    }

    /// Citizens' reports, over the home's register.
    func citizenReports(over registrar: Registrar, _ clock: RegisterClock) -> CitizenReports {
        CitizenReports(
            registrar: registrar, evidence: evidence, provinces: ProvinceChoice.present,
            newSecret: TokenSecret.fresh, time: clock.now)
    }
}
