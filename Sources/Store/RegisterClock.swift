internal import GRDB
internal import Synchronization

/// Tells cheaply whether the register has changed since it was last asked, by this process or another.
///
/// A connection of its own asks SQLite for `PRAGMA data_version`, which moves with every commit to the file. Only when
/// it has moved are the ledger's head and the last checkpoint's size read: everything that a scan is answered from is made
/// from these, so other writes to the file make nothing stale.
final class RegisterClock: Sendable {
    private struct Position: Equatable {
        var head = -1
        var logSize = -1
        /// It grows with the cosignatures of witnesses.
        var noteOctets = -1
    }

    private struct State {
        var dataVersion = -1
        var position = Position()
        var generation = 0
    }

    private let connection: DatabaseQueue
    private let state = Mutex(State())

    init(path: String) throws {
        var configuration = Configuration()
        configuration.label = "register-clock"
        configuration.readonly = true
        configuration.busyMode = .timeout(SQLiteRegister.patience)
        connection = try DatabaseQueue(path: path, configuration: configuration)
    }

    /// A number that is the same as long as the register says the same, and grows when it has changed.
    func generation() throws -> Int {
        try state.withLock { state in
            let version = try connection.unsafeRead { db in
                try Int.fetchOne(db.cachedStatement(sql: "PRAGMA data_version")) ?? -1
            }
            guard version != state.dataVersion else { return state.generation }
            let position = try connection.read { db in
                let note = try Row.fetchOne(
                    db.cachedStatement(
                        sql: "SELECT size, length(note) AS octets FROM log_checkpoint ORDER BY size DESC LIMIT 1"))
                return Position(
                    head: try ledgerHead(db), logSize: note.map { $0["size"] as Int } ?? 0,
                    noteOctets: note.map { $0["octets"] as Int } ?? 0)
            }
            if position != state.position { state.generation += 1 }
            state.position = position
            state.dataVersion = version
            return state.generation
        }
    }
}
