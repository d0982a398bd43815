internal import Encodings
internal import GRDB
internal import Records
internal import Stamps
internal import Time
internal import Verification
internal import Wording

/// The value of a body that the register itself has written.
func stored(_ body: String, _ place: String) throws -> JSONValue {
    do {
        return try JSONValue(parsing: Array(body.utf8))
    } catch {
        throw damaged(place)
    }
}

func damaged(_ place: String) -> Problem {
    Problem(
        .registerDamaged, vi: "Dữ liệu trong sổ đăng ký bị hỏng ở \(place).",
        en: "The register's data is damaged at \(place).",
        hint: Bilingual(vi: "Chạy temgoc fsck để biết chi tiết.", en: "Run temgoc fsck for the details."))
}

extension Database {
    /// The record of this identifier; nil where there is none.
    func record<Record: RegisterRecord>(_: Record.Type, id: String) throws -> Record? {
        let body = try String.fetchOne(
            cachedStatement(sql: "SELECT body FROM record WHERE kind = ? AND id = ?"),
            arguments: [Record.kind.rawValue, id])
        return try body.map { try decoded($0, Record.kind.rawValue) }
    }

    /// The record that another record names; it must be there.
    func named<Record: RegisterRecord>(_ type: Record.Type, id: String) throws -> Record {
        guard let record = try record(type, id: id) else { throw damaged("\(Record.kind.rawValue)/\(id)") }
        return record
    }

    /// The records that belong to another one, in the order of their identifiers.
    func records<Record: RegisterRecord>(_: Record.Type, of parent: String) throws -> [Record] {
        try String.fetchAll(
            cachedStatement(sql: "SELECT body FROM record WHERE kind = ? AND parent = ? ORDER BY id"),
            arguments: [Record.kind.rawValue, parent]
        ).map { try decoded($0, Record.kind.rawValue) }
    }

    /// All records of a kind, in the order of their identifiers.
    func records<Record: RegisterRecord>(_: Record.Type) throws -> [Record] {
        try String.fetchAll(
            cachedStatement(sql: "SELECT body FROM record WHERE kind = ? ORDER BY id"),
            arguments: [Record.kind.rawValue]
        ).map { try decoded($0, Record.kind.rawValue) }
    }

    /// The batches that a query selects, as `sequence` and `body`.
    func batches(_ condition: String, _ arguments: StatementArguments) throws -> [(batch: Batch, sequence: Int)] {
        let statement = try cachedStatement(sql: "SELECT sequence, body FROM batch WHERE \(condition)")
        return try Row.fetchAll(statement, arguments: arguments).map { row in
            guard case .success(let batch) = Batch.read(try stored(row["body"], "batch"), path: "batch") else {
                throw damaged("batch")
            }
            return (batch, row["sequence"])
        }
    }

    /// The signing keys in any standing, with the entry that gave them their present standing.
    func signingKeys() throws -> [RegisteredKey] {
        let statement = try cachedStatement(
            sql: """
                SELECT record.sequence, record.body, ledger.time FROM record JOIN ledger USING (sequence)
                WHERE record.kind = 'signingKey' ORDER BY record.sequence
                """)
        return try Row.fetchAll(statement).map { row in
            let key = SigningKeyRecord.read(try stored(row["body"], "signingKey"), path: "signingKey")
            guard case .success(let record) = key else { throw damaged("signingKey") }
            return RegisteredKey(
                record: record, sequence: row["sequence"], changedOn: CivilDate(inVietnamAtUTC: row["time"]))
        }
    }
}
