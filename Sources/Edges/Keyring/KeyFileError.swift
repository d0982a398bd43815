public import Files

/// Why a key file cannot be used or written.
public enum KeyFileError: Error, Equatable, Sendable {
    /// Group or others may read or change the file; its mode should be 0600.
    case exposed(path: String)
    /// The file does not hold what its name says.
    case damaged(path: String, KeyDamage)
    /// The file is sound, but made in a way that is not read here.
    case unsupported(path: String, UnsupportedKey)
    /// The passphrase is another one, or the encrypted part was changed: a file encrypted with AES-CBC does not tell
    /// these two apart when nothing in it decrypts to something known.
    case wrongPassphrase(path: String)
    /// The file is encrypted, and it was read as one that is not.
    case passphraseNeeded(path: String)
    /// The file is not encrypted, and it was read as one that is.
    case notEncrypted(path: String)
    /// There is a file of that name; keys are never overwritten.
    case alreadyExists(path: String)
    /// The cryptographic library refused to encrypt.
    case encryptionFailed(path: String)
    case file(FileError)
}

/// What is wrong with a key file's content.
public enum KeyDamage: Error, Hashable, Sendable {
    /// It is not exactly one PEM block in canonical base 64 (RFC 7468).
    case notPEM
    /// It is not the DER structure that its PEM label promises.
    case notDER
    /// The key has `given` bytes, and must have `required`.
    case keyLength(given: Int, required: Int)
    /// The encrypted part has so many bytes, which is no whole number of AES blocks.
    case ciphertextLength(Int)
    /// The key is not the one that the check value beside it was made of.
    case checkValueDiffers
    /// The public key in the file, or in the `.pub` file, is not the one of the private key.
    case publicKeyDiffers
}

/// What a key file uses that is not read here, as it was found; object identifiers in dotted form.
public enum UnsupportedKey: Error, Hashable, Sendable {
    /// A PEM label other than `PRIVATE KEY` and `ENCRYPTED PRIVATE KEY`.
    case label(String)
    /// A version of the private key's structure other than 0 and 1 (RFC 5958 §2).
    case version(Int)
    /// A key of another algorithm than the file is for.
    case keyAlgorithm(String)
    /// Attributes other than the check value that is written here.
    case attributes
    /// An encryption scheme other than PBES2.
    case encryptionScheme(String)
    /// A key derivation function other than PBKDF2.
    case keyDerivation(String)
    /// Fewer rounds than protect a key, or more than are worked through for a file that may be hostile.
    case rounds(Int, allowed: ClosedRange<Int>)
    /// A salt of so many bytes.
    case saltLength(Int, allowed: ClosedRange<Int>)
    /// A derived key of so many bytes; AES-256 takes 32.
    case derivedKeyLength(Int)
    /// A pseudorandom function other than HMAC-SHA256; RFC 8018's default, HMAC-SHA1, is 1.2.840.113549.2.7.
    case pseudorandomFunction(String)
    /// A cipher other than AES-256-CBC.
    case cipher(String)
}

/// Why bytes are not a private key; `KeyFileError` without the file.
enum KeyFormatError: Error, Equatable {
    case damaged(KeyDamage)
    case unsupported(UnsupportedKey)
    case wrongPassphrase
    case passphraseNeeded
    case notEncrypted
    case encryptionFailed

    func at(_ path: String) -> KeyFileError {
        switch self {
        case .damaged(let damage): .damaged(path: path, damage)
        case .unsupported(let what): .unsupported(path: path, what)
        case .wrongPassphrase: .wrongPassphrase(path: path)
        case .passphraseNeeded: .passphraseNeeded(path: path)
        case .notEncrypted: .notEncrypted(path: path)
        case .encryptionFailed: .encryptionFailed(path: path)
        }
    }
}
