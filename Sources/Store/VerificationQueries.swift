internal import CivilTime
internal import GRDB
internal import Synchronization
public import Stamps
public import Traceability
public import Verification

extension SQLiteRegister: VerificationRegister {
    /// Who issues from this register; held in memory until the ledger moves.
    public func issuer() async throws -> Issuer {
        guard let issuer = try present().issuer else { throw damaged("issuer") }
        return issuer
    }

    /// The issuer's keys, in any standing; held in memory until the ledger moves.
    public func signingKeys() async throws -> [RegisteredKey] {
        try present().keys
    }

    /// What is known of a stamp, by point look-ups in one snapshot; see `VerificationRegister`.
    public func facts(of key: ProductKey, number: SerialNumber?) async throws -> StampFacts? {
        let issuer = try await issuer()
        return try reading { db in
            let owner = try String.fetchOne(
                db.cachedStatement(sql: "SELECT product FROM product_key WHERE key = ?"), arguments: [key.path])
            guard let owner else { return nil }
            let product = try db.named(Product.self, id: owner)
            let producer = try db.named(Producer.self, id: product.producer)
            let recorded = try number.flatMap { try Self.batch(of: key, holding: $0, in: db) }
            let lot = try recorded.flatMap { found in
                try number.flatMap { try Self.lot(of: found.batch, $0, in: db) }
            }
            let zones = try Self.distinct(lot?.inputs.compactMap(\.zone)).map {
                try db.named(MaterialZone.self, id: $0)
            }
            return StampFacts(
                issuer: issuer, product: product, producer: producer,
                recognitions: try db.records(Recognition.self, of: product.id),
                batch: try recorded.map {
                    BatchFacts($0.batch, sequence: $0.sequence, isLogged: try db.isLogged(entry: $0.sequence))
                }, lot: lot.map(LotFacts.init),
                zones: zones, certificates: try Self.certificates(lot, zones, producer, in: db),
                recall: try lot.flatMap { try db.recall(ofLot: $0.id) }.flatMap {
                    $0.isInForce ? RecallFacts($0) : nil
                },
                void: try number.flatMap { try Self.void(of: key, $0, in: db) },
                plaques: number == nil ? try db.plaques(of: product.id) : [])
        }
    }

    /// A batch by its identifier, with its lot, product and producer: what its labels say.
    public func batch(id: String) throws -> (facts: StampFacts, batch: Batch)? {
        let issuer = try present().issuer
        return try reading { db in
            guard let found = try db.batches("id = ?", [id]).first, let issuer else { return nil }
            let lot = try found.batch.lot.map { try db.named(Lot.self, id: $0) }
            let product = try db.named(Product.self, id: found.batch.product)
            let facts = StampFacts(
                issuer: issuer, product: product, producer: try db.named(Producer.self, id: product.producer),
                recognitions: try db.records(Recognition.self, of: product.id),
                batch: BatchFacts(found.batch, sequence: found.sequence), lot: lot.map(LotFacts.init), zones: [],
                certificates: [])
            return (facts, found.batch)
        }
    }

    /// The batches of a lot, or of all lots, the latest first, at most `limit`.
    public func batches(ofLot lot: String?, limit: Int) throws -> [Batch] {
        try reading { db in
            try
                (lot.map { try db.batches("lot = ? ORDER BY sequence DESC LIMIT ?", [$0, limit]) }
                ?? db.batches("TRUE ORDER BY sequence DESC LIMIT ?", [limit])).map(\.batch)
        }
    }

    static func batch(
        of key: ProductKey, holding number: SerialNumber, in db: Database
    ) throws -> (batch: Batch, sequence: Int)? {
        // The batches of a product do not overlap, so only the last that begins at or before the number can hold it.
        let found = try db.batches(
            "product_key = ? AND first_number <= ? ORDER BY first_number DESC LIMIT 1",
            [key.path, Int64(number.rawValue)]
        ).first
        guard let found, found.batch.numbers.contains(number) else { return nil }
        return found
    }

    /// The lot of a stamp: its batch's, or the one that the roll's stamps were given to; nil before that.
    static func lot(of batch: Batch, _ number: SerialNumber, in db: Database) throws -> Lot? {
        if let lot = batch.lot { return try db.named(Lot.self, id: lot) }
        let row = try range("activation", of: batch.productKey, holding: number, in: db)
        return try row.map { try db.named(Lot.self, id: $0["lot"]) }
    }

    private static func void(of key: ProductKey, _ number: SerialNumber, in db: Database) throws -> VoidFacts? {
        guard let row = try range("stamp_void", of: key, holding: number, in: db) else { return nil }
        guard let on = CivilDate(row["valid_from"] as String) else { throw damaged("stamp_void") }
        return VoidFacts(on: on, reason: row["reason"])
    }

    /// The row of a table of ranges that do not overlap which holds a number.
    private static func range(
        _ table: String, of key: ProductKey, holding number: SerialNumber, in db: Database
    ) throws -> Row? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT * FROM \(table) WHERE product_key = ? AND first_number <= ?
                    ORDER BY first_number DESC LIMIT 1
                    """),
            arguments: [key.path, Int64(number.rawValue)])
        return try row.flatMap { try storedRange($0, table).contains(number) ? $0 : nil }
    }

    static func certificates(
        _ lot: Lot?, _ zones: [MaterialZone], _ producer: Producer, in db: Database
    ) throws -> [Certificate] {
        guard let lot else { return [] }
        let named = try distinct(lot.inputs.compactMap(\.certificate)).map { try db.named(Certificate.self, id: $0) }
        let others = try (zones.map(\.id) + [producer.id]).flatMap { try db.records(Certificate.self, of: $0) }
        return named + others.filter { other in !named.contains { $0.id == other.id } }
    }

    static func distinct(_ ids: [String]?) -> [String] {
        Set(ids ?? []).sorted()
    }
}

extension SQLiteRegister {
    /// Reads from one snapshot of the register.
    func reading<Result>(_ work: (Database) throws -> Result) throws -> Result {
        try translatingDatabaseErrors { try pool.read(work) }
    }

    /// Issuer and keys as of the ledger's head; read again only when the head has moved.
    private func present() throws -> IssuerCache {
        try reading { db in
            let head = try ledgerHead(db)
            let known = cache.withLock { $0 }
            if known.head == head { return known }
            let body = try String.fetchOne(
                db.cachedStatement(sql: "SELECT body FROM record WHERE kind = 'issuer' ORDER BY sequence DESC LIMIT 1"))
            guard let body, case .success(let issuer) = Issuer.read(try stored(body, "issuer"), path: "issuer") else {
                throw damaged("issuer")
            }
            let fresh = IssuerCache(head: head, issuer: issuer, keys: try db.signingKeys())
            cache.withLock { if $0.head < head { $0 = fresh } }
            return fresh
        }
    }
}
