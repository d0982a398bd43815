/// What a log asks of the place where it is kept; a database implements it.
///
/// Entries are appended first, by the caller that has them, and durable before the log is told; integration takes
/// them up later. Nothing is ever changed or removed.
public protocol TreeStore {
    /// How many entries are durable, integrated or not.
    ///
    /// - Throws: `TreeReadError.storeFailed`.
    func entryCount() throws(TreeReadError) -> UInt64

    /// The entries of a range that lies below `entryCount()`, in order; where some are gone, those that are left.
    ///
    /// - Throws: `TreeReadError.storeFailed`.
    func entries(_ range: Range<UInt64>) throws(TreeReadError) -> [[UInt8]]

    /// The first `width` hashes of a tile that was committed at that width or wider.
    ///
    /// - Throws: `TreeReadError.missing` or `.storeFailed`.
    func hashes(of tile: TileCoordinate) throws(TreeReadError) -> [TreeHash]

    /// The checkpoint of the last commit; nil before the first.
    ///
    /// - Throws: `TreeReadError.storeFailed`.
    func checkpoint() throws(TreeReadError) -> [UInt8]?

    /// Puts an integration's tiles and checkpoint in the place of the last ones, all durable or none, in one
    /// transaction; and only where the last checkpoint is still the one that the integration was made on.
    ///
    /// A tile replaces the narrower one of the same level and index.
    ///
    /// - Throws: `CommitError`.
    mutating func commit(_ integration: Integration) throws(CommitError)
}

/// Why an integration was not committed.
public enum CommitError: Error, Hashable, Sendable {
    /// Another integration was committed since; nothing was written, and this one is to be made anew.
    case overtaken
    /// The store failed; its own words. Whether it was written shows when the store is read again.
    case storeFailed(String)
}

/// What a log becomes by taking up entries: made in memory, signed, and true once it is committed.
public struct Integration: Sendable {
    /// The checkpoint that it was made on, as the store gave it; nil for the first.
    public let base: [UInt8]?
    /// How many leaves there were.
    public let oldSize: UInt64
    /// The tiles that are new or wider than before, each at its last width.
    public let tiles: [(coordinate: TileCoordinate, hashes: [TreeHash])]
    /// What the log says now.
    public let checkpoint: Checkpoint
    /// The same, signed by the log.
    public let note: SignedNote
}
