internal import Access
internal import Law
internal import Records
internal import Stamps
internal import Time

extension RegisterSnapshot {
    /// What the register knows of a request, for the rules to judge.
    ///
    /// Three questions one after the other, whatever the number of zones, certificates and other lots: the lot, what the
    /// lot names, what that names.
    ///
    /// - Throws: `Problem` `lotUnknown`, `productUnknown`.
    func issuanceCase(of request: IssuanceRequest, on today: CivilDate) throws -> IssuanceCase {
        switch request.subject {
        case .lot(let name):
            try issuanceCase(
                of: lot(named: name), count: request.count, withMark: request.withMark, claims: request.claims,
                on: today)
        case .roll(let id):
            try rollCase(of: product(id), count: request.count, withMark: request.withMark, on: today)
        }
    }

    /// What the register knows when stamps are asked for, or given to, a lot.
    func issuanceCase(
        of lot: Lot, count: Int, withMark: Bool, claims: [CertificateType], on today: CivilDate
    ) throws -> IssuanceCase {
        let zones = Set(lot.inputs.compactMap(\.zone)).sorted()
        let named = try items([
            .ids(.record(.product), [lot.product]), .children(.record(.recognition), of: [lot.product]),
            .ids(.record(.zone), zones),
            .ids(.record(.certificate), Set(lot.inputs.compactMap(\.certificate)).sorted()),
            .ids(.recall, [lot.id]),
        ])
        guard let product: Product = try named[0].first?.value() else { throw damaged("product/\(lot.product)") }
        let recognitions: [Recognition] = try named[1].map { try $0.value() }
        let others = try items([
            .ids(.record(.producer), [product.producer]),
            .children(.record(.markAuthorisation), of: recognitions.map(\.id)),
            .children(.record(.certificate), of: [lot.facility?.producer ?? product.producer]),
        ])
        guard let producer: Producer = try others[0].first?.value() else {
            throw damaged("producer/\(product.producer)")
        }
        let rules = try confirmationRules(on: today)
        return IssuanceCase(
            lot: lot, product: product, producer: producer, recognitions: recognitions,
            authorisations: try accounts(others[1]), certificates: try named[3].map { try $0.value() },
            issuedForLot: try stampsInUse(ofLot: lot.id), count: count, withMark: withMark, claims: claims,
            today: today, zones: try named[2].map { try $0.value() },
            facilityCertificates: try others[2].map { try $0.value() },
            zoneInputs: try harvests(ofZones: zones, without: lot.id), recall: try named[4].first?.value(),
            unconfirmed: try unconfirmed(certificates: named[3] + others[2], zones: named[2], rules),
            confirmationsBindFrom: rules.bindFrom)
    }

    /// What the register knows when stamps without a lot are asked for.
    func rollCase(of product: Product, count: Int, withMark: Bool, on today: CivilDate) throws -> IssuanceCase {
        let named = try items([
            .ids(.record(.producer), [product.producer]), .children(.record(.recognition), of: [product.id]),
        ])
        guard let producer: Producer = try named[0].first?.value() else {
            throw damaged("producer/\(product.producer)")
        }
        let recognitions: [Recognition] = try named[1].map { try $0.value() }
        let rights = try items([.children(.record(.markAuthorisation), of: recognitions.map(\.id))])[0]
        let issuanceCase = IssuanceCase.roll(
            of: product, producer: producer, recognitions: recognitions, authorisations: try accounts(rights),
            count: count, withMark: withMark, today: today)
        guard let issuanceCase else { throw damaged("product/\(product.id)") }
        return issuanceCase
    }

    private func accounts(_ items: [StoredItem]) throws -> [MarkAccount] {
        let balances = try balances(ofAuthorisations: items.map(\.id))
        return try items.map { MarkAccount(authorisation: try $0.value(), issued: balances[$0.id]?.used ?? 0) }
    }
}

extension IssuanceCase {
    /// What the case is about.
    var subject: Subject { Subject(of: producer) { (_, _) -> (any RegisterRecord)? in nil } }
}
