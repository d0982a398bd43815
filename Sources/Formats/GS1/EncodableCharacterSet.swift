/// The characters that a part of a value may have.
///
/// Source: GS1 General Specifications §7.11 (82 and 39 characters); RFC 4648 §5 (base64url).
public enum EncodableCharacterSet: Hashable, Sendable {
    /// `0`–`9`.
    case digits
    /// Digits, both alphabets and 20 signs; no space.
    case set82
    /// Digits, capitals, `#`, `-` and `/`.
    case set39
    /// Digits, both alphabets, `-` and `_`; `=` fills the last group up.
    case base64URL

    /// Whether the byte is one of its characters; `=` of base64url is none.
    public func contains(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39: true
        case 0x41...0x5A: self != .digits
        case 0x61...0x7A: self == .set82 || self == .base64URL
        case UInt8(ascii: "-"): self != .digits
        case UInt8(ascii: "_"): self == .set82 || self == .base64URL
        case UInt8(ascii: "#"): self == .set39
        case UInt8(ascii: "/"): self == .set82 || self == .set39
        case 0x21, 0x22, 0x25...0x2C, 0x2E, 0x3A...0x3F: self == .set82
        default: false
        }
    }

    /// Checks that all bytes are of the set.
    ///
    /// - Throws: `ValueFault` at the first that is not, or at wrong padding.
    public func check(_ bytes: Span<UInt8>) throws(ValueFault) {
        var end = bytes.count
        if self == .base64URL {
            while end > 0, bytes[end - 1] == UInt8(ascii: "=") { end -= 1 }
        }
        for position in 0..<end where !contains(bytes[position]) {
            throw ValueFault(.character(byte: bytes[position], self), at: position..<position + 1)
        }
        let padding = bytes.count - end
        guard padding == 0 || padding <= 2 && bytes.count % 3 == 0 else {
            throw ValueFault(.padding, at: end..<bytes.count)
        }
    }
}
