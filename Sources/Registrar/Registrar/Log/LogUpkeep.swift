internal import Dispatch
internal import Encodings
public import TransparencyLog
public import Wording

/// How a witness is asked for its signature; the answer as it came.
public protocol WitnessClient: Sendable {
    /// Sends a request to an address of a witness (C2SP tlog-witness).
    func post(_ body: [UInt8], to url: String) async throws -> (status: Int, contentType: String, body: [UInt8])
}

/// The transparency log of a register: what is taken up and signed, and who has witnessed it.
///
/// What it signs twice in two ways, witnesses refuse. Its calls wait for the disk, so they run on threads of their own.
public struct LogUpkeep: Sendable {
    let store: any RegisterStore
    private let signer: NoteSigner
    /// Whose cosignatures are asked for; nil where no policy names any.
    public let policy: TrustPolicy?
    private let witnesses: any WitnessClient
    let clock: RegisterClock?

    /// - Parameters:
    ///   - signer: the log's key; it is not encrypted as a rule, so that entries are taken up unattended: it makes no
    ///     stamp.
    ///   - witnesses: reaches the witnesses of the policy.
    ///   - clock: what is compared with the witnesses' times before anything is sealed; nil compares nothing.
    public init(
        _ store: any RegisterStore, signer: NoteSigner, policy: TrustPolicy?, witnesses: any WitnessClient,
        clock: RegisterClock? = nil
    ) {
        self.store = store
        self.signer = signer
        self.policy = policy
        self.witnesses = witnesses
        self.clock = clock
    }

    /// Takes up all entries that are not in the log yet, and signs what it has become.
    ///
    /// - Parameter shown: checkpoints of this log that others have seen; nothing that contradicts them is signed.
    /// - Returns: the checkpoint as it is signed now.
    /// - Throws: `Problem` `logInconsistent`.
    public func integrate(shown: [Checkpoint] = []) async throws -> SignedNote {
        try await onWaitingThread { [store, signer] in
            var log = store.log
            do {
                while true {
                    do {
                        guard try LogIntegration(signer: signer).run(on: &log, shown: shown) != nil else { break }
                    } catch IntegrationError.commit(.overtaken) {
                        // Another process has signed since; what it took up need not be taken up here.
                        continue
                    }
                }
                guard let bytes = try log.checkpoint() else { throw inconsistent("no checkpoint") }
                return try SignedNote(bytes: bytes)
            } catch let error as IntegrationError {
                throw inconsistent(error.description)
            } catch let error as TreeReadError {
                throw inconsistent("\(error)")
            }
        }
    }

    /// Makes sure that what is recorded so far is covered by a checkpoint, and by the witnesses' quorum where a policy
    /// asks for one; nothing is sealed before.
    ///
    /// - Throws: `Problem` `logNotWitnessed` where the quorum is not met: there is no way round it; `clockDiffers`.
    public func cover(shown: [Checkpoint] = []) async throws {
        let note = try await integrate(shown: shown)
        guard let policy, policy.needsWitnesses else { return }
        if let trusted = try? policy.verify(note) { return try await demandClock(trusted, isFresh: false) }
        let (cosigned, refusals) = try await gather(note, policy)
        let trusted: TrustedCheckpoint
        do {
            trusted = try policy.verify(cosigned)
        } catch {
            throw notWitnessed(refusals.isEmpty ? "\(error)" : refusals.joined(separator: "; "))
        }
        try await demandClock(trusted, isFresh: true)
    }

    /// Demands what `cover` brings about, without asking any witness: for a server, whose upkeep asks them.
    ///
    /// - Throws: `Problem` `logNotWitnessed` where the quorum is not met yet; `clockDiffers`.
    public func demandCovered() async throws {
        let note = try await integrate()
        guard let policy, policy.needsWitnesses else { return }
        guard let trusted = try? policy.verify(note) else { throw notWitnessed("…") }
        try await demandClock(trusted, isFresh: false)
    }

    /// Asks the witnesses of the policy and keeps what they sign.
    private func gather(_ note: SignedNote, _ policy: TrustPolicy) async throws -> (SignedNote, [String]) {
        let checkpoint = try Checkpoint(text: note.unverifiedText)
        let log = store.log
        var cosigned = note
        var refusals: [String] = []
        for witness in policy.witnesses {
            let name = String(decoding: witness.name, as: UTF8.self)
            guard let url = witness.url else {
                refusals.append("\(name): no address")
                continue
            }
            do {
                cosigned = try cosigned.adding(await ask(witness.key, at: url, note, of: checkpoint.size))
            } catch {
                refusals.append("\(name): \(error)")
            }
        }
        if cosigned != note {
            try await onWaitingThread { [cosigned] in try log.add(cosignatures: cosigned, of: checkpoint.size) }
        }
        return (cosigned, refusals)
    }

