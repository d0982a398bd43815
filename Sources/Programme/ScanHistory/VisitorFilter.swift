internal import Stamps

/// Visitors of codes, in a memory of fixed size: who is in it is known, and of the others nearly all are known as new.
///
/// A Bloom filter in blocks of 512 bits, a block and 8 of its bits for each visitor of a code. It forgets nobody, so a
/// reload is never taken for another person; the mistake that it makes, with 5 million visitors of a day one in 200, and
/// with 10 million one in 15, is to take another person for a reload, which accuses nobody.
struct VisitorFilter: Sendable {
    /// 8 MiB.
    private static let blocks = 1 << 17
    private static let wordsPerBlock = 8
    private static let bitsPerVisitor = 8

    private var words = [UInt64](repeating: 0, count: blocks * wordsPerBlock)

    func contains(_ visitor: VisitorBucket, of code: ScanCode) -> Bool {
        Self.places(visitor, code).allSatisfy { words[$0.word] & $0.bit != 0 }
    }

    mutating func insert(_ visitor: VisitorBucket, of code: ScanCode) {
        for place in Self.places(visitor, code) { words[place.word] |= place.bit }
    }

    /// The bits of a visitor of a code: one in each word of a block.
    ///
    /// What names the visitor is an HMAC under a key of the day, so nobody can choose who falls together with whom.
    private static func places(_ visitor: VisitorBucket, _ code: ScanCode) -> [(word: Int, bit: UInt64)] {
        let name = mixed(mixed(visitor.rawValue ^ UInt64(bitPattern: code.product)) ^ code.number.rawValue)
        let block = Int(truncatingIfNeeded: name % UInt64(blocks)) * wordsPerBlock
        let bits = mixed(name)
        return (0..<bitsPerVisitor).map { (block + $0, 1 << (bits >> UInt64(6 * $0) & 63)) }
    }

    /// Every bit of the result depends on every bit of the number (SplitMix64's last steps).
    private static func mixed(_ number: UInt64) -> UInt64 {
        var z = number &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
