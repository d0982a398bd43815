internal import Encodings

/// What a log asks a witness: sign that this checkpoint continues the one that you saw (C2SP tlog-witness).
public struct AddCheckpointRequest: Sendable {
    /// The longest request that is read, in bytes.
    public static let maximumLength = SignedNote.maximumLength + 1 << 13
    /// The most hashes of a proof.
    public static let maximumHashes = 63
    /// Where requests are posted, below the witness's address.
    public static let path = "add-checkpoint"

    /// The size of the checkpoint that the witness saw last, as the log believes; 0 for none.
    public let oldSize: UInt64
    /// The consistency proof from that size; empty where it is 0.
    public let proof: [TreeHash]
    /// The checkpoint with its signatures, unverified.
    public let checkpoint: SignedNote

    /// Joins the parts.
    ///
    /// - Throws: `AddCheckpointError.proof` for more than 63 hashes.
    public init(oldSize: UInt64, proof: [TreeHash], checkpoint: SignedNote) throws(AddCheckpointError) {
        guard proof.count <= Self.maximumHashes else { throw .proof(limit: Self.maximumHashes) }
        (self.oldSize, self.proof, self.checkpoint) = (oldSize, proof, checkpoint)
    }

    /// Reads the body of a request.
    ///
    /// - Throws: `AddCheckpointError`.
    public init(body: [UInt8]) throws(AddCheckpointError) {
        guard body.count <= Self.maximumLength else { throw .tooLong(bytes: body.count, limit: Self.maximumLength) }
        var lines = LineReader(body[...])
        guard let oldSize = lines.line(after: "old ").flatMap(Decimal.parse) else { throw .oldSize }
        guard let proof = TreeHash.lines(&lines, limit: Self.maximumHashes) else {
            throw .proof(limit: Self.maximumHashes)
        }
        do { checkpoint = try SignedNote(bytes: lines.rest) } catch { throw .note(error) }
        (self.oldSize, self.proof) = (oldSize, proof)
    }

    /// The body of the request.
    public var body: [UInt8] {
        var body: [UInt8] = []
        body.appendLine("old \(oldSize)")
        for hash in proof { body.appendLine(Base64.standard.encode(hash.bytes)) }
        body.append(Ascii.newline)
        return body + checkpoint.bytes
    }
}

/// Why bytes are not a request to a witness.
public enum AddCheckpointError: Error, Hashable, Sendable {
    /// The body is longer than what is read.
    case tooLong(bytes: Int, limit: Int)
    /// The first line is not `old` and a number without leading zeros.
    case oldSize
    /// A hash is not the base 64 of 32 bytes, there are too many, or no empty line follows them.
    case proof(limit: Int)
    /// What follows is not a signed note.
    case note(NoteError)
}

extension AddCheckpointError: CustomStringConvertible {
    /// One English sentence: what is wrong, and what it should be.
    public var description: String {
        switch self {
        case .tooLong(let bytes, let limit): "the request has \(bytes) bytes; at most \(limit) are read"
        case .oldSize: "the first line of the request should be `old` and a number without leading zeros"
        case .proof(let limit):
            "the request should have up to \(limit) lines of base 64 of 32 bytes and an empty line"
        case .note(let error): error.description
        }
    }
}
