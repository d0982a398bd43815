/// The first place where the leaves of a log are not what they were, or not what they are said to be.
public struct LeafDifference: Hashable, Sendable {
    /// What happened there.
    public enum Kind: Hashable, Sendable {
        /// Another leaf stands in its place.
        case changed
        /// It is gone, and the next stands in its place.
        case removed
        /// It was put in, and the one that stood there follows it.
        case added
    }

    /// Which leaf, from 0.
    public let index: UInt64
    /// What happened to it.
    public let kind: Kind

    /// Compares the leaves that should be there with those that are, from the first that may differ on.
    ///
    /// Which of the three it was shows in the neighbours: after a removal what is there is what should follow.
    static func first<Failure: Error>(
        from start: UInt64 = 0,
        expected: (size: UInt64, leaf: (UInt64) throws(Failure) -> TreeHash),
        found: (size: UInt64, leaf: (UInt64) throws(Failure) -> TreeHash)
    ) throws(Failure) -> LeafDifference? {
        let shared = min(expected.size, found.size)
        var index = start
        while index < shared, try expected.leaf(index) == found.leaf(index) { index += 1 }
        if index >= shared {
            if expected.size == found.size { return nil }
            return LeafDifference(index: index, kind: expected.size > found.size ? .removed : .added)
        }
        /// Whether two leaves here and there agree, as far as there are two; one at least.
        func agree(_ here: UInt64, _ there: UInt64) throws(Failure) -> Bool {
            for step in 0..<min(2, max(expected.size, here) - here, max(found.size, there) - there) {
                guard try expected.leaf(here + step) == found.leaf(there + step) else { return false }
            }
            return here < expected.size && there < found.size
        }
        if try agree(index + 1, index) { return LeafDifference(index: index, kind: .removed) }
        if try agree(index, index + 1) { return LeafDifference(index: index, kind: .added) }
        return LeafDifference(index: index, kind: .changed)
    }
}

extension LeafDifference: CustomStringConvertible {
    /// One English sentence.
    public var description: String {
        switch kind {
        case .changed: "leaf \(index) was changed"
        case .removed: "leaf \(index) was removed"
        case .added: "leaf \(index) was added"
        }
    }
}
