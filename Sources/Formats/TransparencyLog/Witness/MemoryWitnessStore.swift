import Synchronization

/// What a witness remembers, kept in memory: for tests and trials.
public final class MemoryWitnessStore: WitnessStore {
    private let kept = Mutex<[Checkpoint.Origin: WitnessedCheckpoint]>([:])

    /// A witness's memory before its first checkpoint.
    public init() {}

    /// Decides and keeps under one lock.
    public func update(
        _ origin: Checkpoint.Origin, _ decide: (WitnessedCheckpoint?) -> WitnessedCheckpoint?
    ) {
        kept.withLock { kept in
            if let next = decide(kept[origin]) { kept[origin] = next }
        }
    }

    /// The last checkpoint of a log.
    public func last(of origin: Checkpoint.Origin) -> WitnessedCheckpoint? {
        kept.withLock { $0[origin] }
    }
}
