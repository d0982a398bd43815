public import Access
public import Encodings
internal import Law
public import Records
internal import Stamps
internal import Wording

/// Makes stamps void; verification says so at once, and a void number never comes back (hủy mã tem).
public struct VoidStamps: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "voidStamps"

    /// The numbers, of one batch, with cause and reason.
    public let void: StampVoid

    /// Takes the parts as they are.
    public init(_ void: StampVoid) {
        self.void = void
    }

    /// What is asked, as data.
    public var content: JSONValue { void.json }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.voidStamps]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: Batch, subject: Subject) {
        let batch = try register.batch(named: void.batch).batch
        return (batch, try register.subject(ofProduct: batch.product))
    }

    /// - Returns: the batch's balance.
    /// - Throws: `Problem` `numbersUnknown`; INV-17 for numbers that are void already.
    public func perform(
        on batch: Batch, in register: any RegisterTransaction, by author: Authorship
    ) throws -> MarkBalance {
        try demandPublic([(.reason, void.reason)])
        let before = try register.balance(of: batch)
        try register.record(void, of: batch, by: author)
        let balance = try register.balance(of: batch)
        // What was reported as printed and is void now is printed no longer; who adds up the log reads it there.
        if balance.printed < before.printed {
            let report = PrintReport(batch: batch.id, printed: balance.printed, on: void.on)
            try register.record(.printReport, report.json, by: author)
        }
        return balance
    }

    /// The first answer again, out of the entries that were written.
    public func answer(again entries: [LedgerEntry], in register: any RegisterSnapshot) throws -> MarkBalance {
        try register.balance(of: register.batch(named: void.batch).batch, after: entries)
    }
}

extension RegisterSnapshot {
    /// What became of the stamps of a batch.
    func balance(of batch: Batch) throws -> MarkBalance {
        guard let balance = try balances(ofBatches: [batch.id])[batch.id] else { throw damaged("batch/\(batch.id)") }
        return balance
    }

    /// What had become of them when the last of these entries was written.
    func balance(of batch: Batch, after entries: [LedgerEntry]) throws -> MarkBalance {
        let end = entries.last?.sequence ?? 0
        var balance = MarkBalance(allotted: batch.numbers.count)
        if let report = try lastEntry(.printReport, item: batch.id, before: end + 1) {
            guard case .success(let report) = PrintReport.read(report.body, path: "$") else {
                throw damaged("ledger[\(report.sequence)]")
            }
            balance.printed = report.printed
        }
        let voids = try voids(of: batch.productKey, in: batch.numbers)
        for void in voids where void.sequence <= end { balance.add(void.numbers.count, void: void.cause) }
        balance.leaveOutVoid()
        balance.drawn = try drawings(ofBatch: batch.id).filter { $0.sequence <= end }.reduce(into: []) {
            drawn, drawing in
            let void = voids.filter { $0.sequence < drawing.sequence }.map(\.numbers)
            drawn = (drawn + drawing.labels.new(of: batch.numbers, drawn: drawn, void: void)).inOrder
        }.total
        return balance
    }
}

extension RegisterTransaction {
    /// Records numbers as void that are of the batch and not void yet.
    ///
    /// - Throws: `Problem` `numbersUnknown`; INV-17.
    func record(_ void: StampVoid, of batch: Batch, by author: Authorship) throws {
        if let foreign = void.numbers.first(where: { $0.intersection(batch.numbers) != $0 }) {
            let (own, given) = (batch.numbers.text, foreign.text)
            throw Problem(
                .numbersUnknown, vi: "Đợt \(batch.id) có số tem \(own); không có \(given).",
                en: "Batch \(batch.id) has the numbers \(own); not \(given).")
        }
        let taken = try voids(of: batch.productKey, in: batch.numbers).map(\.numbers)
        if let problem = batch.serialsAreUnused(void.numbers, taken: taken) { throw problem }
        if void.cause == .returned, case let open = try balance(of: batch).open, void.numbers.total > open {
            throw Problem(
                .reportDoesNotBalance,
                vi:
                    "Đợt \(batch.id) còn \(open) tem chưa báo cáo; không thể trả lại \(void.numbers.total) tem: tem đã báo cáo là "
                    + "in thì không trả lại được.",
                en:
                    "Batch \(batch.id) has \(open) stamps that are not reported on; \(void.numbers.total) cannot be returned: "
                    + "what is reported as printed is not given back.",
                hint: Bilingual(
                    vi: "Nhãn đã in mà hỏng hoặc mất: --cause spoiled hoặc cancelled.",
                    en: "For printed labels that are spoiled or lost: --cause spoiled or cancelled."))
        }
        try record(.stampVoid, void.json, by: author)
    }
}

extension SerialRange {
    /// Its ends as people read them.
    var text: String { count == 1 ? first.text : "\(first.text)–\(last.text)" }
}
