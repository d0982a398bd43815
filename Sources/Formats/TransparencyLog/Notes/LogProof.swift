internal import Encodings

/// Everything that shows, without a connection, that an entry is in a log that witnesses have seen.
///
/// A text of its own; files of it end in `.tlog-proof` (C2SP tlog-proof).
public struct LogProof: Sendable {
    /// The longest proof that is read, in bytes.
    public static let maximumLength = SignedNote.maximumLength + 1 << 16

    /// What an application adds; nothing vouches for it.
    public let extra: [UInt8]?
    /// Which entry of the log, from 0.
    public let index: UInt64
    /// The siblings on the path from the entry to the root, its own first.
    public let hashes: [TreeHash]
    /// The checkpoint with its signatures, unverified.
    public let checkpoint: SignedNote

    private static let header = "c2sp.org/tlog-proof@v1"
    /// No tree has a longer path.
    private static let maximumHashes = 63

    /// Joins a proof and the checkpoint that its root is in.
    public init(_ proof: InclusionProof, checkpoint: SignedNote, extra: [UInt8]? = nil) {
        (self.extra, index, hashes, self.checkpoint) = (extra, proof.index, proof.hashes, checkpoint)
    }

    /// Reads the text of a proof.
    ///
    /// - Throws: `LogProofError`, other than `.trust` and `.merkle`.
    public init(bytes: [UInt8]) throws(LogProofError) {
        guard bytes.count <= Self.maximumLength else {
            throw .tooLong(bytes: bytes.count, limit: Self.maximumLength)
        }
        var lines = LineReader(bytes[...])
        guard lines.line()?.elementsEqual(Self.header.utf8) == true else { throw .header }
        if let text = lines.line(after: "extra ") {
            guard let extra = Base64.standard.decode(text) else { throw .extra }
            self.extra = extra
        } else {
            extra = nil
        }
        guard let index = lines.line(after: "index ").flatMap(Decimal.parse) else { throw .index }
        self.index = index
        guard let hashes = TreeHash.lines(&lines, limit: Self.maximumHashes) else {
            throw .hashes(limit: Self.maximumHashes)
        }
        self.hashes = hashes
        do { checkpoint = try SignedNote(bytes: lines.rest) } catch { throw .note(error) }
    }

    /// The text of the proof.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendLine(Self.header)
        if let extra { bytes.appendLine(Array("extra ".utf8) + Base64.standard.encode(extra)) }
        bytes.appendLine("index \(index)")
        for hash in hashes { bytes.appendLine(Base64.standard.encode(hash.bytes)) }
        bytes.append(Ascii.newline)
        return bytes + checkpoint.bytes
    }

    /// Checks that the entry is in a log that the policy believes, and the checkpoint one that its quorum has seen.
    ///
    /// - Throws: `LogProofError.trust` or `.merkle`.
    public func verify(entry: [UInt8], policy: TrustPolicy) throws(LogProofError) -> TrustedCheckpoint {
        try verify(leaf: TreeHash(leaf: entry), policy: policy)
    }

    /// Checks the same of the hash of an entry.
    ///
    /// - Throws: `LogProofError.trust` or `.merkle`.
    public func verify(leaf: TreeHash, policy: TrustPolicy) throws(LogProofError) -> TrustedCheckpoint {
        let trusted: TrustedCheckpoint
        do { trusted = try policy.verify(checkpoint) } catch { throw .trust(error) }
        do {
            let proof = try InclusionProof(index: index, treeSize: trusted.checkpoint.size, hashes: hashes)
            try proof.verify(leaf: leaf, root: trusted.checkpoint.root)
        } catch {
            throw .merkle(error)
        }
        return trusted
    }
}

/// Why a text is not a proof, or proves nothing.
public enum LogProofError: Error, Hashable, Sendable {
    /// The text is longer than what is read.
    case tooLong(bytes: Int, limit: Int)
    /// The first line is not `c2sp.org/tlog-proof@v1`.
    case header
    /// The extra line is not base 64.
    case extra
    /// There is no line `index` with a number without leading zeros.
    case index
    /// A hash is not the base 64 of 32 bytes, there are too many, or no empty line follows them.
    case hashes(limit: Int)
    /// What follows is not a signed note.
    case note(NoteError)
    /// The policy does not vouch for the checkpoint.
    case trust(TrustError)
    /// The path does not lead from the entry to the checkpoint's root.
    case merkle(MerkleError)
}

extension LogProofError: CustomStringConvertible {
    /// One English sentence: what is wrong, and what it should be.
    public var description: String {
        switch self {
        case .tooLong(let bytes, let limit): "the proof has \(bytes) bytes; at most \(limit) are read"
        case .header: "the first line of a proof is c2sp.org/tlog-proof@v1"
        case .extra: "the extra line of the proof is not base 64"
        case .index: "the proof has no line `index` with a number without leading zeros"
        case .hashes(let limit): "the proof should have up to \(limit) lines of base 64 of 32 bytes and an empty line"
        case .note(let error): error.description
        case .trust(let error): error.description
        case .merkle(let error): error.description
        }
    }
}

extension TreeHash {
    /// Reads lines of hashes up to and with an empty line; nil where one is malformed or there are too many.
    static func lines(_ lines: inout LineReader, limit: Int) -> [TreeHash]? {
        var hashes: [TreeHash] = []
        while let line = lines.line() {
            if line.isEmpty { return hashes }
            guard hashes.count < limit, let bytes = Base64.standard.decode(line),
                let hash = try? TreeHash(bytes: bytes)
            else { return nil }
            hashes.append(hash)
        }
        return nil
    }
}
