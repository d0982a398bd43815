internal import Encodings
internal import Registrar
internal import TransparencyLog
internal import Wording

// The register's log as `TransparencyLog` sees it, in SQL.

extension SQLConnection {
    func leafCount() throws -> UInt64 {
        UInt64(clamping: try row("SELECT count(*) FROM leaf")?.integer(0) ?? 0)
    }

    func leaves(_ range: Range<UInt64>) throws -> [[UInt8]] {
        try rows(
            "SELECT data FROM leaf WHERE leaf_index >= ?1 AND leaf_index < ?2 ORDER BY leaf_index",
            [SQLValue(range.lowerBound), SQLValue(range.upperBound)]
        ).map { Array(try $0.text(0).utf8) }
    }

    func tile(_ tile: TileCoordinate) throws -> [UInt8]? {
        try row(
            "SELECT hashes FROM log_tile WHERE level = ?1 AND tile_index = ?2",
            [SQLValue(tile.level), SQLValue(tile.index)])?.bytes(0)
    }

    func lastCheckpoint() throws -> [UInt8]? {
        try row("SELECT note FROM log_checkpoint ORDER BY size DESC LIMIT 1")?.bytes(0)
    }

    func checkpoints() throws -> [(size: UInt64, note: [UInt8])] {
        try rows("SELECT size, note FROM log_checkpoint ORDER BY size", []).map {
            (UInt64(clamping: try $0.integer(0)), try $0.bytes(1))
        }
    }

    func put(_ tiles: [(coordinate: TileCoordinate, hashes: [TreeHash])]) throws {
        for (tile, hashes) in tiles {
            try execute(
                """
                INSERT INTO log_tile (level, tile_index, hashes) VALUES (?1, ?2, ?3)
                ON CONFLICT (level, tile_index) DO UPDATE SET hashes = excluded.hashes
                """,
                [SQLValue(tile.level), SQLValue(tile.index), .bytes(TreeHash.bytes(of: hashes))])
        }
    }

    func put(_ note: SignedNote, ofSize size: UInt64) throws {
        try execute(
            "INSERT INTO log_checkpoint (size, note) VALUES (?1, ?2)", [SQLValue(size), .bytes(note.bytes)])
    }

    func add(cosignatures note: SignedNote, of size: UInt64) throws {
        try execute(
            "UPDATE log_checkpoint SET note = ?1 WHERE size = ?2", [.bytes(note.bytes), SQLValue(size)])
    }

    /// Keeps what was signed elsewhere, where nothing was signed here but the same.
    func adopt(
        _ notes: [(size: UInt64, note: SignedNote)], tiles: [(coordinate: TileCoordinate, hashes: [TreeHash])]
    ) throws {
        let known = try checkpoints()
        if known.map(\.note) == notes.map(\.note.bytes) { return }
        guard known.isEmpty else {
            throw Problem(
                .logInconsistent, vi: "Nhật ký minh bạch ở đây đã ký những gì tệp không có.",
                en: "The transparency log here has signed what the file does not have.")
        }
        try put(tiles)
        for (size, note) in notes { try put(note, ofSize: size) }
    }
}
