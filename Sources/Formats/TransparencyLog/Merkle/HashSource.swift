/// Where the hashes of a tree are read from: tiles, memory, a table.
public protocol HashSource {
    /// The root of the perfect subtree of 2^`level` leaves whose first leaf is `index` · 2^`level`.
    ///
    /// Mutating, so that a source may keep what it has read.
    ///
    /// - Throws: `TreeReadError`.
    mutating func hash(level: Int, index: UInt64) throws(TreeReadError) -> TreeHash
}

/// Why hashes or entries of a log cannot be read.
public enum TreeReadError: Error, Hashable, Sendable {
    /// There is no such file, nor the full one that may stand for a partial one.
    case missing(path: String)
    /// The file does not have the bytes of as many hashes as its path says.
    case tileLength(path: String, bytes: Int, required: Int)
    /// The file is not a sequence of as many entries as its path says.
    case bundleMalformed(path: String, EntryBundleError)
    /// The tree has no such subtree.
    case outsideTree(level: Int, index: UInt64)
    /// The store failed; its own words.
    case storeFailed(String)
}

extension HashSource {
    /// The root of the leaves `start ..< end`, of which `start` is a multiple of the next power of two.
    ///
    /// Every range that a proof needs is of that kind: its perfect subtrees stand from large to small.
    mutating func root(of range: Range<UInt64>) throws(TreeReadError) -> TreeHash {
        var end = range.upperBound
        var root: TreeHash?
        while end > range.lowerBound {
            let level = (end - range.lowerBound).trailingZeroBitCount
            end -= 1 << UInt64(level)
            let subtree = try hash(level: level, index: end >> UInt64(level))
            root = root.map { TreeHash(left: subtree, right: $0) } ?? subtree
        }
        return root ?? .emptyTree
    }

    /// The root of the tree of the first `size` leaves.
    ///
    /// - Throws: `TreeReadError`.
    public mutating func root(ofSize size: UInt64) throws(TreeReadError) -> TreeHash {
        try root(of: 0..<size)
    }
}

/// A whole tree in memory: about 64 bytes a leaf.
public struct MemoryTree: HashSource, Sendable {
    private var levels: [[TreeHash]] = []

    /// An empty tree.
    public init() {}

    /// A tree of these leaves.
    public init(leaves: some Sequence<TreeHash>) {
        for leaf in leaves { append(leaf) }
    }

    /// How many leaves it has.
    public var size: UInt64 { UInt64(levels.first?.count ?? 0) }

    /// Adds a leaf.
    public mutating func append(_ leaf: TreeHash) {
        var hash = leaf
        for level in 0... {
            if level == levels.count { levels.append([]) }
            levels[level].append(hash)
            let count = levels[level].count
            guard count % 2 == 0 else { return }
            hash = TreeHash(left: levels[level][count - 2], right: hash)
        }
    }

    /// The root of a perfect subtree.
    ///
    /// - Throws: `TreeReadError.outsideTree`.
    public func hash(level: Int, index: UInt64) throws(TreeReadError) -> TreeHash {
        guard levels.indices.contains(level), index < UInt64(levels[level].count) else {
            throw .outsideTree(level: level, index: index)
        }
        return levels[level][Int(index)]
    }
}

extension TreeReadError: CustomStringConvertible {
    /// One English sentence: what is wrong, and what was given.
    public var description: String {
        switch self {
        case .missing(let path): "\(path) is missing"
        case .tileLength(let path, let bytes, let required):
            "\(path) has \(bytes) bytes, and should have \(required)"
        case .bundleMalformed(let path, let error): "\(path): \(error)"
        case .outsideTree(let level, let index): "the tree has no subtree \(index) at level \(level)"
        case .storeFailed(let words): "the store failed: \(words)"
        }
    }
}
