internal import GRDB
internal import Stamps
internal import Traceability
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
            let rows = try db.batches("TRUE ORDER BY sequence", []).map { found in
                let lot = try db.named(Lot.self, id: found.batch.lot)
                guard let product = places[found.batch.product] else { throw damaged("batch/\(found.batch.id)") }
                return BatchTable.Row(
                    position: found.sequence, product: product, numbers: found.batch.numbers,
                    keyID: found.batch.keyID, lotNumber: lot.lotNumber, packedOn: lot.packedOn,
                    expiresOn: lot.expiresOn, recognition: found.batch.mark?.recognition,
                    lotIsInStamp: found.batch.lotInStamp != nil)
            }
            guard let batches = BatchTable(rows) else { throw damaged("batch") }
            return TrustedIssuer(
                issuer: issuer, nameEn: nil, keys: keys, position: try ledgerHead(db), products: products,
                batches: batches, voids: [], recalls: [])
        }
    }
}
