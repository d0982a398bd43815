/// A proof that one tree continues another: nothing was changed or taken away (RFC 9162 §2.1.4).
public struct ConsistencyProof: Hashable, Sendable {
    /// How many leaves the earlier tree has; at least 1.
    public let oldSize: UInt64
    /// How many leaves the later tree has.
    public let newSize: UInt64
    /// The subtrees that both roots follow from; at most 65, none where the sizes are equal.
    public let hashes: [TreeHash]

    /// Takes a proof that may be true: the sizes ascend from 1 or more, and its length is right.
    ///
    /// - Throws: `MerkleError.fromEmptyTree`, `.sizesDescend` or `.proofLength`.
    public init(from oldSize: UInt64, to newSize: UInt64, hashes: [TreeHash]) throws(MerkleError) {
        let required = try Self.length(from: oldSize, to: newSize)
        guard hashes.count == required else { throw .proofLength(given: hashes.count, required: required) }
        self.oldSize = oldSize
        self.newSize = newSize
        self.hashes = hashes
    }

    /// Makes the proof between two trees of one log; reads about 2 log₂ `newSize` subtrees.
    ///
    /// - Throws: `ProofError`.
    public init(
        from oldSize: UInt64, to newSize: UInt64, from source: inout some HashSource
    ) throws(ProofError) {
        do { _ = try Self.length(from: oldSize, to: newSize) } catch { throw .merkle(error) }
        var hashes: [TreeHash] = []
        var range = 0..<newSize
        do {
            while range.upperBound > oldSize {
                let middle = range.lowerBound + largestPowerOfTwo(below: range.upperBound - range.lowerBound)
                if oldSize <= middle {
                    hashes.append(try source.root(of: middle..<range.upperBound))
                    range = range.lowerBound..<middle
                } else {
                    hashes.append(try source.root(of: range.lowerBound..<middle))
                    range = middle..<range.upperBound
                }
            }
            // The old tree itself is not named: the verifier has its root.
            if range.lowerBound > 0 { hashes.append(try source.root(of: range)) }
        } catch {
            throw .read(error)
        }
        self.oldSize = oldSize
        self.newSize = newSize
        self.hashes = hashes.reversed()
    }

    /// Checks that both roots follow from the proof.
    ///
    /// - Throws: `MerkleError.rootDiffers`.
    public func verify(oldRoot: TreeHash, newRoot: TreeHash) throws(MerkleError) {
        var node = oldSize - 1
        var last = newSize - 1
        let shared = (~node).trailingZeroBitCount
        (node, last) = (node >> UInt64(shared), last >> UInt64(shared))
        var siblings = hashes[...]
        // Of a perfect old tree the root itself is the first subtree.
        let isPerfect = oldSize.nonzeroBitCount == 1 || oldSize == newSize
        guard let seed = isPerfect ? oldRoot : siblings.popFirst() else { throw .proofLength(given: 0, required: 1) }
        var (old, new) = (seed, seed)
        for sibling in siblings {
            if node & 1 == 1 || node == last {
                old = TreeHash(left: sibling, right: old)
                new = TreeHash(left: sibling, right: new)
                while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                new = TreeHash(left: new, right: sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        guard old == oldRoot else { throw .rootDiffers(computed: old, expected: oldRoot) }
        guard new == newRoot else { throw .rootDiffers(computed: new, expected: newRoot) }
    }

    private static func length(from oldSize: UInt64, to newSize: UInt64) throws(MerkleError) -> Int {
        guard oldSize > 0 else { throw .fromEmptyTree }
        guard oldSize <= newSize else { throw .sizesDescend(from: oldSize, to: newSize) }
        guard oldSize < newSize else { return 0 }
        // The path of the old tree's last leaf, without the levels of the perfect subtree that it ends.
        let path = InclusionProof.length(index: oldSize - 1, treeSize: newSize) - oldSize.trailingZeroBitCount
        return path + (oldSize.nonzeroBitCount == 1 ? 0 : 1)
    }
}
