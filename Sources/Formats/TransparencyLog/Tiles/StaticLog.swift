/// The files of a log as anybody sees them: read through a closure that knows where they are.
public struct StaticLog {
    /// Where the checkpoint stands below the log's address.
    public static let checkpointPath = "checkpoint"

    /// The bytes of a file by its path below the log's address; nil where there is none.
    public typealias Read = (_ path: String) throws(TreeReadError) -> [UInt8]?

    private let read: Read

    /// A log whose files `read` fetches.
    public init(read: @escaping Read) {
        self.read = read
    }

    /// The checkpoint as it stands, unverified.
    ///
    /// - Throws: `TreeReadError.missing`, or what the reader throws.
    public func checkpoint() throws(TreeReadError) -> [UInt8] {
        guard let bytes = try read(Self.checkpointPath) else { throw .missing(path: Self.checkpointPath) }
        return bytes
    }

    /// The hashes of a tile, unverified.
    ///
    /// - Throws: `TreeReadError.missing`, `.tileLength`, or what the reader throws.
    public func hashes(of tile: TileCoordinate) throws(TreeReadError) -> [TreeHash] {
        let (bytes, found) = try file(tile)
        let required = found.width * TreeHash.length
        guard bytes.count == required, let hashes = try? TreeHash.sequence(bytes: bytes) else {
            throw .tileLength(path: found.path, bytes: bytes.count, required: required)
        }
        return hashes.count == tile.width ? hashes : Array(hashes.prefix(tile.width))
    }

    /// The entries of a bundle, unverified; at least as many as its width.
    ///
    /// - Throws: `TreeReadError.missing`, `.bundleMalformed`, or what the reader throws.
    public func entries(of tile: TileCoordinate) throws(TreeReadError) -> EntryBundle {
        let (bytes, found) = try file(tile)
        do {
            return try EntryBundle(bytes: bytes, count: found.width)
        } catch {
            throw .bundleMalformed(path: found.path, error)
        }
    }

    /// The leaves of a bundle as they stand there, however many: for finding out which are gone or were put in.
    func leavesAsFound(in tile: TileCoordinate) throws(TreeReadError) -> [TreeHash] {
        let (bytes, found) = try file(tile)
        do {
            let bundle = try EntryBundle(bytes: bytes, upTo: 2 * TileCoordinate.fullWidth)
            return bundle.leaves(first: bundle.count)
        } catch {
            throw .bundleMalformed(path: found.path, error)
        }
    }

    /// A file, or the full one where a partial one has been cleared away.
    private func file(_ tile: TileCoordinate) throws(TreeReadError) -> ([UInt8], TileCoordinate) {
        if let bytes = try read(tile.path) { return (bytes, tile) }
        if !tile.isFull, let bytes = try read(tile.full.path) { return (bytes, tile.full) }
        throw .missing(path: tile.path)
    }
}

/// Hashes of a tree read from its tiles; each tile is read once and kept as long as this value.
public struct TileHashSource: HashSource {
    /// How many leaves the tree has.
    public let treeSize: UInt64

    private let tile: (TileCoordinate) throws(TreeReadError) -> [TreeHash]
    private var kept: [TileCoordinate: [TreeHash]] = [:]

    /// The tree of a size, of which `tile` reads the hashes; they are not checked against a root here.
    public init(treeSize: UInt64, tile: @escaping (TileCoordinate) throws(TreeReadError) -> [TreeHash]) {
        self.treeSize = treeSize
        self.tile = tile
    }

    /// The root of a perfect subtree: one hash of a tile, or the root of up to 128 neighbours.
    ///
    /// - Throws: `TreeReadError`.
    public mutating func hash(level: Int, index: UInt64) throws(TreeReadError) -> TreeHash {
        guard (0..<63).contains(level), index < treeSize >> UInt64(level) else {
            throw .outsideTree(level: level, index: index)
        }
        let (tileLevel, height) = level.quotientAndRemainder(dividingBy: 8)
        let first = index << UInt64(height)
        let content = TileCoordinate.Content.hashes(level: tileLevel)
        guard let coordinate = TileCoordinate.containing(first, of: content, treeSize: treeSize) else {
            throw .outsideTree(level: level, index: index)
        }
        let hashes = try read(coordinate)
        let place = Int(first & 0xFF)
        guard place + 1 << height <= hashes.count else { throw .outsideTree(level: level, index: index) }
        if height == 0 { return hashes[place] }
        var siblings = Array(hashes[place..<place + 1 << height])
        return TreeHash.root(consuming: &siblings) ?? .emptyTree
    }

    private mutating func read(_ coordinate: TileCoordinate) throws(TreeReadError) -> [TreeHash] {
        if let hashes = kept[coordinate] { return hashes }
        let hashes = try tile(coordinate)
        kept[coordinate] = hashes
        return hashes
    }
}
