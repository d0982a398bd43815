/// A log kept in memory: for tests, measurements and trials.
public struct MemoryTreeStore: TreeStore, Sendable {
    private var stored: [[UInt8]] = []
    private var tiles: [TileCoordinate: [TreeHash]] = [:]
    private var note: [UInt8]?

    /// An empty store.
    public init() {}

    /// Adds an entry, and tells its index.
    @discardableResult
    public mutating func append(_ entry: [UInt8]) -> UInt64 {
        stored.append(entry)
        return UInt64(stored.count - 1)
    }

    /// How many entries there are.
    public func entryCount() -> UInt64 { UInt64(stored.count) }

    /// The entries of a range.
    ///
    /// - Throws: `TreeReadError.storeFailed`.
    public func entries(_ range: Range<UInt64>) throws(TreeReadError) -> [[UInt8]] {
        guard range.upperBound <= stored.count else { throw .storeFailed("no entry \(range.upperBound - 1)") }
        return Array(stored[Int(range.lowerBound)..<Int(range.upperBound)])
    }

    /// The first hashes of a tile.
    ///
    /// - Throws: `TreeReadError.missing`.
    public func hashes(of tile: TileCoordinate) throws(TreeReadError) -> [TreeHash] {
        guard let hashes = tiles[tile.full], hashes.count >= tile.width else { throw .missing(path: tile.path) }
        return hashes.count == tile.width ? hashes : Array(hashes.prefix(tile.width))
    }

    /// The checkpoint of the last commit.
    public func checkpoint() -> [UInt8]? { note }

    /// Takes over tiles and checkpoint.
    ///
    /// - Throws: `CommitError.overtaken`.
    public mutating func commit(_ integration: Integration) throws(CommitError) {
        guard note == integration.base else { throw .overtaken }
        for tile in integration.tiles { tiles[tile.coordinate.full] = tile.hashes }
        note = integration.note.bytes
    }
}
