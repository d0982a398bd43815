/// A run of serial numbers, as one batch has it; never empty.
public struct SerialRange: Hashable, Sendable {
    /// The first number of the run.
    public let first: SerialNumber
    /// The last number of the run, itself part of it.
    public let last: SerialNumber

    /// Takes `count` numbers from `first` on.
    ///
    /// - Throws: `StampError.serialCount` when `count` is below 1 or the run would pass
    ///   `SerialNumber.maximum`.
    public init(first: SerialNumber, count: Int) throws(StampError) {
        let room = Int(SerialNumber.maximum.rawValue - first.rawValue) + 1
        guard count >= 1, count <= room else {
            throw .serialCount(given: count, allowed: 1...room)
        }
        self.first = first
        last = SerialNumber(masking: first.rawValue + UInt64(count - 1))
    }

    /// Whether the number is one of the run; constant time.
    public func contains(_ number: SerialNumber) -> Bool { first <= number && number <= last }
}

extension SerialRange: RandomAccessCollection {
    /// 0.
    public var startIndex: Int { 0 }

    /// How many numbers the run has.
    public var endIndex: Int { Int(last.rawValue - first.rawValue) + 1 }

    /// The number `position` places after the first; a position outside the run is a programmer's error.
    public subscript(position: Int) -> SerialNumber {
        precondition(indices.contains(position), "position outside the run")
        return SerialNumber(masking: first.rawValue + UInt64(position))
    }
}
