public import Encodings
public import Stamps

extension StampPublicKey {
    /// The key as `SubjectPublicKeyInfo` in PEM, as `openssl pkey -pubout` writes it (RFC 8410 §4).
    public var pem: [UInt8] {
        PEM(label: Self.label, bytes: Self.prefix + bytes).text
    }

    /// Reads exactly one such block.
    ///
    /// - Throws: `KeyDamage.notPEM`; `.notDER` for another structure or algorithm, and for a key that `init(bytes:)`
    ///   refuses.
    public init(pem text: [UInt8]) throws(KeyDamage) {
        guard let block = try? PEM(parsing: text), block.label == Self.label else { throw .notPEM }
        guard block.bytes.starts(with: Self.prefix),
            let key = try? StampPublicKey(bytes: Array(block.bytes.dropFirst(Self.prefix.count)))
        else { throw .notDER }
        self = key
    }

    /// The key as a JSON Web Key (RFC 8037 §2).
    public var jsonWebKey: OctetKeyPair { OctetKeyPair(publicKey: bytes) }

    private static let label = "PUBLIC KEY"
    /// `SEQUENCE { SEQUENCE { 1.3.101.112 }, BIT STRING of 32 bytes }` up to the key: it has no other encoding in DER.
    private static let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
}
