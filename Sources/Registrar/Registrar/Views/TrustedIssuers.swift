public import Access
internal import Records
internal import Stamps
public import Verification

extension Registrar {
    /// What a trust bundle says of this register's issuer, as of one snapshot.
    public func trustedIssuer(for principal: Principal) async throws -> TrustedIssuer {
        try principal.demandEverything(.readLedger)
        return try await store.read { register in
            let owned = try register.records(Product.self)
            let producers = try register.named(Producer.self, ids: owned.map(\.producer)).byID
            let recognitions = Dictionary(grouping: try register.records(Recognition.self), by: \.product)
            let products = try owned.map { product in
                guard let producer = producers[product.producer] else { throw damaged("producer/\(product.producer)") }
                return TrustedProduct(
                    product: product, producer: producer, recognitions: recognitions[product.id] ?? [])
            }
            let places = Dictionary(products.enumerated().map { ($1.product.id, $0) }) { first, _ in first }
            guard let batches = BatchTable(try register.trustedRows(places)) else { throw damaged("batch") }
            return TrustedIssuer(
                issuer: try register.issuer(), nameEn: nil, keys: try register.signingKeys(),
                position: try register.head(), products: products, batches: batches,
                voids: try register.trustedVoids(places), recalls: try register.trustedRecalls(places))
        }
    }
}

extension RegisterSnapshot {
    fileprivate func trustedRows(_ places: [String: Int]) throws -> [BatchTable.Row] {
        let found = try batches(BatchFilter())
        let leaves = try leafIndices(ofEntries: found.map(\.sequence))
        let size = try checkpointSize()
        var lots: [String: Lot] = [:]
        return try found.flatMap { found -> [BatchTable.Row] in
            // Its stamps cannot be good before the log says that it was allowed.
            guard let leaf = leaves[found.sequence], leaf < size else { return [] }
            guard let product = places[found.batch.product] else { throw damaged("batch/\(found.batch.id)") }
            return try rangesByLot(of: found.batch.numbers, in: found.batch).map { part in
                if let id = part.lot, lots[id] == nil { lots[id] = try named(Lot.self, id: id) }
                let lot = part.lot.flatMap { lots[$0] }
                return BatchTable.Row(
                    position: found.sequence, product: product, numbers: part.range, keyID: found.batch.keyID,
                    lotNumber: lot?.lotNumber, packedOn: lot?.packedOn, expiresOn: lot?.expiresOn,
                    recognition: found.batch.mark?.recognition, lotIsInStamp: found.batch.lotInStamp != nil)
            }
        }
    }

    fileprivate func trustedVoids(_ places: [String: Int]) throws -> [TrustedVoid] {
        var trusted: [TrustedVoid] = []
        var place: (sequence: Int, first: UInt64) = (0, 0)
        while true {
            let found = try voids(after: place, limit: 10_000)
            let owners = try owners(of: Array(Set(found.map(\.key))))
            trusted += try found.map { void in
                guard let product = owners[void.key].flatMap({ places[$0] }) else { throw damaged("stamp_void") }
                return TrustedVoid(
                    product: product, numbers: void.numbers, facts: VoidFacts(on: void.on, reason: void.reason))
            }
            guard let last = found.last else { return trusted }
            place = (last.sequence, last.numbers.first.rawValue)
        }
    }

    fileprivate func trustedRecalls(_ places: [String: Int]) throws -> [TrustedRecall] {
        let recalls: [Recall] = try items([.all(.recall)])[0].map { try $0.value() }
        let lots = try named(Lot.self, ids: recalls.map(\.lot)).byID
        return try recalls.compactMap { recall in
            guard let lot = lots[recall.lot] else { throw damaged("lot/\(recall.lot)") }
            guard recall.isInForce, let product = places[lot.product] else { return nil }
            return TrustedRecall(product: product, lotNumber: lot.lotNumber, facts: RecallFacts(recall))
        }
    }
}
