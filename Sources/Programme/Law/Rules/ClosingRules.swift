public import Records
public import Stamps
internal import Time
public import Wording

// What must be so before labels are handed over or accounted for.

extension Batch {
    /// Labels are handed over and accounted for that were drawn, or whose list went to a printing house.
    ///
    /// - Parameters:
    ///   - drawn: the numbers of which a label was drawn, in order.
    ///   - void: those that are void, in order: of them nothing is handed over.
    public func labelsAreDrawn(_ drawn: [SerialRange], void: [SerialRange]) -> Problem? {
        let missing = [numbers].subtracting(drawn).subtracting(void)
        guard let first = missing.first, let last = missing.last else { return nil }
        let (count, from, to) = (missing.total, place(of: first.first), place(of: last.last))
        return Problem(
            .labelsNotDrawn,
            vi: "Đợt \(id) còn \(count.vietnamese) nhãn chưa tạo (từ nhãn \(from) đến nhãn \(to)), nên chưa giao và "
                + "chưa quyết toán được.",
            en:
                "\(count) labels of batch \(id) are not drawn (between label \(from) and label \(to)), so it can be neither "
                + "handed over nor accounted for.",
            hint: Bilingual(
                vi:
                    "Tạo nhãn (temgoc label --batch \(id)), giao danh sách cho nhà in (temgoc stamps --batch \(id) --for-press), "
                    + "hoặc trả lại số không dùng (temgoc void … --cause returned).",
                en:
                    "Draw them (temgoc label --batch \(id)), hand the list to a press (temgoc stamps --batch \(id) --for-press), "
                    + "or return what is not used (temgoc void … --cause returned)."))
    }

    /// A book is closed once; what is found later is said by number.
    ///
    /// - Parameters:
    ///   - report: what was reported of it; nil where nothing was.
    ///   - balance: what became of its stamps.
    public func isNotClosed(_ report: PrintReport?, _ balance: MarkBalance) -> Problem? {
        guard let report else { return nil }
        let vi = order.map { "Lệnh in \($0)" } ?? "Đợt \(id)"
        let en = order.map { "Order \($0)" } ?? "Batch \(id)"
        return Problem(
            .orderStateConflict,
            vi: "\(vi) đã quyết toán ngày \(report.on.vietnamese): in \(balance.printed), hỏng \(balance.spoiled), "
                + "trả lại \(balance.returned), hủy hoặc mất \(balance.lost).",
            en: "\(en) was accounted for on \(report.on.iso): \(balance.printed) printed, \(balance.spoiled) spoiled, "
                + "\(balance.returned) returned, \(balance.lost) lost.",
            hint: Bilingual(
                vi:
                    "Nhãn hỏng hoặc mất sau quyết toán: temgoc void --batch \(id) --numbers … --cause spoiled hoặc cancelled.",
                en:
                    "For labels spoiled or lost since: temgoc void --batch \(id) --numbers … --cause spoiled or cancelled."
            ))
    }

    /// The place of a number in the batch, the first being 1.
    private func place(of number: SerialNumber) -> Int { Int(number.rawValue - numbers.first.rawValue) + 1 }
}
