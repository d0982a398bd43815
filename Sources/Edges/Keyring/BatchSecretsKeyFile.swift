internal import Crypto

/// The key of the batch secrets at rest, `batch-secrets.key`: not a signing key, and never readable as one.
///
/// The file is the same PEM and PKCS#8 as a signing key's, its algorithm AES-256-GCM (2.16.840.1.101.3.4.1.46) in place of
/// Ed25519. Encrypted where people issue stamps; not encrypted where a service must start unattended to answer scans.
public struct BatchSecretsKeyFile: Sendable {
    /// Where the file is, or will be.
    public let path: String
    private let file: KeyFile

    /// Names the file; nothing is read yet.
    public init(path: String) {
        self.init(path: path, rounds: PBES2.newRounds)
    }

    init(path: String, rounds: Int) {
        self.path = path
        file = KeyFile(path: path, algorithm: .aes256GCM, rounds: rounds)
    }

    /// Draws a new key and writes it; an existing file is never overwritten.
    ///
    /// Costs 600,000 rounds of PBKDF2 where there is a passphrase: some tenths of a second.
    ///
    /// - Throws: `KeyFileError.alreadyExists`, `.file`.
    public func create(under protection: NewKeyProtection) throws(KeyFileError) {
        try file.create(SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }, under: protection)
    }

    /// Opens the box of batch secrets; costs what `PrivateKeyFile.read` costs.
    ///
    /// - Throws: what `PrivateKeyFile.read` throws.
    public func open(under protection: KeyProtection) throws(KeyFileError) -> BatchSecretBox {
        BatchSecretBox(key: SymmetricKey(data: try file.read(under: protection).bytes))
    }

    /// Keeps the same key under another passphrase; after a crash there is the old file or the new one.
    public func changeProtection(
        from protection: KeyProtection, to new: NewKeyProtection
    ) throws(KeyFileError) {
        try file.replace(try file.read(under: protection).bytes, under: new)
    }

    /// Whether a passphrase is needed to open the box.
    public func isEncrypted() throws(KeyFileError) -> Bool {
        try file.isEncrypted()
    }
}
