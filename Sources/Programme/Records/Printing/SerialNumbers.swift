public import Encodings
public import Stamps
internal import Wording

extension RecordReader {
    /// A list of ranges `{first, count}` of serial numbers, in order and without overlaps, at least one.
    public mutating func serialRanges(_ name: String) -> [SerialRange]? {
        let ranges = list(name) { inner -> SerialRange? in
            let first = inner.whole("first", in: 0...Int(SerialNumber.maximum.rawValue))
            let count = inner.whole("count", in: 1...Int(SerialNumber.maximum.rawValue))
            guard let first, let count, let number = SerialNumber(rawValue: UInt64(first)) else { return nil }
            return try? SerialRange(first: number, count: count)
        }
        let isWhole = ranges.count == optionalValue(name)?.array?.count
        let isOrdered = zip(ranges, ranges.dropFirst()).allSatisfy { $0.last < $1.first }
        if !ranges.isEmpty, isWhole, isOrdered { return ranges }
        problem(
            "\(path).\(name)",
            Bilingual(
                vi: "cần ít nhất một dải số {first, count}, theo thứ tự và không chồng nhau",
                en: "should be ranges {first, count}, at least one, in order and without overlaps"))
        return nil
    }
}

extension [SerialRange] {
    /// The ranges as data.
    public var json: JSONValue {
        .array(map { ["first": .integer(Int($0.first.rawValue)), "count": .integer($0.count)] })
    }

    /// How many numbers there are in all.
    public var total: Int { reduce(0) { $0 + $1.count } }

    /// The numbers in ranges, in order, each once.
    public init(_ numbers: some Sequence<SerialNumber>) {
        self = Set(numbers).sorted().reduce(into: []) { ranges, number in
            if let last = ranges.last, last.last.rawValue + 1 == number.rawValue,
                let longer = try? SerialRange(first: last.first, count: last.count + 1)
            {
                ranges[ranges.count - 1] = longer
            } else if let single = try? SerialRange(first: number, count: 1) {
                ranges.append(single)
            }
        }
    }
}

extension SerialRange {
    /// The numbers that both ranges have; nil where there are none.
    public func intersection(_ other: SerialRange) -> SerialRange? {
        let first = Swift.max(self.first, other.first)
        let last = Swift.min(self.last, other.last)
        guard first <= last else { return nil }
        return try? SerialRange(first: first, count: Int(last.rawValue - first.rawValue) + 1)
    }
}
