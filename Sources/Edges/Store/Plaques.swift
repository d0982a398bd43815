internal import GRDB
internal import Law
public import Records
public import Stamps
public import Time
internal import Verification
internal import Wording

/// A plaque that stands in the ledger.
public struct RecordedPlaque: Sendable, Equatable {
    /// The plaque.
    public let plaque: Plaque
    /// The product that it is of.
    public let product: Product
    /// Who owns the product.
    public let producer: Producer
    /// False where one like it was recorded before.
    public let isNew: Bool
}

extension SQLiteRegister {
    /// Records a plaque, or finds the one that is like it: of the same product and mark, signed with the same key.
    ///
    /// It needs a right to print in force as labels do, and takes nothing of its quota: it is one sign, not a label.
    ///
    /// - Throws: `Problems` with every rule that is broken; `Problem` `productUnknown`, `keyNotPublished`.
    public func recordPlaque(
        ofProduct id: String, withMark: Bool, signedWith keyID: KeyID, on today: CivilDate, as stamp: EntryStamp
    ) throws -> RecordedPlaque {
        try writing { db in
            let product = try db.product(id)
            let situation = try Self.rollSituation(of: product, count: 1, withMark: withMark, today: today, in: db)
            guard let key = try db.signingKeys().map(\.record).first(where: { $0.keyID == keyID }),
                key.standing == .published
            else {
                throw Problem(
                    .keyNotPublished, vi: "Khóa ký \(keyID.rawValue) chưa được công bố, hoặc đã ngừng dùng.",
                    en: "Signing key \(keyID.rawValue) is not published, or no longer in use.")
            }
            let approval = PrintOrder.approverIsAnother(
                requestedBy: product.producer, approvedBy: stamp.actor, count: 1, withMark: withMark)
            let entitlement = key.maySign(for: product.producer, on: today)
            let violations = situation.plaqueViolations() + [approval, entitlement].compactMap(\.self)
            if !violations.isEmpty { throw Problems(violations) }
            let mark = situation.mark
            let bodies = try db.plaqueBodies(of: product.id).map(\.plaque)
            let before = bodies.last { $0.keyID == keyID && $0.mark == mark }
            let plaque =
                try before
                ?? Plaque(
                    id: Plaque.id(sequence: ledgerHead(db) + 1), product: product.id, keyID: keyID, issuedOn: today,
                    mark: mark)
            if before == nil { try append(.plaque, plaque.json, as: stamp, in: db) }
            return RecordedPlaque(
                plaque: plaque, product: product, producer: situation.producer, isNew: before == nil)
        }
    }
}

extension Database {
    /// The plaques of a product, the first recorded first.
    func plaques(of product: String) throws -> [PlaqueFacts] {
        try plaqueBodies(of: product).map { PlaqueFacts($0.plaque, sequence: $0.sequence) }
    }

    fileprivate func plaqueBodies(of product: String) throws -> [(plaque: Plaque, sequence: Int)] {
        let statement = try cachedStatement(
            sql: "SELECT sequence, body FROM record WHERE kind = 'plaque' AND parent = ? ORDER BY sequence")
        return try Row.fetchAll(statement, arguments: [product]).map { row in
            (try decoded(row["body"], "plaque"), row["sequence"])
        }
    }
}
