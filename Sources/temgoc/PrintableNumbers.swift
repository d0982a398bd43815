import Records
import Stamps
import Store
import Time
import Wording

/// The numbers of a batch that may be printed: those that are asked for, without void ones.
struct PrintableNumbers: Sequence {
    let range: Slice<SerialRange>
    /// In order, without overlaps.
    let voids: [SerialRange]
    let count: Int

    init(_ range: Slice<SerialRange>, voids: [SerialRange]) {
        self.range = range
        self.voids = voids
        let all = range.first.flatMap { try? SerialRange(first: $0, count: range.count) }
        count = range.count - voids.reduce(0) { $0 + (all.flatMap($1.intersection)?.count ?? 0) }
    }

    func makeIterator() -> LazyFilterSequence<Slice<SerialRange>>.Iterator {
        range.lazy.filter { !isVoid($0) }.makeIterator()
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

extension SQLiteRegister {
    /// The numbers of a batch from one label to another, the first is 1, without void ones.
    func printable(_ batch: Batch, from: Int, to: Int?) throws -> PrintableNumbers {
        PrintableNumbers(try batch.range(from: from, to: to), voids: try voids(of: batch))
    }

    /// Labels of a batch that is reported as printed are drawn again only with a reason, which goes into the ledger
    /// first.
    ///
    /// - Throws: `Problem` `reprintNeedsReason`.
    func permitReprint(
        of batch: Batch, _ count: Int, because reason: String?,
        on today: CivilDate, as stamp: EntryStamp
    ) throws {
        if let reason {
            try recordReprint(
                Reprint(batch: batch.id, count: count, reason: reason, on: today), as: stamp)
            return
        }
        guard try balance(of: batch).printed > 0 else { return }
        throw Problem(
            .reprintNeedsReason, vi: "Đợt \(batch.id) đã quyết toán là đã in; in lại cần nêu lý do.",
            en: "Batch \(batch.id) is reported as printed; drawing it again needs a reason.",
            hint: Bilingual(
                vi:
                    "temgoc label … --reprint \"kẹt giấy\", hoặc reprint trong yêu cầu; số tem không tăng, việc in lại được ghi sổ.",
                en:
                    "temgoc label … --reprint \"paper jam\", or reprint in a request; no number is added, the reprint is recorded."
            ))
    }
}
