internal import FoundationEssentials
internal import GRDB
public import TransparencyLog

/// What a witness remembers of each log, in a SQLite file; a change is on disk before its cosignature goes out.
final class SQLiteWitnessStore: WitnessStore {
    private let queue: DatabaseQueue

    /// Opens the file, or makes it.
    init(path: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(SQLitePatience.seconds)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        queue = try translatingDatabaseErrors {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.write { db in
                try db.execute(
                    sql: """
                        CREATE TABLE IF NOT EXISTS witnessed (
                            origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, note BLOB NOT NULL
                        ) STRICT
                        """)
            }
            return queue
        }
    }

    /// Decides and keeps in one immediate transaction.
    func update(
        _ origin: Checkpoint.Origin, _ decide: (WitnessedCheckpoint?) -> WitnessedCheckpoint?
    ) throws(WitnessStoreError) {
        do {
            try queue.inTransaction(.immediate) { db in
                if let next = decide(try Self.last(origin, db)) {
                    try db.execute(
                        sql: """
                            INSERT INTO witnessed (origin, size, root, note) VALUES (?, ?, ?, ?)
                            ON CONFLICT (origin) DO UPDATE SET size = excluded.size, root = excluded.root,
                                note = excluded.note
                            """,
                        arguments: [
                            origin.description, Int64(clamping: next.size), Data(next.root.bytes), Data(next.note),
                        ])
                }
                return .commit
            }
        } catch {
            throw WitnessStoreError("\(error)")
        }
    }

    /// The last checkpoint of a log.
    ///
    /// - Throws: `WitnessStoreError`.
    func last(of origin: Checkpoint.Origin) throws(WitnessStoreError) -> WitnessedCheckpoint? {
        do {
            return try queue.read { try Self.last(origin, $0) }
        } catch {
            throw WitnessStoreError("\(error)")
        }
    }

    private static func last(_ origin: Checkpoint.Origin, _ db: Database) throws -> WitnessedCheckpoint? {
        let row = try Row.fetchOne(
            db, sql: "SELECT size, root, note FROM witnessed WHERE origin = ?", arguments: [origin.description])
        return try row.map { row in
            let size: Int64 = row["size"]
            return WitnessedCheckpoint(
                origin: origin, size: UInt64(clamping: size), root: try TreeHash(bytes: Array(row["root"] as Data)),
                note: Array(row["note"] as Data))
        }
    }
}

/// What witnesses remember of logs, as files of SQLite.
public enum WitnessFile {
    /// Opens the file, or makes it.
    ///
    /// - Throws: `Problem` `registerFailed` and its like.
    public static func open(path: String) throws -> some WitnessStore { try SQLiteWitnessStore(path: path) }
}
