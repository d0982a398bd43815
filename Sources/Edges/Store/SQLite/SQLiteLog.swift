internal import GRDB
internal import Registrar
internal import TransparencyLog

/// The register's log in the register's file: leaves that were written with their ledger entries, and what was signed
/// of them.
///
/// Its calls wait for the file.
struct SQLiteLog: RegisterLog {
    let pool: DatabasePool

    func entryCount() throws(TreeReadError) -> UInt64 { try read { try $0.leafCount() } }

    func entries(_ range: Range<UInt64>) throws(TreeReadError) -> [[UInt8]] { try read { try $0.leaves(range) } }

    func hashes(of tile: TileCoordinate) throws(TreeReadError) -> [TreeHash] {
        guard let bytes = try read({ try $0.tile(tile) }), let hashes = try? TreeHash.sequence(bytes: bytes),
            hashes.count >= tile.width
        else { throw .missing(path: tile.path) }
        return Array(hashes.prefix(tile.width))
    }

    func checkpoint() throws(TreeReadError) -> [UInt8]? { try read { try $0.lastCheckpoint() } }

    mutating func commit(_ integration: Integration) throws(CommitError) {
        do {
            let isOurs = try write { sql in
                guard try sql.lastCheckpoint() == integration.base else { return false }
                try sql.put(integration.tiles)
                try sql.put(integration.note, ofSize: integration.checkpoint.size)
                return true
            }
            if !isOurs { throw CommitError.overtaken }
        } catch let error as CommitError {
            throw error
        } catch {
            throw .storeFailed("\(error)")
        }
    }

    func add(cosignatures note: SignedNote, of size: UInt64) throws {
        try write { try $0.add(cosignatures: note, of: size) }
    }

    func checkpoints() throws -> [SignedNote] {
        try translatingDatabaseErrors {
            try pool.read { db in try SQLiteConnection(db).checkpoints().map { try SignedNote(bytes: $0.note) } }
        }
    }

    func adopt(
        _ notes: [(size: UInt64, note: SignedNote)], tiles: [(coordinate: TileCoordinate, hashes: [TreeHash])]
    ) throws {
        try write { try $0.adopt(notes, tiles: tiles) }
    }

    private func write<Result>(_ work: (SQLiteConnection) throws -> Result) throws -> Result {
        try translatingDatabaseErrors { try pool.write { db in try work(SQLiteConnection(db)) } }
    }

    private func read<Result>(_ work: (SQLiteConnection) throws -> Result) throws(TreeReadError) -> Result {
        do {
            return try translatingDatabaseErrors { try pool.read { db in try work(SQLiteConnection(db)) } }
        } catch {
            throw .storeFailed("\(error)")
        }
    }
}
