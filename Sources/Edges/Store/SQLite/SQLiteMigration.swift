internal import GRDB
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
                if try version(db) < RegisterTables.version {
                    if try db.tableExists("ledger") { try bringUp(db) } else { try makeTables(db) }
                }
                return .commit
            }
        }
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

    /// Brings the tables of an earlier version to this one.
    private static func bringUp(_ db: Database) throws {
        if try version(db) < 5 { return try rebuild(db) }
        try db.execute(sql: addVia)
        try setVersion(db)
    }

    private static let addVia = "ALTER TABLE ledger ADD COLUMN via TEXT;"

    /// Makes every table that follows from the ledger anew, by the projection that wrote it.
    ///
    /// The ledger and what the log has signed stay as they are.
    private static func rebuild(_ db: Database) throws {
        try db.execute(
            sql: """
                ALTER TABLE ledger ADD COLUMN request_account TEXT;
                ALTER TABLE ledger ADD COLUMN request_id TEXT;
                ALTER TABLE ledger ADD COLUMN request_digest TEXT;
                CREATE INDEX ledger_by_request ON ledger (request_account, request_id, sequence) WHERE request_id IS NOT NULL;
                """ + addVia)
        let hadLeaves = try db.tableExists("leaf") && Row.fetchOne(db, sql: "SELECT 1 FROM leaf") != nil
        if hadLeaves { try db.execute(sql: "ALTER TABLE leaf RENAME TO leaf_before") }
        for table in former { try db.execute(sql: "DROP TABLE IF EXISTS \(table)") }
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

    /// What tables of earlier versions were called.
    private static let former = [
        "record", "product_key", "batch", "print_report", "stamp_void", "activation", "lot_zone", "leaf",
        "inspection_case", "finding", "citizen_report", "grdb_migrations",
    ]

    private static func version(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    }

    private static func setVersion(_ db: Database) throws {
        try db.execute(sql: "PRAGMA user_version = \(RegisterTables.version)")
    }
}
