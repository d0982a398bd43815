/// A prefix code of limited length with the least bits for given frequencies, in its canonical form (RFC 1951 §3.2.2).
struct HuffmanCode {
    /// Bits of each symbol's code; 0 for one that never occurs.
    let lengths: [Int]
    /// The codes, first bit lowest.
    let codes: [BitString.Code]

    /// `limit` bits must be enough for the symbols that occur.
    init(frequencies: [Int], limit: Int) {
        let lengths = Self.lengths(frequencies, limit: limit)
        self.lengths = lengths
        codes = Self.canonical(lengths)
    }

    /// Package-merge (Larmore and Hirschberg 1990): a symbol's length is how often it is in the cheapest packages.
    private static func lengths(_ frequencies: [Int], limit: Int) -> [Int] {
        let leaves = frequencies.indices.filter { frequencies[$0] > 0 }
            .map { Package(weight: frequencies[$0], symbols: [$0]) }
            .sorted { $0.weight < $1.weight }
        var lengths = [Int](repeating: 0, count: frequencies.count)
        // A lone symbol takes a bit all the same.
        guard leaves.count > 1 else {
            for leaf in leaves { for symbol in leaf.symbols { lengths[symbol] = 1 } }
            return lengths
        }
        var packages = leaves
        for _ in 1..<limit {
            let pairs = stride(from: 1, to: packages.count, by: 2).map { index in
                Package(
                    weight: packages[index - 1].weight + packages[index].weight,
                    symbols: packages[index - 1].symbols + packages[index].symbols)
            }
            packages = merged(leaves, pairs)
        }
        for package in packages.prefix(2 * leaves.count - 2) {
            for symbol in package.symbols { lengths[symbol] += 1 }
        }
        return lengths
    }

    private struct Package {
        let weight: Int
        let symbols: [Int]
    }

    private static func merged(_ first: [Package], _ second: [Package]) -> [Package] {
        var merged: [Package] = []
        merged.reserveCapacity(first.count + second.count)
        var rest = second[...]
        for package in first {
            while let next = rest.first, next.weight < package.weight {
                merged.append(next)
                rest.removeFirst()
            }
            merged.append(package)
        }
        return merged + rest
    }

    private static func canonical(_ lengths: [Int]) -> [BitString.Code] {
        var next = 0
        var codes = [BitString.Code](repeating: BitString.Code(), count: lengths.count)
        for length in 1...15 {
            next <<= 1
            for symbol in lengths.indices where lengths[symbol] == length {
                // Codes are packed from their highest bit on (§3.1.1).
                codes[symbol] = BitString.Code(bits: reversed(next, count: length), count: length)
                next += 1
            }
        }
        return codes
    }

    private static func reversed(_ bits: Int, count: Int) -> UInt64 {
        (0..<count).reduce(0) { $0 << 1 | UInt64(bits >> $1 & 1) }
    }
}
