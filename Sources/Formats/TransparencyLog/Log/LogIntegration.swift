/// Takes up entries into a log and signs what it has become; never two things that contradict each other.
///
/// Pure but for the store: the same entries on the same tree give the same tiles and the same checkpoint. A crash
/// anywhere is repaired by running it again: entries are durable before it starts, and what it has signed without
/// committing it is a checkpoint of the same entries as the next one, or of fewer.
public struct LogIntegration: Sendable {
    private let signer: NoteSigner

    /// The most entries that one integration takes up; more wait for the next.
    public static let maximumEntries: UInt64 = 1 << 16

    /// The log that signs with a key; its origin is the key's name.
    public init(signer: NoteSigner) {
        self.signer = signer
    }

    /// The log's origin.
    public var origin: Checkpoint.Origin { Checkpoint.Origin(signer.verifier.name) }

    /// Takes up the entries that the store has, and commits; nil where the log was up to date already.
    ///
    /// `shown` are checkpoints of this log that are known from elsewhere, such as the published file or a witness: one
    /// that the store's tree does not continue shows that the store has been set back, and nothing is signed.
    ///
    /// - Throws: `IntegrationError`.
    public func run(
        on store: inout some TreeStore, shown: [Checkpoint] = []
    ) throws(IntegrationError) -> Integration? {
        let tree = try state(of: store)
        do {
            let count = try store.entryCount()
            guard count >= tree.edge.size else {
                throw IntegrationError.entriesLost(stored: count, signed: tree.edge.size)
            }
            let end = min(count, tree.edge.size + Self.maximumEntries)
            let entries = try store.entries(tree.edge.size..<end)
            guard entries.count == Int(end - tree.edge.size) else {
                throw IntegrationError.entriesLost(stored: tree.edge.size + UInt64(entries.count), signed: end)
            }
            let integration = try integrate(entries, onto: tree)
            try check(shown, against: integration, in: store)
            guard tree.note == nil || !entries.isEmpty else { return nil }
            try store.commit(integration)
            return integration
        } catch let error as IntegrationError {
            throw error
        } catch let error as TreeReadError {
            throw .read(error)
        } catch let error as CommitError {
            throw .commit(error)
        } catch {
            throw .read(.storeFailed("\(error)"))
        }
    }

    /// The tree as it was signed last, checked against that signature.
    ///
    /// - Throws: `IntegrationError`.
    public func state(of store: some TreeStore) throws(IntegrationError) -> LogState {
        do {
            guard let bytes = try store.checkpoint() else { return LogState(edge: TileEdge(), note: nil) }
            let checkpoint = try signed(bytes)
            let edge = try TileEdge(treeSize: checkpoint.size) { tile throws(TreeReadError) in
                try store.hashes(of: tile)
            }
            guard edge.root == checkpoint.root else {
                throw IntegrationError.treeDiffers(size: checkpoint.size, computed: edge.root, signed: checkpoint.root)
            }
            return LogState(edge: edge, note: bytes)
        } catch let error as IntegrationError {
            throw error
        } catch let error as TreeReadError {
            throw .read(error)
        } catch {
            throw .read(.storeFailed("\(error)"))
        }
    }

    /// Adds entries to a tree and signs the result, without a store.
    ///
    /// - Throws: `IntegrationError.entry` or `.signing`.
    public func integrate(_ entries: [[UInt8]], onto state: LogState) throws(IntegrationError) -> Integration {
        var edge = state.edge
        var tiles: [(coordinate: TileCoordinate, hashes: [TreeHash])] = []
        for entry in entries {
            guard entry.count <= EntryBundle.maximumEntryLength else {
                throw .entry(.entryTooLong(bytes: entry.count, limit: EntryBundle.maximumEntryLength))
            }
            edge.append(TreeHash(leaf: entry)) { tiles.append((coordinate: $0, hashes: $1)) }
        }
        // Of the partial tiles only those that grew: the others are stored as they are.
        for (tile, hashes) in edge.tiles where !tile.isIn(treeOf: state.edge.size) {
            tiles.append((coordinate: tile, hashes: hashes))
        }
        let checkpoint = Checkpoint(origin: origin, size: edge.size, root: edge.root)
        let note: SignedNote
        do {
            note = try SignedNote(text: checkpoint.text, signatures: [signer.signature(of: checkpoint.text)])
        } catch {
            throw .signing("\(error)")
        }
        return Integration(
            base: state.note, oldSize: state.edge.size, tiles: tiles, checkpoint: checkpoint, note: note)
    }

