import Access
import Inspection
import Records
import Registrar
import Stamps

extension MemoryTransaction {
    func head() throws -> Int { tables.ledger.count }

    func entries(after sequence: Int, kind: EntryKind?, item: String?, limit: Int) throws -> [LedgerEntry] {
        let of = item.map { Set(tables.history[$0] ?? []) }
        return Array(
            tables.ledger.dropFirst(max(0, sequence)).lazy
                .filter { kind == nil || $0.kind == kind }.filter { of?.contains($0.sequence) ?? true }.prefix(limit))
    }

    func entryHash(_ sequence: Int) throws -> String? {
        tables.hashes.indices.contains(sequence - 1) ? tables.hashes[sequence - 1] : nil
    }

    func lastEntry(_ kind: EntryKind, item: String, before sequence: Int) throws -> LedgerEntry? {
        (tables.history[item] ?? []).map { tables.ledger[$0 - 1] }.last { $0.kind == kind && $0.sequence < sequence }
    }

    func entries(ofRequest identifier: String, by account: String) throws -> [LedgerEntry] {
        tables.ledger.filter { $0.request?.identifier == identifier && $0.request?.account == account }
    }

    func times(ofEntries sequences: [Int]) throws -> [Int: String] {
        sequences.reduce(into: [:]) { times, sequence in
            if tables.ledger.indices.contains(sequence - 1) { times[sequence] = tables.ledger[sequence - 1].time }
        }
    }

    func items(_ queries: [ItemQuery]) throws -> [[StoredItem]] {
        queries.map { query in
            switch query {
            case .ids(let kind, let ids): all(kind) { ids.contains($0.id) }
            case .children(let kind, let parents): all(kind) { row in row.parent.map(parents.contains) ?? false }
            case .all(let kind): all(kind) { _ in true }
            }
        }
    }

    func page(_ kind: EntryKind, within scope: Scope, after id: String?, limit: Int) throws -> [StoredItem] {
        let items =
            kind == .batch
            ? tables.batches.map { found in
                StoredItem(
                    kind: .batch, id: found.batch.id, parent: found.batch.product, sequence: found.sequence,
                    body: found.batch.json)
            }.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) } : all(kind) { _ in true }
        return Array(
            items.lazy.filter { item in id.map { $0.utf8.lexicographicallyPrecedes(item.id.utf8) } ?? true }
                .filter { self.lies($0, within: scope) }.prefix(limit))
    }

    func latest(_ kind: EntryKind, parent: String?, status: String?, limit: Int) throws -> [StoredItem] {
        Array(
            all(kind) { (parent == nil || $0.parent == parent) && (status == nil || $0.status == status) }
                .sorted { $0.sequence > $1.sequence }.prefix(limit))
    }

    func lots(numbered number: String, ofProduct product: String?) throws -> [StoredItem] {
        all(.record(.lot)) { $0.number == number && (product == nil || $0.parent == product) }
            .sorted { $0.sequence > $1.sequence }
    }

    private func all(_ kind: EntryKind, _ condition: (ItemRow) -> Bool) -> [StoredItem] {
        tables.items.values.filter { $0.row.kind == kind && condition($0.row) }.map { item in
            StoredItem(
                kind: kind, id: item.row.id, parent: item.row.parent, sequence: item.sequence, body: item.row.body)
        }.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    }

    // MARK: Scopes

    /// The producers in a scope; nil for all.
    private func producers(in scope: Scope) -> Set<String>? { ids(.record(.producer), in: scope) { $0 == $1 } }

    private func zones(in scope: Scope) -> Set<String>? {
        ids(.record(.zone), in: scope) { zone, producer in tables.zoneProducers[zone]?.contains(producer) == true }
    }

    private func ids(
        _ kind: EntryKind, in scope: Scope, _ belongs: (_ id: String, _ producer: String) -> Bool
    ) -> Set<String>? {
        let own = tables.places.filter { $0.key.kind == kind }
        return switch scope {
        case .everything: nil
        case .producer(let id): Set(own.keys.map(\.id).filter { belongs($0, id) })
        case .commune(let code): Set(own.filter { $0.value.commune == code }.keys.map(\.id))
        case .province(let code): Set(own.filter { $0.value.province == code }.keys.map(\.id))
        }
    }

    private func lies(_ item: StoredItem, within scope: Scope) -> Bool {
        guard let producers = producers(in: scope) else { return true }
        func parent(_ kind: RecordKind, _ id: String?) -> String? {
            id.flatMap { tables.items[.init(kind: .record(kind), id: $0)]?.row.parent }
        }
        func isOfProduct(_ id: String?) -> Bool { parent(.product, id).map(producers.contains) ?? false }
        switch item.kind {
        case .record(.producer): return producers.contains(item.id)
        case .record(.zone): return zones(in: scope)?.contains(item.id) ?? true
        case .record(.certificate):
            let zones = zones(in: scope) ?? []
            return item.parent.map { zones.contains($0) || producers.contains($0) } ?? false
        case .record(.product): return item.parent.map(producers.contains) ?? false
        case .record(.recognition), .record(.lot), .printOrder, .plaque, .batch: return isOfProduct(item.parent)
        case .record(.markAuthorisation): return isOfProduct(parent(.recognition, item.parent))
        case .recall: return isOfProduct(parent(.lot, item.id))
        default: return false
        }
    }

    // MARK: Cases and evidence

    func openCases(_ key: CaseKey) throws -> [StoredItem] {
        all(.inspectionCase) { row in
            tables.cases[row.id].map { $0.key == key && $0.status != .closed } ?? false
        }
    }

    func cases(_ filter: CaseFilter, within scope: Scope, after id: String?, limit: Int) throws -> [StoredItem] {
        func lies(_ key: CaseKey, _ scope: Scope) -> Bool {
            if case .province(let code) = scope, key.producer == nil { return key.province == code }
            guard let producers = producers(in: scope) else { return true }
            if case .producer(let id) = scope { return key.producer == id }
            return key.producer.map(producers.contains) ?? false
        }
        let order = { (id: String) in (id.utf8.count, id) }
        return Array(
            all(.inspectionCase) { row in
                guard let found = tables.cases[row.id] else { return false }
                return lies(found.key, scope) && (id.map { order(row.id) < order($0) } ?? true)
                    && (filter.producer == nil || found.key.producer == filter.producer)
                    && (filter.province.map { lies(found.key, .province($0)) } ?? true)
                    && (filter.status == nil || found.status == filter.status)
            }.sorted { order($0.id) > order($1.id) }.prefix(limit))
    }

    func uses(ofFile sha256: String) throws -> [StoredItem] {
        tables.files.filter { $0.value.contains(sha256) }.keys
            .sorted { ($0.kind.rawValue, $0.id) < ($1.kind.rawValue, $1.id) }
            .flatMap { use in all(use.kind) { $0.id == use.id } }
    }

    func files(after sha256: String, limit: Int) throws -> [StoredFile] {
        var first: [String: StoredFile] = [:]
        for (use, digests) in tables.files {
            for digest in digests where digest > sha256 {
                if let known = first[digest], (known.kind.rawValue, known.item) < (use.kind.rawValue, use.id) {
                    continue
                }
                first[digest] = StoredFile(sha256: digest, kind: use.kind, item: use.id)
            }
        }
        return Array(first.values.sorted { $0.sha256 < $1.sha256 }.prefix(limit))
    }
}
