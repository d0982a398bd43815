internal import Access
internal import Encodings
internal import GS1
internal import Records
internal import Registrar
internal import Stamps
internal import Wording

/// The register's questions and changes in one portable SQL, over whichever connection.
///
/// It stores and finds; it knows no rule and no sentence of the law. The questions stand in files of their own, by what
/// they are about.
struct SQLRegister: RegisterTransaction {
    let sql: any SQLConnection
}

extension SQLRegister {
    func head() throws -> Int {
        try sql.row("SELECT max(sequence) FROM ledger")?.integerOrNil(0) ?? 0
    }

    func entries(after sequence: Int, kind: EntryKind?, item: String?, limit: Int) throws -> [LedgerEntry] {
        guard let item else {
            return try sql.rows(
                """
                SELECT \(Self.entryColumns) FROM ledger WHERE sequence > ?1 AND (?2 IS NULL OR kind = ?2)
                ORDER BY sequence LIMIT ?3
                """, [SQLValue(sequence), SQLValue(kind?.rawValue), SQLValue(limit)]
            ).map(Self.entry)
        }
        return try sql.rows(
            """
            SELECT \(Self.entryColumns) FROM ledger WHERE sequence IN (
                SELECT sequence FROM ledger_item WHERE item = ?1 AND sequence > ?2 AND (?3 IS NULL OR kind = ?3))
            ORDER BY sequence LIMIT ?4
            """, [.text(item), SQLValue(sequence), SQLValue(kind?.rawValue), SQLValue(limit)]
        ).map(Self.entry)
    }

    func entryHash(_ sequence: Int) throws -> String? {
        try sql.row("SELECT hash FROM entry_hash WHERE sequence = ?1", [SQLValue(sequence)])?.text(0)
    }

    func lastEntry(_ kind: EntryKind, item: String, before sequence: Int) throws -> LedgerEntry? {
        try sql.row(
            """
            SELECT \(Self.entryColumns) FROM ledger WHERE sequence = (
                SELECT max(sequence) FROM ledger_item WHERE item = ?1 AND kind = ?2 AND sequence < ?3)
            """, [.text(item), .text(kind.rawValue), SQLValue(sequence)]
        ).map(Self.entry)
    }

    func entries(ofRequest identifier: String, by account: String) throws -> [LedgerEntry] {
        try sql.rows(
            """
            SELECT \(Self.entryColumns) FROM ledger WHERE request_account = ?1 AND request_id = ?2 ORDER BY sequence
            """, [.text(account), .text(identifier)]
        ).map(Self.entry)
    }

    func times(ofEntries sequences: [Int]) throws -> [Int: String] {
        var times: [Int: String] = [:]
        for sequence in sequences {
            let row = try sql.row("SELECT time FROM ledger WHERE sequence = ?1", [SQLValue(sequence)])
            times[sequence] = try row?.text(0)
        }
        return times
    }

    static let entryColumns = "sequence, time, actor, kind, body, request_account, request_id, request_digest, via"

    /// The entry of a row of `entryColumns`.
    static func entry(_ row: SQLRow) throws -> LedgerEntry {
        let sequence = try row.integer(0)
        guard let kind = EntryKind(rawValue: try row.text(3)),
            let body = try? JSONValue(parsing: Array(try row.text(4).utf8))
        else { throw damaged("ledger[\(sequence)]") }
        var request: RequestKey?
        if let account = try row.textOrNil(5) {
            request = RequestKey(account: account, identifier: try row.text(6), digest: try row.text(7))
        }
        return LedgerEntry(
            sequence: sequence, time: try row.text(1), actor: try row.text(2), via: try row.textOrNil(8), kind: kind,
            body: body, request: request)
    }
}

extension SQLRegister {
    func append(_ entry: LedgerEntry) throws {
        guard try entry.sequence == head() + 1 else {
            throw Problem(
                .registerFailed, vi: "Mục \(entry.sequence) không nối tiếp nhật ký.",
                en: "Entry \(entry.sequence) does not follow the ledger.")
        }
        try sql.execute(
            """
            INSERT INTO ledger (\(Self.entryColumns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """,
            [
                SQLValue(entry.sequence), .text(entry.time), .text(entry.actor), .text(entry.kind.rawValue),
                .text(entry.body.canonicalText), SQLValue(entry.request?.account), SQLValue(entry.request?.identifier),
                SQLValue(entry.request?.digest), SQLValue(entry.via),
            ])
    }
}

// What is stored, as what it is; what cannot be read is damage.

/// The value of a body that the register itself has written.
func stored(_ body: String, _ place: String) throws -> JSONValue {
    do {
        return try JSONValue(parsing: Array(body.utf8))
    } catch {
        throw damaged(place)
    }
}

/// A ledger body that the register itself has written.
func decoded<Body: LedgerBody>(_: Body.Type, _ body: String, _ place: String) throws -> Body {
    guard case .success(let value) = Body.read(try stored(body, place), path: place) else { throw damaged(place) }
    return value
}

/// A range of numbers by its columns.
func storedRange(_ first: Int, _ count: Int, _ place: String) throws -> SerialRange {
    guard first >= 0, let number = SerialNumber(rawValue: UInt64(first)),
        let range = try? SerialRange(first: number, count: count)
    else { throw damaged(place) }
    return range
}

/// A product key by its path.
func storedKey(_ path: String) throws -> ProductKey {
    if path.hasPrefix("/01/"), let gtin = try? GTIN(String(path.dropFirst(4))) { return .gtin(gtin) }
    if path.hasPrefix("/P/"), let code = try? ProductCode(String(path.dropFirst(3))) { return .code(code) }
    throw damaged("product_key \(path)")
}
