/// Why a text is no JSON Web Signature that this reader takes.
public enum JWSError: Error, Hashable, Sendable {
    /// It has not three parts with two dots between them.
    case parts(Int)
    /// A part is not canonical base64url; 0 is the header, 1 the payload, 2 the signature.
    case notBase64URL(part: Int)
    /// The header is no JSON object.
    case header
    /// The algorithm is not EdDSA.
    case algorithm(String)
    /// The header asks for something that must be understood (`crit`), and nothing is.
    case critical
    /// The signature has not 64 bytes.
    case signatureLength(Int)
}

/// A JSON Web Signature in compact form with EdDSA (RFC 7515 §3.1, RFC 8037 §3.1).
///
/// What was signed is kept as received, and never written anew to be verified.
public struct CompactJWS: Sendable {
    /// The protected header.
    public let header: JSONValue
    /// The payload's bytes; not to be looked into before the signature was verified.
    public let payload: [UInt8]
    /// The bytes that are signed: header and payload as received, with the dot between them.
    public let signingInput: [UInt8]
    /// 64 bytes.
    public let signature: [UInt8]

    /// Reads the form, not the signature: it is for the caller to verify `signature` over `signingInput`.
    ///
    /// White space around the text, as editors leave it at a file's end, is dropped.
    public init(parsing text: [UInt8]) throws(JWSError) {
        let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
        let trimmed = text.dropLast(text.reversed().prefix(while: isSpace).count)
        let dots = Array(trimmed.indices.lazy.filter { trimmed[$0] == UInt8(ascii: ".") }.prefix(3))
        guard dots.count == 2 else { throw .parts(dots.count + 1) }
        guard let header = Base64.urlSafe.decode(trimmed[..<dots[0]]) else { throw .notBase64URL(part: 0) }
        guard let payload = Base64.urlSafe.decode(trimmed[(dots[0] + 1)..<dots[1]]) else {
            throw .notBase64URL(part: 1)
        }
        let last = trimmed[(dots[1] + 1)...]
        guard let signature = Base64.urlSafe.decode(last) else { throw .notBase64URL(part: 2) }
        guard let object = try? JSONValue(parsing: header), case .object = object else { throw .header }
        guard object["alg"] == "EdDSA" else { throw .algorithm(object["alg"]?.string ?? "") }
        guard object["crit"] == nil else { throw .critical }
        guard signature.count == 64 else { throw .signatureLength(signature.count) }
        self.header = object
        self.payload = payload
        self.signature = signature
        signingInput = Array(trimmed[..<dots[1]])
    }

    /// What is signed for a header and a payload.
    public static func signingInput(header: JSONValue, payload: [UInt8]) -> [UInt8] {
        Base64.urlSafe.encode(header.canonicalBytes) + [UInt8(ascii: ".")] + Base64.urlSafe.encode(payload)
    }

    /// The compact form of something signed.
    public static func text(signingInput: [UInt8], signature: [UInt8]) -> [UInt8] {
        signingInput + [UInt8(ascii: ".")] + Base64.urlSafe.encode(signature)
    }
}
