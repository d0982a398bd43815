/// The symbols of a deflate block with codes of its own (RFC 1951 §3.2.5, §3.2.7).
struct DeflateCode {
    /// What a block is made of.
    enum Token: Equatable {
        case literal(UInt8)
        /// `length` bytes, 3…258, as they were `distance` bytes, 1…32,768, before.
        case copy(length: Int, distance: Int)
    }

    static let lengths = 3...258
    static let farthest = 32_768

    private let literals: HuffmanCode
    private let distances: HuffmanCode

    /// A code for blocks of tokens such as these; every other literal and length has a code too, no other distance.
    init(for tokens: some Sequence<Token>) {
        var literals = [Int](repeating: 1, count: 286)
        var distances = [Int](repeating: 0, count: 30)
        for token in tokens {
            switch token {
            case .literal(let byte): literals[Int(byte)] += 1
            case .copy(let length, let distance):
                literals[257 + Self.lengthSymbol(length)] += 1
                distances[Self.distanceSymbol(distance)] += 1
            }
        }
        self.literals = HuffmanCode(frequencies: literals, limit: 15)
        self.distances = HuffmanCode(frequencies: distances, limit: 15)
    }

    /// The start of the last block of a stream.
    var heading: BitString {
        let lengths = literals.lengths + distances.lengths
        let used = HuffmanCode(
            frequencies: lengths.reduce(into: [Int](repeating: 0, count: 19)) { $0[$1] += 1 }, limit: 7)
        let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
        var bits = BitString()
        bits.append(0b101, count: 3)
        bits.append(UInt64(literals.lengths.count - 257), count: 5)
        bits.append(UInt64(distances.lengths.count - 1), count: 5)
        bits.append(UInt64(order.count - 4), count: 4)
        for length in order { bits.append(UInt64(used.lengths[length]), count: 3) }
        for length in lengths { bits.append(used.codes[length]) }
        return bits
    }

    /// What ends a block.
    var end: BitString.Code { literals.codes[256] }

    func code(_ token: Token) -> BitString.Code {
        switch token {
        case .literal(let byte): return literals.codes[Int(byte)]
        case .copy(let length, let distance):
            let (lengthSymbol, distanceSymbol) = (Self.lengthSymbol(length), Self.distanceSymbol(distance))
            return literals.codes[257 + lengthSymbol]
                .followed(by: Self.extra(length, Self.lengthBases, Self.lengthExtra, lengthSymbol))
                .followed(by: distances.codes[distanceSymbol])
                .followed(by: Self.extra(distance, Self.distanceBases, Self.distanceExtra, distanceSymbol))
        }
    }

    private static func extra(_ number: Int, _ bases: [Int], _ extra: [Int], _ symbol: Int) -> BitString.Code {
        BitString.Code(bits: UInt64(number - bases[symbol]), count: extra[symbol])
    }

    private static func lengthSymbol(_ length: Int) -> Int { (lengthBases.lastIndex { $0 <= length }) ?? 0 }

    private static func distanceSymbol(_ distance: Int) -> Int { (distanceBases.lastIndex { $0 <= distance }) ?? 0 }

    private static let lengthBases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
    ]
    private static let lengthExtra = [
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
    ]
    private static let distanceBases = [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12_289, 16_385, 24_577,
    ]
    private static let distanceExtra = [
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
    ]
}
