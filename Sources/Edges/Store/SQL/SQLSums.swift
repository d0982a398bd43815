internal import Records
internal import Registrar
internal import Stamps

// The books: sums over what was issued, and what was reported of it.

extension SQLRegister {
    func balances(ofBatches ids: [String]) throws -> [String: MarkBalance] {
        let issued = try sql.rows(
            """
            SELECT batch.id, batch.count, coalesce(print_report.printed, 0)
            FROM batch LEFT JOIN print_report ON print_report.batch = batch.id WHERE batch.id IN ⌷
            """, in: ids)
        var balances = try issued.reduce(into: [String: MarkBalance]()) {
            $0[try $1.text(0)] = MarkBalance(
                allotted: try $1.integer(1), printed: try $1.integer(2))
        }
        let voids = try sql.rows(
            """
            SELECT batch, cause, CAST(coalesce(sum(count), 0) AS bigint) FROM stamp_void WHERE batch IN ⌷
            GROUP BY batch, cause
            """, in: Array(balances.keys))
        for row in voids { try balances[try row.text(0)]?.add(row) }
        let drawn = try sql.rows(
            """
            SELECT batch, CAST(coalesce(sum(count), 0) AS bigint) FROM drawn_label WHERE batch IN ⌷ GROUP BY batch
            """, in: Array(balances.keys))
        for row in drawn { balances[try row.text(0)]?.drawn = try row.integer(1) }
        return balances
    }

    func drawn(ofBatch id: String) throws -> [SerialRange] {
        try sql.rows(
            "SELECT first_number, count FROM drawn_label WHERE batch = ?1 ORDER BY first_number", [.text(id)]
        ).map { try storedRange($0.integer(0), $0.integer(1), "drawn_label") }
    }

    func balances(ofAuthorisations ids: [String]) throws -> [String: MarkBalance] {
        var balances: [String: MarkBalance] = [:]
        for row in try sql.rows(
            """
            SELECT authorisation, CAST(coalesce(sum(count), 0) AS bigint) FROM batch WHERE authorisation IN ⌷
            GROUP BY authorisation
            """, in: ids)
        { balances[try row.text(0), default: MarkBalance()].allotted += try row.integer(1) }
        for row in try sql.rows(
            """
            SELECT authorisation, CAST(coalesce(sum(printed), 0) AS bigint) FROM print_report WHERE authorisation IN ⌷
            GROUP BY authorisation
            """, in: ids)
        { balances[try row.text(0), default: MarkBalance()].printed += try row.integer(1) }
        for row in try sql.rows(
            """
            SELECT authorisation, cause, CAST(coalesce(sum(count), 0) AS bigint) FROM stamp_void
            WHERE authorisation IN ⌷ GROUP BY authorisation, cause
            """, in: ids)
        { try balances[try row.text(0), default: MarkBalance()].add(row) }
        for row in try sql.rows(
            """
            SELECT authorisation, CAST(coalesce(sum(count), 0) AS bigint) FROM drawn_label WHERE authorisation IN ⌷
            GROUP BY authorisation
            """, in: ids)
        { balances[try row.text(0), default: MarkBalance()].drawn += try row.integer(1) }
        return balances
    }

    func balance(of filter: BatchFilter) throws -> MarkBalance {
        guard let condition = BatchCondition(filter) else { return MarkBalance() }
        let chosen = "SELECT id FROM batch WHERE \(condition.sql)"
        let issued = try sql.row(
            """
            SELECT CAST(coalesce(sum(batch.count), 0) AS bigint), CAST(coalesce(sum(print_report.printed), 0) AS bigint)
            FROM batch LEFT JOIN print_report ON print_report.batch = batch.id WHERE batch.id IN (\(chosen))
            """, condition.values)
        var balance = MarkBalance(
            allotted: try issued?.integer(0) ?? 0, printed: try issued?.integer(1) ?? 0)
        for row in try sql.rows(
            """
            SELECT 'all', cause, CAST(coalesce(sum(count), 0) AS bigint) FROM stamp_void
            WHERE batch IN (\(chosen)) GROUP BY cause
            """, condition.values)
        { try balance.add(row) }
        let drawn = try sql.row(
            "SELECT CAST(coalesce(sum(count), 0) AS bigint) FROM drawn_label WHERE batch IN (\(chosen))",
            condition.values)
        balance.drawn = try drawn?.integer(0) ?? 0
        return balance
    }

    func stampsInUse(ofLot id: String) throws -> Int {
        let row = try sql.row(
            """
            SELECT CAST(
                (SELECT coalesce(sum(count), 0) FROM batch WHERE lot = ?1)
                + (SELECT coalesce(sum(count), 0) FROM activation WHERE lot = ?1)
                - (SELECT coalesce(sum(count), 0) FROM stamp_void
                    WHERE lot = ?1 AND cause IN ('spoiled', 'returned')) AS bigint)
            """, [.text(id)])
        // A void range of a roll may reach over the numbers of several lots.
        let ofRolls = try sql.rows(
            """
            SELECT activation.first_number, activation.count, stamp_void.first_number, stamp_void.count
            FROM activation JOIN stamp_void ON stamp_void.product_key = activation.product_key
                AND stamp_void.batch = activation.batch AND stamp_void.lot IS NULL
                AND stamp_void.first_number < activation.first_number + activation.count
                AND stamp_void.first_number + stamp_void.count > activation.first_number
            WHERE activation.lot = ?1 AND stamp_void.cause IN ('spoiled', 'returned')
            """, [.text(id)])
        let voided = try ofRolls.reduce(0) { sum, row in
            let given = try storedRange(row.integer(0), row.integer(1), "activation")
            let void = try storedRange(row.integer(2), row.integer(3), "stamp_void")
            return sum + (given.intersection(void)?.count ?? 0)
        }
        return (try row?.integer(0) ?? 0) - voided
    }
}

extension MarkBalance {
    /// Adds a row of something, cause and sum.
    fileprivate mutating func add(_ row: SQLRow) throws {
        guard let cause = StampVoid.Cause(rawValue: try row.text(1)) else { throw damaged("stamp_void") }
        add(try row.integer(2), void: cause)
    }
}
