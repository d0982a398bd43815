import Crypto

/// A log that a witness looks after, by its origin; a signature by one of its keys is enough.
public struct WitnessedLog: Sendable {
    /// Which log.
    public let origin: Checkpoint.Origin
    /// Its keys.
    public let keys: [VerifierKey]

    /// A log of an origin that may differ from the names of its keys.
    public init(origin: Checkpoint.Origin, keys: [VerifierKey]) {
        (self.origin, self.keys) = (origin, keys)
    }

    /// A log with one key, whose name is its origin.
    public init(key: VerifierKey) {
        self.init(origin: Checkpoint.Origin(key.name), keys: [key])
    }
}

/// The last checkpoint that a witness signed for a log.
public struct WitnessedCheckpoint: Hashable, Sendable {
    /// Which log.
    public let origin: Checkpoint.Origin
    /// How many leaves it had.
    public let size: UInt64
    /// The root of those leaves.
    public let root: TreeHash
    /// The checkpoint, with the log's signatures that hold and the witness's own.
    public let note: [UInt8]

    /// Takes what a store has kept.
    public init(origin: Checkpoint.Origin, size: UInt64, root: TreeHash, note: [UInt8]) {
        (self.origin, self.size, self.root, self.note) = (origin, size, root, note)
    }
}

/// Where a witness keeps the last checkpoint of each log.
public protocol WitnessStore: Sendable {
    /// Hands `decide` what is kept for an origin, nil for nothing, and keeps what it returns, durably, before this
    /// returns; nil leaves things as they are. All in one transaction that no other can come between.
    ///
    /// A store that fails after `decide` was called must throw: then no cosignature goes out.
    ///
    /// - Throws: `WitnessStoreError`.
    func update(
        _ origin: Checkpoint.Origin, _ decide: (WitnessedCheckpoint?) -> WitnessedCheckpoint?
    ) throws(WitnessStoreError)

    /// The last checkpoint that is kept for an origin; nil for none.
    ///
    /// - Throws: `WitnessStoreError`.
    func last(of origin: Checkpoint.Origin) throws(WitnessStoreError) -> WitnessedCheckpoint?
}

/// The store of a witness failed; its own words.
public struct WitnessStoreError: Error, Hashable, Sendable {
    /// What the store says.
    public let words: String

    /// Takes the words as they are.
    public init(_ words: String) { self.words = words }
}

/// Signs that logs only grow: each checkpoint that it signs continues the last one that it signed for that log
/// (C2SP tlog-witness).
public struct Witness<Store: WitnessStore>: Sendable {
    private let cosigner: Cosigner
    private let logs: [Checkpoint.Origin: [VerifierKey]]
    private let store: Store

    /// A witness with its key, the logs that it looks after, and what it remembers.
    public init(cosigner: Cosigner, logs: [WitnessedLog], store: Store) {
        self.cosigner = cosigner
        self.logs = Dictionary(logs.map { ($0.origin, $0.keys) }, uniquingKeysWith: +)
        self.store = store
    }

    /// Answers the body of a request; `time` in seconds since 1970 goes into the cosignature.
    ///
    /// - Throws: `WitnessStoreError`, on which the answer is 500 and nothing is to be told of the request.
    public func addCheckpoint(_ body: [UInt8], at time: UInt64) throws(WitnessStoreError) -> WitnessAnswer {
        do {
            let (request, checkpoint, note) = try checked(body)
            return try sign(request, checkpoint, note, at: time)
        } catch let refusal as WitnessRefusal {
            return .refused(refusal)
        } catch let error as WitnessStoreError {
            throw error
        } catch {
            throw WitnessStoreError("\(error)")
        }
    }

    /// What needs no memory: the form of the request, and who signed it.
    private func checked(
        _ body: [UInt8]
    ) throws(WitnessRefusal) -> (AddCheckpointRequest, Checkpoint, VerifiedNote) {
        let request: AddCheckpointRequest
        do { request = try AddCheckpointRequest(body: body) } catch { throw .request(error) }
        let checkpoint: Checkpoint
        do { checkpoint = try Checkpoint(text: request.checkpoint.unverifiedText) } catch { throw .checkpoint(error) }
        guard let keys = logs[checkpoint.origin] else { throw .logUnknown(origin: checkpoint.origin) }
        let note: VerifiedNote
        do { note = try request.checkpoint.verified(by: keys) } catch { throw .signature(error) }
        guard request.oldSize <= checkpoint.size else {
            throw .sizesDescend(from: request.oldSize, to: checkpoint.size)
        }
        return (request, checkpoint, note)
    }

    private func sign(
        _ request: AddCheckpointRequest, _ checkpoint: Checkpoint, _ note: VerifiedNote, at time: UInt64
    ) throws(WitnessStoreError) -> WitnessAnswer {
        var answer: WitnessAnswer?
        try store.update(checkpoint.origin) { last in
            do {
                try check(request, checkpoint, follows: last)
                let cosignature = try cosigner.cosignature(of: note.text, at: time)
                let signatures = note.signatures.map(\.signature) + [cosignature]
                let signed = try SignedNote(text: note.text, signatures: signatures)
                answer = .cosigned([cosignature])
                return WitnessedCheckpoint(
                    origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root, note: signed.bytes)
            } catch let refusal as WitnessRefusal {
                answer = .refused(refusal)
            } catch {
                answer = nil
            }
            return nil
        }
        guard let answer else { throw WitnessStoreError("the witness's key did not sign") }
        return answer
    }

    private func check(
        _ request: AddCheckpointRequest, _ checkpoint: Checkpoint, follows last: WitnessedCheckpoint?
    ) throws(WitnessRefusal) {
        let known = last?.size ?? 0
        guard request.oldSize == known else { throw .oldSizeDiffers(known: known) }
        guard checkpoint.isPossible else { throw .rootOfEmptyTree }
        guard let last, known > 0 else {
            guard request.proof.isEmpty else { throw .proof(.proofLength(given: request.proof.count, required: 0)) }
            return
        }
        do {
            let proof = try ConsistencyProof(from: known, to: checkpoint.size, hashes: request.proof)
            try proof.verify(oldRoot: last.root, newRoot: checkpoint.root)
        } catch {
            throw .proof(error)
        }
    }
}

extension Checkpoint.Origin {
    /// Where a witness shows the last checkpoint of this log, below its address for monitors.
    public var monitoringPath: String {
        let digits = SHA256.hash(data: bytes).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return digits.joined() + "/checkpoint"
    }
}
