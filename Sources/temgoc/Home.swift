import Store
import Access
import Files
import Inspection
import Keyring
import Records
import Registrar
import ScanHistory
import Stamps
import Verification
import Wording

/// An issuer's home folder: where its register, its private keys and its files lie.
struct Home {
    let path: String

    var registerPath: String { "\(path)/register.sqlite" }
    var keysPath: String { "\(path)/keys" }
    var batchSecretsPath: String { "\(keysPath)/batch-secrets.key" }
    var mediaPath: String { "\(path)/media" }
    /// The counts of checks, apart from the register.
    var scanCountsPath: String { "\(path)/scans.sqlite" }

    func signingKeyFile(_ id: KeyID) -> PrivateKeyFile {
        PrivateKeyFile(path: "\(keysPath)/signing-\(id.rawValue).pem")
    }

    /// Pictures and documents of findings, reports and certificates.
    var evidence: FolderBlobStore {
        FolderBlobStore("\(path)/evidence", isPrivate: true, largest: EvidenceItem.largest)
    }

    /// Pictures of the designs that labels were drawn with.
    var designPictures: FolderBlobStore {
        FolderBlobStore("\(path)/label-designs", isPrivate: false, largest: 4 << 20)
    }

    /// The registrar of the home's register.
    ///
    /// - Throws: `Problem` `homeMissing`; what `RegisterFile` throws.
    func registrar() async throws -> Registrar {
        guard Folder.exists(registerPath) else {
            throw Problem(
                .homeMissing, vi: "\(path) không có sổ đăng ký.", en: "\(path) has no register.",
                hint: Bilingual(
                    vi: "Tạo bằng temgoc init --home \(path) --host … --name …, hoặc chọn thư mục khác với --home.",
                    en: "Make one with temgoc init --home \(path) --host … --name …, or choose another with --home."))
        }
        return Registrar(try await RegisterFile.open(path: registerPath))
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
        of view: RegisterView, _ secrets: BatchSecretBox, counts: (any ScanCounting)? = nil
    ) throws -> Verifier {
        let bundles = TakenBundle(TrustStore(home: path))
        return Verifier(
            register: view, counts: counts, rules: try copyRules(), others: { bundles.verifier }
        ) { try secrets.secret(of: $0, sealed: $1) }
    }

    /// The newest published key, for new stamps, and the box that makes their secrets.
    func sealing(_ registrar: Registrar, _ passphrase: PassphraseOptions) async throws -> BatchSealing {
        try await sealing(RegisterView(registrar.store), openBatchSecrets(passphrase))
    }

    func sealing(_ view: RegisterView, _ secrets: BatchSecretBox) async throws -> BatchSealing {
        BatchSealing(keyID: try await currentKey(of: view).keyID) { try secrets.newSealedSecret(of: $0) }
    }

    /// The newest key that new stamps may be signed with.
    func currentKey(of view: RegisterView) async throws -> SigningKeyRecord {
        let published = try await view.signingKeys().map(\.record).filter { $0.standing == .published }
        guard let newest = published.max(by: { $0.keyID < $1.keyID }) else {
            throw Problem(
                .keyNotPublished, vi: "Sổ đăng ký không có khóa ký nào đang dùng.",
                en: "The register has no signing key in use.")
        }
        return newest
    }

    /// The stamps of a recorded batch, each made when it is asked for; the passphrase is asked for.
    func stamps(of batch: Batch, _ registrar: Registrar, _ passphrase: PassphraseOptions) async throws -> BatchStamps {
        // Nothing is sealed before the log says to everyone that it was allowed.
        try await logUpkeep(of: registrar.store).cover()
        let sealer = try await sealer(batch.keyID, RegisterView(registrar.store), passphrase)
        let secret = try openBatchSecrets(passphrase).secret(of: batch.id, sealed: batch.sealedSecret)
        guard let run = sealer.run(of: batch, secret: secret) else { throw Self.notPublished(batch.keyID) }
        return run
    }

    /// What signs with one of the home's keys; the passphrase is asked for.
    func sealer(_ id: KeyID, _ view: RegisterView, _ passphrase: PassphraseOptions) async throws -> StampSealer {
        let file = signingKeyFile(id)
        let key = try file.read(under: passphrase.protection(of: file, name: "signing-\(id.rawValue)"))
        let registered = try await view.signingKeys().first { $0.record.keyID == id }?.record
        guard registered?.publicKey == key.publicKey else { throw Self.notPublished(id) }
        return StampSealer(host: try await view.issuer().host, keyID: id, signingKey: key)
    }

    private static func notPublished(_ id: KeyID) -> Problem {
        Problem(
            .keyDamaged, vi: "Tệp khóa ký \(id.rawValue) không phải khóa đã công bố trong sổ đăng ký.",
            en: "The file of signing key \(id.rawValue) is not the key published in the register.")
    }
}

extension Home {
    /// Bytes that a service wants to be free: room for evidence, and for SQLite's log of a large import.
    static let reserve: UInt64 = 64 << 20

    /// - Throws: `Problem` `fileUnwritable` where so many bytes are not free on the home's file system.
    func demandRoom(_ bytes: UInt64) throws {
        guard let free = DiskSpace.free(at: path), free < bytes else { return }
        let (left, wanted) = (free >> 20, bytes >> 20)
        throw Problem(
            .fileUnwritable, vi: "Ổ đĩa của \(path) chỉ còn \(left) MiB; cần ít nhất \(wanted) MiB.",
            en: "The disk of \(path) has only \(left) MiB left; at least \(wanted) MiB are needed.")
    }

    func openScanCounts(onFailure: @escaping @Sendable (any Error) -> Void) throws -> any ScanCounting {
        try ScanCountsFile.open(path: scanCountsPath, onFailure: onFailure)
    }

    /// The rules that suspect a copy: those of `scan-rules.json`, or the standard ones where there is no such file.
    func copyRules() throws -> CopyRules {
        let path = "\(self.path)/scan-rules.json"
        guard Folder.exists(path) else { return .standard }
        let value = try JSONFile.value(of: WholeFile.read(path, limit: 65_536), path)
        do throws(DataProblems) {
            return try CopyRules(reading: value)
        } catch {
            throw Problems(
                error.problems.map {
                    Problem(
                        .dataInvalid, vi: "\(path): \($0.path): \($0.text.vi)", en: "\(path): \($0.path): \($0.text.en)"
                    )
                })
        }
    }
}
