/// The character sets of STAMP-V1 §1, on bytes.
enum Grammar {
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || byte >= 0x41 && byte <= 0x5A }

    static func isHyphenOrDot(_ byte: UInt8) -> Bool { byte == 0x2D || byte == 0x2E }

    /// `a`–`z` as `A`–`Z`; any other byte as it is.
    static func capital(_ byte: UInt8) -> UInt8 { byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte }

    /// `alnum 0*( alnum / "-" / "." )` of at most `limit` characters: a lot or a product code.
    static func token(_ text: Span<UInt8>, of part: StampPart, limit: Int) throws(StampError) -> String {
        guard !text.isEmpty, text.count <= limit else {
            throw .length(part, given: text.count, allowed: 1...limit)
        }
        for position in text.indices {
            let byte = text[position]
            guard isAlphanumeric(byte) || position > 0 && isHyphenOrDot(byte) else {
                throw .character(part, byte: byte, at: position)
            }
        }
        return text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}

/// Crockford's base 32 without its check symbols, capitals only.
enum Crockford {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// 0 … 31, or nil when the byte is not of the alphabet.
    static func value(of byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: UInt64(byte - 0x30)  // 0-9
        case 0x41...0x48: UInt64(byte - 0x41 + 10)  // A-H
        case 0x4A...0x4B: UInt64(byte - 0x4A + 18)  // J K
        case 0x4D...0x4E: UInt64(byte - 0x4D + 20)  // M N
        case 0x50...0x54: UInt64(byte - 0x50 + 22)  // P-T
        case 0x56...0x5A: UInt64(byte - 0x56 + 27)  // V-Z
        default: nil
        }
    }

    /// Appends the `count` lowest base-32 digits of `value`, most significant first.
    static func append(_ value: UInt64, digits count: Int, to bytes: inout [UInt8]) {
        for place in (0..<count).reversed() {
            bytes.append(alphabet[Int(truncatingIfNeeded: value >> UInt64(5 * place) & 31)])
        }
    }

    /// The number that all of `digits` make; exact for at most 12 of them.
    static func number(_ digits: Span<UInt8>, of part: StampPart) throws(StampError) -> UInt64 {
        var number: UInt64 = 0
        for position in digits.indices {
            guard let value = value(of: digits[position]) else {
                throw .character(part, byte: digits[position], at: position)
            }
            number = number << 5 | value
        }
        return number
    }
}
