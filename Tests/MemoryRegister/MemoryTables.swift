import Inspection
import Law
import Records
import Registrar
import Stamps
import TransparencyLog
import Wording

/// The rows of a register in memory.
struct MemoryTables {
    struct ItemID: Hashable {
        let kind: EntryKind
        let id: String
    }

    struct Item: Equatable {
        let row: ItemRow
        let sequence: Int
    }

    struct Leaf: Equatable {
        let sequence: Int
        let data: String
    }

    struct Place: Equatable {
        let commune: String
        let province: String
    }

    struct Case: Equatable {
        let key: CaseKey
        let status: InspectionCase.Status
    }

    var ledger: [LedgerEntry] = []
    var history: [String: [Int]] = [:]
    var items: [ItemID: Item] = [:]
    var keys: [ProductKey: String] = [:]
    var places: [ItemID: Place] = [:]
    var zoneProducers: [String: [String]] = [:]
    var harvests: [String: [ZoneHarvest: Double]] = [:]
    var batches: [StoredBatch] = []
    var formerRequests: [String: String] = [:]
    var drawn: [String: [SerialRange]] = [:]
    var printed: [String: Int] = [:]
    var voids: [StoredVoid] = []
    var activations: [StoredActivation] = []
    var cases: [String: Case] = [:]
    var files: [ItemID: [String]] = [:]
    var hashes: [String] = []
    var leaves: [Leaf] = []
    var tiles: [[UInt64]: [TreeHash]] = [:]
    var checkpoints: [(size: UInt64, note: [UInt8])] = []

    /// Whether everything that follows from the ledger is the same.
    func hasSameRows(as other: MemoryTables) -> Bool {
        history == other.history && items == other.items && keys == other.keys && places == other.places
            && zoneProducers == other.zoneProducers && harvests == other.harvests && batches == other.batches
            && formerRequests == other.formerRequests && drawn == other.drawn && printed == other.printed
            && voids == other.voids
            && activations == other.activations && cases == other.cases && files == other.files
            && hashes == other.hashes && leaves == other.leaves
    }
}

/// A copy of the rows that a piece of work reads and changes.
final class MemoryTransaction {
    var tables: MemoryTables

    init(_ tables: MemoryTables) {
        self.tables = tables
    }
}

extension MemoryTransaction: RegisterTransaction {
    func append(_ entry: LedgerEntry) throws {
        guard entry.sequence == tables.ledger.count + 1 else {
            throw Problem(.registerFailed, vi: "không nối tiếp", en: "it does not follow")
        }
        tables.ledger.append(entry)
    }

    func put(_ change: RowChange, ofEntry sequence: Int) throws {
        switch change {
        case .item(let row):
            tables.items[.init(kind: row.kind, id: row.id)] = .init(row: row, sequence: sequence)
        case .decided(let kind, let id, let members):
            let place = MemoryTables.ItemID(kind: .record(kind), id: id)
            guard let row = tables.items[place]?.row else {
                throw Problem(.registerDamaged, vi: "thiếu \(id)", en: "\(id) is missing")
            }
            let decided = ItemRow(
                kind: row.kind, id: id, parent: row.parent, number: row.number, status: row.status,
                body: row.body.replacing(members))
            tables.items[place] = .init(row: decided, sequence: sequence)
        case .history(let item): tables.history[item, default: []].append(sequence)
        case .productKey(let key, let product):
            if let owner = tables.keys[key], owner != product { throw KeyTaken(key: key, owner: owner) }
            tables.keys[key] = product
        case .keyReleased(let key, let product): if tables.keys[key] == product { tables.keys[key] = nil }
        case .place(let kind, let id, let commune, let province):
            tables.places[.init(kind: kind, id: id)] = .init(commune: commune, province: province)
        case .zoneProducers(let zone, let producers): tables.zoneProducers[zone] = producers
        case .harvests(let lot, let harvests): tables.harvests[lot] = harvests
        case .batch(let batch, let formerRequest):
            tables.batches.append(StoredBatch(batch: batch, sequence: sequence))
            if let formerRequest { tables.formerRequests[formerRequest] = batch.id }
        case .drawn(let id, let labels):
            guard let batch = tables.batches.first(where: { $0.batch.id == id })?.batch else { return }
            let void = try voids(of: batch.productKey, in: batch.numbers).map(\.numbers)
            let new = labels.new(of: batch.numbers, drawn: try drawn(ofBatch: id), void: void)
            tables.drawn[id] = ((tables.drawn[id] ?? []) + new).inOrder
        case .printed(let batch, let printed):
            tables.printed[batch] = printed
            try leaveOutVoid(ofBatch: batch)
        case .void(let void, let numbers):
            guard let batch = tables.batches.first(where: { $0.batch.id == void.batch })?.batch else { return }
            tables.voids.append(
                StoredVoid(
                    batch: batch.id, key: batch.productKey, numbers: numbers, cause: void.cause, reason: void.reason,
                    on: void.on, sequence: sequence))
            try leaveOutVoid(ofBatch: batch.id)
        case .activation(let activation):
            guard let batch = tables.batches.first(where: { $0.batch.id == activation.batch })?.batch else { return }
            tables.activations.append(
                StoredActivation(
                    batch: batch.id, key: batch.productKey, numbers: activation.numbers, lot: activation.lot,
                    sequence: sequence))
        case .caseKey(let id, let key, let status):
            let isTwin = tables.cases.contains { $0.key != id && $0.value.key == key && $0.value.status != .closed }
            if isTwin, status != .closed {
                throw Problem(.registerFailed, vi: "hai vụ việc", en: "two cases of one key are open")
            }
            tables.cases[id] = .init(key: key, status: status)
        case .files(let kind, let id, let digests): tables.files[.init(kind: kind, id: id)] = digests
        case .entryHash(let hash): tables.hashes.append(hash)
        case .leaf(let data): tables.leaves.append(.init(sequence: sequence, data: data))
        }
    }
}
