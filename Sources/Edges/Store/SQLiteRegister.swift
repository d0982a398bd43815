internal import GRDB
public import Records
internal import Stamps
internal import Synchronization
internal import Verification
internal import Wording

/// The register and its ledger in one SQLite file (WAL, `synchronous=FULL`).
///
/// Several processes may use the file at once: writers wait for each other, readers wait for nobody. A write that has
/// returned is on disk.
public final class SQLiteRegister: Sendable {
    let pool: DatabasePool
    let clock: RegisterClock
    let memory = Mutex<ScanMemory?>(nil)
    /// How many facts were read for scans; numbers them.
    let revisions = Atomic<Int>(0)

    /// How long a writer waits for other processes before it gives up, in seconds.
    public static let patience = 10.0

    /// Opens a register that exists.
    ///
    /// - Throws: `Problem` `registerFailed` where the file is no register of this version.
    public static func open(path: String) throws -> SQLiteRegister {
        try translatingDatabaseErrors {
            let register = try SQLiteRegister(path: path)
            let isRegister = try register.pool.read { db in
                try db.tableExists("ledger") && Row.fetchOne(db, sql: "SELECT 1 FROM ledger") != nil
                    && !RegisterSchema.migrator.hasBeenSuperseded(db)
            }
            guard isRegister else {
                throw Problem(
                    .registerFailed, vi: "\(path) không phải sổ đăng ký của phiên bản này.",
                    en: "\(path) is not a register of this version.")
            }
            // A register of an earlier version gets the tables that it lacks; its ledger stays as it is.
            if try !register.pool.read(RegisterSchema.migrator.hasCompletedMigrations) {
                try RegisterSchema.migrator.migrate(register.pool)
                try register.fillLog()
            }
            return register
        }
    }

    /// Makes a new register; its first entries say who issues from it and with which key.
    ///
    /// - Throws: `Problem` `homeExists` where the file is a register already.
    public static func create(
        path: String, issuer: Issuer, key: SigningKeyRecord, as stamp: EntryStamp
    ) throws -> SQLiteRegister {
        try translatingDatabaseErrors {
            let register = try SQLiteRegister(path: path)
            try RegisterSchema.migrator.migrate(register.pool)
            try register.pool.write { db in
                guard try ledgerHead(db) == 0 else {
                    throw Problem(
                        .homeExists, vi: "\(path) đã là một sổ đăng ký; không ghi đè.",
                        en: "\(path) is a register already; nothing was overwritten.")
                }
                try append(.issuer, issuer.json, as: stamp, in: db)
                try append(.signingKey, key.json, as: stamp, in: db)
            }
            return register
        }
    }

    private init(path: String) throws {
        var configuration = Configuration()
        configuration.label = "register"
        configuration.busyMode = .timeout(Self.patience)
        pool = try DatabasePool(path: path, configuration: configuration)
        // GRDB sets NORMAL when it enters WAL mode, which would lose the last commits in a power cut.
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
                throw DatabaseError(resultCode: .SQLITE_ERROR, message: "synchronous=FULL was not accepted")
            }
        }
        clock = RegisterClock(path: path)
    }
}

/// Runs a piece of work and gives database errors the codes of flows; other errors pass.
func translatingDatabaseErrors<Result>(_ work: () throws -> Result) throws -> Result {
    do {
        return try work()
    } catch let error as DatabaseError {
        let reason = error.message ?? "SQLite \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            throw Problem(
                .registerBusy,
                vi: "Sổ đăng ký đang được chương trình khác ghi; đã chờ \(Int(SQLiteRegister.patience)) giây.",
                en: "Another program is writing the register; waited \(Int(SQLiteRegister.patience)) seconds.",
                hint: Bilingual(vi: "Chạy lại lệnh này sau ít phút.", en: "Run the command again in a few minutes."))
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            throw Problem(
                .registerDamaged, vi: "Tệp sổ đăng ký bị hỏng: \(reason).",
                en: "The register's file is damaged: \(reason).",
                hint: Bilingual(vi: "Khôi phục từ bản sao lưu.", en: "Restore it from a backup."))
        case .SQLITE_FULL:
            throw Problem(.fileUnwritable, vi: "Ổ đĩa đã đầy: \(reason).", en: "The disk is full: \(reason).")
        default:
            throw Problem(
                .registerFailed, vi: "Sổ đăng ký gặp lỗi: \(reason).", en: "The register failed: \(reason).")
        }
    }
}
