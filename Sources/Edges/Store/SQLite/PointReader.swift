internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// One prepared statement on a read-only connection of its own, for what every scan asks of a file.
///
/// A look-up costs about what SQLite takes for it; GRDB's queues and pools, made for long reads, take several times
/// that (docs/decisions/0013-scan-path.md).
final class PointReader: Sendable {
    private struct Handles: ~Copyable {
        let connection: OpaquePointer
        let statement: OpaquePointer

        deinit {
            sqlite3_finalize(statement)
            sqlite3_close_v2(connection)
        }
    }

    /// A row of the result; it is handed to a closure and good for that call alone.
    struct Row: ~Copyable {
        fileprivate let statement: OpaquePointer

        func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

        func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

        func text(_ column: Int32) -> String {
            sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
        }
    }

    private let path: String
    private let sql: String
    /// Opened when first asked, as the tables may be made after this.
    private let handles = Mutex<Handles?>(nil)

    init(path: String, sql: String) {
        self.path = path
        self.sql = sql
    }

    /// Asks with these integers; one statement is a snapshot by itself.
    ///
    /// - Throws: `DatabaseError`; what `read` throws.
    func forEachRow(_ arguments: Int64..., read: (borrowing Row) throws -> Void) throws {
        try handles.withLock { handles in
            if handles == nil { handles = try open() }
            guard let statement = handles?.statement, let connection = handles?.connection else { return }
            defer { sqlite3_reset(statement) }
            for (place, argument) in arguments.enumerated() {
                sqlite3_bind_int64(statement, Int32(place + 1), argument)
            }
            while true {
                switch sqlite3_step(statement) {
                case SQLITE_ROW: try read(Row(statement: statement))
                case SQLITE_DONE: return
                case let code: throw Self.error(code, connection)
                }
            }
        }
    }

    /// The WAL index of its connection, once it has read; good as long as this reader is.
    func walIndex() -> WALIndex? {
        handles.withLock { handles in
            guard let connection = handles?.connection else { return nil }
            return WALIndex(of: connection)
        }
    }

    private func open() throws -> Handles {
        var connection: OpaquePointer?
        let code = sqlite3_open_v2(path, &connection, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil)
        guard code == SQLITE_OK, let connection else {
            defer { sqlite3_close_v2(connection) }
            throw Self.error(code, connection)
        }
        sqlite3_busy_timeout(connection, Int32(SQLitePatience.seconds * 1_000))
        var statement: OpaquePointer?
        let prepared = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard prepared == SQLITE_OK, let statement else {
            defer { sqlite3_close_v2(connection) }
            throw Self.error(prepared, connection)
        }
        return Handles(connection: connection, statement: statement)
    }

    private static func error(_ code: Int32, _ connection: OpaquePointer?) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code), message: connection.map { String(cString: sqlite3_errmsg($0)) })
    }
}
