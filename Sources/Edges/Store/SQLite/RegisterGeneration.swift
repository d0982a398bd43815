internal import Synchronization

/// Whether the register has changed since it was last asked, by this process or another, told cheaply.
///
/// Whoever commits rewrites the header of the WAL index, which is looked at in memory. Where it is another than at the last
/// look, or is just being written, a connection of its own asks SQLite for `PRAGMA data_version`, which moves with every
/// commit to the file. Only when that has moved are the ledger's head and the last checkpoint's size read: everything that
/// a scan is answered from is made from these, so other writes to the file make nothing stale.
final class RegisterGeneration: Sendable {
    private struct Position: Equatable {
        var head: Int64 = -1
        var logSize: Int64 = -1
        /// It grows with the cosignatures of witnesses.
        var noteBytes: Int64 = -1
    }

    private struct State {
        /// nil before the first look, and where there is none.
        var index: WALIndex?
        /// As it was before SQLite was last asked.
        var header: WALIndexHeader?
        var dataVersion: Int64 = -1
        var position = Position()
        var generation = 0
    }

    /// `data_version` reports other connections' commits alone, so this one never writes.
    private let version: PointReader
    private let position: PointReader
    private let state = Mutex(State())

    init(path: String) {
        version = PointReader(path: path, sql: "PRAGMA data_version")
        position = PointReader(
            path: path,
            sql: """
                SELECT (SELECT max(sequence) FROM ledger), size, length(note)
                FROM (SELECT 1 AS one) AS always
                    LEFT JOIN (SELECT * FROM log_checkpoint ORDER BY size DESC LIMIT 1) AS last ON TRUE
                """)
    }

    /// A number that is the same as long as the register says the same, and grows when it has changed.
    ///
    /// - Throws: `DatabaseError`.
    func generation() throws -> Int {
        try state.withLock { state in
            let header = state.index?.header()
            if let header, header == state.header { return state.generation }
            state.header = nil
            var dataVersion: Int64 = -1
            try version.forEachRow { dataVersion = $0.integer(0) }
            if state.index == nil { state.index = version.walIndex() }
            guard dataVersion != state.dataVersion else {
                state.header = header
                return state.generation
            }
            var found = Position()
            try position.forEachRow {
                found = Position(head: $0.integer(0), logSize: $0.integer(1), noteBytes: $0.integer(2))
            }
            if found != state.position { state.generation += 1 }
            state.position = found
            state.dataVersion = dataVersion
            state.header = header
            return state.generation
        }
    }
}
