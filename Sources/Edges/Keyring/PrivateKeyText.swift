/// What a key is read with.
public enum KeyProtection: Sendable {
    case passphrase(Passphrase)
    /// The key lies there for anyone who can read the file; for services that start unattended, and for trials.
    case unencrypted
}

/// What a new key, or an old one from now on, is kept under.
public enum NewKeyProtection: Sendable {
    case passphrase(NewPassphrase)
    /// The key lies there for anyone who can read the file; for services that start unattended, and for trials.
    case unencrypted
}

/// The content of a private key's file: one PEM block.
enum PrivateKeyText {
    static let plainLabel = "PRIVATE KEY"
    static let encryptedLabel = "ENCRYPTED PRIVATE KEY"

    /// Costs all rounds where there is a passphrase.
    static func write(
        _ key: OneAsymmetricKey, under protection: NewKeyProtection, rounds: Int
    ) throws(KeyFormatError) -> [UInt8] {
        switch protection {
        case .passphrase(let new):
            let encrypted = try EncryptedPrivateKey(key, under: new.passphrase, scheme: .random(rounds: rounds))
            return PEM(label: encryptedLabel, bytes: try encrypted.der()).text
        case .unencrypted:
            return PEM(label: plainLabel, bytes: try key.der()).text
        }
    }

    /// Reads a key of one algorithm; costs the rounds that the file states where there is a passphrase.
    static func read(
        _ text: [UInt8], algorithm: KeyAlgorithm, under protection: KeyProtection
    ) throws(KeyFormatError) -> OneAsymmetricKey {
        let block = try PEM(parsing: text)
        let key: OneAsymmetricKey
        switch (try isEncrypted(block), protection) {
        case (true, .passphrase(let passphrase)):
            key = try EncryptedPrivateKey(der: block.bytes).key(under: passphrase)
        case (false, .unencrypted): key = try OneAsymmetricKey(der: block.bytes)
        case (true, .unencrypted): throw .passphraseNeeded
        case (false, .passphrase): throw .notEncrypted
        }
        guard key.algorithm == algorithm else { throw .unsupported(.keyAlgorithm("\(key.algorithm.identifier)")) }
        return key
    }

    static func isEncrypted(_ block: PEM) throws(KeyFormatError) -> Bool {
        switch block.label {
        case encryptedLabel: true
        case plainLabel: false
        default: throw .unsupported(.label(block.label))
        }
    }
}
