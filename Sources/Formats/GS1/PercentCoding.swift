/// Percent coding in the two parts of a URI that GS1 values stand in (RFC 3986 §2.1; GS1 Digital Link §4.2).
public enum URIPart: Sendable {
    /// A plus sign is itself.
    case path
    /// A plus sign stands for a space.
    case query

    /// The octets that `coded` stands for; a `%` without two hexadecimal digits after it is itself.
    public func decoded(_ coded: Span<UInt8>) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(coded.count)
        var position = 0
        while position < coded.count {
            let octet = coded[position]
            if octet == UInt8(ascii: "%"), position + 2 < coded.count,
                let high = Self.digit(coded[position + 1]), let low = Self.digit(coded[position + 2])
            {
                octets.append(high << 4 | low)
                position += 3
            } else {
                octets.append(self == .query && octet == UInt8(ascii: "+") ? 0x20 : octet)
                position += 1
            }
        }
        return octets
    }

    /// The octets as this part of a URI: all but the unreserved characters of RFC 3986 are coded, in capitals.
    public func encoded(_ octets: Span<UInt8>) -> String {
        var coded: [UInt8] = []
        coded.reserveCapacity(octets.count)
        for position in octets.indices {
            let octet = octets[position]
            if Self.isUnreserved(octet) {
                coded.append(octet)
            } else if self == .query && octet == 0x20 {
                coded.append(UInt8(ascii: "+"))
            } else {
                coded += [UInt8(ascii: "%"), Self.capital(octet >> 4), Self.capital(octet & 15)]
            }
        }
        return String(decoding: coded, as: UTF8.self)
    }

    private static func isUnreserved(_ octet: UInt8) -> Bool {
        switch octet {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: octet == 0x2D || octet == 0x2E || octet == 0x5F || octet == 0x7E
        }
    }

    private static func digit(_ octet: UInt8) -> UInt8? {
        switch octet {
        case 0x30...0x39: octet - 0x30
        case 0x41...0x46: octet - 0x41 + 10
        case 0x61...0x66: octet - 0x61 + 10
        default: nil
        }
    }

    private static func capital(_ digit: UInt8) -> UInt8 { digit < 10 ? 0x30 + digit : 0x41 + digit - 10 }
}
