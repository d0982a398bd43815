/// The character sets of STAMP-V1 §1, on octets.
enum Grammar {
    static func isDigit(_ octet: UInt8) -> Bool { octet >= 0x30 && octet <= 0x39 }

    static func isAlphanumeric(_ octet: UInt8) -> Bool { isDigit(octet) || octet >= 0x41 && octet <= 0x5A }

    static func isHyphenOrDot(_ octet: UInt8) -> Bool { octet == 0x2D || octet == 0x2E }

    /// `a`–`z` as `A`–`Z`; any other octet as it is.
    static func capital(_ octet: UInt8) -> UInt8 { octet >= 0x61 && octet <= 0x7A ? octet - 0x20 : octet }

    /// `alnum 0*( alnum / "-" / "." )` of at most `limit` characters: a lot or a product code.
    static func token(_ text: Span<UInt8>, of part: StampPart, limit: Int) throws(StampError) -> String {
        guard !text.isEmpty, text.count <= limit else {
            throw .length(part, given: text.count, allowed: 1...limit)
        }
        for position in text.indices {
            let octet = text[position]
            guard isAlphanumeric(octet) || position > 0 && isHyphenOrDot(octet) else {
                throw .character(part, octet: octet, at: position)
            }
        }
        return text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}

/// Crockford's base 32 without its check symbols, capitals only.
enum Crockford {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// 0 … 31, or nil when the octet is not of the alphabet.
    static func value(of octet: UInt8) -> UInt64? {
        switch octet {
        case 0x30...0x39: UInt64(octet - 0x30)  // 0-9
        case 0x41...0x48: UInt64(octet - 0x41 + 10)  // A-H
        case 0x4A...0x4B: UInt64(octet - 0x4A + 18)  // J K
        case 0x4D...0x4E: UInt64(octet - 0x4D + 20)  // M N
        case 0x50...0x54: UInt64(octet - 0x50 + 22)  // P-T
        case 0x56...0x5A: UInt64(octet - 0x56 + 27)  // V-Z
        default: nil
        }
    }

    /// Appends the `count` lowest base-32 digits of `value`, most significant first.
    static func append(_ value: UInt64, digits count: Int, to octets: inout [UInt8]) {
        for place in (0..<count).reversed() {
            octets.append(alphabet[Int(truncatingIfNeeded: value >> UInt64(5 * place) & 31)])
        }
    }

    /// The number that all of `digits` make; exact for at most 12 of them.
    static func number(_ digits: Span<UInt8>, of part: StampPart) throws(StampError) -> UInt64 {
        var number: UInt64 = 0
        for position in digits.indices {
            guard let value = value(of: digits[position]) else {
                throw .character(part, octet: digits[position], at: position)
            }
            number = number << 5 | value
        }
        return number
    }
}
