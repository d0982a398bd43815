internal import Encodings
internal import Records
internal import Registrar
internal import Wording

/// Holds the tables of a register against a replay of its ledger, row by row.
struct SQLAudit {
    let present: any SQLConnection
    /// A register with empty tables.
    let replica: any SQLConnection
    private(set) var differences: [Bilingual] = []

    init(of present: any SQLConnection, by replica: any SQLConnection) {
        self.present = present
        self.replica = replica
    }

    /// Replays the ledger into the replica, and gives how many entries there were.
    ///
    /// - Parameter progress: called now and then with how many are replayed.
    mutating func replay(progress: (Int) -> Void) throws -> Int {
        var (count, expected) = (0, 1)
        let copy = SQLRegister(sql: replica)
        var found: [Bilingual] = []
        try present.forEachRow("SELECT \(SQLRegister.entryColumns) FROM ledger ORDER BY sequence", []) { row in
            let sequence = try row.integer(0)
            if sequence != expected {
                found.append(
                    Bilingual(
                        vi: "nhật ký: thiếu mục \(expected) đến \(sequence - 1)",
                        en: "ledger: entries \(expected) to \(sequence - 1) are missing"))
                // The replica takes what is left, so that one gap is one difference.
                try replica.execute(
                    "INSERT INTO ledger (sequence, time, actor, kind, body) VALUES (?1, '', '', '', '')",
                    [SQLValue(sequence - 1)])
            }
            expected = sequence + 1
            count += 1
            if let entry = try? SQLRegister.entry(row), row.values[4] == .text(entry.body.canonicalText),
                (try? copy.apply(entry)) != nil
            {
                if count.isMultiple(of: 1_000) { progress(count) }
                return
            }
            found.append(
                Bilingual(
                    vi: "nhật ký: mục \(sequence) không đọc lại được",
                    en: "ledger: entry \(sequence) cannot be replayed"))
            if try copy.head() < sequence {
                try replica.execute(
                    "INSERT INTO ledger (sequence, time, actor, kind, body) VALUES (?1, '', '', '', '')",
                    [SQLValue(sequence)])
            }
        }
        differences += found
        progress(count)
        return count
    }

    /// Walks both in the order of their keys and names the rows that only one has, or that differ.
    mutating func compare() throws {
        for (table, key) in RegisterTables.projections { try compare(table, key) }
    }

    private mutating func compare(_ table: String, _ key: [String]) throws {
        var (here, there) = (TableWalk(table, key, present), TableWalk(table, key, replica))
        var (mine, other) = (try here.next(), try there.next())
        while mine != nil || other != nil {
            if let found = mine, let replayed = other, found.key == replayed.key {
                if found.row != replayed.row {
                    note(table, found.key, vi: "khác với nhật ký", en: "not what the ledger says")
                    // Each later row holds the hash of those before it: the first that differs says where.
                    if RegisterTables.chained.contains(table) { return }
                }
                (mine, other) = (try here.next(), try there.next())
            } else if let found = mine, other.map({ found.key.precedes($0.key) }) ?? true {
                note(table, found.key, vi: "nhật ký không có", en: "the ledger does not have it")
                mine = try here.next()
            } else if let replayed = other {
                note(
                    table, replayed.key, vi: "có trong nhật ký nhưng thiếu trong bảng",
                    en: "the ledger has it, the table has not")
                other = try there.next()
            }
        }
    }

    private mutating func note(_ table: String, _ key: [SQLValue], vi: String, en: String) {
        let place = "\(table) \(key.map(\.text).joined(separator: "/"))"
        differences.append(Bilingual(vi: "\(place): \(vi)", en: "\(place): \(en)"))
    }
}

/// A table's rows in the order of its key, some at a time: nothing large is held in memory.
private struct TableWalk {
    private static let piece = 500

    private let sql: any SQLConnection
    private let table: String
    private let keyColumns: [String]
    private var rows: ArraySlice<SQLRow> = []
    private var last: [SQLValue] = []
    private var isOver = false

    init(_ table: String, _ key: [String], _ sql: any SQLConnection) {
        (self.table, keyColumns, self.sql) = (table, key, sql)
    }

    mutating func next() throws -> (key: [SQLValue], row: SQLRow)? {
        if rows.isEmpty, !isOver {
            rows = try fetch()[...]
            isOver = rows.count < Self.piece
        }
        guard let row = rows.popFirst() else { return nil }
        let key = Array(row.values.prefix(keyColumns.count))
        last = key
        return (key, row)
    }

    private func fetch() throws -> [SQLRow] {
        let order = keyColumns.joined(separator: ", ")
        let places = (1...keyColumns.count).map { "?\($0)" }.joined(separator: ", ")
        let rest = last.isEmpty ? "" : "WHERE (\(order)) > (\(places)) "
        return try sql.rows(
            "SELECT \(order), rest.* FROM \(table) AS rest \(rest)ORDER BY \(order) LIMIT \(Self.piece)", last)
    }
}

extension SQLValue {
    /// As a place of a difference has it.
    fileprivate var text: String {
        switch self {
        case .integer(let number): String(number)
        case .real(let number): "\(number)"
        case .text(let text): text
        case .bytes, .nullText, .nullInteger: ""
        }
    }

    fileprivate func precedes(_ other: SQLValue) -> Bool {
        switch (self, other) {
        case (.integer(let left), .integer(let right)): left < right
        case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        default: text.utf8.lexicographicallyPrecedes(other.text.utf8)
        }
    }
}

extension [SQLValue] {
    fileprivate func precedes(_ other: [SQLValue]) -> Bool {
        for (left, right) in zip(self, other) where left != right { return left.precedes(right) }
        return false
    }
}
