/// Why a JSON Web Key is no Ed25519 public key.
public enum JWKError: Error, Hashable, Sendable {
    /// It is no JSON object.
    case notAnObject
    /// Its type or curve is another one; both are as in the key.
    case kind(keyType: String, curve: String)
    /// `x` is not 32 bytes in canonical base64url.
    case publicKey
    /// It has a private part (`d`), which nobody should hand out.
    case containsPrivateKey
}

/// The public half of an Ed25519 key as a JSON Web Key (RFC 8037 §2).
public struct OctetKeyPair: Sendable, Equatable {
    /// 32 bytes.
    public let publicKey: [UInt8]

    /// Takes the bytes of a public key.
    public init(publicKey: [UInt8]) {
        self.publicKey = publicKey
    }

    /// Reads a key; members that it does not need are read past, a private part is refused.
    public init(reading value: JSONValue) throws(JWKError) {
        guard case .object = value else { throw .notAnObject }
        let (type, curve) = (value["kty"]?.string ?? "", value["crv"]?.string ?? "")
        guard type == "OKP", curve == "Ed25519" else { throw .kind(keyType: type, curve: curve) }
        guard value["d"] == nil else { throw .containsPrivateKey }
        guard let digits = value["x"]?.string, let bytes = Base64.urlSafe.decode(Array(digits.utf8)[...]),
            bytes.count == 32
        else { throw .publicKey }
        publicKey = bytes
    }

    /// The members of the key.
    public var json: JSONValue {
        let digits = String(decoding: Base64.urlSafe.encode(publicKey), as: UTF8.self)
        return ["kty": "OKP", "crv": "Ed25519", "x": .string(digits)]
    }
}
