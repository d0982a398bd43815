internal import Access
internal import Inspection
internal import Records
internal import Registrar

extension SQLRegister {
    func items(_ queries: [ItemQuery]) throws -> [[StoredItem]] {
        try queries.map { query in
            switch query {
            case .ids(let kind, let ids):
                try sql.rows(
                    "SELECT \(Self.itemColumns) FROM record WHERE kind = ?1 AND id IN ⌷", [.text(kind.rawValue)],
                    in: ids
                ).map { try Self.item(kind, $0) }.inOrder
            case .children(let kind, let parents):
                try sql.rows(
                    "SELECT \(Self.itemColumns) FROM record WHERE kind = ?1 AND parent IN ⌷", [.text(kind.rawValue)],
                    in: parents
                ).map { try Self.item(kind, $0) }.inOrder
            case .all(let kind):
                try sql.rows(
                    "SELECT \(Self.itemColumns) FROM record WHERE kind = ?1 ORDER BY id", [.text(kind.rawValue)]
                ).map { try Self.item(kind, $0) }
            }
        }
    }

    func page(_ kind: EntryKind, within scope: Scope, after id: String?, limit: Int) throws -> [StoredItem] {
        guard let condition = ScopeCondition(kind, scope) else { return [] }
        let values = [condition.value, .text(kind.rawValue), .text(id ?? ""), SQLValue(limit)]
        if kind == .batch {
            return try sql.rows(
                """
                SELECT id, product, sequence, body FROM batch
                WHERE ?2 = 'batch' AND id > ?3 AND \(condition.sql) ORDER BY id LIMIT ?4
                """, values
            ).map { try Self.item(kind, $0) }
        }
        return try sql.rows(
            """
            SELECT \(Self.itemColumns) FROM record
            WHERE kind = ?2 AND id > ?3 AND \(condition.sql) ORDER BY id LIMIT ?4
            """, values
        ).map { try Self.item(kind, $0) }
    }

    func latest(_ kind: EntryKind, parent: String?, status: String?, limit: Int) throws -> [StoredItem] {
        var conditions = SQLConditions("kind = ?1", .text(kind.rawValue))
        conditions.add(parent) { "parent = \($0)" }
        conditions.add(status) { "status = \($0)" }
        return try sql.rows(
            """
            SELECT \(Self.itemColumns) FROM record WHERE \(conditions.sql)
            ORDER BY sequence DESC LIMIT ?\(conditions.values.count + 1)
            """, conditions.values + [SQLValue(limit)]
        ).map { try Self.item(kind, $0) }
    }

    func lots(numbered number: String, ofProduct product: String?) throws -> [StoredItem] {
        try sql.rows(
            """
            SELECT \(Self.itemColumns) FROM record
            WHERE kind = 'lot' AND number = ?1 AND (?2 IS NULL OR parent = ?2) ORDER BY sequence DESC
            """, [.text(number), SQLValue(product)]
        ).map { try Self.item(.record(.lot), $0) }
    }

    // MARK: Cases and evidence

    func openCases(_ key: CaseKey) throws -> [StoredItem] {
        try sql.rows(
            """
            SELECT id, parent, sequence, body FROM record WHERE kind = 'inspectionCase' AND id IN (
                SELECT id FROM inspection_case
                WHERE coalesce(producer, '') = ?1 AND coalesce(product, '') = ?2 AND topic = ?3
                    AND coalesce(province, '') = ?4 AND status <> 'closed')
            ORDER BY id
            """,
            [.text(key.producer ?? ""), .text(key.product ?? ""), .text(key.topic.rawValue), .text(key.province ?? "")]
        ).map { try Self.item(.inspectionCase, $0) }
    }

    func cases(_ filter: CaseFilter, within scope: Scope, after id: String?, limit: Int) throws -> [StoredItem] {
        // An identifier is the number of the entry that opened the case, of six digits or more.
        let own = CaseScope(scope, place: "?1")
        var conditions = SQLConditions(own.sql, own.value)
        conditions.add(id) { "(length(found.id), found.id) < (length(\($0)), \($0))" }
        conditions.add(filter.producer) { "found.producer = \($0)" }
        conditions.add(filter.province) { CaseScope(.province(""), place: $0).sql }
        conditions.add(filter.status?.rawValue) { "found.status = \($0)" }
        return try sql.rows(
            """
            SELECT record.id, record.parent, record.sequence, record.body
            FROM inspection_case AS found JOIN record ON record.kind = 'inspectionCase' AND record.id = found.id
            WHERE \(conditions.sql) ORDER BY length(found.id) DESC, found.id DESC LIMIT ?\(conditions.values.count + 1)
            """, conditions.values + [SQLValue(limit)]
        ).map { try Self.item(.inspectionCase, $0) }
    }

    func uses(ofFile sha256: String) throws -> [StoredItem] {
        try sql.rows(
            """
            SELECT record.kind, record.id, record.parent, record.sequence, record.body
            FROM file_use JOIN record ON record.kind = file_use.kind AND record.id = file_use.id
            WHERE file_use.sha256 = ?1 ORDER BY record.kind, record.id
            """, [.text(sha256)]
        ).map { row in
            guard let kind = EntryKind(rawValue: try row.text(0)) else { throw damaged("file_use") }
            return try Self.item(kind, SQLRow(values: Array(row.values.dropFirst())))
        }
    }

    func files(after sha256: String, limit: Int) throws -> [StoredFile] {
        try sql.rows(
            """
            SELECT sha256, kind, id FROM file_use AS use WHERE sha256 > ?1 AND NOT EXISTS (
                SELECT 1 FROM file_use AS former
                WHERE former.sha256 = use.sha256 AND (former.kind, former.id) < (use.kind, use.id))
            ORDER BY sha256 LIMIT ?2
            """, [.text(sha256), SQLValue(limit)]
        ).map { row in
            guard let kind = EntryKind(rawValue: try row.text(1)) else { throw damaged("file_use") }
            return StoredFile(sha256: try row.text(0), kind: kind, item: try row.text(2))
        }
    }

    private static let itemColumns = "id, parent, sequence, body"

    /// The item of a row of `itemColumns`.
    private static func item(_ kind: EntryKind, _ row: SQLRow) throws -> StoredItem {
        StoredItem(
            kind: kind, id: try row.text(0), parent: try row.textOrNil(1), sequence: try row.integer(2),
            body: try stored(row.text(3), kind.rawValue))
    }
}

extension [StoredItem] {
    /// In the order of identifiers' bytes, as the engine sorts them: long lists are asked for in parts.
    fileprivate var inOrder: [StoredItem] {
        sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    }
}
