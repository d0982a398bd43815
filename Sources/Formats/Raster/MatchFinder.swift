/// Finds what was written before (RFC 1951 §4), slowly and well: for bytes that are compressed once for many pages.
struct MatchFinder {
    private let bytes: [UInt8]
    /// Bytes that are not known yet: no copy may come from them.
    private let isOpen: [Bool]
    /// The last place of each hash of three bytes, and for each place the one before it of the same hash.
    private var heads = [Int](repeating: -1, count: 1 << 15)
    private var previous: [Int]
    private var known = 0

    /// Candidates that are looked at for one byte.
    private static let patience = 256

    init(_ bytes: [UInt8], isOpen: [Bool]) {
        self.bytes = bytes
        self.isOpen = isOpen
        previous = [Int](repeating: -1, count: bytes.count)
    }

    /// A run of known bytes as literals and copies; runs must be given in order.
    mutating func tokens(of run: Range<Int>) -> [DeflateCode.Token] {
        var tokens: [DeflateCode.Token] = []
        var at = run.lowerBound
        while at < run.upperBound {
            let here = match(at, before: run.upperBound)
            // A longer copy one byte on is worth a literal.
            if let here, here.length >= (match(at + 1, before: run.upperBound)?.length ?? 0) {
                tokens.append(.copy(length: here.length, distance: here.distance))
                at += here.length
            } else {
                tokens.append(.literal(bytes[at]))
                at += 1
            }
        }
        return tokens
    }

    /// The longest copy from here on, the nearest of them.
    private mutating func match(_ at: Int, before end: Int) -> (length: Int, distance: Int)? {
        let room = min(end - at, DeflateCode.lengths.upperBound)
        guard room >= DeflateCode.lengths.lowerBound else { return nil }
        index(before: at)
        var best: (length: Int, distance: Int)?
        var candidate = heads[hash(at)]
        var left = Self.patience
        while candidate >= 0, at - candidate <= DeflateCode.farthest, left > 0 {
            var length = 0
            while length < room, !isOpen[candidate + length], bytes[candidate + length] == bytes[at + length] {
                length += 1
            }
            if length >= DeflateCode.lengths.lowerBound, length > best?.length ?? 0 {
                best = (length, at - candidate)
                if length == room { break }
            }
            candidate = previous[candidate]
            left -= 1
        }
        return best
    }

    private mutating func index(before end: Int) {
        while known < end {
            if known + 2 < bytes.count, !isOpen[known] {
                let hash = hash(known)
                previous[known] = heads[hash]
                heads[hash] = known
            }
            known += 1
        }
    }

    private func hash(_ at: Int) -> Int {
        (Int(bytes[at]) << 10 ^ Int(bytes[at + 1]) << 5 ^ Int(bytes[at + 2])) & 0x7FFF
    }
}
