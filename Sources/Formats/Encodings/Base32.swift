/// Base 32 in lower case without padding (RFC 4648 §6), of whole groups of five bytes.
public enum Base32 {
    private static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    /// Eight characters for every five bytes; bytes beyond the last whole group are left out.
    public static func text(_ bytes: [UInt8]) -> String {
        var text = ""
        var group: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            group = group << 8 | UInt64(byte)
            guard index % 5 == 4 else { continue }
            for shift in stride(from: 35, through: 0, by: -5) {
                text.unicodeScalars.append(Unicode.Scalar(alphabet[Int(group >> UInt64(shift)) & 31]))
            }
            group = 0
        }
        return text
    }

    /// The bytes of a text of whole groups of eight characters; nil for any other.
    public static func bytes(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        var group: UInt64 = 0
        var count = 0
        for character in text {
            guard let value = value(of: character) else { return nil }
            group = group << 5 | value
            count += 1
            guard count == 8 else { continue }
            for shift in stride(from: 32, through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: group >> UInt64(shift)))
            }
            (group, count) = (0, 0)
        }
        return count == 0 ? bytes : nil
    }

    private static func value(of character: UInt8) -> UInt64? {
        switch character {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt64(character - UInt8(ascii: "a"))
        case UInt8(ascii: "2")...UInt8(ascii: "7"): UInt64(character - UInt8(ascii: "2") + 26)
        default: nil
        }
    }
}
