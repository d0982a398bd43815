import Crypto

/// The secret of one batch of item stamps, 32 bytes; it never prints itself (STAMP-V1 §3).
///
/// With it the register knows every serial of the batch without storing one.
public struct BatchSecret: Sendable {
    /// The length of a secret in bytes.
    public static let length = 32

    let symmetricKey: SymmetricKey
    /// Begun with the key, ready for what is to be hashed.
    let code: HMAC<SHA256>

    /// Takes 32 bytes of the system's generator.
    ///
    /// - Throws: `StampKeyError.length`.
    public init(bytes: [UInt8]) throws(StampKeyError) {
        guard bytes.count == Self.length else { throw .length(given: bytes.count, required: Self.length) }
        symmetricKey = SymmetricKey(data: bytes)
        code = HMAC(key: symmetricKey)
    }

    /// The 32 bytes, for keeping the secret at rest; anyone who sees them can make up serials.
    public var bytes: [UInt8] { symmetricKey.withUnsafeBytes { Array($0) } }

    /// The guard of a number of a product: the first 20 bits of an HMAC-SHA256.
    public func `guard`(of number: SerialNumber, key product: ProductKey) -> SerialGuard {
        guards(of: product).guard(of: number)
    }

    /// Whether the serial's guard is the one of its number, compared in constant time.
    public func vouches(for serial: Serial, of product: ProductKey) -> Bool {
        let right = self.guard(of: serial.number, key: product)
        // One XOR of two words: nothing here depends on where the two differ.
        return right.rawValue ^ serial.guard.rawValue == 0
    }

    /// The guards of one product, the work that all its numbers share done once.
    func guards(of product: ProductKey) -> SerialGuards {
        var code = code
        code.update(data: Array("temgoc-guard-v1\n\(product.path)\n".utf8))
        return SerialGuards(prefix: code)
    }
}

extension BatchSecret: Equatable {
    /// Compares in constant time.
    public static func == (left: BatchSecret, right: BatchSecret) -> Bool { left.symmetricKey == right.symmetricKey }
}

extension BatchSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// A fixed text without the secret.
    public var description: String { "BatchSecret(hidden)" }
    /// A fixed text without the secret.
    public var debugDescription: String { description }
    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The HMAC of one batch and product, ready for the number.
struct SerialGuards {
    fileprivate let prefix: HMAC<SHA256>

    func `guard`(of number: SerialNumber) -> SerialGuard {
        var code = prefix
        var digits: [UInt8] = []
        Crockford.append(number.rawValue, digits: 7, to: &digits)
        code.update(data: digits)
        var first24: UInt64 = 0
        for byte in code.finalize().prefix(3) { first24 = first24 << 8 | UInt64(byte) }
        return SerialGuard(masking: first24 >> 4)
    }
}
