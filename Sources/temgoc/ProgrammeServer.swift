import Keyring
import ProgrammeAPI
import Records
import Stamps
import Store
import Verification

extension Home {
    /// The interface for programs over the home's register.
    ///
    /// The keys are opened now: nobody is there to type a passphrase when a request comes.
    ///
    /// - Parameters:
    ///   - counts: of checks; nil where none are counted.
    ///   - now: seconds since 1970-01-01T00:00:00Z.
    ///   - requestsPerSecond: of one account in the long run; nil for what suits an office.
    func programmeAPI(
        over register: SQLiteRegister, _ passphrase: PassphraseOptions, counts: ScanCounts?,
        now: @escaping @Sendable () -> Int64, requestsPerSecond: Double?
    ) async throws -> APIBackend {
        let secrets = try openBatchSecrets(passphrase)
        let desk = ProgrammeDesk(home: self, register: register, secrets: secrets)
        let labels = LabelDesk(
            register: register, log: try await log(of: register), designs: LabelDesignFolder(home: path),
            secrets: secrets,
            signingKeys: try await openSigningKeys(of: register, passphrase))
        var limits = APIBackend.Limits()
        if let requestsPerSecond {
            limits.requestsPerSecond = requestsPerSecond
            limits.burst = max(limits.burst, requestsPerSecond * 10)
        }
        return APIBackend(
            reading: desk, writing: desk, issuing: desk, acting: desk, accounts: desk, tokens: desk, labels: labels,
            inspection: try InspectionDesk(
                home: self, register: register,
                verifier: Verifier(register: register, counts: counts, rules: copyRules()) {
                    try secrets.secret(of: $0, sealed: $1)
                }, counts: counts, now: now),
            newSecret: TokenSecret.fresh, time: Clock.utcTimestamp, limits: limits)
    }

    /// The private keys that new stamps are signed with.
    private func openSigningKeys(
        of register: SQLiteRegister, _ passphrase: PassphraseOptions
    ) async throws -> [KeyID: StampSigningKey] {
        let published = try await register.signingKeys().map(\.record).filter { $0.standing == .published }
        var keys: [KeyID: StampSigningKey] = [:]
        for record in published where madeKeys.contains(record.keyID) {
            let file = signingKeyFile(record.keyID)
            let key = try file.read(under: passphrase.protection(of: file, name: "signing-\(record.keyID.rawValue)"))
            if key.publicKey == record.publicKey { keys[record.keyID] = key }
        }
        return keys
    }
}
