internal import Encodings
public import TransparencyLog

/// The first checkpoint of each hour that the quorum had seen: what the log publishes for who asks whether a leaf was
/// written when it says.
///
/// A line each, canonical JSON: `{"note": "…"}`, the smallest first (docs/spec/log-entries.md).
public enum QuorumNotes {
    /// Its path below the log's address.
    public static let path = "quorum-notes"

    /// The first of each hour, of the notes that meet the policy's quorum.
    static func first(of notes: [SignedNote], by policy: TrustPolicy) -> [SignedNote] {
        var hours: Set<Int64> = []
        return notes.filter { note in
            guard let trusted = try? policy.verify(note), let time = trusted.medianTime else { return false }
            return hours.insert(time / 3_600).inserted
        }
    }

    static func bytes(of notes: [SignedNote]) -> [UInt8] {
        notes.flatMap { note -> [UInt8] in
            let line: JSONValue = ["note": .string(String(decoding: note.bytes, as: UTF8.self))]
            return line.canonicalBytes + [UInt8(ascii: "\n")]
        }
    }

    /// Reads the file; a line that is none, or of which the quorum is missing, is passed over: it proves nothing.
    ///
    /// - Returns: how many leaves each covers, and when half of its witnesses had seen it.
    public static func read(_ bytes: [UInt8], by policy: TrustPolicy) -> [(size: UInt64, time: Int64)] {
        bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard let text = (try? JSONValue(parsing: Array(line)))?["note"]?.string,
                let note = try? SignedNote(bytes: Array(text.utf8)), let trusted = try? policy.verify(note),
                let time = trusted.medianTime
            else { return nil }
            return (trusted.checkpoint.size, time)
        }
    }
}

extension LogUpkeep {
    /// A file of the log by its path below the log's address; nil where there is none.
    public func file(at path: String) async throws -> [UInt8]? {
        guard path == QuorumNotes.path else { return try await store.logFile(at: path) }
        guard let policy, policy.needsWitnesses else { return nil }
        return try await onWaitingThread { [log = store.log] in
            QuorumNotes.bytes(of: QuorumNotes.first(of: try log.checkpoints(), by: policy))
        }
    }
}
