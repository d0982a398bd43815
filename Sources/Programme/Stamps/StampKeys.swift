import Crypto
internal import Encodings

/// Why bytes are not a key, a secret or a signature, or why signing failed.
public enum StampKeyError: Error, Hashable, Sendable {
    /// `given` bytes where `required` are needed.
    case length(given: Int, required: Int)
    /// The public key's y coordinate is not below 2^255 − 19: a second spelling of another key.
    case nonCanonical
    /// The public key is a point of order 1, 2, 4 or 8, under which one signature fits many messages.
    case smallOrder
    /// The cryptographic library refused to sign.
    case signingFailed
}

extension StampKeyError: CustomStringConvertible {
    /// One English sentence: what is wrong and what was given.
    public var description: String {
        switch self {
        case .length(let given, let required): "there are \(given) bytes, and must be \(required)"
        case .nonCanonical: "the public key is not in its canonical encoding"
        case .smallOrder: "the public key is a point of small order, which signs nothing"
        case .signingFailed: "the cryptographic library refused to sign"
        }
    }
}

/// An Ed25519 public key that stamps are verified with; canonical, and not of small order.
///
/// That the bytes are a point of the curve at all is not checked: a key that is not verifies nothing.
public struct StampPublicKey: Sendable {
    /// The length of a public key in bytes.
    public static let length = 32

    private let key: Curve25519.Signing.PublicKey

    /// The 32 bytes of RFC 8032 §5.1.5.
    public var bytes: [UInt8] { Array(key.rawRepresentation) }

    /// Reads the 32 bytes of RFC 8032 §5.1.5.
    ///
    /// - Throws: `StampKeyError.length`, `.nonCanonical` or `.smallOrder`.
    public init(bytes: [UInt8]) throws(StampKeyError) {
        guard bytes.count == Self.length else { throw .length(given: bytes.count, required: Self.length) }
        guard EdwardsY.isCanonical(bytes) else { throw .nonCanonical }
        guard !EdwardsY.isOfSmallOrder(bytes) else { throw .smallOrder }
        do {
            key = try Curve25519.Signing.PublicKey(rawRepresentation: bytes)
        } catch {
            throw .nonCanonical
        }
    }

    /// Whether the signature is one of the message under this key (RFC 8032 §5.1.7, pure Ed25519).
    public func isValid(signature: [UInt8], for message: [UInt8]) -> Bool {
        key.isValidSignature(signature, for: message)
    }
}

extension StampPublicKey: Hashable {
    /// Keys are equal when their bytes are.
    public static func == (left: StampPublicKey, right: StampPublicKey) -> Bool { left.bytes == right.bytes }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

/// An Ed25519 private key that stamps are signed with; it never prints itself.
public struct StampSigningKey: Sendable {
    /// The length of a seed in bytes.
    public static let seedLength = 32

    /// The public key that verifies what this key signs.
    public let publicKey: StampPublicKey

    private let key: Curve25519.Signing.PrivateKey

    /// Makes the key of a seed: the 32 bytes that RFC 8032 §5.1.5 calls the private key.
    ///
    /// - Throws: `StampKeyError.length`.
    public init(seed: [UInt8]) throws(StampKeyError) {
        do {
            key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        } catch {
            throw .length(given: seed.count, required: Self.seedLength)
        }
        publicKey = try StampPublicKey(bytes: Array(key.publicKey.rawRepresentation))
    }

    /// The seed, for keeping the key at rest; anyone who sees it can sign.
    public var seed: [UInt8] { Array(key.rawRepresentation) }

    /// The signature of the message, 64 bytes; the same message always has the same one (RFC 8032 §5.1.6).
    ///
    /// - Throws: `StampKeyError.signingFailed`.
    public func signature(of message: [UInt8]) throws(StampKeyError) -> [UInt8] {
        do {
            return Array(try key.signature(for: message))
        } catch {
            throw .signingFailed
        }
    }
}

extension StampSigningKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A fixed text without the key.
    public var description: String { "StampSigningKey(hidden)" }
    /// A fixed text without the key.
    public var debugDescription: String { description }
    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
