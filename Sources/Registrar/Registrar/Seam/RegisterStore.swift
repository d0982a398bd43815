public import TransparencyLog
public import Wording

/// Where a register is kept: it stores without rules, and the registrar decides without storage.
///
/// SQLite, memory and other databases stand behind it; one contract suite holds for all of them. What is read or written
/// within one call is one snapshot or one transaction. The work runs on a thread of the store's own: it may wait for a
/// lock or a disk without holding up Swift's pool.
public protocol RegisterStore: Sendable {
    /// Reads from one snapshot.
    ///
    /// - Throws: `Problem` `registerBusy`, `registerDamaged`, `registerFailed`; what `work` throws.
    func read<Answer: Sendable>(
        _ work: @escaping @Sendable (any RegisterSnapshot) throws -> Answer
    ) async throws -> Answer

    /// Reads and writes in one transaction, after every writer before it and before every one after it.
    ///
    /// When the call returns, what was written is on disk. What `work` throws leaves the register as it was.
    ///
    /// - Parameter dryRun: takes everything back at the end; the answer is of what would be written.
    /// - Throws: as `read`; `fileUnwritable` where the disk is full.
    func write<Answer: Sendable>(
        dryRun: Bool, _ work: @escaping @Sendable (any RegisterTransaction) throws -> Answer
    ) async throws -> Answer

    /// A number that is the same as long as the register says the same, and grows when it has changed, by this process or
    /// another; it costs little, so that every scan may ask.
    func generation() async throws -> Int

    /// The leaves, tiles and checkpoints of the transparency log; its calls wait for the disk.
    var log: any RegisterLog { get }

    /// Replays the ledger into an empty store and compares every row.
    ///
    /// - Parameter progress: called now and then with how many entries are replayed.
    func audit(progress: @escaping @Sendable (Int) -> Void) async throws -> LedgerAudit
}

extension RegisterStore {
    /// Reads and writes in one transaction.
    public func write<Answer: Sendable>(
        _ work: @escaping @Sendable (any RegisterTransaction) throws -> Answer
    ) async throws -> Answer {
        try await write(dryRun: false, work)
    }
}

/// The transparency log of a register as it is stored.
public protocol RegisterLog: TreeStore, Sendable {
    /// Keeps the cosignatures of witnesses with the checkpoint of this size that they signed.
    func add(cosignatures note: SignedNote, of size: UInt64) throws

    /// Every checkpoint that was signed, the smallest first.
    func checkpoints() throws -> [SignedNote]

    /// Keeps checkpoints that were signed before the register moved here, with the tiles of the last, in one
    /// transaction; a log that has signed anything itself is left as it is.
    ///
    /// - Throws: `Problem` `logInconsistent` where another checkpoint stands there.
    func adopt(_ notes: [(size: UInt64, note: SignedNote)], tiles: [(coordinate: TileCoordinate, hashes: [TreeHash])])
        throws
}

/// What replaying the ledger found: whether the tables are what it says.
public struct LedgerAudit: Sendable, Equatable {
    /// How many entries were replayed.
    public let entries: Int
    /// What does not agree, each with its place; empty for a sound register.
    public private(set) var differences: [Bilingual]

    /// Takes the parts as they are.
    public init(entries: Int, differences: [Bilingual]) {
        self.entries = entries
        self.differences = differences
    }

    /// Adds what somebody else has found.
    public mutating func add(_ more: [Bilingual]) { differences += more }
}
