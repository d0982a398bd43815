internal import Law
internal import Records
internal import Registrar
internal import Stamps
internal import Time

extension SQLRegister {
    func owners(of keys: [ProductKey]) throws -> [ProductKey: String] {
        let found = try sql.rows("SELECT key, product FROM product_key WHERE key IN ⌷", in: keys.map(\.path))
        return try found.reduce(into: [:]) { $0[try storedKey($1.text(0))] = try $1.text(1) }
    }

    func keys(ofProduct id: String) throws -> [ProductKey] {
        try sql.rows("SELECT key FROM product_key WHERE product = ?1 ORDER BY key", [.text(id)]).map {
            try storedKey($0.text(0))
        }
    }

    func harvests(ofZones zones: [String], without lot: String) throws -> [ZoneHarvest: Double] {
        let found = try sql.rows(
            """
            SELECT zone, year, sum(kilograms) FROM lot_harvest WHERE lot <> ?1 AND zone IN ⌷ GROUP BY zone, year
            """, [.text(lot)], in: zones)
        return try found.reduce(into: [:]) {
            $0[ZoneHarvest(zone: try $1.text(0), year: try $1.integer(1))] = try $1.real(2)
        }
    }

    // MARK: Batches

    func batches(ids: [String]) throws -> [StoredBatch] {
        try sql.rows("SELECT sequence, body FROM batch WHERE id IN ⌷", in: ids).map(Self.batch)
            .sorted { $0.sequence < $1.sequence }
    }

    func batches(_ filter: BatchFilter) throws -> [StoredBatch] {
        guard let condition = BatchCondition(filter) else { return [] }
        let (after, limit) = ("?\(condition.values.count + 1)", "?\(condition.values.count + 2)")
        // Always a bound, so that a page begins in the index where it begins.
        let page = filter.latestFirst ? "sequence < \(after)" : "sequence > \(after)"
        let start = SQLValue(filter.after ?? (filter.latestFirst ? .max : 0))
        return try sql.rows(
            """
            SELECT sequence, body FROM batch WHERE \(condition.sql) AND \(page)
            ORDER BY sequence\(filter.latestFirst ? " DESC" : "") LIMIT \(limit)
            """, condition.values + [start, SQLValue(filter.limit)]
        ).map(Self.batch)
    }

    func batch(ofFormerRequest identifier: String) throws -> StoredBatch? {
        try sql.row("SELECT sequence, body FROM batch WHERE former_request = ?1", [.text(identifier)]).map(Self.batch)
    }

    func lastBatch(of key: ProductKey, from number: SerialNumber) throws -> StoredBatch? {
        try sql.row(
            """
            SELECT sequence, body FROM batch WHERE product_key = ?1 AND first_number <= ?2
            ORDER BY first_number DESC LIMIT 1
            """, [.text(key.path), SQLValue(number.rawValue)]
        ).map(Self.batch)
    }

    func numberAfterLast(of key: ProductKey) throws -> UInt64? {
        let row = try sql.row(
            "SELECT first_number + count FROM batch WHERE product_key = ?1 ORDER BY first_number DESC LIMIT 1",
            [.text(key.path)])
        guard let next = try row?.integer(0) else { return nil }
        guard next >= 1 else { throw damaged("batch") }
        return UInt64(next)
    }

    private static func batch(_ row: SQLRow) throws -> StoredBatch {
        StoredBatch(batch: try decoded(Batch.self, row.text(1), "batch"), sequence: try row.integer(0))
    }

    // MARK: Ranges of numbers

    func activations(ofBatch id: String) throws -> [StoredActivation] {
        try sql.rows(
            "SELECT \(Self.activationColumns) FROM activation WHERE batch = ?1 ORDER BY first_number", [.text(id)]
        ).map(Self.activation)
    }

    func activations(ofLot id: String) throws -> [StoredActivation] {
        try sql.rows(
            "SELECT \(Self.activationColumns) FROM activation WHERE lot = ?1 ORDER BY product_key, first_number",
            [.text(id)]
        ).map(Self.activation)
    }

