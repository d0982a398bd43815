import Access
import Law
import Records
import Registrar
import Stamps

extension MemoryTransaction {
    func owners(of keys: [ProductKey]) throws -> [ProductKey: String] {
        tables.keys.filter { keys.contains($0.key) }
    }

    func keys(ofProduct id: String) throws -> [ProductKey] {
        tables.keys.filter { $0.value == id }.keys.sorted { $0.path < $1.path }
    }

    func harvests(ofZones zones: [String], without lot: String) throws -> [ZoneHarvest: Double] {
        tables.harvests.filter { $0.key != lot }.values.reduce(into: [:]) { sums, harvests in
            sums.merge(harvests.filter { zones.contains($0.key.zone) }, uniquingKeysWith: +)
        }
    }

    func batches(ids: [String]) throws -> [StoredBatch] { tables.batches.filter { ids.contains($0.batch.id) } }

    func batches(_ filter: BatchFilter) throws -> [StoredBatch] {
        let found = try chosen(filter).filter { batch in
            filter.after.map { filter.latestFirst ? batch.sequence < $0 : batch.sequence > $0 } ?? true
        }
        return Array((filter.latestFirst ? found.reversed() : found).prefix(filter.limit))
    }

    private func chosen(_ filter: BatchFilter) throws -> [StoredBatch] {
        let inScope =
            filter.scope == .everything
            ? nil
            : Set(try page(.batch, within: filter.scope, after: nil, limit: .max).map(\.id))
        return tables.batches.filter { found in
            let batch = found.batch
            let owner = tables.items[.init(kind: .record(.product), id: batch.product)]?.row.parent
            let isOfLot = { (lot: String) in
                batch.lot == lot || self.tables.activations.contains { $0.batch == batch.id && $0.lot == lot }
            }
            return (inScope?.contains(batch.id) ?? true) && (filter.lot.map(isOfLot) ?? true)
                && (filter.product == nil || batch.product == filter.product)
                && (filter.producer == nil || owner == filter.producer)
                && (filter.from.map { batch.issuedOn >= $0 } ?? true)
                && (filter.to.map { batch.issuedOn <= $0 } ?? true)
        }
    }

    func batch(ofFormerRequest identifier: String) throws -> StoredBatch? {
        tables.formerRequests[identifier].flatMap { id in tables.batches.first { $0.batch.id == id } }
    }

    func lastBatch(of key: ProductKey, from number: SerialNumber) throws -> StoredBatch? {
        tables.batches.filter { $0.batch.productKey == key && $0.batch.numbers.first <= number }
            .max { $0.batch.numbers.first < $1.batch.numbers.first }
    }

    func numberAfterLast(of key: ProductKey) throws -> UInt64? {
        tables.batches.filter { $0.batch.productKey == key }.map { $0.batch.numbers.last.rawValue + 1 }.max()
    }

    func balances(ofBatches ids: [String]) throws -> [String: MarkBalance] {
        tables.batches.filter { ids.contains($0.batch.id) }.reduce(into: [:]) { balances, found in
            balances[found.batch.id] = balance(of: found.batch)
        }
    }

    func balance(of filter: BatchFilter) throws -> MarkBalance {
        try chosen(filter).map { balance(of: $0.batch) }.reduce(MarkBalance(), +)
    }

    func balances(ofAuthorisations ids: [String]) throws -> [String: MarkBalance] {
        tables.batches.reduce(into: [:]) { balances, found in
            guard let right = found.batch.mark?.authorisation, ids.contains(right) else { return }
            balances[right] = (balances[right] ?? MarkBalance()) + balance(of: found.batch)
        }
    }

    private func balance(of batch: Batch) -> MarkBalance {
        func voided(_ cause: StampVoid.Cause) -> Int {
            tables.voids.filter { $0.batch == batch.id && $0.cause == cause }.reduce(0) { $0 + $1.numbers.count }
        }
        return MarkBalance(
            allotted: batch.numbers.count, drawn: tables.drawn[batch.id]?.total ?? 0,
            printed: tables.printed[batch.id] ?? 0, spoiled: voided(.spoiled), returned: voided(.returned),
            lost: voided(.cancelled))
    }

    func drawn(ofBatch id: String) throws -> [SerialRange] { tables.drawn[id] ?? [] }

    func leaveOutVoid(ofBatch id: String) throws {
        guard tables.printed[id] != nil, var balance = try balances(ofBatches: [id])[id] else { return }
        balance.leaveOutVoid()
        tables.printed[id] = balance.printed
    }

    func stampsInUse(ofLot id: String) throws -> Int {
        func replaced(_ numbers: SerialRange, of batch: String) -> Int {
            tables.voids.filter { $0.batch == batch && $0.cause != .cancelled }
                .reduce(0) { $0 + ($1.numbers.intersection(numbers)?.count ?? 0) }
        }
        let own = tables.batches.filter { $0.batch.lot == id }.map { ($0.batch.id, $0.batch.numbers) }
        let given = tables.activations.filter { $0.lot == id }.map { ($0.batch, $0.numbers) }
        return (own + given).reduce(0) { $0 + $1.1.count - replaced($1.1, of: $1.0) }
    }

    func activations(ofBatch id: String) throws -> [StoredActivation] {
        tables.activations.filter { $0.batch == id }.sorted { $0.numbers.first < $1.numbers.first }
    }

    func activations(ofLot id: String) throws -> [StoredActivation] {
        tables.activations.filter { $0.lot == id }
            .sorted { ($0.key.path, $0.numbers.first) < ($1.key.path, $1.numbers.first) }
    }

    func voids(of key: ProductKey, in numbers: SerialRange) throws -> [StoredVoid] {
        tables.voids.filter { $0.key == key && numbers.contains($0.numbers.first) }
            .sorted { $0.numbers.first < $1.numbers.first }
    }

    func voids(after place: (sequence: Int, first: UInt64), limit: Int) throws -> [StoredVoid] {
        Array(
            tables.voids.filter { ($0.sequence, $0.numbers.first.rawValue) > place }
                .sorted { ($0.sequence, $0.numbers.first) < ($1.sequence, $1.numbers.first) }.prefix(limit))
    }

    func surroundings(of number: SerialNumber, _ key: ProductKey) throws -> NumberSurroundings {
        let voids = tables.voids.filter { $0.key == key }
        let activations = tables.activations.filter { $0.key == key }
        let later = (voids.map(\.numbers.first) + activations.map(\.numbers.first)).filter { $0 > number }.min()
        return NumberSurroundings(
            void: voids.filter { $0.numbers.first <= number }.max { $0.numbers.first < $1.numbers.first },
            activation: activations.filter { $0.numbers.first <= number }.max { $0.numbers.first < $1.numbers.first },
            next: later?.rawValue)
    }

    func leafIndices(ofEntries sequences: [Int]) throws -> [Int: Int] {
        tables.leaves.enumerated().reduce(into: [:]) { leaves, leaf in
            if sequences.contains(leaf.element.sequence) { leaves[leaf.element.sequence] = leaf.offset }
        }
    }

    func lastLeafEntry() throws -> Int? { tables.leaves.last?.sequence }

    func checkpointSize() throws -> Int { Int(tables.checkpoints.last?.size ?? 0) }
}
