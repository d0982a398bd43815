/// Percent coding in the two parts of a URI that GS1 values stand in (RFC 3986 §2.1; GS1 Digital Link §4.2).
public enum URIPart: Sendable {
    /// A plus sign is itself.
    case path
    /// A plus sign stands for a space.
    case query

    /// The bytes that `coded` stands for; a `%` without two hexadecimal digits after it is itself.
    public func decoded(_ coded: Span<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(coded.count)
        var position = 0
        while position < coded.count {
            let byte = coded[position]
            if byte == UInt8(ascii: "%"), position + 2 < coded.count,
                let high = Self.digit(coded[position + 1]), let low = Self.digit(coded[position + 2])
            {
                bytes.append(high << 4 | low)
                position += 3
            } else {
                bytes.append(self == .query && byte == UInt8(ascii: "+") ? 0x20 : byte)
                position += 1
            }
        }
        return bytes
    }

    /// The bytes as this part of a URI: all but the unreserved characters of RFC 3986 are coded, in capitals.
    public func encoded(_ bytes: Span<UInt8>) -> String {
        var coded: [UInt8] = []
        coded.reserveCapacity(bytes.count)
        for position in bytes.indices {
            let byte = bytes[position]
            if Self.isUnreserved(byte) {
                coded.append(byte)
            } else if self == .query && byte == 0x20 {
                coded.append(UInt8(ascii: "+"))
            } else {
                coded += [UInt8(ascii: "%"), Self.capital(byte >> 4), Self.capital(byte & 15)]
            }
        }
        return String(decoding: coded, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: byte == 0x2D || byte == 0x2E || byte == 0x5F || byte == 0x7E
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    private static func capital(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x41 + digit - 10 }
}
