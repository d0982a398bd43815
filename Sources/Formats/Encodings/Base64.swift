/// Base 64 with one text for one content (RFC 4648 §3.5).
///
/// Without that rule a signature or a proof could be respelled and still hold.
public struct Base64: Sendable {
    /// The alphabet of RFC 4648 §4, with padding.
    public static let standard = Base64("+/", isPadded: true)
    /// The URL-safe alphabet of RFC 4648 §5, without padding, as JOSE has it (RFC 7515 §2).
    public static let urlSafe = Base64("-_", isPadded: false)

    private static let padding = UInt8(ascii: "=")
    private let alphabet: [UInt8]
    private let values: [UInt8]
    private let isPadded: Bool

    private init(_ lastDigits: String, isPadded: Bool) {
        alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789\(lastDigits)".utf8)
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, digit) in alphabet.enumerated() { values[Int(digit)] = UInt8(value) }
        self.values = values
        self.isPadded = isPadded
    }

    /// The digits of some bytes.
    public func encode(_ bytes: [UInt8]) -> [UInt8] {
        var digits: [UInt8] = []
        digits.reserveCapacity((bytes.count + 2) / 3 * 4)
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                digits.append(alphabet[Int(bits >> UInt32(count) & 0x3F)])
            }
        }
        if count > 0 { digits.append(alphabet[Int(bits << UInt32(6 - count) & 0x3F)]) }
        while isPadded, digits.count % 4 != 0 { digits.append(Self.padding) }
        return digits
    }

    /// The bytes of some digits; nil unless the digits are the only ones that `encode` gives for them.
    public func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var digits = text
        if isPadded {
            guard text.count % 4 == 0 else { return nil }
            while digits.last == Self.padding, text.count - digits.count < 2 { digits.removeLast() }
        }
        guard digits.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 4 * 3 + 2)
        var bits: UInt32 = 0
        var count = 0
        for digit in digits {
            let value = values[Int(digit)]
            guard value < 64 else { return nil }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bits & (1 << UInt32(count) - 1) == 0 ? bytes : nil
    }
}
