/// Reads a whole log and checks that entries, tiles and checkpoint are one tree.
///
/// Costs one hash of each entry, about one more of two hashes for each, and the memory of a few tiles.
public struct LogWalk {
    private let log: StaticLog
    private let checkpoint: Checkpoint

    /// The files of a log, and the checkpoint that is to be shown true or false of them.
    public init(log: StaticLog, checkpoint: Checkpoint) {
        (self.log, self.checkpoint) = (log, checkpoint)
    }

    /// Walks all leaves and hands each entry with its index to `visit`.
    ///
    /// What `visit` was given is to be believed only once this returns.
    ///
    /// - Throws: `LogFault`.
    public func run(visit: (_ index: UInt64, _ entry: ArraySlice<UInt8>) -> Void = { _, _ in }) throws(LogFault) {
        var edge = TileEdge()
        for coordinate in TileCoordinate.new(.entries, to: checkpoint.size) {
            let bundle = try verifiedBundle(coordinate)
            var full: [(TileCoordinate, [TreeHash])] = []
            for (place, entry) in bundle.entries.enumerated() {
                edge.append(bundle.leaves[place]) { full.append(($0, $1)) }
                visit(coordinate.firstHash + UInt64(place), entry)
            }
            for (tile, hashes) in full where tile.level > 0 { try check(tile, hashes) }
        }
        for (tile, hashes) in edge.tiles where tile.level > 0 { try check(tile, hashes) }
        let root = edge.root
        guard root == checkpoint.root else { throw .rootDiffers(computed: root, signed: checkpoint.root) }
    }

    private typealias Bundle = (entries: Slice<EntryBundle>, leaves: [TreeHash])

    /// The entries of a bundle, each of which hashes to its leaf in the tile of level 0.
    private func verifiedBundle(_ coordinate: TileCoordinate) throws(LogFault) -> Bundle {
        guard let tile = leafTile(of: coordinate) else { throw .read(.missing(path: coordinate.path)) }
        do {
            let stored = try log.hashes(of: tile)
            if let bundle = try? log.entries(of: coordinate) {
                let leaves = bundle.leaves(first: coordinate.width)
                if leaves == stored { return (bundle.prefix(coordinate.width), leaves) }
            }
        } catch {
            throw .read(error)
        }
        throw fault(at: coordinate)
    }

    private func leafTile(of bundle: TileCoordinate) -> TileCoordinate? {
        TileCoordinate(.hashes(level: 0), index: bundle.index, width: bundle.width)
    }

    private func check(_ tile: TileCoordinate, _ computed: [TreeHash]) throws(LogFault) {
        let stored: [TreeHash]
        do { stored = try log.hashes(of: tile) } catch { throw .read(error) }
        guard stored == computed else { throw .tile(tile) }
    }

    /// What is wrong where a bundle and its tile differ: the tile, where the entries still have the signed root.
    private func fault(at coordinate: TileCoordinate) -> LogFault {
        do {
            if try rootOfEntries() == checkpoint.root { return .tile(leafTile(of: coordinate) ?? coordinate) }
            var found: [TreeHash] = []
            var expected: [TreeHash] = []
            // The next bundle and tile are read too: after a removal they hold what moved up.
            let next = TileCoordinate.containing(
                coordinate.firstHash + 256, of: .entries, treeSize: checkpoint.size)
            for bundle in [coordinate, next].compactMap({ $0 }) {
                found += try log.leavesAsFound(in: bundle)
                if let tile = leafTile(of: bundle) { expected += try log.hashes(of: tile) }
            }
            let difference = LeafDifference.first(
                expected: (UInt64(expected.count), { expected[Int($0)] }),
                found: (UInt64(found.count), { found[Int($0)] }))
            guard let difference else { return .tile(coordinate) }
            return .leaf(LeafDifference(index: coordinate.firstHash + difference.index, kind: difference.kind))
        } catch {
            return .read(error)
        }
    }

    private func rootOfEntries() throws(TreeReadError) -> TreeHash {
        var edge = TileEdge()
        for coordinate in TileCoordinate.new(.entries, to: checkpoint.size) {
            for leaf in try log.leavesAsFound(in: coordinate) { edge.append(leaf) { _, _ in } }
        }
        return edge.root
    }
}

/// Where the files of a log do not agree with each other or with its checkpoint.
public enum LogFault: Error, Hashable, Sendable {
    /// A file is missing or malformed, or cannot be read.
    case read(TreeReadError)
    /// An entry is not the leaf that the tile and the checkpoint say.
    case leaf(LeafDifference)
    /// The hashes of a tile are not those of what is below it.
    case tile(TileCoordinate)
    /// Entries and tiles agree, and are not what was signed.
    case rootDiffers(computed: TreeHash, signed: TreeHash)
}

extension LogFault: CustomStringConvertible {
    /// One English sentence: what is wrong, and where.
    public var description: String {
        switch self {
        case .read(let error): error.description
        case .leaf(let difference): difference.description
        case .tile(let tile): "\(tile.path) does not hold the hashes of what is below it"
        case .rootDiffers(let computed, let signed): "the entries have root \(computed), and \(signed) was signed"
        }
    }
}
