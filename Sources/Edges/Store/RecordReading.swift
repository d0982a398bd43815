internal import GRDB
public import Records

/// A record with the number of the entry that gave it its present form.
public struct StoredRecord<Record: RegisterRecord>: Sendable {
    /// The record.
    public let record: Record
    /// The entry's number; it grows with every change.
    public let sequence: Int
}

extension SQLiteRegister {
    /// All records of a kind, the latest first.
    public func records<Record: RegisterRecord>(_: Record.Type) throws -> [StoredRecord<Record>] {
        try reading { db in
            let statement = try db.cachedStatement(
                sql: "SELECT sequence, body FROM record WHERE kind = ? ORDER BY sequence DESC")
            return try Row.fetchAll(statement, arguments: [Record.kind.rawValue]).map { row in
                StoredRecord(
                    record: try db.decoded(row["body"], Record.kind.rawValue), sequence: row["sequence"])
            }
        }
    }

    /// The product of this identifier.
    ///
    /// - Throws: `Problem` `productUnknown`.
    public func product(_ id: String) throws -> Product {
        try reading { try $0.product(id) }
    }
}
