internal import Crypto
internal import Encodings
internal import Records
internal import TransparencyLog
internal import Wording

/// Makes a register out of a file of entries, line by line.
///
/// It may be interrupted at any point and begun again from the file's first line: entries that are there already are
/// compared and passed over. The register is whole only after `finish`.
public struct LedgerImport: ~Copyable {
    private let store: any RegisterStore
    private var header: LedgerFile.Header?
    private var lines = 0
    private var sequence = 0
    private var waiting: [LedgerEntry] = []
    private var notes: [(size: UInt64, note: SignedNote)] = []
    private var hash = SHA256()
    private var isComplete = false

    /// How many entries are written in one transaction.
    private static let piece = 500

    /// - Parameter store: an empty register, or one that the same file was imported into in part.
    public init(into store: any RegisterStore) {
        self.store = store
    }

    /// How many entries are taken, and of how many.
    public var progress: (done: Int, of: Int) { (sequence, header?.entries ?? 0) }

    /// Takes the next line, without its end.
    ///
    /// - Throws: `Problem` `dataInvalid` for a line that is not right, or another register's than is there already.
    public mutating func take(_ line: [UInt8]) async throws {
        lines += 1
        guard !isComplete, line.count <= LedgerFile.longestLine, let value = try? JSONValue(parsing: line) else {
            throw LedgerFile.damagedLine(lines)
        }
        if let digest = value["sha256"]?.string, value["seq"] == nil {
            let computed = hexadecimal(hash.finalize())
            guard digest == computed else { throw LedgerFile.damagedLine(lines) }
            isComplete = true
            return
        }
        hash.update(data: line + [0x0A])
        guard let header else {
            guard let header = LedgerFile.Header(value) else { throw LedgerFile.damagedLine(lines) }
            self.header = header
            return
        }
        if sequence < header.entries {
            guard let entry = LedgerFile.entry(value), entry.sequence == sequence + 1, value.canonicalBytes == line
            else {
                throw LedgerFile.damagedLine(lines)
            }
            sequence += 1
            waiting.append(entry)
            if waiting.count == Self.piece || sequence == header.entries { try await write() }
            return
        }
        guard let text = value["checkpoint"]?.string, let note = try? SignedNote(bytes: Array(text.utf8)),
            let checkpoint = try? Checkpoint(text: note.unverifiedText)
        else { throw LedgerFile.damagedLine(lines) }
        notes.append((checkpoint.size, note))
    }

    /// Writes what waits, and compares what is there already.
    private mutating func write() async throws {
        let entries = waiting
        waiting = []
        try await store.write { register in
            let head = try register.head()
            for entry in entries {
                if entry.sequence > head {
                    try register.apply(entry)
                } else {
                    let there = try register.entries(after: entry.sequence - 1, kind: nil, item: nil, limit: 1).first
                    guard there == entry else { throw LedgerImport.anotherRegister(entry.sequence) }
                }
            }
        }
    }

    /// Keeps the checkpoints, then replays and compares the whole.
    ///
    /// - Parameter progress: called now and then with how many entries are replayed.
    /// - Returns: what the replay found.
    /// - Throws: `Problem` `dataInvalid` where the file ended early, `logInconsistent` where a checkpoint is not one of
    ///   these entries' leaves.
    public consuming func finish(progress: @escaping @Sendable (Int) -> Void = { _ in }) async throws -> LedgerAudit {
        guard isComplete, let header, sequence == header.entries, notes.count == header.checkpoints else {
            throw LedgerFile.damagedLine(lines + 1)
        }
        let head = try await store.read { try $0.head() }
        guard head == header.entries else { throw LedgerImport.anotherRegister(head) }
        let (store, notes) = (store, notes.sorted { $0.size < $1.size })
        try await onWaitingThread { try LedgerImport.adopt(notes, into: store.log) }
        return try await store.audit(progress: progress)
    }

    /// Computes the tree anew and keeps the checkpoints that are of it.
    private static func adopt(_ notes: [(size: UInt64, note: SignedNote)], into log: any RegisterLog) throws {
        guard let last = notes.last?.size else { return }
        var edge = TileEdge()
        var tiles: [(coordinate: TileCoordinate, hashes: [TreeHash])] = []
        var rest = notes[...]
        while true {
            while let (size, note) = rest.first, size == edge.size {
                guard try Checkpoint(text: note.unverifiedText).root == edge.root else {
                    throw inconsistent("checkpoint of \(size) leaves")
                }
                rest.removeFirst()
            }
            guard edge.size < last else { break }
            let leaves = try log.entries(edge.size..<min(edge.size + 1_024, rest.first?.size ?? last))
            guard !leaves.isEmpty else { throw inconsistent("\(edge.size) of \(last) leaves") }
            for leaf in leaves { edge.append(TreeHash(leaf: leaf)) { tiles.append((coordinate: $0, hashes: $1)) } }
        }
        for (tile, hashes) in edge.tiles { tiles.append((coordinate: tile, hashes: hashes)) }
        try log.adopt(notes, tiles: tiles)
    }

    private static func anotherRegister(_ sequence: Int) -> Problem {
        Problem(
            .dataInvalid, vi: "Sổ ở đây đã có mục \(sequence) khác với tệp: đây là một sổ khác.",
            en: "The register here has another entry \(sequence) than the file: it is another register.",
            hint: Bilingual(
                vi: "Nhập vào một thư mục dữ liệu mới (--home), chưa có sổ.",
                en: "Import into a new home (--home) that has no register yet."))
    }
}
