internal import Encodings
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
            var said = try SealedProducts(products, in: register)
            guard let batches = BatchTable(try register.trustedRows(places, &said)) else { throw damaged("batch") }
            return TrustedIssuer(
                issuer: try register.issuer(), nameEn: nil, keys: try register.signingKeys(),
                position: try register.head(), products: products, batches: batches,
                voids: try register.trustedVoids(places), recalls: try register.trustedRecalls(places),
                sealed: said.list, corrections: try register.trustedCorrections(places))
        }
    }
}

extension RegisterSnapshot {
    fileprivate func trustedRows(_ places: [String: Int], _ said: inout SealedProducts) throws -> [BatchTable.Row] {
        let found = try batches(BatchFilter())
        let leaves = try leafIndices(ofEntries: found.map(\.sequence))
        let size = try checkpointSize()
        var lots: [String: Lot] = [:]
        return try found.flatMap { found -> [BatchTable.Row] in
            // Its stamps cannot be good before the log says that it was allowed.
            guard let leaf = leaves[found.sequence], leaf < size else { return [] }
            guard let product = places[found.batch.product] else { throw damaged("batch/\(found.batch.id)") }
            let sealed = try said.place(of: found, product, in: self)
            return try rangesByLot(of: found.batch.numbers, in: found.batch).map { part in
                if let id = part.lot, lots[id] == nil { lots[id] = try named(Lot.self, id: id) }
                let lot = part.lot.flatMap { lots[$0] }
                return BatchTable.Row(
                    position: found.sequence, product: product, numbers: part.range, keyID: found.batch.keyID,
                    lotNumber: lot?.lotNumber, packedOn: lot?.packedOn, expiresOn: lot?.expiresOn,
                    recognition: found.batch.mark?.recognition, lotIsInStamp: found.batch.lotInStamp != nil,
                    sealed: sealed)
            }
        }
    }

    fileprivate func trustedVoids(_ places: [String: Int]) throws -> [TrustedVoid] {
        var trusted: [TrustedVoid] = []
        var place: (sequence: Int, first: UInt64) = (0, 0)
        while true {
            let found = try voids(after: place, limit: 10_000)
            let products = Dictionary(
                try batches(ids: Set(found.map(\.batch)).sorted()).map { ($0.batch.id, $0.batch.product) }
            ) { $1 }
            trusted += try found.map { void in
                guard let product = products[void.batch].flatMap({ places[$0] }) else { throw damaged("stamp_void") }
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

    /// Corrections of products and lots.
    fileprivate func trustedCorrections(_ places: [String: Int]) throws -> [TrustedCorrection] {
        try items([.all(.correction)])[0].sorted { $0.sequence < $1.sequence }.compactMap { item in
            let correction = try item.value(Correction.self)
            guard let facts = CorrectionFacts(correction) else { return nil }
            let (product, lot): (String?, Lot?)
            switch correction.kind {
            case .product: (product, lot) = (correction.record, nil)
            case .lot:
                let corrected = try named(Lot.self, id: correction.record)
                (product, lot) = (corrected.product, corrected)
            case .recognition: (product, lot) = (try record(Recognition.self, id: correction.record)?.product, nil)
            case .producer, .zone, .certificate, .markAuthorisation, .administrativeUnit, .organisation:
                (product, lot) = (nil, nil)
            }
            return product.flatMap { places[$0] }.map {
                TrustedCorrection(product: $0, lotNumber: lot?.lotNumber, position: item.sequence, facts: facts)
            }
        }
    }
}

/// What packs that are out say of products and producers, where the register says it otherwise today; each once.
private struct SealedProducts {
    private(set) var list: [SealedProduct] = []
    private let products: [TrustedProduct]
    private let items: [String: StoredItem]
    private let producers: [String: StoredItem]
    private var places: [String: Int] = [:]

    init(_ products: [TrustedProduct], in register: any RegisterSnapshot) throws {
        self.products = products
        let found = try register.items([.all(.record(.product)), .all(.record(.producer))])
        items = Dictionary(found[0].map { ($0.id, $0) }) { first, _ in first }
        producers = Dictionary(found[1].map { ($0.id, $0) }) { first, _ in first }
    }

    /// The place of what the packs of a batch say; nil where it is what the register says today.
    mutating func place(of found: StoredBatch, _ place: Int, in register: any RegisterSnapshot) throws -> Int? {
        let present = products[place]
        guard let item = items[present.product.id], let owner = producers[present.producer.id] else {
            throw damaged("product/\(present.product.id)")
        }
        if item.sequence <= found.sequence, owner.sequence <= found.sequence { return nil }
        let product: Product = try register.sealed(item, at: found.sequence).value()
        // What stamps speak of keeps its producer.
        let producer: Producer = try register.sealed(owner, at: found.sequence).value()
        if product == present.product, producer == present.producer { return nil }
        let key = product.json.canonicalText + producer.json.canonicalText
        if let known = places[key] { return known }
        list.append(SealedProduct(product: product, producer: producer))
        places[key] = list.count - 1
        return list.count - 1
    }
}
