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

extension [SerialRange] {
    /// The numbers of these that none of the others has; both are in order and without overlaps.
    public func subtracting(_ others: [SerialRange]) -> [SerialRange] {
        var rest: [SerialRange] = []
        var next = others[...]
        for range in self {
            var first = range.first.rawValue
            while let other = next.first, other.last < range.first { next = next.dropFirst() }
            for other in next {
                if other.first > range.last { break }
                if other.first.rawValue > first { rest += Self.range(first, other.first.rawValue - 1) }
                first = Swift.max(first, other.last.rawValue + 1)
            }
            if first <= range.last.rawValue { rest += Self.range(first, range.last.rawValue) }
        }
        return rest
    }

    /// The same numbers in the order of the first, without overlaps.
    public var inOrder: [SerialRange] {
        sorted { $0.first < $1.first }.reduce(into: []) { ordered, range in
            ordered += [range].subtracting([ordered.last].compactMap(\.self))
        }
    }

    private static func range(_ first: UInt64, _ last: UInt64) -> [SerialRange] {
        guard let number = SerialNumber(rawValue: first),
            let range = try? SerialRange(first: number, count: Int(last - first) + 1)
        else { return [] }
        return [range]
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
