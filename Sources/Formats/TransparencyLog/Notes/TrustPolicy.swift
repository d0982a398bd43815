/// Which logs are believed, and which witnesses must have seen what they say (C2SP tlog-policy).
public struct TrustPolicy: Sendable {
    /// A log that is believed; the name of its key is its origin.
    public struct Log: Hashable, Sendable {
        /// Its key.
        public let key: VerifierKey
        /// Where it is reached, as the policy writes it.
        public let url: String?
    }

    /// A witness that counts.
    public struct Witness: Hashable, Sendable {
        /// What the policy calls it; bytes, not text.
        public let name: [UInt8]
        /// Its key, of algorithm 0x04.
        public let key: VerifierKey
        /// Where it is asked for cosignatures, as the policy writes it.
        public let url: String?
    }

    /// The logs, in the order of their lines; any one of them will do.
    public let logs: [Log]
    /// The witnesses, in the order of their lines.
    public let witnesses: [Witness]

    let quorum: Quorum

    init(logs: [Log], witnesses: [Witness], quorum: Quorum) {
        (self.logs, self.witnesses, self.quorum) = (logs, witnesses, quorum)
    }

    /// Whether cosignatures are asked for at all; without, a log is only an audit trail.
    public var needsWitnesses: Bool { quorum.goal != nil }

    /// Checks a checkpoint: a log of the policy signed it, no known key's signature is bad, the quorum is met.
    ///
    /// - Throws: `TrustError`.
    public func verify(_ note: SignedNote) throws(TrustError) -> TrustedCheckpoint {
        let signed = try verifyLog(of: note)
        guard quorum.isMet(by: Set(signed.cosignatures.map(\.witness.name))) else {
            throw .quorumNotMet(witnesses: signed.cosignatures.map { String(decoding: $0.witness.name, as: UTF8.self) })
        }
        return signed
    }

    /// Checks a checkpoint as `verify` does, except that the quorum may be missing still.
    ///
    /// - Throws: `TrustError`, other than `.quorumNotMet`.
    public func verifyLog(of note: SignedNote) throws(TrustError) -> TrustedCheckpoint {
        let verified: VerifiedNote
        do { verified = try note.verified(by: logs.map(\.key) + witnesses.map(\.key)) } catch { throw .note(error) }
        let checkpoint: Checkpoint
        do { checkpoint = try Checkpoint(text: verified.text) } catch { throw .checkpoint(error) }
        guard
            let log = logs.first(where: { log in
                Checkpoint.Origin(log.key.name) == checkpoint.origin
                    && verified.signatures.contains { $0.key == log.key }
            })
        else { throw .logUnknown(origin: checkpoint.origin) }
        guard checkpoint.isPossible else { throw .rootOfEmptyTree }
        let cosignatures: [TrustedCheckpoint.Cosigned] = witnesses.compactMap { witness in
            let times = verified.signatures.filter { $0.key == witness.key }.compactMap(\.time)
            return times.max().map { TrustedCheckpoint.Cosigned(witness: witness, time: $0) }
        }
        return TrustedCheckpoint(checkpoint: checkpoint, log: log, cosignatures: cosignatures, note: note)
    }
}

/// A checkpoint that a policy vouches for.
public struct TrustedCheckpoint: Sendable {
    /// A witness that has seen the checkpoint.
    public struct Cosigned: Hashable, Sendable {
        /// The witness.
        public let witness: TrustPolicy.Witness
        /// When it saw the checkpoint last, in seconds since 1970.
        public let time: UInt64
    }

    /// What the log says.
    public let checkpoint: Checkpoint
    /// The log that says it.
    public let log: TrustPolicy.Log
    /// The witnesses of the policy that saw it, in the policy's order.
    public let cosignatures: [Cosigned]
    /// The note as it was received.
    public let note: SignedNote
}

/// Witnesses and groups of them, and which of these must have seen a checkpoint.
struct Quorum: Sendable {
    /// Members of which `threshold` must have seen it; they are defined earlier, so no group holds itself.
    struct Group: Sendable {
        let name: [UInt8]
        let threshold: Int
        let members: [[UInt8]]
    }

    /// The groups in the order of their definition.
    let groups: [Group]
    /// The witness or group that must have seen the checkpoint; nil for `none`.
    let goal: [UInt8]?

    func isMet(by witnesses: Set<[UInt8]>) -> Bool {
        guard let goal else { return true }
        var witnessed = witnesses
        for group in groups where group.members.count(where: witnessed.contains) >= group.threshold {
            witnessed.insert(group.name)
        }
        return witnessed.contains(goal)
    }
}

/// Why a policy does not vouch for a checkpoint.
public enum TrustError: Error, Hashable, Sendable {
    /// It is not signed as it should be.
    case note(NoteError)
    /// The note is not a checkpoint.
    case checkpoint(CheckpointError)
    /// No log of the policy with that origin signed it.
    case logUnknown(origin: Checkpoint.Origin)
    /// It is of an empty tree and has another root than that.
    case rootOfEmptyTree
    /// Only these witnesses of the policy, by its names, have seen it.
    case quorumNotMet(witnesses: [String])
}

extension TrustError: CustomStringConvertible {
    /// One English sentence: what is wrong and what was given.
    public var description: String {
        switch self {
        case .note(let error): error.description
        case .checkpoint(let error): error.description
        case .logUnknown(let origin):
            "the checkpoint of \(origin) is not signed by a log of the policy with that origin"
        case .rootOfEmptyTree: "the checkpoint is of an empty tree and has another root than that"
        case .quorumNotMet(let witnesses):
            "the checkpoint has been seen by \(witnesses.count) witnesses of the policy, which are not its quorum: "
                + witnesses.joined(separator: ", ")
        }
    }
}
