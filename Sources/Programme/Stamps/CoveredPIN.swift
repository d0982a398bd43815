import Crypto

/// The number under the scratch-off cover of a pack: six digits, which only who opened the cover has seen.
///
/// It follows from the batch secret, as the guard does, so nothing is stored for it.
public struct CoveredPIN: Sendable {
    /// How many digits it has.
    public static let digitCount = 6

    private let bytes: [UInt8]

    init(_ number: UInt64) {
        let digits = String(number % 1_000_000)
        bytes = Array(String(repeating: "0", count: Self.digitCount - digits.utf8.count).utf8) + Array(digits.utf8)
    }

    /// The six digits.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The digits as they are printed, in two groups: `481 207`.
    public var readable: String { "\(text.prefix(3)) \(text.suffix(3))" }

    /// Whether somebody typed this number, with or without spaces; compared in constant time.
    ///
    /// At most 16 bytes are read.
    public func matches(typed: String) -> Bool {
        let typed = typed.utf8.prefix(16).filter { $0 != 0x20 && $0 != 0x2D }
        guard typed.count == bytes.count else { return false }
        // Every digit is looked at, so the time does not tell how many are right.
        return zip(typed, bytes).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

extension CoveredPIN: CustomStringConvertible, CustomReflectable {
    /// A fixed text without the digits.
    public var description: String { "CoveredPIN(hidden)" }
    /// A mirror without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

extension BatchSecret {
    /// The covered number of a pack: the first 64 bits of an HMAC-SHA256, modulo a million.
    public func pin(of number: SerialNumber, key product: ProductKey) -> CoveredPIN {
        pins(of: product).pin(of: number)
    }

    /// The covered numbers of one product, the work that all its packs share done once.
    func pins(of product: ProductKey) -> CoveredPINs {
        var code = code
        code.update(data: Array("temgoc-pin-v1\n\(product.path)\n".utf8))
        return CoveredPINs(prefix: code)
    }
}

/// The HMAC of one batch and product, ready for the number.
struct CoveredPINs {
    let prefix: HMAC<SHA256>

    func pin(of number: SerialNumber) -> CoveredPIN {
        var code = prefix
        var digits: [UInt8] = []
        Crockford.append(number.rawValue, digits: 7, to: &digits)
        code.update(data: digits)
        return CoveredPIN(code.finalize().prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}
