public import Access
public import Records
public import Stamps
internal import Wording

/// The numbers of a batch that may be printed: those that are asked for, without void ones.
public struct PrintableNumbers: Sequence, Sendable {
    let range: Slice<SerialRange>
    /// In order, without overlaps.
    let voids: [SerialRange]
    /// How many there are.
    public let count: Int

    init(_ range: Slice<SerialRange>, voids: [SerialRange]) {
        self.range = range
        self.voids = voids
        let all = range.first.flatMap { try? SerialRange(first: $0, count: range.count) }
        count = range.count - voids.reduce(0) { $0 + (all.flatMap($1.intersection)?.count ?? 0) }
    }

    /// The numbers in order.
    public func makeIterator() -> LazyFilterSequence<Slice<SerialRange>>.Iterator {
        range.lazy.filter { !isVoid($0) }.makeIterator()
    }

    /// The same in ranges, in order.
    var ranges: [SerialRange] {
        range.first.flatMap { try? SerialRange(first: $0, count: range.count) }.map { [$0].subtracting(voids) } ?? []
    }

    private func isVoid(_ number: SerialNumber) -> Bool {
        // Binary search for the last range that begins at or before the number.
        var low = 0
        var high = voids.count
        while low < high {
            let middle = (low + high) / 2
            if voids[middle].first <= number { low = middle + 1 } else { high = middle }
        }
        return low > 0 && voids[low - 1].contains(number)
    }
}

extension Registrar {
    /// The numbers of a batch from one label to another, the first is 1, without void ones.
    ///
    /// - Throws: `Problem` `usage` where the batch has no such labels, `rightMissing`.
    public func printable(
        _ batch: Batch, from: Int, to: Int?, for principal: Principal
    ) async throws -> PrintableNumbers {
        try await store.read { register in
            try principal.demand(.renderOrder, on: register.subject(ofProduct: batch.product))
            let voids = try register.voids(of: batch.productKey, in: batch.numbers).map(\.numbers)
            return PrintableNumbers(try batch.range(from: from, to: to), voids: voids)
        }
    }
}

extension Batch {
    /// The numbers from one label of the batch to another, the first is 1; to the last when `to` is nil.
    ///
    /// - Throws: `Problem` `usage` where the batch has no such labels.
    func range(from: Int, to: Int?) throws(Problem) -> Slice<SerialRange> {
        let last = to ?? numbers.count
        guard 1...numbers.count ~= from, last >= from, last <= numbers.count else {
            throw Problem(
                .usage, vi: "Đợt \(id) có nhãn 1 đến \(numbers.count); không có \(from) đến \(last).",
                en: "Batch \(id) has labels 1 to \(numbers.count); not \(from) to \(last).")
        }
        return numbers[(from - 1)..<last]
    }
}
