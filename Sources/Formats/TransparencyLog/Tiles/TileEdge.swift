/// The last, partial tile of each level of a growing log: with it, entries are appended and tiles written.
public struct TileEdge: Hashable, Sendable {
    /// How many leaves the tree has.
    public private(set) var size: UInt64 = 0
    /// The hashes of each level that are not in a full tile yet; fewer than 256 each.
    public private(set) var levels: [[TreeHash]] = []

    /// The edge of the empty tree.
    public init() {}

    /// The edge of a tree of a size, read from its partial tiles.
    ///
    /// - Throws: `TreeReadError`.
    public init(
        treeSize: UInt64, tile: (TileCoordinate) throws(TreeReadError) -> [TreeHash]
    ) throws(TreeReadError) {
        for level in 0..<TileCoordinate.levelCount(treeSize: treeSize) {
            let count = TileCoordinate.hashCount(level: level, treeSize: treeSize)
            guard count % 256 > 0,
                let coordinate = TileCoordinate(.hashes(level: level), index: count >> 8, width: Int(count % 256))
            else {
                levels.append([])
                continue
            }
            let hashes = try tile(coordinate)
            guard hashes.count == coordinate.width else {
                throw .tileLength(
                    path: coordinate.path, bytes: hashes.count * TreeHash.length,
                    required: coordinate.width * TreeHash.length)
            }
            levels.append(hashes)
        }
        size = treeSize
    }

    /// Adds a leaf, and hands each tile that becomes full to `full`.
    public mutating func append(_ leaf: TreeHash, full: (TileCoordinate, [TreeHash]) -> Void) {
        var hash = leaf
        size += 1
        for level in 0... {
            if level == levels.count { levels.append([]) }
            levels[level].append(hash)
            guard levels[level].count == TileCoordinate.fullWidth else { return }
            var hashes: [TreeHash] = []
            swap(&hashes, &levels[level])
            levels[level].reserveCapacity(TileCoordinate.fullWidth)
            let index = TileCoordinate.hashCount(level: level, treeSize: size) >> 8 - 1
            if let tile = TileCoordinate(.hashes(level: level), index: index) { full(tile, hashes) }
            guard let root = TreeHash.root(consuming: &hashes) else { return }
            hash = root
        }
    }

    /// The partial tiles.
    public var tiles: [(TileCoordinate, [TreeHash])] {
        levels.enumerated().compactMap { level, hashes in
            let index = TileCoordinate.hashCount(level: level, treeSize: size) >> 8
            return TileCoordinate(.hashes(level: level), index: index, width: hashes.count).map { ($0, hashes) }
        }
    }

    /// The root of the tree; costs up to 255 hashes a level.
    public var root: TreeHash {
        var root: TreeHash?
        for hashes in levels {
            var siblings = hashes
            // What stands to the right of a level's tiles is the partial subtree of the levels below.
            if let root { siblings.append(root) }
            root = TreeHash.root(consuming: &siblings) ?? root
        }
        return root ?? .emptyTree
    }
}
