internal import GRDB
internal import Glibc
public import Registrar
internal import Wording

/// The register and its ledger in one SQLite file (WAL, `synchronous=FULL`).
///
/// Several processes may use the file at once: writers wait for each other, readers wait for nobody. A write that has
/// returned is on disk. Work runs on the queues of GRDB, whose threads may wait.
final class SQLiteStore: RegisterStore {
    let pool: DatabasePool
    private let position: RegisterGeneration

    init(path: String) throws {
        var configuration = Configuration()
        configuration.label = "register"
        configuration.busyMode = .timeout(SQLitePatience.seconds)
        pool = try translatingDatabaseErrors {
            let pool = try SQLitePatience.pool(path: path, configuration)
            // GRDB sets NORMAL when it enters WAL mode, which would lose the last commits in a power cut.
            try pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = FULL")
                guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2 else {
                    throw DatabaseError(resultCode: .SQLITE_ERROR, message: "synchronous=FULL was not accepted")
                }
            }
            return pool
        }
        position = RegisterGeneration(path: path)
    }

    func read<Answer: Sendable>(
        _ work: @escaping @Sendable (any RegisterSnapshot) throws -> Answer
    ) async throws -> Answer {
        try await translating {
            try await pool.read { db in try work(SQLRegister(sql: SQLiteConnection(db))) }
        }
    }

    func write<Answer: Sendable>(
        dryRun: Bool, _ work: @escaping @Sendable (any RegisterTransaction) throws -> Answer
    ) async throws -> Answer {
        try await translating {
            guard dryRun else {
                return try await pool.write { db in try work(SQLRegister(sql: SQLiteConnection(db))) }
            }
            return try await pool.writeWithoutTransaction { db in
                try db.beginTransaction(.immediate)
                let result = Swift.Result { try work(SQLRegister(sql: SQLiteConnection(db))) }
                try db.rollback()
                return try result.get()
            }
        }
    }

    func generation() async throws -> Int { try translatingDatabaseErrors { try position.generation() } }

    var log: any RegisterLog { SQLiteLog(pool: pool) }

    func audit(progress: @escaping @Sendable (Int) -> Void) async throws -> LedgerAudit {
        try await translating {
            try await pool.read { db in
                let damage = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
                // A file of its own that is gone when it is closed: memory stays the same however many entries there are.
                let replica = try DatabaseQueue(path: "")
                return try replica.writeWithoutTransaction { copy in
                    try copy.execute(sql: "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
                    try SQLiteMigration.makeTables(copy)
                    var audit = SQLAudit(of: SQLiteConnection(db), by: SQLiteConnection(copy))
                    let entries = try audit.replay(progress: progress)
                    try audit.compare()
                    return LedgerAudit(
                        entries: entries,
                        differences: damage.map { Bilingual(vi: "tệp: \($0)", en: "file: \($0)") } + audit.differences)
                }
            }
        }
    }

    private func translating<Result>(_ work: () async throws -> Result) async throws -> Result {
        do {
            return try await work()
        } catch {
            return try translatingDatabaseErrors { throw error }
        }
    }
}

/// How long a writer waits for other processes before it gives up.
enum SQLitePatience {
    static let seconds = 10.0

    /// Opens a file in WAL mode.
    ///
    /// SQLite does not wait where several processes turn a file to WAL at once: all but one are told that it is busy at
    /// once, so the waiting is done here.
    static func pool(path: String, _ configuration: Configuration) throws -> DatabasePool {
        let end = ContinuousClock.now + .seconds(seconds)
        while true {
            do {
                return try DatabasePool(path: path, configuration: configuration)
            } catch let error as DatabaseError
                where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < end
            {
                usleep(10_000)
            }
        }
    }
}

/// Registers as files of SQLite.
public enum RegisterFile {
    /// Opens a register that exists; one of an earlier version gets the tables of this one first, in one transaction.
    ///
    /// - Throws: `Problem` `registerFailed` where the file is no register, or of a later version; `registerBusy`,
    ///   `registerDamaged`.
    public static func open(path: String) async throws -> any RegisterStore {
        try await opened(path) { db in
            guard try SQLiteMigration.hasEntries(db) else {
                throw Problem(
                    .registerFailed, vi: "\(path) không phải sổ đăng ký của phiên bản này.",
                    en: "\(path) is not a register of this version.")
            }
        }
    }

    /// Opens a register, or makes the tables of a new one, in one transaction; it is empty until `InitialiseRegister`.
    ///
    /// - Throws: as `open`.
    public static func create(path: String) async throws -> any RegisterStore { try await opened(path) { _ in } }

    private static func opened(
        _ path: String, _ check: @escaping @Sendable (Database) throws -> Void
    ) async throws -> any RegisterStore {
        try await onWaitingThread {
            try translatingDatabaseErrors {
                let store = try SQLiteStore(path: path)
                try SQLiteMigration.run(on: store.pool, path, check)
                return store
            }
        }
    }

    /// Makes a register that was imported a file by itself, without a write-ahead log beside it.
    ///
    /// - Parameter store: is used no more after this.
    public static func close(_ store: any RegisterStore) async throws {
        guard let store = store as? SQLiteStore else { return }
        try await onWaitingThread {
            try translatingDatabaseErrors {
                let path = store.pool.path
                try store.pool.close()
                let queue = try DatabaseQueue(path: path)
                try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
                try queue.close()
            }
        }
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
                vi: "Sổ đăng ký đang được chương trình khác ghi; đã chờ \(Int(SQLitePatience.seconds)) giây.",
                en: "Another program is writing the register; waited \(Int(SQLitePatience.seconds)) seconds.",
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
