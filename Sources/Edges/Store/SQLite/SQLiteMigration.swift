internal import Files
internal import GRDB
internal import Glibc
internal import Records
internal import Registrar
internal import Wording

/// Brings a file to the tables of this version, in one transaction: a kill at any point leaves it as it was, and of
/// several processes that open it at once one does it while the others wait.
enum SQLiteMigration {
    /// Makes what is missing.
    ///
    /// - Parameter check: asked within the same transaction, before anything is made.
    /// - Throws: `Problem` `registerFailed` for a file of a later version; `registerDamaged` where the ledger does not
    ///   give the leaves that were signed; what `check` throws.
    static func run(
        on pool: DatabasePool, _ path: String, _ check: @Sendable (Database) throws -> Void
    ) throws {
        let present = try pool.read { db in
            try check(db)
            return try version(db)
        }
        if present == RegisterTables.version { return }
        guard present < RegisterTables.version else {
            throw Problem(
                .registerFailed, vi: "\(path) thuộc phiên bản mới hơn của temgoc (\(present)).",
                en: "\(path) is of a later version of temgoc (\(present)).")
        }
        try pool.writeWithoutTransaction { db in
            try db.inTransaction(.exclusive) {
                // Another process may have been first.
                let former = try version(db)
                if former < RegisterTables.version {
                    if try db.tableExists("ledger") {
                        try rebuild(db)
                        try keepCopy(of: path, version: former)
                    } else {
                        try makeTables(db)
                    }
                }
                return .commit
            }
        }
    }

    /// Where the file of an earlier version is kept: rolling back is putting it in the register's place, possible until the
    /// first entry that this version writes.
    static func copyPath(of path: String, version: Int) -> String { "\(path).version-\(version)" }

    /// Keeps the file as it was before the migration, whole or not at all.
    ///
    /// It is read by a connection of its own, which does not see what is not committed yet, and nobody else can write.
    private static func keepCopy(of path: String, version: Int) throws {
        let part = "\(copyPath(of: path, version: version)).part"
        unlink(part)
        var configuration = Configuration()
        configuration.readonly = true
        let (former, copy) = (
            try DatabaseQueue(path: path, configuration: configuration), try DatabaseQueue(path: part)
        )
        try former.backup(to: copy)
        try former.close()
        try copy.close()
        try Folder.move(part, to: copyPath(of: path, version: version))
    }

    /// Whether the file is a register with something in it.
    static func hasEntries(_ db: Database) throws -> Bool {
        try db.tableExists("ledger") && Row.fetchOne(db, sql: "SELECT 1 FROM ledger") != nil
    }

    /// All tables of a new register.
    static func makeTables(_ db: Database) throws {
        try db.execute(
            sql: RegisterTables.ledger + RegisterTables.ledgerRules + RegisterTables.projected + RegisterTables.log)
        try setVersion(db)
    }

    /// Makes every table that follows from the ledger anew, by the projection that wrote it.
    ///
    /// The ledger and what the log has signed stay as they are.
    private static func rebuild(_ db: Database) throws {
        let columns = Set(try db.columns(in: "ledger").map(\.name))
        if !columns.contains("request_id") {
            try db.execute(
                sql: """
                    ALTER TABLE ledger ADD COLUMN request_account TEXT;
                    ALTER TABLE ledger ADD COLUMN request_id TEXT;
                    ALTER TABLE ledger ADD COLUMN request_digest TEXT;
                    CREATE INDEX ledger_by_request ON ledger (request_account, request_id, sequence) WHERE request_id IS NOT NULL;
                    """)
        }
        if !columns.contains("via") { try db.execute(sql: "ALTER TABLE ledger ADD COLUMN via TEXT") }
        let hadLeaves = try db.tableExists("leaf") && Row.fetchOne(db, sql: "SELECT 1 FROM leaf") != nil
        if hadLeaves { try db.execute(sql: "ALTER TABLE leaf RENAME TO leaf_before") }
        let projected = RegisterTables.projections.map(\.table).filter { $0 != "leaf" }
        for table in former + projected { try db.execute(sql: "DROP TABLE IF EXISTS \(table)") }
        try db.execute(sql: RegisterTables.projected)
        if try !db.tableExists("log_checkpoint") { try db.execute(sql: RegisterTables.log) }
        try replay(db)
        if hadLeaves {
            let other = try Row.fetchOne(
                db,
                sql: """
                    SELECT leaf_index FROM (SELECT leaf_index, sequence, data FROM leaf_before
                        EXCEPT SELECT leaf_index, sequence, data FROM leaf) ORDER BY 1 LIMIT 1
                    """)
            if let other { throw damaged("leaf \(other[0] as Int)") }
            try db.execute(sql: "DROP TABLE leaf_before")
        }
        try setVersion(db)
    }

    private static func replay(_ db: Database) throws {
        let register = SQLRegister(sql: SQLiteConnection(db))
        let head = try register.head()
        var last = 0
        while last < head {
            let entries = try register.entries(after: last, kind: nil, item: nil, limit: 500)
            guard let end = entries.last?.sequence else { throw damaged("ledger[\(last + 1)]") }
            for entry in entries { try register.project(entry) }
            last = end
        }
    }

    /// Tables of earlier versions that are no more.
    private static let former = ["lot_zone", "leaf", "finding", "citizen_report", "grdb_migrations"]

    private static func version(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    }

    private static func setVersion(_ db: Database) throws {
        try db.execute(sql: "PRAGMA user_version = \(RegisterTables.version)")
    }
}
