internal import GRDB
internal import Records
internal import Stamps
internal import Time
public import Verification

extension SQLiteRegister {
    /// What a trust bundle says of this register's issuer, as of one snapshot.
    public func trustedIssuer() async throws -> TrustedIssuer {
        let issuer = try await issuer()
        let keys = try await signingKeys()
        return try trustedIssuer(issuer, keys)
    }

    private func trustedIssuer(_ issuer: Issuer, _ keys: [RegisteredKey]) throws -> TrustedIssuer {
        try reading { db in
            let products = try db.records(Product.self).map { product in
                TrustedProduct(
                    product: product, producer: try db.named(Producer.self, id: product.producer),
                    recognitions: try db.records(Recognition.self, of: product.id))
            }
            let places = Dictionary(products.enumerated().map { ($1.product.id, $0) }) { first, _ in first }
            let rows = try db.batches("TRUE ORDER BY sequence", []).flatMap { found -> [BatchTable.Row] in
                // Its stamps cannot be good before the log says that it was allowed.
                guard try db.isLogged(entry: found.sequence) else { return [] }
                guard let product = places[found.batch.product] else { throw damaged("batch/\(found.batch.id)") }
                return try db.parts(of: found.batch).map { part in
                    BatchTable.Row(
                        position: found.sequence, product: product, numbers: part.numbers, keyID: found.batch.keyID,
                        lotNumber: part.lot?.lotNumber, packedOn: part.lot?.packedOn, expiresOn: part.lot?.expiresOn,
                        recognition: found.batch.mark?.recognition, lotIsInStamp: found.batch.lotInStamp != nil)
                }
            }
            guard let batches = BatchTable(rows) else { throw damaged("batch") }
            return TrustedIssuer(
                issuer: issuer, nameEn: nil, keys: keys, position: try ledgerHead(db), products: products,
                batches: batches, voids: try db.trustedVoids(places), recalls: try db.trustedRecalls(places))
        }
    }
}

extension Database {
    /// The numbers of a batch with their lot: a roll falls into the parts that were given to lots, and the rest.
    fileprivate func parts(of batch: Batch) throws -> [(numbers: SerialRange, lot: Lot?)] {
        if let lot = batch.lot { return [(batch.numbers, try named(Lot.self, id: lot))] }
        return try rangesByLot(of: batch.numbers, in: batch).map { part in
            (part.range, try part.lot.map { try named(Lot.self, id: $0) })
        }
    }

    fileprivate func trustedVoids(_ places: [String: Int]) throws -> [TrustedVoid] {
        let statement = try cachedStatement(
            sql: """
                SELECT stamp_void.*, product_key.product FROM stamp_void
                JOIN product_key ON product_key.key = stamp_void.product_key ORDER BY sequence, first_number
                """)
        return try Row.fetchAll(statement).map { row in
            guard let product = places[row["product"]], let on = CivilDate(row["valid_from"] as String) else {
                throw damaged("stamp_void")
            }
            return TrustedVoid(
                product: product, numbers: try storedRange(row, "stamp_void"),
                facts: VoidFacts(on: on, reason: row["reason"]))
        }
    }

    fileprivate func trustedRecalls(_ places: [String: Int]) throws -> [TrustedRecall] {
        let bodies = try String.fetchAll(self, sql: "SELECT body FROM record WHERE kind = 'recall' ORDER BY id")
        return try bodies.compactMap { body in
            let recall: Recall = try decoded(body, "recall")
            let lot = try named(Lot.self, id: recall.lot)
            guard recall.isInForce, let product = places[lot.product] else { return nil }
            return TrustedRecall(product: product, lotNumber: lot.lotNumber, facts: RecallFacts(recall))
        }
    }
}
