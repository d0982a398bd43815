internal import GRDB
public import Issuance
public import Law
public import Records
internal import Stamps
internal import Time
internal import Verification
internal import Wording

extension SQLiteRegister: IssuanceRegister {
    /// Records a batch in one immediate transaction, with one sync to disk; see `IssuanceRegister`.
    public func recordBatch(
        for request: IssuanceRequest, as stamp: EntryStamp, repeats: (Batch) throws -> Void,
        decide: (IssuanceCase, BatchSlot) throws -> Batch
    ) async throws -> IssuedBatch {
        try recordBatchNow(for: request, as: stamp, repeats: repeats, decide: decide)
    }

    private func recordBatchNow(
        for request: IssuanceRequest, as stamp: EntryStamp, repeats: (Batch) throws -> Void,
        decide: (IssuanceCase, BatchSlot) throws -> Batch
    ) throws -> IssuedBatch {
        try translatingDatabaseErrors {
            try pool.write { db in
                let request = try Self.naming(lotOf: request, in: db)
                if let identifier = request.identifier,
                    let earlier = try db.batches("request = ?", [identifier]).first?.batch
                {
                    try repeats(earlier)
                    return IssuedBatch(batch: earlier, isNew: false)
                }
                let situation = try Self.situation(request, in: db)
                let batch = try decide(situation, Self.slot(for: situation.product.key, in: db))
                let order = try request.order.map { try db.order($0).approved(by: stamp.actor, batch: batch.id) }
                try append(.batch, batch.json, as: stamp, in: db)
                if let order { try append(.printOrder, order.json, as: stamp, in: db) }
                return IssuedBatch(batch: batch, isNew: true)
            }
        }
    }

    /// What the register knows of a request; rules are asked of it.
    static func situation(_ request: IssuanceRequest, in db: Database) throws -> IssuanceCase {
        switch request.subject {
        case .lot(let id):
            try situation(
                of: db.named(Lot.self, id: id), count: request.count, withMark: request.withMark,
                claims: request.claims, today: request.today, in: db)
        case .roll(let id):
            try rollSituation(
                of: db.product(id), count: request.count, withMark: request.withMark, today: request.today, in: db)
        }
    }

    /// What the register knows when stamps are asked for, or given to, a lot.
    static func situation(
        of lot: Lot, count: Int, withMark: Bool, claims: [CertificateType], today: CivilDate, in db: Database
    ) throws -> IssuanceCase {
        let product = try db.named(Product.self, id: lot.product)
        let recognitions = try db.records(Recognition.self, of: product.id)
        let zones = Set(lot.inputs.compactMap(\.zone)).sorted()
        return IssuanceCase(
            lot: lot, product: product, producer: try db.named(Producer.self, id: product.producer),
            recognitions: recognitions, authorisations: try accounts(of: recognitions, in: db),
            certificates: try Set(lot.inputs.compactMap(\.certificate)).sorted().map {
                try db.named(Certificate.self, id: $0)
            },
            issuedForLot: try db.stampsInUse(ofLot: lot.id), count: count, withMark: withMark, claims: claims,
            today: today, zones: try zones.map { try db.named(MaterialZone.self, id: $0) },
            facilityCertificates: try db.records(Certificate.self, of: lot.facility?.producer ?? product.producer),
            zoneInputs: try otherLots(than: lot, from: zones, in: db).zoneInputs, recall: try db.recall(ofLot: lot.id))
    }

    /// The other lots that took raw material from any of the zones.
    private static func otherLots(than lot: Lot, from zones: [String], in db: Database) throws -> [Lot] {
        let ids = try zones.flatMap { zone in
            try String.fetchAll(
                db.cachedStatement(sql: "SELECT lot FROM lot_zone WHERE zone = ? AND lot <> ?"),
                arguments: [zone, lot.id])
        }
        return try Set(ids).sorted().map { try db.named(Lot.self, id: $0) }
    }

