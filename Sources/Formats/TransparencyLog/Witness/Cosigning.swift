/// A log's side of the talk with one witness about one checkpoint: what to ask, and what the answer means.
///
/// Ask `request`, hand the answer to `receive`, and again while that says so. Nothing here talks to a network.
public struct Cosigning: Sendable {
    /// What to do after an answer.
    public enum Step: Sendable, Equatable {
        /// The witness signed; these lines hold, and go under the checkpoint.
        case cosigned([NoteSignature])
        /// The witness remembers another size than was thought; ask again.
        case again
        /// The witness does not sign this checkpoint, and why.
        case failed(CosigningError)
    }

    /// How often a witness may correct the size; it moves only when somebody else asks it too.
    private static let maximumCorrections = 3

    /// The witness.
    public let witness: VerifierKey
    /// The size that the witness saw last, as far as is known; worth keeping for the next checkpoint.
    public private(set) var knownSize: UInt64

    private let note: SignedNote
    private let checkpoint: Checkpoint
    private var corrections = 0

    /// Starts the talk; `knownSize` is 0 where nothing is known of the witness.
    ///
    /// - Throws: `CheckpointError` where the note is not a checkpoint.
    public init(of note: SignedNote, with witness: VerifierKey, knownSize: UInt64) throws(CheckpointError) {
        checkpoint = try Checkpoint(text: note.unverifiedText)
        self.note = note
        self.witness = witness
        self.knownSize = min(knownSize, checkpoint.size)
    }

    /// What to post next.
    ///
    /// - Throws: `ProofError`, where the log's tree cannot be read.
    public func request(from source: inout some HashSource) throws(ProofError) -> AddCheckpointRequest {
        var hashes: [TreeHash] = []
        if knownSize > 0 { hashes = try ConsistencyProof(from: knownSize, to: checkpoint.size, from: &source).hashes }
        do {
            return try AddCheckpointRequest(oldSize: knownSize, proof: hashes, checkpoint: note)
        } catch {
            throw .merkle(.proofLength(given: hashes.count, required: AddCheckpointRequest.maximumHashes))
        }
    }

    /// Takes an answer: status, content type and body as they came.
    public mutating func receive(status: Int, contentType: String, body: [UInt8]) -> Step {
        switch status {
        case 200:
            return accept(body)
        case 409 where contentType == WitnessAnswer.sizeContentType:
            return correct(body)
        default:
            return .failed(.refused(status: status))
        }
    }

    private mutating func accept(_ body: [UInt8]) -> Step {
        guard body.count <= SignedNote.maximumLength, let lines = NoteSignature.lines(body) else {
            return .failed(.answerMalformed)
        }
        let signatures = lines.filter { line in
            line.name == witness.name && line.id == witness.id
                && witness.isValid(signature: line.bytes[...], for: note.unverifiedText)
        }
        guard !signatures.isEmpty else { return .failed(.notByTheWitness) }
        knownSize = checkpoint.size
        return .cosigned(signatures)
    }

    private mutating func correct(_ body: [UInt8]) -> Step {
        guard body.last == Ascii.newline, let size = Decimal.parse(body.dropLast()) else {
            return .failed(.answerMalformed)
        }
        // A witness that saw more leaves than the log has is a sign of a second log with the same key.
        guard size <= checkpoint.size else { return .failed(.witnessAhead(size: size, log: checkpoint.size)) }
        corrections += 1
        guard corrections <= Self.maximumCorrections, size != knownSize else {
            return .failed(.sizeDisputed(size: size))
        }
        knownSize = size
        return .again
    }
}

/// Why a witness's cosignature is not there.
public enum CosigningError: Error, Hashable, Sendable {
    /// The witness answered with that status.
    case refused(status: Int)
    /// The answer is not signature lines, or not a size.
    case answerMalformed
    /// No line of the answer is a signature of the checkpoint by the witness's key.
    case notByTheWitness
    /// The witness has seen more leaves than the log has: the log was set back, or there are two of it.
    case witnessAhead(size: UInt64, log: UInt64)
    /// The witness names one size after the other, or the one that it was asked with.
    case sizeDisputed(size: UInt64)
}

extension CosigningError: CustomStringConvertible {
    /// One English sentence: what is wrong, and what was given.
    public var description: String {
        switch self {
        case .refused(let status): "the witness answered with status \(status)"
        case .answerMalformed: "the witness's answer is not what C2SP tlog-witness says"
        case .notByTheWitness: "the witness's answer holds no signature of the checkpoint by its key"
        case .witnessAhead(let size, let log): "the witness has seen \(size) leaves, and the log has \(log)"
        case .sizeDisputed(let size): "the witness does not settle on a size; the last was \(size)"
        }
    }
}
