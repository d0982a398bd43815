public import Access
internal import GRDB
internal import Law
public import Records
internal import Stamps
internal import Wording

// The books: sums over what was issued, and what was reported of it.

extension Database {
    /// What became of the stamps of one batch.
    func balance(ofBatch batch: Batch) throws -> MarkBalance {
        MarkBalance(
            allotted: batch.numbers.count,
            printed: try Int.fetchOne(
                cachedStatement(sql: "SELECT printed FROM print_report WHERE batch = ?"), arguments: [batch.id]) ?? 0,
            spoiled: try voided("batch", batch.id, .spoiled), returned: try voided("batch", batch.id, .returned))
    }

    /// What became of the marks under one right, those from before this register left out.
    func balance(ofAuthorisation id: String) throws -> MarkBalance {
        MarkBalance(
            allotted: try sum("SELECT total(count) FROM batch WHERE authorisation = ?", id),
            printed: try sum("SELECT total(printed) FROM print_report WHERE authorisation = ?", id),
            spoiled: try voided("authorisation", id, .spoiled), returned: try voided("authorisation", id, .returned))
    }

    /// How many packs of a lot have a stamp: those of its batches and of rolls given to it, without spoiled and
    /// returned ones, whose packs get another.
    func stampsInUse(ofLot id: String) throws -> Int {
        try sum("SELECT total(count) FROM batch WHERE lot = ?", id)
            + sum("SELECT total(count) FROM activation WHERE lot = ?", id)
            - voided("lot", id, .spoiled) - voided("lot", id, .returned)
    }

    private func voided(_ column: String, _ id: String, _ cause: StampVoid.Cause) throws -> Int {
        try Int.fetchOne(
            cachedStatement(sql: "SELECT total(count) FROM stamp_void WHERE \(column) = ? AND cause = ?"),
            arguments: [id, cause.rawValue]) ?? 0
    }

    private func sum(_ sql: String, _ id: String) throws -> Int {
        try Int.fetchOne(cachedStatement(sql: sql), arguments: [id]) ?? 0
    }
}

/// A line of the book of a producer: one batch and what became of it.
public struct BookLine: Sendable, Equatable {
    /// The batch.
    public let batch: Batch
    /// What became of its stamps.
    public let balance: MarkBalance
    /// The lot number on the packs; nil for a roll.
    public let lotNumber: String?
    /// The product.
    public let product: Product
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

extension SQLiteRegister {
    /// What became of the stamps of a batch.
    public func balance(of batch: Batch) throws -> MarkBalance {
        try reading { try $0.balance(ofBatch: batch) }
    }

    /// How many packs of a lot have no stamp yet.
    ///
    /// - Parameter name: the lot's identifier, or the number on its packs.
    /// - Throws: `Problem` `lotUnknown`; `lotUnitsExceeded` where every pack has one.
    public func packsWithoutStamp(ofLot name: String) throws -> Int {
        try reading { db in
            let lot = try db.named(Lot.self, id: Self.identifier(ofLot: name, in: db))
            let left = try lot.unitsMax - db.stampsInUse(ofLot: lot.id)
            if left > 0 { return left }
            throw Problem(
                .lotUnitsExceeded, vi: "Mọi gói của lô \(lot.id) (\(lot.unitsMax) gói) đã có tem.",
                en: "Every pack of lot \(lot.id) (\(lot.unitsMax) packs) has a stamp.",
                hint: Bilingual(
                    vi: "Tem hỏng: temgoc void … --cause spoiled --replace.",
                    en: "For spoiled stamps: temgoc void … --cause spoiled --replace."))
        }
    }

    /// The batches of a producer, or of all, in the order of issuance.
    ///
    /// - Parameter scope: leaves out what lies outside.
    /// - Throws: `Problem` `recordUnknown` for a producer that is not there.
    public func book(producer: String?, within scope: Scope = .everything) throws -> [BookLine] {
        try reading { db in
            if let producer, try db.record(Producer.self, id: producer) == nil {
                let producers: [Producer] = try db.records(Producer.self)
                let known = producers.prefix(8).map(\.id).joined(separator: ", ")
                throw Problem(
                    .recordUnknown, vi: "Sổ đăng ký không có chủ thể «\(producer)».",
                    en: "The register has no producer \"\(producer)\".",
                    hint: Bilingual(vi: "Các chủ thể: \(known).", en: "Producers: \(known)."))
            }
            return try db.batches("TRUE ORDER BY sequence", []).compactMap { found in
                let product = try db.named(Product.self, id: found.batch.product)
                if let producer, product.producer != producer { return nil }
                if scope != .everything, try !scope.contains(db.subject(of: product)) { return nil }
                return BookLine(
                    batch: found.batch, balance: try db.balance(ofBatch: found.batch),
                    lotNumber: try found.batch.lot.map { try db.named(Lot.self, id: $0).lotNumber.text },
                    product: product)
            }
        }
    }

    /// All rights to print, with their books.
    public func markBooks() throws -> [MarkBook] {
        try reading { db in
            try db.records(MarkAuthorisation.self).map { authorisation in
                let recognition = try db.named(Recognition.self, id: authorisation.recognition)
                return MarkBook(
                    authorisation: authorisation, recognition: recognition,
                    product: try db.named(Product.self, id: recognition.product),
                    balance: try db.balance(ofAuthorisation: authorisation.id))
            }
        }
    }
}
