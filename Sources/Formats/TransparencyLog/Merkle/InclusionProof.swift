/// The path from a leaf to the root: a proof that the tree has that leaf at that place (RFC 9162 §2.1.3).
public struct InclusionProof: Hashable, Sendable {
    /// Which leaf, from 0.
    public let index: UInt64
    /// How many leaves the tree has.
    public let treeSize: UInt64
    /// The siblings, the leaf's own first; at most 64.
    public let hashes: [TreeHash]

    /// Takes a proof that may be true: its leaf is in the tree and its length is right.
    ///
    /// - Throws: `MerkleError.indexOutsideTree` or `.proofLength`.
    public init(index: UInt64, treeSize: UInt64, hashes: [TreeHash]) throws(MerkleError) {
        guard index < treeSize else { throw .indexOutsideTree(index: index, size: treeSize) }
        let required = Self.length(index: index, treeSize: treeSize)
        guard hashes.count == required else { throw .proofLength(given: hashes.count, required: required) }
        self.index = index
        self.treeSize = treeSize
        self.hashes = hashes
    }

    /// Makes the proof for a leaf of the tree of the first `treeSize` leaves; reads about log₂ `treeSize` subtrees.
    ///
    /// - Throws: `ProofError`.
    public init(
        of index: UInt64, inTreeOf treeSize: UInt64, from source: inout some HashSource
    ) throws(ProofError) {
        guard index < treeSize else { throw .merkle(.indexOutsideTree(index: index, size: treeSize)) }
        var hashes: [TreeHash] = []
        var range = 0..<treeSize
        do {
            while range.upperBound - range.lowerBound > 1 {
                let middle = range.lowerBound + largestPowerOfTwo(below: range.upperBound - range.lowerBound)
                if index < middle {
                    hashes.append(try source.root(of: middle..<range.upperBound))
                    range = range.lowerBound..<middle
                } else {
                    hashes.append(try source.root(of: range.lowerBound..<middle))
                    range = middle..<range.upperBound
                }
            }
        } catch {
            throw .read(error)
        }
        self.index = index
        self.treeSize = treeSize
        self.hashes = hashes.reversed()
    }

    /// Checks that the tree of this root has this leaf at the index.
    ///
    /// - Throws: `MerkleError.rootDiffers`.
    public func verify(leaf: TreeHash, root: TreeHash) throws(MerkleError) {
        var node = index
        var last = treeSize - 1
        var computed = leaf
        for sibling in hashes {
            if node & 1 == 1 || node == last {
                computed = TreeHash(left: sibling, right: computed)
                // The last node of a level of odd count rises without a sibling.
                while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
            } else {
                computed = TreeHash(left: computed, right: sibling)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        guard computed == root else { throw .rootDiffers(computed: computed, expected: root) }
    }

    /// How many hashes the proof has: the levels below the place where the paths of the leaf and of the last leaf
    /// meet, and above it one for each left sibling.
    static func length(index: UInt64, treeSize: UInt64) -> Int {
        let below = UInt64.bitWidth - (index ^ (treeSize - 1)).leadingZeroBitCount
        return below + (index >> UInt64(below)).nonzeroBitCount
    }
}

/// Why a proof cannot be made.
public enum ProofError: Error, Hashable, Sendable {
    /// There is no such proof.
    case merkle(MerkleError)
    /// The tree cannot be read.
    case read(TreeReadError)
}

/// The largest power of two below a number greater than 1: where RFC 6962 splits a tree.
func largestPowerOfTwo(below number: UInt64) -> UInt64 {
    1 << UInt64(UInt64.bitWidth - 1 - (number - 1).leadingZeroBitCount)
}
