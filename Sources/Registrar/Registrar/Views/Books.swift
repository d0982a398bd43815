public import Access
internal import GS1
internal import Law
public import Records
internal import Stamps
public import Time
internal import Wording

/// A line of the book of labels: one batch and what became of it.
public struct BookLine: Sendable, Equatable {
    /// The batch.
    public let batch: Batch
    /// The number of its ledger entry: where a page goes on.
    public let sequence: Int
    /// What became of its stamps.
    public let balance: MarkBalance
    /// The lot number on the packs; nil for a roll.
    public let lotNumber: String?
    /// The product, as the packs of the batch have it.
    public let product: Product
}

/// A page of the book of labels.
public struct BookPage: Sendable, Equatable {
    /// The lines, in the order of issuance.
    public let lines: [BookLine]
    /// The sums of all pages.
    public let total: MarkBalance
    /// Whether there are lines after these.
    public let hasMore: Bool
}

/// A right to print with what was printed under it in all.
public struct MarkBook: Sendable, Equatable {
    /// The right.
    public let authorisation: MarkAuthorisation
    /// The recognition that it rests on.
    public let recognition: Recognition
    /// The product.
    public let product: Product
    /// What this register issued under it.
    public let balance: MarkBalance

    /// How many marks may still be printed; nil where there is no quota.
    public var left: Int? { MarkAccount(authorisation: authorisation, issued: balance.used).left }
}

extension Registrar {
    /// A page of the book of labels, of what the principal may read.
    ///
    /// - Parameters:
    ///   - producer: only this producer's batches.
    ///   - days: only batches issued on these days.
    ///   - batch: the batch of the line after which the page begins; nil begins the book.
    ///   - limit: how many lines at most.
    /// - Throws: `Problem` `recordUnknown` for a producer that is not there, `rightMissing`.
    public func book(
        ofProducer producer: String? = nil, from: CivilDate? = nil, to: CivilDate? = nil,
        afterBatch batch: String? = nil, limit: Int, for principal: Principal
    ) async throws -> BookPage {
        guard let scope = principal.extent(of: .readOrders) else { throw principal.denial(of: .readOrders) }
        var filter = BatchFilter()
        (filter.producer, filter.scope, filter.from, filter.to) = (producer, scope, from, to)
        filter.limit = limit < Int(Int32.max) ? limit + 1 : limit
        return try await store.read { [filter] register in
            var filter = filter
            if let batch { filter.after = try register.batches(ids: [batch]).first?.sequence ?? 0 }
            if let producer { _ = try register.producer(producer) }
            let found = try register.batches(filter)
            let lines = try register.lines(of: Array(found.prefix(limit)))
            return BookPage(
                lines: lines, total: try register.balance(of: filter), hasMore: found.count > lines.count)
        }
    }

    /// All rights to print, with their books.
    public func markBooks(for principal: Principal) async throws -> [MarkBook] {
        try principal.demandEverything(.readAuthorisations)
        return try await store.read { register in
            let rights = try register.records(MarkAuthorisation.self)
            let balances = try register.balances(ofAuthorisations: rights.map(\.id))
            let recognitions = try register.named(Recognition.self, ids: rights.map(\.recognition)).byID
            let products = try register.named(Product.self, ids: recognitions.values.map(\.product)).byID
            return try rights.map { right in
                guard let recognition = recognitions[right.recognition], let product = products[recognition.product]
                else { throw damaged("markAuthorisation/\(right.id)") }
                return MarkBook(
                    authorisation: right, recognition: recognition, product: product,
                    balance: balances[right.id] ?? MarkBalance())
            }
        }
    }

    /// How many packs of a lot have no stamp yet.
    ///
    /// - Parameter name: the lot's identifier, or the number on its packs.
    /// - Throws: `Problem` `lotUnknown`; `lotUnitsExceeded` where every pack has one; `rightMissing`.
    public func packsWithoutStamp(ofLot name: String, for principal: Principal) async throws -> Int {
        try await store.read { register in
            let (lot, subject) = try register.lotWithSubject(name)
            try principal.demand(.readLots, on: subject)
            let left = try lot.unitsMax - register.stampsInUse(ofLot: lot.id)
            if left > 0 { return left }
            throw Problem(
                .lotUnitsExceeded, vi: "Mọi gói của lô \(lot.id) (\(lot.unitsMax) gói) đã có tem.",
                en: "Every pack of lot \(lot.id) (\(lot.unitsMax) packs) has a stamp.",
                hint: Bilingual(
                    vi: "Tem hỏng: temgoc void … --cause spoiled --replace.",
                    en: "For spoiled stamps: temgoc void … --cause spoiled --replace."))
        }
    }
}

extension RegisterSnapshot {
    /// Batches as lines of a book, in three questions for all of them; of a product that has changed since, as the batch's
    /// packs have it.
    fileprivate func lines(of batches: [StoredBatch]) throws -> [BookLine] {
        let products = try items([.ids(.record(.product), Set(batches.map(\.batch.product)).sorted())])[0]
            .reduce(into: [:]) { $0[$1.id] = $1 }
        let lots = try named(Lot.self, ids: batches.compactMap(\.batch.lot)).byID
        let balances = try balances(ofBatches: batches.map(\.batch.id))
        return try batches.map { found in
            let batch = found.batch
            guard let product = products[batch.product], let balance = balances[batch.id] else {
                throw damaged("batch/\(batch.id)")
            }
            return BookLine(
                batch: batch, sequence: found.sequence, balance: balance,
                lotNumber: batch.lot.flatMap { lots[$0]?.lotNumber.text },
                product: try sealed(product, at: found.sequence).value())
        }
    }
}

extension Collection where Element: RegisterRecord {
    /// The records by their identifiers.
    var byID: [String: Element] { Dictionary(map { ($0.id, $0) }) { $1 } }
}