    func voids(of key: ProductKey, in numbers: SerialRange) throws -> [StoredVoid] {
        try sql.rows(
            """
            SELECT \(Self.voidColumns) FROM stamp_void WHERE product_key = ?1 AND first_number >= ?2
                AND first_number <= ?3 ORDER BY first_number
            """, [.text(key.path), SQLValue(numbers.first.rawValue), SQLValue(numbers.last.rawValue)]
        ).map(Self.void)
    }

    func voids(after place: (sequence: Int, first: UInt64), limit: Int) throws -> [StoredVoid] {
        try sql.rows(
            """
            SELECT \(Self.voidColumns) FROM stamp_void
            WHERE sequence > ?1 OR sequence = ?1 AND first_number > ?2 ORDER BY sequence, first_number LIMIT ?3
            """, [SQLValue(place.sequence), SQLValue(place.first), SQLValue(limit)]
        ).map(Self.void)
    }

    func surroundings(of number: SerialNumber, _ key: ProductKey) throws -> NumberSurroundings {
        let place: [SQLValue] = [.text(key.path), SQLValue(number.rawValue)]
        func last(_ columns: String, _ table: String) -> String {
            """
            SELECT \(columns) FROM \(table) WHERE product_key = ?1 AND first_number <= ?2
            ORDER BY first_number DESC LIMIT 1
            """
        }
        let next = try sql.row(
            """
            SELECT min(first_number) FROM (
                SELECT min(first_number) AS first_number FROM activation WHERE product_key = ?1 AND first_number > ?2
                UNION ALL
                SELECT min(first_number) FROM stamp_void WHERE product_key = ?1 AND first_number > ?2) AS later
            """, place)
        return NumberSurroundings(
            void: try sql.row(last(Self.voidColumns, "stamp_void"), place).map(Self.void),
            activation: try sql.row(last(Self.activationColumns, "activation"), place).map(Self.activation),
            next: try next?.integerOrNil(0).map { UInt64($0) })
    }

    private static let activationColumns = "batch, product_key, first_number, count, lot, sequence"

    private static func activation(_ row: SQLRow) throws -> StoredActivation {
        StoredActivation(
            batch: try row.text(0), key: try storedKey(row.text(1)),
            numbers: try storedRange(row.integer(2), row.integer(3), "activation"), lot: try row.text(4),
            sequence: try row.integer(5))
    }

    private static let voidColumns = "batch, product_key, first_number, count, cause, reason, valid_from, sequence"

    private static func void(_ row: SQLRow) throws -> StoredVoid {
        guard let cause = StampVoid.Cause(rawValue: try row.text(4)), let on = CivilDate(try row.text(6)) else {
            throw damaged("stamp_void")
        }
        return StoredVoid(
            batch: try row.text(0), key: try storedKey(row.text(1)),
            numbers: try storedRange(row.integer(2), row.integer(3), "stamp_void"), cause: cause,
            reason: try row.text(5), on: on, sequence: try row.integer(7))
    }
}

/// What a batch must be for a filter, its page aside; the parameters are `?1` to as many as there are values.
struct BatchCondition {
    let sql: String
    let values: [SQLValue]

    /// nil where no batch can be it.
    init?(_ filter: BatchFilter) {
        guard let scope = ScopeCondition(.batch, filter.scope) else { return nil }
        var conditions = SQLConditions(scope.sql, scope.value)
        conditions.add(filter.lot) { lot in
            "id IN (SELECT id FROM batch WHERE lot = \(lot) UNION SELECT batch FROM activation WHERE lot = \(lot))"
        }
        conditions.add(filter.product) { "product = \($0)" }
        conditions.add(filter.producer) { producer in
            "product IN (SELECT id FROM record WHERE kind = 'product' AND parent = \(producer))"
        }
        conditions.add(filter.from?.iso) { "issued_on >= \($0)" }
        conditions.add(filter.to?.iso) { "issued_on <= \($0)" }
        (sql, values) = (conditions.sql, conditions.values)
    }
}