    /// What the register knows when stamps without a lot are asked for.
    static func rollSituation(
        of product: Product, count: Int, withMark: Bool, today: CivilDate, in db: Database
    ) throws -> IssuanceCase {
        let recognitions = try db.records(Recognition.self, of: product.id)
        let situation = IssuanceCase.roll(
            of: product, producer: try db.named(Producer.self, id: product.producer), recognitions: recognitions,
            authorisations: try accounts(of: recognitions, in: db), count: count,
            withMark: withMark, today: today)
        guard let situation else { throw damaged("product/\(product.id)") }
        return situation
    }

    private static func accounts(of recognitions: [Recognition], in db: Database) throws -> [MarkAccount] {
        try recognitions.flatMap { try db.records(MarkAuthorisation.self, of: $0.id) }.map {
            MarkAccount(authorisation: $0, issued: try db.balance(ofAuthorisation: $0.id).used)
        }
    }

    private static func slot(for key: ProductKey, in db: Database) throws -> BatchSlot {
        let used = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT first_number + count FROM batch WHERE product_key = ? ORDER BY first_number DESC LIMIT 1
                    """),
            arguments: [key.path])
        // Numbers begin at 1: a stamp with the number 0 would look like a specimen.
        let next = used ?? 1
        guard next >= 1 else { throw damaged("batch") }
        guard let firstNumber = SerialNumber(rawValue: UInt64(next)) else {
            throw Problem(
                .usage, vi: "\(key.path) đã dùng hết số thứ tự tem.", en: "\(key.path) has used up its serial numbers.")
        }
        let keys = try db.signingKeys().map(\.record).filter { $0.standing == .published }
        return BatchSlot(
            sequence: try ledgerHead(db) + 1, firstNumber: firstNumber, publishedKeys: Set(keys.map(\.keyID)),
            keys: keys)
    }

    /// The request with the lot's identifier, where it names the lot by the number on its packs.
    static func naming(lotOf request: IssuanceRequest, in db: Database) throws -> IssuanceRequest {
        guard case .lot(let name) = request.subject else { return request }
        return request.naming(lot: try identifier(ofLot: name, in: db))
    }

    /// The identifier of the lot that a name means: its identifier, or the number on its packs.
    static func identifier(ofLot name: String, in db: Database) throws -> String {
        let ids = try String.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id FROM record WHERE kind = 'lot' AND id = ?1
                    UNION ALL SELECT id FROM record WHERE kind = 'lot' AND body ->> 'lotNumber' = ?1
                        AND NOT EXISTS (SELECT 1 FROM record WHERE kind = 'lot' AND id = ?1)
                    """),
            arguments: [name])
        guard ids.count == 1, let id = ids.first else { throw try unknownLot(name, candidates: ids, in: db) }
        return id
    }

    private static func unknownLot(_ name: String, candidates: [String], in db: Database) throws -> Problem {
        let known = try String.fetchAll(
            db, sql: "SELECT id FROM record WHERE kind = 'lot' ORDER BY sequence DESC LIMIT 8")
        if !candidates.isEmpty {
            let list = candidates.joined(separator: ", ")
            return Problem(
                .lotUnknown, vi: "Số lô «\(name)» có ở nhiều lô: \(list).",
                en: "Lot number \"\(name)\" belongs to several lots: \(list).",
                hint: Bilingual(vi: "Dùng mã lô thay cho số lô.", en: "Use the identifier of the lot instead."))
        }
        return Problem(
            .lotUnknown, vi: "Sổ đăng ký không có lô «\(name)».", en: "The register has no lot \"\(name)\".",
            hint: known.isEmpty
                ? Bilingual(vi: "Nhập dữ liệu trước: temgoc import TỆP.", en: "Import data first: temgoc import FILE.")
                : Bilingual(
                    vi: "Các lô mới nhất: \(known.joined(separator: ", ")).",
                    en: "The latest lots: \(known.joined(separator: ", "))."))
    }
}
