internal import GRDBSQLite
internal import Synchronization

/// Two copies of 48 bytes at the start of a WAL index: who commits rewrites them (sqlite.org/walformat.html, §2.1).
struct WALIndexHeader: Equatable {
    fileprivate static let byteCount = 48
    private let words: InlineArray<6, UInt64>

    fileprivate init(_ start: UnsafeRawPointer) {
        words = InlineArray { start.load(fromByteOffset: $0 * 8, as: UInt64.self) }
    }

    static func == (a: WALIndexHeader, b: WALIndexHeader) -> Bool {
        for place in a.words.indices where a.words[place] != b.words[place] { return false }
        return true
    }
}

/// The header of the WAL index in the mapping that SQLite itself has of it.
///
/// The file beside the register is never opened or closed here: closing it would drop the locks of the whole process.
/// Good as long as the connection that it was taken from is open.
struct WALIndex: @unchecked Sendable {
    private let start: UnsafeRawPointer

    /// nil where the connection has no such mapping: its file is not in WAL mode, or the system maps none.
    init?(of connection: OpaquePointer) {
        // Asked of another file, SQLite would make an index for it.
        guard Self.isLogging(connection) else { return nil }
        var file: UnsafeMutablePointer<sqlite3_file>?
        let found = withUnsafeMutablePointer(to: &file) {
            sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, $0)
        }
        guard found == SQLITE_OK, let file, let methods = file.pointee.pMethods, methods.pointee.iVersion >= 2,
            let map = methods.pointee.xShmMap
        else { return nil }
        var mapping: UnsafeMutableRawPointer?
        // Region 0, of the size that SQLite maps; 0: nothing is made where nothing is.
        guard map(file, 0, 32_768, 0, &mapping) == SQLITE_OK, let mapping else { return nil }
        start = UnsafeRawPointer(mapping)
    }

    private static func isLogging(_ connection: OpaquePointer) -> Bool {
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(connection, "PRAGMA journal_mode", -1, &statement, nil) == SQLITE_OK,
            sqlite3_step(statement) == SQLITE_ROW
        else { return false }
        return sqlite3_column_text(statement, 0).map { String(cString: $0) } == "wal"
    }

    /// The header; nil while somebody writes it.
    func header() -> WALIndexHeader? {
        let first = WALIndexHeader(start)
        atomicMemoryFence(ordering: .sequentiallyConsistent)
        let second = WALIndexHeader(start + WALIndexHeader.byteCount)
        return first == second ? first : nil
    }
}
