/// What an auditor saw of a log the last time.
public struct SeenLog {
    /// The checkpoint that it believed then.
    public let checkpoint: Checkpoint
    /// The files that it kept; with them, leaves that were changed since are named.
    public let mirror: StaticLog?

    /// A checkpoint that was verified when it was seen.
    public init(checkpoint: Checkpoint, mirror: StaticLog? = nil) {
        (self.checkpoint, self.mirror) = (checkpoint, mirror)
    }
}

/// Checks a log as an outsider can: who signed, that it only grew, that everything in it is what was signed.
public struct LogAudit {
    private let log: StaticLog
    private let policy: TrustPolicy

    /// The files of a log, and whom the auditor believes.
    public init(log: StaticLog, policy: TrustPolicy) {
        (self.log, self.policy) = (log, policy)
    }

    /// Checks the log as it stands against what was seen before, and hands each entry with its index to `visit`.
    ///
    /// What `visit` was given is to be believed only once this returns. The result is what to remember as seen.
    ///
    /// - Throws: `AuditError`.
    public func run(
        since seen: SeenLog? = nil, visit: (_ index: UInt64, _ entry: ArraySlice<UInt8>) -> Void = { _, _ in }
    ) throws(AuditError) -> TrustedCheckpoint {
        let trusted = try currentCheckpoint()
        let checkpoint = trusted.checkpoint
        if let seen {
            guard seen.checkpoint.origin == checkpoint.origin else { throw .otherLog(origin: checkpoint.origin) }
            guard seen.checkpoint.size <= checkpoint.size else {
                throw .rewritten(
                    seen: seen.checkpoint.size, now: checkpoint.size,
                    first: difference(from: seen, to: checkpoint)
                        ?? LeafDifference(index: checkpoint.size, kind: .removed))
            }
        }
        do {
            try LogWalk(log: log, checkpoint: checkpoint).run(visit: visit)
        } catch {
            // Files that were rewritten all alike differ from the mirror only.
            if case .rootDiffers = error, let first = seen.flatMap({ difference(from: $0, to: checkpoint) }) {
                throw .fault(.leaf(first))
            }
            throw .fault(error)
        }
        if let seen { try checkGrowth(from: seen, to: checkpoint) }
        return trusted
    }

    private func currentCheckpoint() throws(AuditError) -> TrustedCheckpoint {
        let bytes: [UInt8]
        do { bytes = try log.checkpoint() } catch { throw .fault(.read(error)) }
        let note: SignedNote
        do { note = try SignedNote(bytes: bytes) } catch { throw .trust(.note(error)) }
        do { return try policy.verify(note) } catch { throw .trust(error) }
    }

    /// Checks that the leaves which were seen are the first of those that are there.
    ///
    /// The tiles have been walked by now, so what they say of the earlier tree is true of the entries.
    private func checkGrowth(from seen: SeenLog, to checkpoint: Checkpoint) throws(AuditError) {
        var source = TileHashSource(treeSize: checkpoint.size) { tile throws(TreeReadError) in
            try log.hashes(of: tile)
        }
        let root: TreeHash
        do { root = try source.root(ofSize: seen.checkpoint.size) } catch { throw .fault(.read(error)) }
        guard root == seen.checkpoint.root else {
            throw .rewritten(
                seen: seen.checkpoint.size, now: checkpoint.size, first: difference(from: seen, to: checkpoint))
        }
    }

    /// The first leaf that is not what the mirror has; nil without a mirror, and where one cannot be read.
    private func difference(from seen: SeenLog, to checkpoint: Checkpoint) -> LeafDifference? {
        guard let mirror = seen.mirror else { return nil }
        let old = seen.checkpoint.size
        var kept = LeafReader(log: mirror, treeSize: old)
        var found = LeafReader(log: log, treeSize: checkpoint.size)
        // Leaves beyond those that were seen are growth, unless they are what the last ones moved to.
        let first = try? LeafDifference.first(
            expected: (old, { index throws(TreeReadError) in try kept.leaf(index) }),
            found: (checkpoint.size, { index throws(TreeReadError) in try found.leaf(index) }))
        return first.flatMap { $0 }.flatMap { $0.index < old ? $0 : nil }
    }
}

/// Leaves of a log one after the other, read tile by tile.
private struct LeafReader {
    let log: StaticLog
    let treeSize: UInt64
    private var tile: (index: UInt64, hashes: [TreeHash])?

    init(log: StaticLog, treeSize: UInt64) {
        (self.log, self.treeSize) = (log, treeSize)
    }

    mutating func leaf(_ index: UInt64) throws(TreeReadError) -> TreeHash {
        if let tile, tile.index == index >> 8, index & 0xFF < tile.hashes.count {
            return tile.hashes[Int(index & 0xFF)]
        }
        guard let coordinate = TileCoordinate.containing(index, of: .hashes(level: 0), treeSize: treeSize) else {
            throw .outsideTree(level: 0, index: index)
        }
        let hashes = try log.hashes(of: coordinate)
        tile = (coordinate.index, hashes)
        guard index & 0xFF < hashes.count else { throw .outsideTree(level: 0, index: index) }
        return hashes[Int(index & 0xFF)]
    }
}

/// Why an audit does not end well.
public enum AuditError: Error, Hashable, Sendable {
    /// The policy does not vouch for the checkpoint.
    case trust(TrustError)
    /// The checkpoint is of another log than the one that was seen.
    case otherLog(origin: Checkpoint.Origin)
    /// Files are missing or do not agree with what was signed.
    case fault(LogFault)
    /// The log does not continue what was seen; `first` is the first leaf that differs, where the mirror shows it.
    case rewritten(seen: UInt64, now: UInt64, first: LeafDifference?)
}

extension AuditError: CustomStringConvertible {
    /// One English sentence: what is wrong, and where.
    public var description: String {
        switch self {
        case .trust(let error): error.description
        case .otherLog(let origin): "the checkpoint is of another log, \(origin)"
        case .fault(let fault): fault.description
        case .rewritten(let seen, let now, let first):
            "the log of \(now) leaves does not continue the one of \(seen) that was seen"
                + (first.map { ": \($0)" } ?? "")
        }
    }
}
