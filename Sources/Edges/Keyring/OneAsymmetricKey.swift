internal import Crypto
internal import SwiftASN1

/// What a private key is a key of.
enum KeyAlgorithm: CaseIterable {
    /// Signs stamps and trust bundles (RFC 8410); the bytes are the seed of RFC 8032 §5.1.5.
    case ed25519
    /// Encrypts batch secrets; named by NIST's identifier of AES-256-GCM, so that it can never be read as a signing key.
    case aes256GCM

    var identifier: ASN1ObjectIdentifier {
        switch self {
        case .ed25519: [1, 3, 101, 112]
        case .aes256GCM: [2, 16, 840, 1, 101, 3, 4, 1, 46]
        }
    }

    static let keyLength = 32
}

/// A private key as PKCS#8 writes it, not encrypted (RFC 5958 §2); it never leaves memory in this form unless a file is
/// to be kept unencrypted.
///
///     SEQUENCE { version 0, algorithm, key, [0] { localKeyId { check value } } }
///
/// The check value is an attribute that openssl passes over. AES-CBC lets a changed block of ciphertext decrypt to
/// another key unnoticed; with the check value it is noticed. Version 1 has a place for the public key, which would do
/// as well, but openssl 3.0 does not read it.
struct OneAsymmetricKey: Equatable {
    let algorithm: KeyAlgorithm
    /// 32 bytes.
    let bytes: [UInt8]
    /// The public key that the file states; it is for the caller to compare.
    let statedPublicKey: [UInt8]?

    /// - Throws: `.damaged(.keyLength)` unless there are 32 bytes.
    init(_ algorithm: KeyAlgorithm, bytes: [UInt8], statedPublicKey: [UInt8]? = nil) throws(KeyFormatError) {
        guard bytes.count == KeyAlgorithm.keyLength else {
            throw .damaged(.keyLength(given: bytes.count, required: KeyAlgorithm.keyLength))
        }
        self.algorithm = algorithm
        self.bytes = bytes
        self.statedPublicKey = statedPublicKey
    }

    /// Reads version 0 or 1, with or without check value and public key.
    init(der: [UInt8]) throws(KeyFormatError) {
        self = try parseDER(der) { root in
            try DER.sequence(root, identifier: .sequence) { nodes in
                let version = try Int(derEncoded: &nodes)
                guard 0...1 ~= version else { throw KeyFormatError.unsupported(.version(version)) }
                let algorithm = try KeyAlgorithm(AlgorithmIdentifier(derEncoded: &nodes))
                let bytes = try algorithm.bytes(in: ASN1OctetString(derEncoded: &nodes))
                let check = try Self.checkValue(in: &nodes)
                let publicKey =
                    try DER.optionalImplicitlyTagged(
                        &nodes, tag: ASN1Identifier(tagWithNumber: 1, tagClass: .contextSpecific)
                    ) as ASN1BitString?
                if let publicKey, publicKey.paddingBits != 0 || version != 1 {
                    throw KeyFormatError.damaged(.notDER)
                }
                let key = try Self(algorithm, bytes: bytes, statedPublicKey: publicKey.map { Array($0.bytes) })
                guard check == nil || check == key.checkValue else { throw KeyFormatError.damaged(.checkValueDiffers) }
                return key
            }
        }
    }

    /// The structure with its check value; openssl reads it where the algorithm is Ed25519.
    func der() throws(KeyFormatError) -> [UInt8] {
        try writeDER { coder in
            try coder.appendConstructedNode(identifier: .sequence) { coder in
                try coder.serialize(0)
                try coder.appendAlgorithm(algorithm.identifier)
                try coder.serialize(algorithm.wrapped(bytes))
                try coder.appendConstructedNode(identifier: Self.attributesTag) { coder in
                    try coder.appendConstructedNode(identifier: .sequence) { coder in
                        try coder.serialize(Self.localKeyID)
                        try coder.appendConstructedNode(identifier: .set) { coder in
                            try coder.serialize(ASN1OctetString(contentBytes: checkValue[...]))
                        }
                    }
                }
            }
        }
    }

    /// SHA-256 of the key; inside the encryption, where it gives nothing away that is not beside it.
    private var checkValue: [UInt8] {
        Array(SHA256.hash(data: Array("temgoc-key-check-v1\n".utf8) + bytes))
    }

    /// RFC 2985 §5.5.2: an byte string that identifies a private key.
    private static let localKeyID: ASN1ObjectIdentifier = [1, 2, 840, 113549, 1, 9, 21]
    private static let attributesTag = ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)

    /// The check value among the attributes, which may be missing.
    ///
    /// Any other attribute is refused: were it passed over, one changed bit would hide the check value.
    private static func checkValue(in nodes: inout ASN1NodeCollection.Iterator) throws -> [UInt8]? {
        try DER.optionalImplicitlyTagged(&nodes, tagNumber: 0, tagClass: .contextSpecific) { attributes in
            try DER.sequence(attributes, identifier: attributesTag) { nodes in
                try DER.sequence(nodes.required(), identifier: .sequence) { nodes in
                    guard try ASN1ObjectIdentifier(derEncoded: &nodes) == localKeyID else {
                        throw KeyFormatError.unsupported(.attributes)
                    }
                    return try DER.set(nodes.required(), identifier: .set) { nodes in
                        Array(try ASN1OctetString(derEncoded: &nodes).bytes)
                    }
                }
            }
        }
    }
}

extension KeyAlgorithm {
    fileprivate init(_ identifier: AlgorithmIdentifier) throws(KeyFormatError) {
        guard let algorithm = Self.allCases.first(where: { $0.identifier == identifier.algorithm }) else {
            throw .unsupported(.keyAlgorithm("\(identifier.algorithm)"))
        }
        // RFC 8410 §3: the parameters must be absent.
        guard identifier.parameters == nil else { throw .damaged(.notDER) }
        self = algorithm
    }

    /// An Ed25519 key is an byte string within the byte string (RFC 8410 §7).
    fileprivate func bytes(in field: ASN1OctetString) throws -> [UInt8] {
        switch self {
        case .ed25519: Array(try ASN1OctetString(derEncoded: Array(field.bytes)).bytes)
        case .aes256GCM: Array(field.bytes)
        }
    }

    fileprivate func wrapped(_ bytes: [UInt8]) throws -> ASN1OctetString {
        switch self {
        case .ed25519:
            var inner = DER.Serializer()
            try inner.serialize(ASN1OctetString(contentBytes: bytes[...]))
            return ASN1OctetString(contentBytes: inner.serializedBytes[...])
        case .aes256GCM: return ASN1OctetString(contentBytes: bytes[...])
        }
    }
}