    private func check(
        _ shown: [Checkpoint], against integration: Integration, in store: some TreeStore
    ) throws(IntegrationError) {
        let new = Dictionary(
            integration.tiles.map { ($0.coordinate, $0.hashes) }, uniquingKeysWith: { _, last in last })
        var source = TileHashSource(treeSize: integration.checkpoint.size) { tile throws(TreeReadError) in
            if let hashes = new[tile] { return hashes }
            return try store.hashes(of: tile)
        }
        for checkpoint in shown {
            guard checkpoint.origin == origin else { throw .foreignCheckpoint(origin: checkpoint.origin) }
            guard checkpoint.size <= integration.checkpoint.size else {
                throw .setBack(size: integration.checkpoint.size, shown: checkpoint.size)
            }
            let root: TreeHash
            do { root = try source.root(ofSize: checkpoint.size) } catch { throw .read(error) }
            guard root == checkpoint.root else {
                throw .treeDiffers(size: checkpoint.size, computed: root, signed: checkpoint.root)
            }
        }
    }

    private func signed(_ bytes: [UInt8]) throws(IntegrationError) -> Checkpoint {
        let text: [UInt8]
        do { text = try SignedNote(bytes: bytes).verified(by: [signer.verifier]).text } catch { throw .note(error) }
        let checkpoint: Checkpoint
        do { checkpoint = try Checkpoint(text: text) } catch { throw .checkpoint(error) }
        guard checkpoint.origin == origin else { throw .foreignCheckpoint(origin: checkpoint.origin) }
        return checkpoint
    }
}

/// A log's tree as it was signed last: what the next integration is made on.
public struct LogState: Sendable {
    /// The right edge of the tree.
    public let edge: TileEdge
    /// The checkpoint of it, signed; nil before the first.
    public let note: [UInt8]?

    /// The state of a log that has signed nothing yet.
    public static let empty = LogState(edge: TileEdge(), note: nil)
}

/// Why nothing was signed, or not committed.
public enum IntegrationError: Error, Hashable, Sendable {
    /// The store cannot be read.
    case read(TreeReadError)
    /// The store did not commit.
    case commit(CommitError)
    /// The stored checkpoint is not signed by this log's key.
    case note(NoteError)
    /// The stored note is not a checkpoint.
    case checkpoint(CheckpointError)
    /// A checkpoint is of another log.
    case foreignCheckpoint(origin: Checkpoint.Origin)
    /// The tree that is stored has another root than the one that was signed for its size.
    case treeDiffers(size: UInt64, computed: TreeHash, signed: TreeHash)
    /// There are fewer entries than were signed.
    case entriesLost(stored: UInt64, signed: UInt64)
    /// The store holds less than a checkpoint that was shown: it has been set back.
    case setBack(size: UInt64, shown: UInt64)
    /// An entry is too long for a bundle.
    case entry(EntryBundleError)
    /// The key did not sign; its own words.
    case signing(String)
}

extension IntegrationError: CustomStringConvertible {
    /// One English sentence: what is wrong, and what was given.
    public var description: String {
        switch self {
        case .read(let error): "the log cannot be read: \(error)"
        case .commit(let error): "the log was not committed: \(error)"
        case .note(let error): "the stored checkpoint is not this log's: \(error)"
        case .checkpoint(let error): error.description
        case .foreignCheckpoint(let origin): "the checkpoint is of another log, \(origin)"
        case .treeDiffers(let size, let computed, let signed):
            "the tree of the first \(size) leaves has root \(computed), and \(signed) was signed"
        case .entriesLost(let stored, let signed): "\(stored) entries are stored, and \(signed) were signed"
        case .setBack(let size, let shown): "the store has \(size) leaves, and a checkpoint of \(shown) is known"
        case .entry(let error): error.description
        case .signing(let words): "the log's key did not sign: \(words)"
        }
    }
}
