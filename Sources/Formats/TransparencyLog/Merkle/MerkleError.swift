/// Why something is not a hash, not a proof, or a proof of something else.
public enum MerkleError: Error, Hashable, Sendable {
    /// `given` bytes stand where a hash of 32 is needed.
    case hashLength(given: Int)
    /// The tree has no leaf of that index.
    case indexOutsideTree(index: UInt64, size: UInt64)
    /// A proof between these trees has exactly `required` hashes.
    case proofLength(given: Int, required: Int)
    /// A tree does not shrink.
    case sizesDescend(from: UInt64, to: UInt64)
    /// Every tree continues the empty one, so a proof from it would prove nothing.
    case fromEmptyTree
    /// The proof leads to another root than the one that is vouched for.
    case rootDiffers(computed: TreeHash, expected: TreeHash)
    /// A tree of `size` leaves has `required` perfect subtrees.
    case frontierLength(given: Int, required: Int)
}

extension MerkleError: CustomStringConvertible {
    /// One English sentence: what is wrong, what was given, and what was needed.
    public var description: String {
        switch self {
        case .hashLength(let given): "a hash has \(given) bytes, and must have 32"
        case .indexOutsideTree(let index, let size): "leaf \(index) is not in a tree of \(size) leaves"
        case .proofLength(let given, let required): "the proof has \(given) hashes, and must have \(required)"
        case .sizesDescend(let from, let to): "a tree of \(from) leaves cannot have become one of \(to)"
        case .fromEmptyTree: "a proof from the empty tree proves nothing"
        case .rootDiffers(let computed, let expected): "the proof leads to root \(computed), and not to \(expected)"
        case .frontierLength(let given, let required): "there are \(given) subtrees, and must be \(required)"
        }
    }
}
