internal import FoundationEssentials
internal import GRDB
public import TransparencyLog

/// The register's log as `TransparencyLog` sees it: leaves that were written with their ledger entries, and what was
/// signed of them.
public struct LogTables: TreeStore {
    let register: SQLiteRegister

    /// How many leaves are durable.
    ///
    /// - Throws: `TreeReadError.storeFailed`.
    public func entryCount() throws(TreeReadError) -> UInt64 {
        try read { db in UInt64(try Int64.fetchOne(db, sql: "SELECT count(*) FROM leaf") ?? 0) }
    }

    /// The leaves of a range.
    ///
    /// - Throws: `TreeReadError.storeFailed`.
    public func entries(_ range: Range<UInt64>) throws(TreeReadError) -> [[UInt8]] {
        try read { db in
            try String.fetchAll(
                db.cachedStatement(
                    sql: "SELECT data FROM leaf WHERE leaf_index >= ? AND leaf_index < ? ORDER BY leaf_index"),
                arguments: [Int64(clamping: range.lowerBound), Int64(clamping: range.upperBound)]
            ).map { Array($0.utf8) }
        }
    }

    /// The first hashes of a tile.
    ///
    /// - Throws: `TreeReadError.missing` or `.storeFailed`.
    public func hashes(of tile: TileCoordinate) throws(TreeReadError) -> [TreeHash] {
        let octets: Data? = try read { db in
            try Data.fetchOne(
                db.cachedStatement(sql: "SELECT hashes FROM log_tile WHERE level = ? AND tile_index = ?"),
                arguments: [tile.level, Int64(clamping: tile.index)])
        }
        guard let octets, let hashes = try? TreeHash.sequence(octets: Array(octets)), hashes.count >= tile.width else {
            throw .missing(path: tile.path)
        }
        return Array(hashes.prefix(tile.width))
    }

    /// The checkpoint that was signed last; nil before the first.
    ///
    /// - Throws: `TreeReadError.storeFailed`.
    public func checkpoint() throws(TreeReadError) -> [UInt8]? {
        try read { db in try db.checkpoint() }
    }

    /// Keeps tiles and checkpoint in one transaction, where nobody else has signed since.
    ///
    /// - Throws: `CommitError`.
    public mutating func commit(_ integration: Integration) throws(CommitError) {
        do {
            let isOurs = try register.writing { db in
                guard try db.checkpoint() == integration.base else { return false }
                for (tile, hashes) in integration.tiles {
                    try db.cachedStatement(
                        sql: """
                            INSERT INTO log_tile (level, tile_index, hashes) VALUES (?, ?, ?)
                            ON CONFLICT (level, tile_index) DO UPDATE SET hashes = excluded.hashes
                            """
                    ).execute(arguments: [
                        tile.level, Int64(clamping: tile.index), Data(TreeHash.octets(of: hashes)),
                    ])
                }
                try db.cachedStatement(sql: "INSERT INTO log_checkpoint (size, note) VALUES (?, ?)")
                    .execute(arguments: [Int64(clamping: integration.checkpoint.size), Data(integration.note.octets)])
                return true
            }
            if !isOurs { throw CommitError.overtaken }
        } catch let error as CommitError {
            throw error
        } catch {
            throw .storeFailed("\(error)")
        }
    }

    private func read<Result>(_ work: (Database) throws -> Result) throws(TreeReadError) -> Result {
        do {
            return try register.reading(work)
        } catch {
            throw .storeFailed("\(error)")
        }
    }
}

extension Database {
    /// Whether a signed checkpoint covers the leaf of an entry.
    func isLogged(entry sequence: Int) throws -> Bool {
        try Bool.fetchOne(
            cachedStatement(
                sql: """
                    SELECT leaf_index < (SELECT coalesce(max(size), 0) FROM log_checkpoint)
                    FROM leaf WHERE sequence = ?
                    """),
            arguments: [sequence]) ?? false
    }

    fileprivate func checkpoint() throws -> [UInt8]? {
        try Data.fetchOne(
            cachedStatement(sql: "SELECT note FROM log_checkpoint ORDER BY size DESC LIMIT 1")
        ).map(Array.init)
    }
}
