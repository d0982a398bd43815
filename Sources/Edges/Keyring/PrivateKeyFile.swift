internal import Crypto
internal import Files
public import Stamps

/// An Ed25519 private key at rest: a signing key, or the root key of a trust bundle.
///
/// The file is PKCS#8 in PEM (RFC 5958, RFC 8410), mode 0600: encrypted (PBES2, PBKDF2-HMAC-SHA256 with 600,000 rounds,
/// AES-256-CBC) or, only where it is asked for, not. `openssl pkey` reads both. Beside it lies the public key, in
/// `<path>.pub`, so that it can be shown without the passphrase.
public struct PrivateKeyFile: Sendable {
    /// Where the file is, or will be.
    public let path: String
    private let file: KeyFile

    /// Names the file; nothing is read yet.
    public init(path: String) {
        self.init(path: path, rounds: PBES2.newRounds)
    }

    init(path: String, rounds: Int) {
        self.path = path
        file = KeyFile(path: path, algorithm: .ed25519, rounds: rounds)
    }

    /// The file of the public key: a `SubjectPublicKeyInfo` in PEM, for everyone to read.
    public var publicKeyPath: String { "\(path).pub" }

    /// Writes a new key file and its public key; an existing key is never overwritten.
    ///
    /// Costs 600,000 rounds of PBKDF2 where there is a passphrase: some tenths of a second.
    ///
    /// - Throws: `KeyFileError.alreadyExists`, `.file`.
    public func create(_ key: StampSigningKey, under protection: NewKeyProtection) throws(KeyFileError) {
        try file.create(key.seed, under: protection)
        try write(key.publicKey)
    }

    /// Reads the key; where there is a passphrase it costs the rounds that the file states, 10,000,000 at most.
    ///
    /// - Throws: `KeyFileError.wrongPassphrase`, `.passphraseNeeded` or `.notEncrypted` where the file is protected
    ///   otherwise than stated; `.exposed`, `.damaged`, `.unsupported`, `.file`.
    public func read(under protection: KeyProtection) throws(KeyFileError) -> StampSigningKey {
        let stored = try file.read(under: protection)
        let key: StampSigningKey
        do throws(StampKeyError) {
            key = try StampSigningKey(seed: stored.bytes)
        } catch {
            throw .damaged(path: path, .keyLength(given: stored.bytes.count, required: StampSigningKey.seedLength))
        }
        guard stored.statedPublicKey == nil || stored.statedPublicKey == key.publicKey.bytes else {
            throw .damaged(path: path, .publicKeyDiffers)
        }
        // A key file that openssl made has no check value: the public key beside it does as well.
        if let beside = try publicKeyBeside(), beside != key.publicKey {
            throw .damaged(path: path, .publicKeyDiffers)
        }
        return key
    }

    /// Keeps the same key under another passphrase, and writes its public key again.
    ///
    /// The file is replaced as a whole: after a crash there is the old one or the new one. Copies and backups of the
    /// old file still open with the old passphrase.
    public func changeProtection(
        from protection: KeyProtection, to new: NewKeyProtection
    ) throws(KeyFileError) {
        let key = try read(under: protection)
        try file.replace(key.seed, under: new)
        try write(key.publicKey)
    }

    /// Whether a passphrase is needed to read the key.
    public func isEncrypted() throws(KeyFileError) -> Bool {
        try file.isEncrypted()
    }

    /// The public key, without the passphrase: from the file beside, else from the key itself where it is not encrypted.
    ///
    /// Anyone who can write to the folder can change the file beside: compare with the register before relying on it.
    ///
    /// - Throws: `KeyFileError.passphraseNeeded` where the public key's file is missing and the key is encrypted;
    ///   `.damaged` naming the public key's file; what reading throws.
    public func publicKey() throws(KeyFileError) -> StampPublicKey {
        if let beside = try publicKeyBeside() { return beside }
        return try read(under: .unencrypted).publicKey
    }

    private func publicKeyBeside() throws(KeyFileError) -> StampPublicKey? {
        let text: [UInt8]
        do throws(FileError) {
            text = try WholeFile.read(publicKeyPath, limit: KeyFile.maximumLength)
        } catch {
            if error.isMissing { return nil }
            throw .file(error)
        }
        do throws(KeyDamage) {
            return try StampPublicKey(pem: text)
        } catch {
            throw .damaged(path: publicKeyPath, error)
        }
    }

    private func write(_ key: StampPublicKey) throws(KeyFileError) {
        do throws(FileError) {
            try WholeFile.write(key.pem, to: publicKeyPath)
        } catch {
            throw .file(error)
        }
    }
}

extension StampSigningKey {
    /// A new key from the system's generator.
    public static func generate() throws(StampKeyError) -> StampSigningKey {
        try StampSigningKey(seed: SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
    }
}
