/// Reads octets from the front; what is not there is nil, never a trap.
struct OctetCursor {
    let octets: ArraySlice<UInt8>
    private(set) var position: Int

    init(_ octets: ArraySlice<UInt8>) {
        self.octets = octets
        position = octets.startIndex
    }

    var remaining: Int { octets.endIndex - position }
    var isAtEnd: Bool { remaining == 0 }

    mutating func octet() -> UInt8? {
        guard !isAtEnd else { return nil }
        defer { position += 1 }
        return octets[position]
    }

    /// The next octets, as many as asked for; nil where there are fewer.
    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= remaining else { return nil }
        defer { position += count }
        return octets[position..<position + count]
    }

    /// A number of `count` octets, at most four.
    mutating func number(_ count: Int, isLittleEndian: Bool = false) -> Int? {
        guard let taken = take(count) else { return nil }
        func joined(_ octets: some Sequence<UInt8>) -> Int { octets.reduce(0) { $0 << 8 | Int($1) } }
        return isLittleEndian ? joined(taken.reversed()) : joined(taken)
    }
}

/// The octets of a number, the highest first.
func bigEndian(_ number: Int, count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - $0))) }
}

func littleEndian(_ number: Int, count: Int) -> [UInt8] { bigEndian(number, count: count).reversed() }
