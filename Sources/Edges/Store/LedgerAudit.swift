internal import Encodings
internal import GRDB
public import Records
public import Wording

/// What `fsck` found: whether the tables are what the ledger says.
public struct LedgerAudit: Sendable, Equatable {
    /// How many entries were replayed.
    public let entries: Int
    /// What does not agree, each with its place; empty for a sound register.
    public private(set) var differences: [Bilingual]

    /// Takes the parts as they are.
    init(entries: Int, differences: [Bilingual]) {
        self.entries = entries
        self.differences = differences
    }

    /// Adds what somebody else has found.
    public mutating func add(_ more: [Bilingual]) { differences += more }
}

extension SQLiteRegister {
    /// Replays the ledger into an empty register in memory and compares every row.
    public func audit() throws -> LedgerAudit {
        try reading { db in
            var differences = try Self.fileDamage(db)
            let replica = try DatabaseQueue()
            try RegisterSchema.migrator.migrate(replica)
            let entries = try replica.write { try Self.replay(db, into: $0, &differences) }
            try replica.read { copy in
                for (table, key) in RegisterSchema.projections {
                    differences += try Self.compare(table, key, db, with: copy)
                }
            }
            return LedgerAudit(entries: entries, differences: differences)
        }
    }

    /// Makes the leaves of entries that were written before there was a log, as a replay of the ledger gives them.
    func fillLog() throws {
        let replica = try DatabaseQueue()
        try RegisterSchema.migrator.migrate(replica)
        try pool.write { db in
            guard try Row.fetchOne(db, sql: "SELECT 1 FROM leaf") == nil else { return }
            var differences: [Bilingual] = []
            _ = try replica.write { try Self.replay(db, into: $0, &differences) }
            guard differences.isEmpty else { throw damaged("ledger") }
            try replica.read { copy in
                let leaves = try Row.fetchCursor(copy, sql: "SELECT leaf_index, sequence, data FROM leaf ORDER BY 1")
                while let leaf = try leaves.next() {
                    try db.cachedStatement(sql: "INSERT INTO leaf (leaf_index, sequence, data) VALUES (?, ?, ?)")
                        .execute(arguments: [leaf[0] as Int, leaf[1] as Int, leaf[2] as String])
                }
            }
        }
    }

    /// The entries of the ledger after a sequence number, oldest first, at most `limit`; of one kind and one record
    /// where they are given.
    public func entries(after sequence: Int, kind: EntryKind?, id: String?, limit: Int) throws -> [LedgerEntry] {
        try reading { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT * FROM ledger WHERE sequence > ?1 AND (?2 IS NULL OR kind = ?2)
                        AND (?3 IS NULL OR body ->> 'id' = ?3)
                    ORDER BY sequence LIMIT ?4
                    """)
            return try Row.fetchAll(statement, arguments: [sequence, kind?.rawValue, id, limit]).map { row in
                guard let entry = Self.entry(row) else { throw damaged("ledger[\(row["sequence"] as Int)]") }
                return entry
            }
        }
    }

    private static func entry(_ row: Row) -> LedgerEntry? {
        guard let kind = EntryKind(rawValue: row["kind"]),
            let body = try? JSONValue(parsing: Array((row["body"] as String).utf8))
        else { return nil }
        return LedgerEntry(
            sequence: row["sequence"], time: row["time"], actor: row["actor"], kind: kind, body: body)
    }

    private static func fileDamage(_ db: Database) throws -> [Bilingual] {
        try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }.map {
            Bilingual(vi: "tệp: \($0)", en: "file: \($0)")
        }
    }

    private static func replay(_ db: Database, into copy: Database, _ differences: inout [Bilingual]) throws -> Int {
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM ledger ORDER BY sequence")
        var count = 0
        var expected = 1
        while let row = try rows.next() {
            let sequence: Int = row["sequence"]
            if sequence != expected {
                differences.append(
                    Bilingual(
                        vi: "nhật ký: thiếu mục \(expected) đến \(sequence - 1)",
                        en: "ledger: entries \(expected) to \(sequence - 1) are missing"))
            }
            expected = sequence + 1
            count += 1
            guard let entry = entry(row), entry.body.canonicalText == row["body"],
                (try? project(entry, in: copy)) != nil
            else {
                differences.append(
                    Bilingual(
                        vi: "nhật ký: mục \(sequence) không đọc lại được",
                        en: "ledger: entry \(sequence) cannot be replayed"))
                continue
            }
        }
        return count
    }

    /// A key as text that sorts as SQLite sorts it.
    private static func text(_ value: DatabaseValue) -> String {
        guard let number = Int64.fromDatabaseValue(value) else { return String.fromDatabaseValue(value) ?? "" }
        let digits = String(number)
        return String(repeating: "0", count: max(0, 12 - digits.count)) + digits
    }

    /// Walks both tables in the order of their keys and names the rows that only one has, or that differ.
    private static func compare(
        _ table: String, _ key: [String], _ db: Database, with copy: Database
    ) throws -> [Bilingual] {
        let order = key.joined(separator: ", ")
        let sql = "SELECT * FROM \(table) ORDER BY \(order)"
        let present = try Row.fetchCursor(db, sql: sql)
        let replayed = try Row.fetchCursor(copy, sql: sql)
        func name(_ row: Row) -> [String] { key.map { text(row[$0] as DatabaseValue) } }
        var differences: [Bilingual] = []
        var here = try present.next()?.copy()
        var there = try replayed.next()?.copy()
        while here != nil || there != nil {
            let hereName = here.map(name)
            let thereName = there.map(name)
            let place = "\(table) \((hereName ?? thereName ?? []).joined(separator: "/"))"
            if let hereName, let thereName, hereName == thereName {
                if here != there {
                    differences.append(
                        Bilingual(vi: "\(place): khác với nhật ký", en: "\(place): not what the ledger says"))
                }
                here = try present.next()?.copy()
                there = try replayed.next()?.copy()
            } else if thereName == nil || hereName.map({ $0.lexicographicallyPrecedes(thereName ?? []) }) == true {
                differences.append(
                    Bilingual(vi: "\(place): nhật ký không có", en: "\(place): the ledger does not have it"))
                here = try present.next()?.copy()
            } else {
                let missing = "\(table) \((thereName ?? []).joined(separator: "/"))"
                differences.append(
                    Bilingual(
                        vi: "\(missing): có trong nhật ký nhưng thiếu trong bảng",
                        en: "\(missing): the ledger has it, the table has not"))
                there = try replayed.next()?.copy()
            }
        }
        return differences
    }
}
