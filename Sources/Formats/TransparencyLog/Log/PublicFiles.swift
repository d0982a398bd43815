/// The files that a store's log shows the world, made from what was committed.
///
/// Each file but the checkpoint never changes. Published in the order of `new(after:)`, a reader who has fetched the
/// checkpoint finds everything that it vouches for.
public struct PublicFiles<Store: TreeStore> {
    private let store: Store
    private let note: [UInt8]?
    /// How many leaves the committed checkpoint has.
    public let size: UInt64

    /// The files of the last commit.
    ///
    /// - Throws: `TreeReadError`.
    public init(of store: Store) throws(TreeReadError) {
        self.store = store
        note = try store.checkpoint()
        guard let note else {
            size = 0
            return
        }
        guard let text = try? SignedNote(bytes: note).unverifiedText, let checkpoint = try? Checkpoint(text: text)
        else { throw .storeFailed("the stored checkpoint is not one") }
        size = checkpoint.size
    }

    /// A file by its path below the log's address; nil where the log has none of that path.
    ///
    /// - Throws: `TreeReadError`.
    public func file(at path: String) throws(TreeReadError) -> [UInt8]? {
        if path.utf8.elementsEqual(StaticLog.checkpointPath.utf8) { return note }
        guard let tile = TileCoordinate(path: path), tile.isIn(treeOf: size) else { return nil }
        return try bytes(of: tile)
    }

    /// The paths that a log of this size has and one of `oldSize` had not, the checkpoint last.
    public func new(after oldSize: UInt64) -> [String] {
        TileCoordinate.new(from: oldSize, to: size).map(\.path) + [StaticLog.checkpointPath]
    }

    /// The log as its readers see it.
    public var log: StaticLog {
        StaticLog { path throws(TreeReadError) in try file(at: path) }
    }

    private func bytes(of tile: TileCoordinate) throws(TreeReadError) -> [UInt8] {
        switch tile.content {
        case .hashes:
            return TreeHash.bytes(of: try store.hashes(of: tile))
        case .entries:
            let entries = try store.entries(tile.firstHash..<tile.firstHash + UInt64(tile.width))
            do {
                return try EntryBundle(entries).bytes
            } catch {
                throw .bundleMalformed(path: tile.path, error)
            }
        }
    }
}
