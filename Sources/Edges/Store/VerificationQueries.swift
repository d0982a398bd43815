internal import GRDB
public import Records
public import Stamps
internal import Synchronization
internal import Time
public import Verification

extension SQLiteRegister: VerificationRegister {
    /// Who issues from this register; held in memory until the register changes.
    public func issuer() async throws -> Issuer {
        try known().issuer
    }

    /// The issuer's keys, in any standing; held in memory until the register changes.
    public func signingKeys() async throws -> [RegisteredKey] {
        try known().keys
    }

    /// What is known of a stamp; see `VerificationRegister`.
    public func facts(of key: ProductKey, number: SerialNumber?) async throws -> StampFacts? {
        try facts(of: key, number: number, as: known())
    }

    /// All that a scan asks, as of one look at whether the register has changed.
    public func present() async throws -> RegisterPresent {
        let known = try known()
        return RegisterPresent(issuer: known.issuer, keys: known.keys, trusted: known.trusted) { key, number in
            try self.facts(of: key, number: number, as: known)
        }
    }

    /// What is remembered of a stamp, or what point look-ups in one snapshot find.
    private func facts(of key: ProductKey, number: SerialNumber?, as known: ScanMemory) throws -> StampFacts? {
        let remembered = memory.withLock { memory in
            memory?.generation == known.generation ? memory?.facts(of: key, number) : nil
        }
        if let remembered { return remembered }
        let found = try reading { db in try read(key, number, of: known.issuer, in: db) }
        guard let found else { return nil }
        if found.numbers != nil || number == nil {
            memory.withLock { memory in
                // What was read is of this generation or a later one; either may stand in it until it is forgotten.
                if memory?.generation == known.generation { memory?.keep(found.facts, of: key, found.numbers) }
            }
        }
        return found.facts
    }

    /// What the tables say of a stamp, and of which numbers they say the same; nil where there is no such product.
    private func read(
        _ key: ProductKey, _ number: SerialNumber?, of issuer: Issuer, in db: Database
    ) throws -> (facts: StampFacts, numbers: ClosedRange<UInt64>?)? {
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
        let facts = StampFacts(
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
            plaques: number == nil ? try db.plaques(of: product.id) : [],
            revision: revisions.add(1, ordering: .relaxed).newValue)
        let numbers = try recorded.flatMap { found in
            try number.map { try Self.numbers(around: $0, in: found.batch, in: db) }
        }
        return (facts, numbers)
    }

    /// The numbers of a batch around one of them, up to where the next cancellation or activation begins or ends.
    private static func numbers(
        around number: SerialNumber, in batch: Batch, in db: Database
    ) throws -> ClosedRange<UInt64> {
        var (first, last) = (batch.numbers.first.rawValue, batch.numbers.last.rawValue)
        for table in ["activation", "stamp_void"] {
            if let row = try db.lastRange(table, of: batch.productKey, from: number) {
                let range = try storedRange(row, table)
                if range.contains(number) {
                    (first, last) = (max(first, range.first.rawValue), min(last, range.last.rawValue))
                } else {
                    first = max(first, range.last.rawValue + 1)
                }
            }
            let next = try Int64.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT first_number FROM \(table) WHERE product_key = ? AND first_number > ?
                        ORDER BY first_number LIMIT 1
                        """),
                arguments: [batch.productKey.path, Int64(number.rawValue)])
            if let next { last = min(last, UInt64(next) - 1) }
        }
        return first...last
    }

    /// A batch by its identifier, with its lot, product and producer: what its labels say.
    public func batch(id: String) throws -> (facts: StampFacts, batch: Batch)? {
        let issuer = try known().issuer
        return try reading { db in
            guard let found = try db.batches("id = ?", [id]).first else { return nil }
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
        let row = try db.lastRange(table, of: key, from: number)
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

    /// Issuer and keys, and what else is remembered; read again only when the register has changed.
    private func known() throws -> ScanMemory {
        let generation = try translatingDatabaseErrors { try clock.generation() }
        if let known = memory.withLock({ $0 }), known.generation == generation { return known }
        let fresh = try reading { db in
            let body = try String.fetchOne(
                db.cachedStatement(sql: "SELECT body FROM record WHERE kind = 'issuer' ORDER BY sequence DESC LIMIT 1"))
            guard let body, case .success(let issuer) = Issuer.read(try stored(body, "issuer"), path: "issuer") else {
                throw damaged("issuer")
            }
            return ScanMemory(generation: generation, issuer: issuer, keys: try db.signingKeys())
        }
        memory.withLock { if $0.map({ $0.generation < generation }) ?? true { $0 = fresh } }
        return fresh
    }
}

extension Database {
    /// The last row of a table of ranges that begins at or before a number.
    fileprivate func lastRange(_ table: String, of key: ProductKey, from number: SerialNumber) throws -> Row? {
        try Row.fetchOne(
            cachedStatement(
                sql: """
                    SELECT * FROM \(table) WHERE product_key = ? AND first_number <= ?
                    ORDER BY first_number DESC LIMIT 1
                    """),
            arguments: [key.path, Int64(number.rawValue)])
    }
}
