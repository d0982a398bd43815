/// What a witness answers, as HTTP carries it.
public enum WitnessAnswer: Sendable, Equatable {
    /// It has seen the checkpoint, and remembers it.
    case cosigned([NoteSignature])
    /// It has not signed, and why.
    case refused(WitnessRefusal)

    /// The content type of the size in an answer 409.
    public static let sizeContentType = "text/x.tlog.size"

    /// The HTTP status.
    public var status: Int {
        switch self {
        case .cosigned: 200
        case .refused(let refusal): refusal.status
        }
    }

    /// The HTTP content type.
    public var contentType: String {
        if case .refused(.oldSizeDiffers) = self { return Self.sizeContentType }
        return "text/plain; charset=utf-8"
    }

    /// The body: signature lines, the witness's size, or one sentence for people.
    public var body: [UInt8] {
        switch self {
        case .cosigned(let signatures): signatures.flatMap(\.line)
        case .refused(.oldSizeDiffers(let known)): Array("\(known)\n".utf8)
        case .refused(let refusal): Array("\(refusal)\n".utf8)
        }
    }
}

/// Why a witness does not sign.
public enum WitnessRefusal: Error, Hashable, Sendable {
    /// The request is malformed: 400.
    case request(AddCheckpointError)
    /// The note is not a checkpoint: 400.
    case checkpoint(CheckpointError)
    /// The old size is above the new one: 400.
    case sizesDescend(from: UInt64, to: UInt64)
    /// No key of the log has signed it, or a signature of one is bad: 403.
    case signature(NoteError)
    /// The witness does not look after the log: 404.
    case logUnknown(origin: Checkpoint.Origin)
    /// The last checkpoint that it signed has another size: 409, with that size.
    case oldSizeDiffers(known: UInt64)
    /// The checkpoint does not continue the last one, or that is not shown: 422.
    case proof(MerkleError)
    /// The checkpoint is of an empty tree and has another root than that: 422.
    case rootOfEmptyTree

    /// The HTTP status that says so.
    public var status: Int {
        switch self {
        case .request, .checkpoint, .sizesDescend: 400
        case .signature: 403
        case .logUnknown: 404
        case .oldSizeDiffers: 409
        case .proof, .rootOfEmptyTree: 422
        }
    }
}

extension WitnessRefusal: CustomStringConvertible {
    /// One English sentence: what is wrong, and what was given.
    public var description: String {
        switch self {
        case .request(let error): error.description
        case .checkpoint(let error): error.description
        case .sizesDescend(let from, let to): MerkleError.sizesDescend(from: from, to: to).description
        case .signature(let error): error.description
        case .logUnknown(let origin): "this witness does not look after the log \(origin)"
        case .oldSizeDiffers(let known): "the last checkpoint seen has \(known) leaves"
        case .proof(let error): "the checkpoint does not continue the last one seen: \(error)"
        case .rootOfEmptyTree: "the checkpoint is of an empty tree and has another root than that"
        }
    }
}
