/// The 536-bit number that a seal is, between its decimal digits and its bytes.
///
/// Nine limbs of 64 bits, least significant first. The highest holds 24 bits, version and key id; the other
/// eight are the signature, so bytes and limbs never straddle each other.
struct SealNumeral {
    static let digitCount = 162

    private static let limbCount = 9
    /// 18 digits are the most that fit a limb, and 9 groups of them are a seal.
    private static let groupLength = 18
    private static let groupBase: UInt64 = 1_000_000_000_000_000_000

    private var limbs = InlineArray<9, UInt64>(repeating: 0)

    /// Version and key id, 24 bits.
    var head: UInt64 { limbs[Self.limbCount - 1] }

    /// The 64 bytes below the head, big-endian.
    var signature: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 64) { bytes, count in
            let words = UnsafeMutableRawBufferPointer(bytes)
            for word in 0..<8 {
                words.storeBytes(of: limbs[7 - word].bigEndian, toByteOffset: 8 * word, as: UInt64.self)
            }
            count = 64
        }
    }

    /// Joins a head of 24 bits and 64 bytes; bytes past the 64th are not read.
    init(head: UInt64, signature: Span<UInt8>) {
        limbs[Self.limbCount - 1] = head
        for position in 0..<min(signature.count, 64) {
            limbs[7 - position / 8] |= UInt64(signature[position]) << UInt64(56 - position % 8 * 8)
        }
    }

    /// Reads exactly 162 digits that make a number below 2^536.
    init(digits text: Span<UInt8>) throws(StampError) {
        guard text.count == Self.digitCount else {
            throw .length(.seal, given: text.count, allowed: Self.digitCount...Self.digitCount)
        }
        for index in 0..<Self.limbCount {
            var group: UInt64 = 0
            for position in index * Self.groupLength..<(index + 1) * Self.groupLength {
                let digit = text[position]
                guard Grammar.isDigit(digit) else { throw .character(.seal, byte: digit, at: position) }
                group = group &* 10 &+ UInt64(digit &- 0x30)
            }
            // Before the group at `index` at most `index` limbs are in use, as 10^18 is below 2^64.
            shiftIn(group, limbs: index + 1)
        }
        // 10^162 is below 2^539, so the limbs cannot overflow and only the head can be too large.
        guard head < 1 << 24 else { throw .sealTooLarge }
    }

    /// Multiplies the lowest `count` limbs by 10^18 and adds `group`, which is below 10^18.
    private mutating func shiftIn(_ group: UInt64, limbs count: Int) {
        var carry = group
        for index in 0..<count {
            let product = limbs[index].multipliedFullWidth(by: Self.groupBase)
            let (low, overflow) = product.low.addingReportingOverflow(carry)
            limbs[index] = low
            carry = product.high &+ (overflow ? 1 : 0)
        }
    }

    /// Appends all 162 digits, zeros first.
    consuming func appendDigits(to bytes: inout [UInt8]) {
        let end = bytes.count + Self.digitCount
        bytes.append(contentsOf: repeatElement(0x30, count: Self.digitCount))
        var position = end
        while position > end - Self.digitCount {
            var group = divideByGroupBase()
            for _ in 0..<Self.groupLength {
                position -= 1
                bytes[position] = 0x30 + UInt8(truncatingIfNeeded: group % 10)
                group /= 10
            }
        }
    }

    /// Divides by 10^18 in place and gives the remainder: the lowest 18 digits.
    private mutating func divideByGroupBase() -> UInt64 {
        var remainder: UInt64 = 0
        for index in (0..<Self.limbCount).reversed() {
            // The remainder is below the divisor, so the quotient fits a limb.
            (limbs[index], remainder) = Self.groupBase.dividingFullWidth((remainder, limbs[index]))
        }
        return remainder
    }
}
