import Encodings
import Records
package import Registrar
import Synchronization
import TransparencyLog
import Wording

/// A register in memory: the second store behind the registrar's seam, for tests of what stands on it.
///
/// It answers every question as the tables in SQL do, which the contract suite proves of both. A snapshot is a copy of
/// values, a transaction a copy that takes the place of the last one.
package final class MemoryRegister: RegisterStore {
    private let state: Mutex<MemoryTables>
    private let changes = Atomic<Int>(0)

    /// An empty register.
    package init() {
        state = Mutex(MemoryTables())
    }

    /// A register that says what another one says now, and goes its own way from there.
    package init(copying other: MemoryRegister) {
        state = Mutex(other.state.withLock { $0 })
    }

    package func read<Answer: Sendable>(
        _ work: @escaping @Sendable (any RegisterSnapshot) throws -> Answer
    ) async throws -> Answer {
        try work(MemoryTransaction(state.withLock { $0 }))
    }

    package func write<Answer: Sendable>(
        dryRun: Bool, _ work: @escaping @Sendable (any RegisterTransaction) throws -> Answer
    ) async throws -> Answer {
        try state.withLock { tables in
            let transaction = MemoryTransaction(tables)
            let answer = try work(transaction)
            if !dryRun {
                if transaction.tables.ledger.count != tables.ledger.count { changes.add(1, ordering: .relaxed) }
                tables = transaction.tables
            }
            return answer
        }
    }

    package func generation() async throws -> Int { changes.load(ordering: .relaxed) }

    package var log: any RegisterLog { MemoryLog(register: self) }

    package func audit(progress: @escaping @Sendable (Int) -> Void) async throws -> LedgerAudit {
        let tables = state.withLock { $0 }
        let replica = MemoryTransaction(MemoryTables())
        var differences: [Bilingual] = []
        for entry in tables.ledger {
            do {
                try replica.apply(entry)
            } catch {
                let text = "entry \(entry.sequence): \(error)"
                differences.append(Bilingual(vi: text, en: text))
            }
        }
        progress(tables.ledger.count)
        if !replica.tables.hasSameRows(as: tables) {
            differences.append(Bilingual(vi: "bảng khác với nhật ký", en: "the tables are not what the ledger says"))
        }
        return LedgerAudit(entries: tables.ledger.count, differences: differences)
    }

    /// The tables as they are now.
    var tables: MemoryTables { state.withLock { $0 } }

    /// Changes the tables past the ledger.
    func withTables<Answer>(_ work: (inout MemoryTables) throws -> Answer) rethrows -> Answer {
        try state.withLock { tables in
            changes.add(1, ordering: .relaxed)
            return try work(&tables)
        }
    }
}

/// The log of a register in memory.
private struct MemoryLog: RegisterLog {
    let register: MemoryRegister

    func entryCount() throws(TreeReadError) -> UInt64 { UInt64(register.tables.leaves.count) }

    func entries(_ range: Range<UInt64>) throws(TreeReadError) -> [[UInt8]] {
        register.tables.leaves.dropFirst(Int(range.lowerBound)).prefix(range.count).map { Array($0.data.utf8) }
    }

    func hashes(of tile: TileCoordinate) throws(TreeReadError) -> [TreeHash] {
        let found = register.tables.tiles[[UInt64(tile.level), tile.index]]
        guard let found, found.count >= tile.width else { throw .missing(path: tile.path) }
        return Array(found.prefix(tile.width))
    }

    func checkpoint() throws(TreeReadError) -> [UInt8]? { register.tables.checkpoints.last?.note }

    mutating func commit(_ integration: Integration) throws(CommitError) {
        let isOurs = register.withTables { tables in
            guard tables.checkpoints.last?.note == integration.base else { return false }
            for (tile, hashes) in integration.tiles { tables.tiles[[UInt64(tile.level), tile.index]] = hashes }
            tables.checkpoints.append((integration.checkpoint.size, integration.note.bytes))
            return true
        }
        if !isOurs { throw .overtaken }
    }

    func add(cosignatures note: SignedNote, of size: UInt64) throws {
        register.withTables { tables in
            guard let place = tables.checkpoints.firstIndex(where: { $0.size == size }) else { return }
            tables.checkpoints[place].note = note.bytes
        }
    }

    func checkpoints() throws -> [SignedNote] {
        try register.tables.checkpoints.map { try SignedNote(bytes: $0.note) }
    }

    func adopt(
        _ notes: [(size: UInt64, note: SignedNote)], tiles: [(coordinate: TileCoordinate, hashes: [TreeHash])]
    ) throws {
        try register.withTables { tables in
            if tables.checkpoints.map(\.note) == notes.map(\.note.bytes) { return }
            guard tables.checkpoints.isEmpty else {
                throw Problem(.logInconsistent, vi: "đã ký điều khác", en: "it has signed something else")
            }
            for (tile, hashes) in tiles { tables.tiles[[UInt64(tile.level), tile.index]] = hashes }
            tables.checkpoints = notes.map { ($0.size, $0.note.bytes) }
        }
    }
}
