public import Access
internal import GRDB
internal import Law
public import Records
public import Stamps
public import Time
internal import Wording

extension Database {
    /// The recall of a lot, in force or over; nil where there was none.
    func recall(ofLot id: String) throws -> Recall? {
        let body = try String.fetchOne(
            cachedStatement(sql: "SELECT body FROM record WHERE kind = 'recall' AND id = ?"), arguments: [id])
        return try body.map { try decoded($0, "recall") }
    }
}

extension SQLiteRegister {
    /// Recalls a lot: verification warns and nothing more is printed or activated for it, from this entry on.
    ///
    /// - Parameter lot: its identifier, or the number on its packs.
    public func recall(
        lot: String, from day: CivilDate, reason: String, authority: String?, instructions: String?,
        as stamp: EntryStamp, permit: Permit = { _ in }
    ) throws -> Recall {
        try writing { db in
            let id = try Self.identifier(ofLot: lot, in: db)
            try permit(db.subject(ofLot: id))
            let recall = Recall(
                lot: id, from: day, reason: reason, authority: authority,
                instructions: instructions, announcedBy: stamp.actor)
            if try db.recall(ofLot: recall.lot) != recall { try append(.recall, recall.json, as: stamp, in: db) }
            return recall
        }
    }

    /// Ends the recall of a lot; another than who announced it must.
    public func liftRecall(
        lot: String, as stamp: EntryStamp, permit: Permit = { _ in }
    ) throws -> Recall {
        try writing { db in
            let id = try Self.identifier(ofLot: lot, in: db)
            try permit(db.subject(ofLot: id))
            guard let recall = try db.recall(ofLot: id), recall.isInForce else {
                throw Problem(
                    .lotNotRecalled, vi: "Lô «\(lot)» không có lệnh thu hồi sản phẩm nào đang có hiệu lực.",
                    en: "Lot \"\(lot)\" is not recalled.")
            }
            let lifted = try recall.lifted(by: stamp.actor)
            try append(.recall, lifted.json, as: stamp, in: db)
            return lifted
        }
    }

    /// Gives stamps of a roll to a lot.
    ///
    /// The lot is judged as if the stamps were issued for it now: its recall, its recognition when packed and today,
    /// the mark's stars, its output and its packs.
    ///
    /// - Parameter roll: the batch that the numbers are meant of; nil for any roll of the lot's product.
    /// - Throws: `Problems` with every rule that is broken; `Problem` `numbersUnknown` where the numbers are of no one
    ///   roll of the lot's product, or of another than `roll`; INV-17 where some are void or given to a lot already.
    public func activate(
        _ numbers: SerialRange, ofRoll roll: String? = nil, forLot lot: String, on today: CivilDate,
        as stamp: EntryStamp, permit: Permit = { _ in }
    ) throws -> Activation {
        try writing { db in
            let lot = try db.named(Lot.self, id: Self.identifier(ofLot: lot, in: db))
            try permit(db.subject(of: lot))
            let batch = try Self.roll(roll, of: lot, holding: numbers, in: db)
            let situation = try Self.situation(
                of: lot, count: numbers.count, withMark: batch.mark != nil, claims: batch.claims, today: today, in: db)
            let violations = situation.activationViolations(stars: batch.mark?.stars)
            if !violations.isEmpty { throw Problems(violations) }
            let activation = Activation(batch: batch.id, numbers: numbers, lot: lot.id, on: today)
            try append(.activation, activation.json, as: stamp, in: db)
            return activation
        }
    }

    /// The stamps of a lot: its own batches, and the numbers of rolls that were given to it; the latest batch first.
    ///
    /// - Parameter lot: the lot's identifier or number.
    /// - Throws: `Problem` `lotUnknown`.
    public func stamps(ofLot lot: String) throws -> [(batch: Batch, numbers: [SerialRange])] {
        try reading { db in
            let lot = try Self.identifier(ofLot: lot, in: db)
            let found = try db.batches(
                "lot = ?1 OR id IN (SELECT batch FROM activation WHERE lot = ?1) ORDER BY sequence DESC", [lot])
            return try found.map { (batch, _) in
                if batch.lot != nil { return (batch, [batch.numbers]) }
                return (batch, try db.activations(of: batch.id).filter { $0.lot == lot }.map(\.numbers))
            }
        }
    }

    private static func roll(
        _ roll: String?, of lot: Lot, holding numbers: SerialRange, in db: Database
    ) throws -> Batch {
        let product = try db.named(Product.self, id: lot.product)
        let keys = try String.fetchAll(
            db.cachedStatement(sql: "SELECT key FROM product_key WHERE product = ?"), arguments: [product.id])
        for key in keys {
            let found = try db.batches(
                "product_key = ? AND first_number <= ? ORDER BY first_number DESC LIMIT 1",
                [key, Int64(numbers.first.rawValue)]
            ).first
            guard let batch = found?.batch, batch.lot == nil, roll == nil || batch.id == roll,
                numbers.intersection(batch.numbers) == numbers
            else { continue }
            let taken = try db.voids(of: batch) + db.activations(of: batch.id).map(\.numbers)
            if let problem = batch.serialsAreUnused([numbers], taken: taken) { throw problem }
            return batch
        }
        throw Problem(
            .numbersUnknown,
            vi: "\(roll.map { "Đợt \($0) không phải cuộn tem" } ?? "Không có cuộn tem nào") của sản phẩm \(product.id) "
                + "chứa trọn dải số \(numbers.first.text)–\(numbers.last.text).",
            en:
                "\(roll.map { "Batch \($0) is not a roll" } ?? "There is no roll") of product \(product.id) with all the "
                + "numbers \(numbers.first.text)–\(numbers.last.text).",
            hint: Bilingual(
                vi: "Xem các cuộn tem: temgoc batches. Mỗi lần kích hoạt trong một cuộn.",
                en: "See the rolls: temgoc batches. Activate within one roll at a time."))
    }
}