    private func ask(
        _ key: VerifierKey, at url: String, _ note: SignedNote, of size: UInt64
    ) async throws -> [NoteSignature] {
        var talk = try Cosigning(of: note, with: key, knownSize: 0)
        let address = url.hasSuffix("/") ? url + AddCheckpointRequest.path : "\(url)/\(AddCheckpointRequest.path)"
        while true {
            // What the witness has seen last is known from its answer only, so the proof is read between two questions.
            let request = try await onWaitingThread { [talk, log = store.log] in
                var source = TileHashSource(treeSize: size) { tile throws(TreeReadError) in try log.hashes(of: tile) }
                return try talk.request(from: &source)
            }
            let answer = try await witnesses.post(request.body, to: address)
            switch talk.receive(status: answer.status, contentType: answer.contentType, body: answer.body) {
            case .cosigned(let lines): return lines
            case .again: continue
            case .failed(let error): throw error
            }
        }
    }
}

extension RegisterStore {
    /// What is wrong with the log as it is stored: leaves, tiles and the signed checkpoint must be one tree.
    ///
    /// - Parameter key: whose signature the checkpoint must have; nil where the key is not at hand, then it is not looked
    ///   at.
    public func logFaults(signedBy key: VerifierKey?) async -> [Bilingual] {
        do {
            let log = StoredLog(log)
            try await onWaitingThread { try log.demandOneTree(signedBy: key) }
            return []
        } catch {
            return [Bilingual(vi: "nhật ký minh bạch: \(error)", en: "transparency log: \(error)")]
        }
    }
}

/// A register's log as a type of its own, for what works on any tree.
public struct StoredLog: TreeStore, Sendable {
    private var log: any RegisterLog

    /// - Parameter log: where it is stored.
    public init(_ log: any RegisterLog) {
        self.log = log
    }

    /// How many leaves are durable.
    public func entryCount() throws(TreeReadError) -> UInt64 { try log.entryCount() }

    /// The leaves of a range.
    public func entries(_ range: Range<UInt64>) throws(TreeReadError) -> [[UInt8]] { try log.entries(range) }

    /// The first hashes of a tile.
    public func hashes(of tile: TileCoordinate) throws(TreeReadError) -> [TreeHash] { try log.hashes(of: tile) }

    /// The checkpoint that was signed last.
    public func checkpoint() throws(TreeReadError) -> [UInt8]? { try log.checkpoint() }

    /// Keeps tiles and checkpoint.
    public mutating func commit(_ integration: Integration) throws(CommitError) { try log.commit(integration) }

    /// Walks leaves, tiles and checkpoint.
    fileprivate func demandOneTree(signedBy key: VerifierKey?) throws {
        let files = try PublicFiles(of: self)
        let note = try SignedNote(bytes: try files.log.checkpoint())
        let text = try key.map { try note.verified(by: [$0]).text } ?? note.unverifiedText
        try LogWalk(log: files.log, checkpoint: Checkpoint(text: text)).run()
    }
}

/// Runs work that waits for a disk, or for another writer, on a thread that may wait: Swift's pool has only a few.
///
/// A queue that does one thing after another gets a thread of its own whenever it has work. The global queue is not used:
/// its few threads are those of Swift's pool, so two writers that wait there would hold up every scan.
package func onWaitingThread<Answer: Sendable>(_ work: @escaping @Sendable () throws -> Answer) async throws -> Answer {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue(label: "waiting").async { continuation.resume(with: Result(catching: work)) }
    }
}

/// The log as it is stored is not what was signed.
package func inconsistent(_ reason: String) -> Problem {
    Problem(
        .logInconsistent, vi: "Nhật ký minh bạch không khớp với những gì đã ký: \(reason).",
        en: "The transparency log is not what was signed: \(reason).",
        hint: Bilingual(
            vi: "Dừng phát hành và chạy temgoc fsck; khôi phục sổ từ bản sao lưu mới nhất.",
            en: "Stop issuing and run temgoc fsck; restore the register from the latest backup."))
}

private func notWitnessed(_ reasons: String) -> Problem {
    Problem(
        .logNotWitnessed, vi: "Nhật ký chưa đủ nhân chứng xác nhận: \(reasons).",
        en: "The log has not met its quorum of witnesses: \(reasons).",
        hint: Bilingual(
            vi: "Thử lại khi các nhân chứng trả lời; tem chỉ được ký sau đó.",
            en: "Try again when the witnesses answer; stamps are sealed only then."))
}
