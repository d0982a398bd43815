internal import Crypto
internal import Encodings
public import Stamps

/// Keeps batch secrets encrypted under a key of its own, which is not the signing key (STAMP-V1 §3).
///
/// A thief of the register learns no secret; a thief of the signing key cannot make a guard. The key is kept in a
/// `BatchSecretsKeyFile`.
public struct BatchSecretBox: Sendable {
    private let key: SymmetricKey

    init(key: SymmetricKey) {
        self.key = key
    }

    /// Draws the secret of a new batch and encrypts it with AES-256-GCM, bound to the batch's identifier.
    ///
    /// - Returns: nonce, ciphertext and tag as hexadecimal digits.
    public func newSealedSecret(of batchID: String) throws -> String {
        let secret = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        let box = try AES.GCM.seal(secret, using: key, authenticating: Self.context(of: batchID))
        // The combined form is missing only for nonces of another length than ours.
        guard let combined = box.combined else { throw BatchSecretError.notSealed }
        return hexadecimal(combined)
    }

    /// Decrypts the secret of a batch.
    ///
    /// - Throws: `BatchSecretError.notOpened` where it was changed, belongs to another batch or to another box.
    public func secret(of batchID: String, sealed: String) throws -> BatchSecret {
        guard let combined = bytes(hexadecimal: sealed), let box = try? AES.GCM.SealedBox(combined: combined),
            let secret = try? AES.GCM.open(box, using: key, authenticating: Self.context(of: batchID))
        else { throw BatchSecretError.notOpened(batch: batchID) }
        return try BatchSecret(bytes: Array(secret))
    }

    private static func context(of batchID: String) -> [UInt8] {
        Array("temgoc-batch-secret-v1\n\(batchID)".utf8)
    }
}

/// Why a batch secret could not be encrypted or decrypted.
public enum BatchSecretError: Error, Equatable, Sendable {
    case notSealed
    case notOpened(batch: String)
}
