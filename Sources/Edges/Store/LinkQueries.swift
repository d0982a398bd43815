internal import GRDB
internal import Records
public import Stamps
public import Verification

extension SQLiteRegister {
    /// What is known of a product and, where one is named, of a lot of it, without any stamp; nil where there is none.
    public func facts(of key: ProductKey, lot number: LotNumber?) async throws -> StampFacts? {
        let issuer = try await issuer()
        return try reading { db in
            let owner = try String.fetchOne(
                db.cachedStatement(sql: "SELECT product FROM product_key WHERE key = ?"), arguments: [key.path])
            guard let owner else { return nil }
            let lot = try number.flatMap { try db.lot($0, of: owner) }
            guard number == nil || lot != nil else { return nil }
            let product = try db.named(Product.self, id: owner)
            let producer = try db.named(Producer.self, id: product.producer)
            let zones = try Self.distinct(lot?.inputs.compactMap(\.zone)).map {
                try db.named(MaterialZone.self, id: $0)
            }
            return StampFacts(
                issuer: issuer, product: product, producer: producer,
                recognitions: try db.records(Recognition.self, of: product.id), batch: nil,
                lot: lot.map(LotFacts.init), zones: zones,
                certificates: try Self.certificates(lot, zones, producer, in: db),
                recall: try lot.flatMap { try db.recall(ofLot: $0.id) }.flatMap {
                    $0.isInForce ? RecallFacts($0) : nil
                })
        }
    }

    /// Whether a batch of the product has the number; its guard is not checked here.
    public func isIssued(_ number: SerialNumber, of key: ProductKey) async throws -> Bool {
        try reading { db in try Self.batch(of: key, holding: number, in: db) != nil }
    }
}

extension Database {
    /// The lot of a product that has the number on its packs; of several the one recorded last.
    fileprivate func lot(_ number: LotNumber, of product: String) throws -> Lot? {
        let body = try String.fetchOne(
            cachedStatement(
                sql: """
                    SELECT body FROM record WHERE kind = 'lot' AND parent = ? AND body ->> 'lotNumber' = ?
                    ORDER BY sequence DESC LIMIT 1
                    """),
            arguments: [product, number.text])
        return try body.map { try decoded($0, "lot") }
    }
}
