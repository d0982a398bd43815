internal import Encodings
public import TransparencyLog
internal import Wording

/// Where an entry stands in the log.
public struct EntryStanding: Sendable, Equatable {
    /// The leaf.
    public let leaf: UInt64
    /// How many leaves the checkpoint covers that it is proved by.
    public let size: UInt64
    /// The names of those who have witnessed that checkpoint.
    public let witnesses: [String]
}

extension LogUpkeep {
    /// Where an entry stands in the log, and who has witnessed it; nil where no checkpoint covers it.
    public func standing(ofEntry sequence: Int) async throws -> EntryStanding? {
        let found = try await store.read { try $0.leafIndices(ofEntries: [sequence])[sequence] }
        guard let found, let bytes = try await onWaitingThread({ [store] in try store.log.checkpoint() }) else {
            return nil
        }
        let note = try SignedNote(bytes: bytes)
        let checkpoint = try Checkpoint(text: note.unverifiedText)
        guard found < checkpoint.size else { return nil }
        let witnesses = (try? policy?.verifyLog(of: note))?.cosignatures.map(\.witness.name) ?? []
        return EntryStanding(
            leaf: UInt64(found), size: checkpoint.size,
            witnesses: witnesses.map { String(decoding: $0, as: UTF8.self) })
    }

    /// The proof that an entry's leaf is in the log, with the checkpoint that it is proved by and the leaf itself.
    ///
    /// - Throws: `Problem` `logInconsistent` where the entry is no leaf, or is not covered by a checkpoint yet.
    public func proof(ofEntry sequence: Int) async throws -> LogProof {
        try await store.proof(ofEntry: sequence)
    }

    /// How large the log is as it is signed and as it is stored, and when its newest leaf was written.
    public func extent() async -> (signed: UInt64?, stored: UInt64?, newest: [UInt8]?) {
        let found = try? await onWaitingThread { [store] in
            let log = store.log
            let note = try log.checkpoint().map { try SignedNote(bytes: $0) }
            let signed = try note.map { try Checkpoint(text: $0.unverifiedText).size }
            let newest = try signed.flatMap { $0 > 0 ? try log.entries($0 - 1..<$0).first : nil }
            return (signed, Optional(try log.entryCount()), newest)
        }
        return found ?? (nil, nil, nil)
    }
}

extension RegisterStore {
    /// A file of the log by its path below the log's address; nil where there is none.
    public func logFile(at path: String) async throws -> [UInt8]? {
        let log = log
        return try await onWaitingThread { try PublicFiles(of: StoredLog(log)).file(at: path) }
    }

    /// The proof that an entry's leaf is in the log.
    ///
    /// - Throws: `Problem` `logInconsistent` where the entry is no leaf, or is not covered by a checkpoint yet.
    public func proof(ofEntry sequence: Int) async throws -> LogProof {
        let missing = Problem(
            .logInconsistent, vi: "Mục \(sequence) chưa có trong nhật ký minh bạch.",
            en: "Entry \(sequence) is not in the transparency log.")
        guard let leaf = try await read({ try $0.leafIndices(ofEntries: [sequence])[sequence] }) else { throw missing }
        let log = log
        return try await onWaitingThread {
            guard let bytes = try log.checkpoint() else { throw missing }
            let index = UInt64(leaf)
            let note = try SignedNote(bytes: bytes)
            let checkpoint = try Checkpoint(text: note.unverifiedText)
            guard index < checkpoint.size, let leaf = try log.entries(index..<index + 1).first else { throw missing }
            var source = TileHashSource(treeSize: checkpoint.size) { tile throws(TreeReadError) in
                try log.hashes(of: tile)
            }
            let proof = try InclusionProof(of: index, inTreeOf: checkpoint.size, from: &source)
            return LogProof(proof, checkpoint: note, extra: leaf)
        }
    }
}
