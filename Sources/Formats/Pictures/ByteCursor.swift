/// Reads bytes from the front; what is not there is nil, never a trap.
struct ByteCursor {
    let bytes: ArraySlice<UInt8>
    private(set) var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    var remaining: Int { bytes.endIndex - position }
    var isAtEnd: Bool { remaining == 0 }

    mutating func byte() -> UInt8? {
        guard !isAtEnd else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    /// The next bytes, as many as asked for; nil where there are fewer.
    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= remaining else { return nil }
        defer { position += count }
        return bytes[position..<position + count]
    }

    /// A number of `count` bytes, at most four.
    mutating func number(_ count: Int, isLittleEndian: Bool = false) -> Int? {
        guard let taken = take(count) else { return nil }
        func joined(_ bytes: some Sequence<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
        return isLittleEndian ? joined(taken.reversed()) : joined(taken)
    }
}

/// The bytes of a number, the highest first.
func bigEndian(_ number: Int, count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - $0))) }
}

func littleEndian(_ number: Int, count: Int) -> [UInt8] { bigEndian(number, count: count).reversed() }
