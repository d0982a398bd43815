internal import GRDB
internal import Records
internal import Stamps
internal import Time

// What became of stamps, in tables that answer by point look-ups. Rows that count towards a right or a lot carry it, so
// that a sum is one range of an index.

func put(_ report: PrintReport, in db: Database) throws {
    try db.cachedStatement(
        sql: """
            INSERT INTO print_report (batch, printed, authorisation)
                SELECT id, ?, authorisation FROM batch WHERE id = ?
            ON CONFLICT (batch) DO UPDATE SET printed = excluded.printed
            """
    ).execute(arguments: [report.printed, report.batch])
}

func put(_ void: StampVoid, of entry: LedgerEntry, in db: Database) throws {
    guard let batch = try db.batch(id: void.batch)?.batch else { throw damaged("ledger[\(entry.sequence)]") }
    for range in void.numbers {
        for (part, lot) in try db.rangesByLot(of: range, in: batch) {
            try db.cachedStatement(
                sql: """
                    INSERT INTO stamp_void (product_key, first_number, count, cause, reason, valid_from, batch, lot,
                        authorisation, sequence)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                batch.productKey.path, Int64(part.first.rawValue), part.count, void.cause.rawValue, void.reason,
                void.on.iso, batch.id, lot, batch.mark?.authorisation, entry.sequence,
            ])
        }
    }
}

func put(_ activation: Activation, of entry: LedgerEntry, in db: Database) throws {
    try db.cachedStatement(
        sql: """
            INSERT INTO activation (product_key, first_number, count, lot, batch, activated_on, sequence)
                SELECT product_key, ?, ?, ?, id, ?, ? FROM batch WHERE id = ?
            """
    ).execute(arguments: [
        Int64(activation.numbers.first.rawValue), activation.numbers.count, activation.lot, activation.on.iso,
        entry.sequence, activation.batch,
    ])
}

extension Database {
    /// The batch of this identifier, with the number of its entry.
    func batch(id: String) throws -> (batch: Batch, sequence: Int)? {
        try batches("id = ?", [id]).first
    }

    /// The activations of a roll, by their numbers.
    func activations(of batch: String) throws -> [(numbers: SerialRange, lot: String)] {
        let statement = try cachedStatement(
            sql: "SELECT first_number, count, lot FROM activation WHERE batch = ? ORDER BY first_number")
        return try Row.fetchAll(statement, arguments: [batch]).map { row in
            (try storedRange(row, "activation"), row["lot"])
        }
    }

    /// A range cut where the lot changes: of a roll, some numbers may have been given to lots and others not.
    func rangesByLot(of range: SerialRange, in batch: Batch) throws -> [(range: SerialRange, lot: String?)] {
        if let lot = batch.lot { return [(range, lot)] }
        var parts: [(range: SerialRange, lot: String?)] = []
        var next = range.first.rawValue
        func add(upTo end: UInt64, lot: String?) {
            guard end > next, let first = SerialNumber(rawValue: next),
                let part = try? SerialRange(first: first, count: Int(end - next))
            else { return }
            parts.append((part, lot))
            next = end
        }
        for activation in try activations(of: batch.id) {
            guard let common = activation.numbers.intersection(range) else { continue }
            add(upTo: common.first.rawValue, lot: nil)
            add(upTo: common.last.rawValue + 1, lot: activation.lot)
        }
        add(upTo: range.last.rawValue + 1, lot: nil)
        return parts
    }

    /// The ranges of a batch that are void, by their numbers.
    func voids(of batch: Batch) throws -> [SerialRange] {
        let statement = try cachedStatement(
            sql: """
                SELECT first_number, count FROM stamp_void
                WHERE product_key = ? AND first_number BETWEEN ? AND ? ORDER BY first_number
                """)
        return try Row.fetchAll(
            statement,
            arguments: [
                batch.productKey.path, Int64(batch.numbers.first.rawValue), Int64(batch.numbers.last.rawValue),
            ]
        ).map { try storedRange($0, "stamp_void") }
    }
}

/// The columns `first_number` and `count` as a range.
func storedRange(_ row: Row, _ table: String) throws -> SerialRange {
    let first: Int64 = row["first_number"]
    guard first >= 0, let number = SerialNumber(rawValue: UInt64(first)),
        let range = try? SerialRange(first: number, count: row["count"])
    else { throw damaged(table) }
    return range
}
