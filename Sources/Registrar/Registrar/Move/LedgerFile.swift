public import Access
internal import Crypto
internal import Encodings
internal import Records
internal import TransparencyLog
internal import Wording

/// A register as a file of entries, from which any store makes the same register (docs/spec/ledger.md).
///
/// A line each, canonical JSON: a header, the entries in order, the checkpoints that were signed of their leaves, and the
/// SHA-256 of all that stands before it. Times, numbers, leaves and checkpoints are the same to the last byte.
public enum LedgerFile {
    /// The version of the format.
    public static let version = 1
    /// The longest line that is read, in bytes.
    public static let longestLine = 4 << 20

    /// The first line.
    public struct Header: Sendable, Equatable {
        /// How many entries follow.
        public let entries: Int
        /// How many checkpoints follow them.
        public let checkpoints: Int

        var json: JSONValue {
            [
                "format": "temgoc-ledger", "version": .integer(LedgerFile.version), "entries": .integer(entries),
                "checkpoints": .integer(checkpoints),
            ]
        }

        init(entries: Int, checkpoints: Int) {
            self.entries = entries
            self.checkpoints = checkpoints
        }

        /// nil where the line is no header of this version.
        init?(_ line: JSONValue) {
            guard line["format"]?.string == "temgoc-ledger", line["version"]?.integer == LedgerFile.version,
                let entries = line["entries"]?.integer, entries >= 0,
                let checkpoints = line["checkpoints"]?.integer, checkpoints >= 0
            else { return nil }
            self.init(entries: entries, checkpoints: checkpoints)
        }
    }

    /// A line of a checkpoint.
    static func line(of note: SignedNote) -> JSONValue {
        ["checkpoint": .string(String(decoding: note.bytes, as: UTF8.self))]
    }

    /// The entry of a line; nil where it is none.
    static func entry(_ line: JSONValue) -> LedgerEntry? {
        guard let sequence = line["seq"]?.integer, let time = line["time"]?.string, let actor = line["actor"]?.string,
            let kind = line["kind"]?.string.flatMap(EntryKind.init(rawValue:)), let body = line["body"]
        else { return nil }
        var request: RequestKey?
        if let named = line["request"] {
            guard let account = named["by"]?.string, let id = named["id"]?.string,
                let digest = named["sha256"]?.string
            else { return nil }
            request = RequestKey(account: account, identifier: id, digest: digest)
        }
        let entry = LedgerEntry(
            sequence: sequence, time: time, actor: actor, via: line["via"]?.string, kind: kind, body: body,
            request: request)
        return entry.json == line ? entry : nil
    }

    static func damagedLine(_ number: Int) -> Problem {
        Problem(
            .dataInvalid, vi: "Dòng \(number) của tệp sổ không đúng dạng hoặc không đúng thứ tự.",
            en: "Line \(number) of the ledger's file is not of its form, or not in order.",
            hint: Bilingual(
                vi: "Xuất lại bằng temgoc ledger export, chép nguyên vẹn rồi nhập lại.",
                en: "Export it again with temgoc ledger export, copy it whole, and import it again."))
    }
}

extension Registrar {
    /// Writes the register as a file of entries, a piece at a time; nothing of it is held in memory.
    ///
    /// - Parameters:
    ///   - write: takes the next bytes.
    ///   - progress: called now and then with how many of how many entries are written.
    public func exportLedger(
        for principal: Principal, to write: ([UInt8]) throws -> Void,
        progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) async throws -> LedgerFile.Header {
        try principal.demandEverything(.readLedger)
        var hash = SHA256()
        func put(_ value: JSONValue) throws {
            let line = value.canonicalBytes + [UInt8(ascii: "\n")]
            hash.update(data: line)
            try write(line)
        }
        // What is recorded while it runs is left out: the checkpoints of a moment cover no later entry.
        let notes = try await onWaitingThread { [store] in try store.log.checkpoints() }
        let head = try await store.read { try $0.head() }
        let header = LedgerFile.Header(entries: head, checkpoints: notes.count)
        try put(header.json)
        var last = 0
        while last < head {
            let after = last
            let entries = try await store.read {
                try $0.entries(after: after, kind: nil, item: nil, limit: min(1_000, head - after))
            }
            guard let end = entries.last?.sequence else { throw damaged("ledger[\(after + 1)]") }
            for entry in entries { try put(entry.json) }
            last = end
            progress(last, head)
        }
        for note in notes { try put(LedgerFile.line(of: note)) }
        try write(JSONValue.object(["sha256": .string(hexadecimal(hash.finalize()))]).canonicalBytes + [0x0A])
        return header
    }
}
