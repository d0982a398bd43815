public import Access
public import Accountability
internal import Inspection
public import Records
public import Stamps
public import Verification

// Lists and single things that an issuer or an office looks at.

extension Registrar {
    /// A batch with what its labels say.
    ///
    /// - Throws: `Problem` `batchUnknown`, `rightMissing`.
    public func batch(_ id: String, for principal: Principal) async throws -> (facts: StampFacts, batch: Batch) {
        try await store.read { register in
            let found = try register.batch(named: id)
            try principal.demand(.readOrders, on: register.subject(ofProduct: found.batch.product))
            return (try register.facts(of: found, register.issuer()), found.batch)
        }
    }

    /// The batches of a lot, of a producer, or all, the latest first, at most `limit`.
    public func batches(
        ofLot lot: String? = nil, ofProducer producer: String? = nil, limit: Int, for principal: Principal
    ) async throws -> [Batch] {
        guard let scope = principal.extent(of: .readOrders) else { throw principal.denial(of: .readOrders) }
        return try await store.read { register in
            var filter = BatchFilter()
            (filter.scope, filter.producer, filter.latestFirst, filter.limit) = (scope, producer, true, limit)
            filter.lot = try lot.map { try register.lot(named: $0).id }
            return try register.batches(filter).map(\.batch)
        }
    }

    /// The stamps of a lot: its own batches, and the numbers of rolls that were given to it; the latest batch first.
    ///
    /// - Throws: `Problem` `lotUnknown`, `rightMissing`.
    public func stamps(
        ofLot name: String, for principal: Principal
    ) async throws -> [(batch: Batch, numbers: [SerialRange])] {
        try await store.read { register in
            let (lot, subject) = try register.lotWithSubject(name)
            try principal.demand(.readOrders, on: subject)
            var filter = BatchFilter()
            (filter.lot, filter.latestFirst) = (lot.id, true)
            let given = Dictionary(grouping: try register.activations(ofLot: lot.id), by: \.batch)
            return try register.batches(filter).map { found in
                let batch = found.batch
                return (batch, batch.lot != nil ? [batch.numbers] : given[batch.id]?.map(\.numbers) ?? [])
            }
        }
    }

    /// The lots of a product, or of all, the latest declared first, at most `limit`.
    public func lots(ofProduct product: String? = nil, limit: Int, for principal: Principal) async throws -> [Lot] {
        try principal.demandEverything(.readLots)
        return try await store.read { register in
            try register.latest(.record(.lot), parent: product, status: nil, limit: limit).map { try $0.value() }
        }
    }

    /// The print order of this identifier.
    ///
    /// - Throws: `Problem` `orderUnknown`, `rightMissing`.
    public func order(_ id: String, for principal: Principal) async throws -> PrintOrder {
        try await store.read { register in
            let order = try register.order(id)
            try principal.demand(.readOrders, on: register.subject(ofProduct: order.product))
            return order
        }
    }

    /// The print orders, the latest changed first, at most `limit`; of one state where it is given.
    public func orders(
        in status: PrintOrder.Status?, limit: Int, for principal: Principal
    ) async throws -> [PrintOrder] {
        try principal.demandEverything(.readOrders)
        return try await store.read { register in
            try register.latest(.printOrder, parent: nil, status: status?.rawValue, limit: limit).map {
                try $0.value(PrintOrder.self)
            }.sorted { $0.id > $1.id }
        }
    }

    /// All access tokens, in the order in which they were given.
    public func tokens(for principal: Principal) async throws -> [TokenRecord] {
        try principal.demandEverything(.readTokens)
        return try await store.read { try $0.items([.all(.accessToken)])[0].map { try $0.value() } }
    }

    /// Entries of the ledger after a sequence number, oldest first, at most `limit`; of one kind and one item where they
    /// are given.
    public func entries(
        after sequence: Int, kind: EntryKind? = nil, item: String? = nil, limit: Int, for principal: Principal
    ) async throws -> [LedgerEntry] {
        try principal.demandEverything(.readLedger)
        return try await store.read {
            try $0.entries(after: sequence, kind: kind, item: item, limit: limit)
        }
    }

    /// What stands behind the digests in the leaf of a batch or an activation; empty for one from before they were sealed.
    public func openings(ofEntry sequence: Int, for principal: Principal) async throws -> [RecordOpening] {
        try principal.demandEverything(.readLedger)
        return try await store.read { register in
            try register.entries(after: sequence - 1, kind: nil, item: nil, limit: 1).first.map {
                try register.openings(ofEntry: $0)
            } ?? []
        }
    }

    /// What stands behind the lot's digest in the leaf of a batch or an activation; nil for a roll's batch.
    public func opening(ofEntry sequence: Int, for principal: Principal) async throws -> LotOpening? {
        try principal.demandEverything(.readLedger)
        return try await store.read { register in
            try register.entries(after: sequence - 1, kind: nil, item: nil, limit: 1).first.flatMap {
                try register.opening(ofEntry: $0)
            }
        }
    }
}
