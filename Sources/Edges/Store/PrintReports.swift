public import Access
internal import GRDB
internal import Law
public import Records
public import Stamps
public import Time
internal import Wording

extension SQLiteRegister {
    /// Records what became of a batch's labels, and closes its print order.
    ///
    /// Spoiled and returned numbers are void from now on. A batch that is reported on again, after a label is found
    /// spoiled later, has that much less printed.
    ///
    /// - Throws: `Problem` `reportDoesNotBalance` where the parts are not the whole; `numbersUnknown`; INV-17 for
    ///   numbers that are void already.
    public func close(
        batch id: String, _ outcome: PrintOutcome, on today: CivilDate, as stamp: EntryStamp,
        permit: Permit = { _ in }
    ) throws -> MarkBalance {
        try writing { db in
            let batch = try db.knownBatch(id)
            try permit(db.subject(ofProduct: batch.product))
            let reason = outcome.reason ?? "báo cáo in / print report"
            for (cause, numbers) in [(StampVoid.Cause.spoiled, outcome.spoiled), (.returned, outcome.returned)]
            where !numbers.isEmpty {
                let void = StampVoid(batch: id, numbers: numbers, cause: cause, reason: reason, on: today)
                try Self.record(void, of: batch, as: stamp, in: db)
            }
            let balance = try db.balance(ofBatch: batch)
            let rest = balance.allotted - balance.spoiled - balance.returned
            let printed = outcome.printed ?? rest
            guard printed == rest else { throw Self.unbalanced(batch, balance, printed: printed) }
            if printed != balance.printed {
                let report = PrintReport(batch: id, printed: printed, on: today)
                try append(.printReport, report.json, as: stamp, in: db)
            }
            if let order = try batch.order.map({ try db.order($0) }), order.status != .closed {
                try append(.printOrder, order.closed().json, as: stamp, in: db)
            }
            return try db.balance(ofBatch: batch)
        }
    }

    /// Makes stamps void; verification says so at once.
    ///
    /// - Returns: the batch's balance.
    /// - Throws: `Problem` `batchUnknown`, `numbersUnknown`; INV-17 for numbers that are void already.
    public func void(
        _ void: StampVoid, as stamp: EntryStamp, permit: Permit = { _ in }
    ) throws -> MarkBalance {
        try writing { db in
            let batch = try db.knownBatch(void.batch)
            try permit(db.subject(ofProduct: batch.product))
            try Self.record(void, of: batch, as: stamp, in: db)
            let balance = try db.balance(ofBatch: batch)
            // What was reported as printed and is spoiled now is printed no longer.
            if balance.open < 0 {
                let report = PrintReport(batch: batch.id, printed: balance.printed + balance.open, on: void.on)
                try append(.printReport, report.json, as: stamp, in: db)
            }
            return try db.balance(ofBatch: batch)
        }
    }

    /// Records that labels of a batch are drawn again under the same numbers.
    public func recordReprint(_ reprint: Reprint, as stamp: EntryStamp) throws {
        try writing { db in
            _ = try db.knownBatch(reprint.batch)
            try append(.reprint, reprint.json, as: stamp, in: db)
        }
    }

    /// The numbers of a batch that are void.
    public func voids(of batch: Batch) throws -> [SerialRange] {
        try reading { try $0.voids(of: batch) }
    }

    private static func record(
        _ void: StampVoid, of batch: Batch, as stamp: EntryStamp, in db: Database
    ) throws {
        if let foreign = void.numbers.first(where: { $0.intersection(batch.numbers) != $0 }) {
            throw Problem(
                .numbersUnknown,
                vi: "Đợt \(batch.id) có số tem \(text(batch.numbers)); không có \(text(foreign)).",
                en: "Batch \(batch.id) has the numbers \(text(batch.numbers)); not \(text(foreign)).")
        }
        if let problem = batch.serialsAreUnused(void.numbers, taken: try db.voids(of: batch)) { throw problem }
        try append(.stampVoid, void.json, as: stamp, in: db)
    }

    private static func text(_ range: SerialRange) -> String {
        range.count == 1 ? range.first.text : "\(range.first.text)–\(range.last.text)"
    }

    private static func unbalanced(_ batch: Batch, _ balance: MarkBalance, printed: Int) -> Problem {
        let rest = balance.allotted - balance.spoiled - balance.returned
        return Problem(
            .reportDoesNotBalance,
            vi: "Đợt \(batch.id) có \(balance.allotted) tem, trong đó hỏng \(balance.spoiled), trả lại "
                + "\(balance.returned); số đã in phải là \(rest), không phải \(printed).",
            en: "Batch \(batch.id) has \(balance.allotted) stamps, \(balance.spoiled) of them spoiled, "
                + "\(balance.returned) returned; printed must be \(rest), not \(printed).",
            hint: Bilingual(
                vi: "Nêu đủ các số hỏng (--spoiled) và trả lại (--returned), hoặc bỏ --printed.",
                en: "Name all spoiled (--spoiled) and returned (--returned) numbers, or leave --printed out."))
    }
}

extension Database {
    /// The batch of this identifier, named by a person.
    func knownBatch(_ id: String) throws -> Batch {
        if let found = try batch(id: id) { return found.batch }
        throw Problem(
            .batchUnknown, vi: "Sổ đăng ký không có đợt tem «\(id)».", en: "The register has no batch \"\(id)\".",
            hint: Bilingual(vi: "Xem các đợt tem: temgoc batches.", en: "See the batches: temgoc batches."))
    }
}
