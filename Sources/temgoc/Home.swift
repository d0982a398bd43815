import Files
import Issuance
import Keyring
import Logging
import Records
import Stamps
import Store
import Verification
import Wording

/// An issuer's home folder: its register and its private keys.
struct Home {
    let path: String

    var registerPath: String { "\(path)/register.sqlite" }
    var keysPath: String { "\(path)/keys" }
    var batchSecretsPath: String { "\(keysPath)/batch-secrets.key" }

    var mediaPath: String { "\(path)/media" }

    func signingKeyFile(_ id: KeyID) -> PrivateKeyFile {
        PrivateKeyFile(path: "\(keysPath)/signing-\(id.rawValue).pem")
    }

    /// The register of the home.
    func openRegister() throws -> SQLiteRegister {
        guard Folder.exists(registerPath) else {
            throw Problem(
                .homeMissing, vi: "\(path) không có sổ đăng ký.", en: "\(path) has no register.",
                hint: Bilingual(
                    vi: "Tạo bằng temgoc init --home \(path) --host … --name …, hoặc chọn thư mục khác với --home.",
                    en: "Make one with temgoc init --home \(path) --host … --name …, or choose another with --home."))
        }
        return try SQLiteRegister.open(path: registerPath)
    }

    /// Opens the box of batch secrets.
    ///
    /// Its key is not encrypted as a rule, so that a service can check guards unattended: without the signing key
    /// nobody can make a stamp with it. Where it is encrypted, its passphrase is asked for.
    func openBatchSecrets(_ passphrase: PassphraseOptions? = nil) throws -> BatchSecretBox {
        let file = BatchSecretsKeyFile(path: batchSecretsPath)
        guard try file.isEncrypted(), let passphrase else { return try file.open(under: .unencrypted) }
        return try file.open(under: .passphrase(passphrase.passphrase(of: "batch-secrets.key")))
    }

    /// Answers scans from the register.
    ///
    /// - Parameter counts: how often codes were checked; nil answers without their history.
    func verifier(
        of register: SQLiteRegister, _ passphrase: PassphraseOptions, counts: ScanCounts? = nil
    ) throws -> Verifier {
        let secrets = try openBatchSecrets(passphrase)
        return Verifier(register: register, counts: counts, rules: try copyRules()) {
            try secrets.secret(of: $0, sealed: $1)
        }
    }

    /// Issues stamps into the register, to be signed with the newest published key.
    func issuance(
        into register: SQLiteRegister, _ passphrase: PassphraseOptions
    ) async throws -> StampIssuance {
        let secrets = try openBatchSecrets(passphrase)
        let key = try await currentKey(of: register)
        return StampIssuance(
            register: register, keyID: key.keyID, newSealedSecret: { try secrets.newSealedSecret(of: $0) },
            logger: Logger(label: "temgoc.issuance"))
    }

    /// The newest key that new stamps may be signed with.
    func currentKey(of register: SQLiteRegister) async throws -> SigningKeyRecord {
        let published = try await register.signingKeys().map(\.record).filter { $0.standing == .published }
        guard let newest = published.max(by: { $0.keyID < $1.keyID }) else {
            throw Problem(
                .keyNotPublished, vi: "Sổ đăng ký không có khóa ký nào đang dùng.",
                en: "The register has no signing key in use.")
        }
        return newest
    }

    /// The stamps of a recorded batch, each made when it is asked for.
    func stamps(
        of batch: Batch, in register: SQLiteRegister, _ passphrase: PassphraseOptions
    ) async throws -> BatchStamps {
        // Nothing is sealed before the log says to everyone that it was allowed.
        try await log(of: register).cover()
        let sealer = try await sealer(batch.keyID, in: register, passphrase)
        let secret = try openBatchSecrets(passphrase).secret(of: batch.id, sealed: batch.sealedSecret)
        guard let run = sealer.run(of: batch, secret: secret) else { throw Self.notPublished(batch.keyID) }
        return run
    }

    /// What signs with one of the home's keys; the passphrase is asked for.
    func sealer(
        _ id: KeyID, in register: SQLiteRegister, _ passphrase: PassphraseOptions
    ) async throws -> StampSealer {
        let file = signingKeyFile(id)
        let key = try file.read(under: passphrase.protection(of: file, name: "signing-\(id.rawValue)"))
        let registered = try await register.signingKeys().first { $0.record.keyID == id }?.record
        guard registered?.publicKey == key.publicKey else { throw Self.notPublished(id) }
        return StampSealer(host: try await register.issuer().host, keyID: id, signingKey: key)
    }

    private static func notPublished(_ id: KeyID) -> Problem {
        Problem(
            .keyDamaged, vi: "Tệp khóa ký \(id.rawValue) không phải khóa đã công bố trong sổ đăng ký.",
            en: "The file of signing key \(id.rawValue) is not the key published in the register.")
    }

    /// A batch with what its labels say.
    func batch(_ id: String, in register: SQLiteRegister) throws -> (facts: StampFacts, batch: Batch) {
        if let found = try register.batch(id: id) { return found }
        let latest = try register.batches(ofLot: nil, limit: 8).map(\.id).joined(separator: ", ")
        throw Problem(
            .batchUnknown, vi: "Sổ đăng ký không có đợt tem «\(id)».", en: "The register has no batch \"\(id)\".",
            hint: latest.isEmpty
                ? Bilingual(
                    vi: "Chưa phát hành đợt nào: temgoc issue --lot … --count …",
                    en: "None has been issued yet: temgoc issue --lot … --count …")
                : Bilingual(vi: "Các đợt mới nhất: \(latest).", en: "The latest batches: \(latest)."))
    }
}
