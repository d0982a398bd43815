public import Access
internal import GRDB
public import Issuance
public import Law
public import Records
internal import Wording

extension Database {
    /// The print order of this identifier.
    func order(_ id: String) throws -> PrintOrder {
        let body = try String.fetchOne(
            cachedStatement(sql: "SELECT body FROM record WHERE kind = 'printOrder' AND id = ?"), arguments: [id])
        guard let body else {
            throw Problem(
                .orderUnknown, vi: "Sổ đăng ký không có lệnh in «\(id)».",
                en: "The register has no print order \"\(id)\".",
                hint: Bilingual(vi: "Xem các lệnh in: temgoc order list.", en: "See the orders: temgoc order list."))
        }
        return try decoded(body, "printOrder")
    }

    /// A ledger body that the register itself has written.
    func decoded<Body: LedgerBody>(_ body: String, _ place: String) throws -> Body {
        guard case .success(let value) = Body.read(try stored(body, place), path: place) else {
            throw damaged(place)
        }
        return value
    }

    /// The product of this identifier, named by a person.
    func product(_ id: String) throws -> Product {
        if let product = try record(Product.self, id: id) { return product }
        let known = try String.fetchAll(
            self, sql: "SELECT id FROM record WHERE kind = 'product' ORDER BY sequence DESC LIMIT 8")
        throw Problem(
            .productUnknown, vi: "Sổ đăng ký không có sản phẩm «\(id)».", en: "The register has no product \"\(id)\".",
            hint: Bilingual(
                vi: "Các sản phẩm mới nhất: \(known.joined(separator: ", ")).",
                en: "The latest products: \(known.joined(separator: ", "))."))
    }
}

extension SQLiteRegister {
    /// Takes a print order: what it asks for is checked by every rule now, and again when it is approved.
    ///
    /// - Throws: `Problems` with every rule that is broken.
    public func ask(
        for request: IssuanceRequest, template: String?, as stamp: EntryStamp, permit: Permit = { _ in }
    ) throws -> PrintOrder {
        try writing { db in
            let request = try Self.naming(lotOf: request, in: db)
            let situation = try Self.situation(request, in: db)
            try permit(db.subject(of: situation.product))
            let violations = situation.violations()
            if !violations.isEmpty { throw Problems(violations) }
            let order = PrintOrder(
                id: PrintOrder.id(sequence: try ledgerHead(db) + 1), product: situation.product.id,
                lot: situation.isRoll ? nil : situation.lot.id, count: request.count, withMark: request.withMark,
                claims: request.claims, lotInStamp: request.lotInStamp, hasPIN: request.withPIN, template: template,
                requestedBy: request.requestedBy ?? stamp.actor, requestedOn: request.today)
            try append(.printOrder, order.json, as: stamp, in: db)
            return order
        }
    }

    /// What the register knows of a request, for the rules to judge; nothing is written.
    public func check(_ request: IssuanceRequest, permit: Permit = { _ in }) throws -> IssuanceCase {
        try reading { db in
            let situation = try Self.situation(Self.naming(lotOf: request, in: db), in: db)
            try permit(db.subject(of: situation.product))
            return situation
        }
    }

    /// The print order of this identifier.
    public func order(_ id: String) throws -> PrintOrder {
        try reading { try $0.order(id) }
    }

    /// The print orders, the latest first, at most `limit`; of one state where it is given.
    public func orders(in status: PrintOrder.Status?, limit: Int) throws -> [PrintOrder] {
        try reading { db in
            try String.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT body FROM record WHERE kind = 'printOrder' AND (?1 IS NULL OR body ->> 'status' = ?1)
                        ORDER BY id DESC LIMIT ?2
                        """),
                arguments: [status?.rawValue, limit]
            ).map { try db.decoded($0, "printOrder") }
        }
    }

    /// Takes a step of an order; a step that changes nothing writes nothing.
    public func change(
        order id: String, as stamp: EntryStamp, permit: Permit = { _ in },
        _ step: (PrintOrder) throws -> PrintOrder
    ) throws -> PrintOrder {
        try writing { db in
            let before = try db.order(id)
            try permit(db.subject(ofProduct: before.product))
            let after = try step(before)
            if after != before { try append(.printOrder, after.json, as: stamp, in: db) }
            return after
        }
    }

    /// Lets a right to print a mark be used, or not (tạm dừng, cho dùng lại, chấm dứt).
    public func change(
        authorisation id: String, to standing: MarkAuthorisation.Standing, because reason: String?,
        as stamp: EntryStamp, permit: Permit = { _ in }
    ) throws -> MarkAuthorisation {
        try writing { db in
            guard let before = try db.record(MarkAuthorisation.self, id: id) else {
                throw Problem(
                    .authorisationUnknown, vi: "Sổ đăng ký không có quyền in «\(id)».",
                    en: "The register has no right to print \"\(id)\".",
                    hint: Bilingual(vi: "Xem các quyền in: temgoc mark list.", en: "See the rights: temgoc mark list."))
            }
            try permit(db.subject(of: before))
            let after = try before.with(standing, because: reason)
            if after != before { try append(.record(.markAuthorisation), after.json, as: stamp, in: db) }
            return after
        }
    }

    /// Writes in one immediate transaction, with one sync to disk; a dry run takes it back at the end.
    func writing<Result>(dryRun: Bool = false, _ work: (Database) throws -> Result) throws -> Result {
        try translatingDatabaseErrors {
            guard dryRun else { return try pool.write(work) }
            return try pool.writeWithoutTransaction { db in
                try db.beginTransaction(.immediate)
                let result = Swift.Result { try work(db) }
                try db.rollback()
                return try result.get()
            }
        }
    }
}
