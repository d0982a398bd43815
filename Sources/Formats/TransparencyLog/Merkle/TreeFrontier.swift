/// The right edge of a growing tree: the roots of its perfect subtrees, which is all that appending needs.
public struct TreeFrontier: Hashable, Sendable {
    /// How many leaves the tree has.
    public private(set) var size: UInt64
    /// The roots of the perfect subtrees, the largest first: one for each bit that is set in `size`.
    public private(set) var hashes: [TreeHash]

    /// The empty tree.
    public init() {
        size = 0
        hashes = []
    }

    /// Takes up a tree where it was left.
    ///
    /// - Throws: `MerkleError.frontierLength`.
    public init(size: UInt64, hashes: [TreeHash]) throws(MerkleError) {
        guard hashes.count == size.nonzeroBitCount else {
            throw .frontierLength(given: hashes.count, required: size.nonzeroBitCount)
        }
        self.size = size
        self.hashes = hashes
    }

    /// Adds a leaf; costs on average one hash.
    public mutating func append(_ leaf: TreeHash) {
        var hash = leaf
        for _ in 0..<(~size).trailingZeroBitCount {
            guard let left = hashes.popLast() else { break }
            hash = TreeHash(left: left, right: hash)
        }
        hashes.append(hash)
        size += 1
    }

    /// The root of the tree.
    public var root: TreeHash {
        guard let smallest = hashes.last else { return .emptyTree }
        return hashes.dropLast().reversed().reduce(smallest) { TreeHash(left: $1, right: $0) }
    }
}
