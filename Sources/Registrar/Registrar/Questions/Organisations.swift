internal import Access
internal import Law
internal import Records
internal import Wording

// Who acts: organisations that the register knows, producers among them.

extension RegisterSnapshot {
    /// The organisation of this identifier.
    ///
    /// - Throws: `Problem` `recordUnknown`.
    func organisation(_ id: String) throws -> Organisation {
        if let found = try record(Organisation.self, id: id) { return found }
        throw try organisationUnknown(id)
    }

    /// The organisation that a person names, by identifier or name, however it is written.
    ///
    /// - Throws: `Problem` `recordUnknown`.
    func organisation(named name: String) throws -> Organisation {
        if let found = try organisationIfKnown(named: name) { return found }
        throw try organisationUnknown(name)
    }

    /// The same; nil where there is none.
    func organisationIfKnown(named name: String) throws -> Organisation? {
        if let found = try record(Organisation.self, id: name) { return found }
        let all = try records(Organisation.self)
        return all.first { PrintOrder.isSame($0.id, name) } ?? all.first { PrintOrder.isSame($0.name, name) }
    }

    func organisationUnknown(_ name: String) throws -> Problem {
        let known = try page(.record(.organisation), within: .everything, after: nil, limit: 12).map(\.id)
            .joined(separator: ", ")
        return Problem(
            .recordUnknown, vi: "Sổ đăng ký không có cơ quan «\(name.prefix(100))».",
            en: "The register has no organisation \"\(name.prefix(100))\".",
            hint: known.isEmpty
                ? Bilingual(
                    vi: "Nhập danh sách cơ quan (organisations) trước.", en: "Import the organisations first.")
                : Bilingual(vi: "Các cơ quan: \(known).", en: "Organisations: \(known)."))
    }

    /// The author with the organisation that they name as the register writes it.
    ///
    /// - Throws: `Problem` `recordUnknown` where the operator names one that the register does not know.
    func known(_ author: Authorship) throws -> Authorship {
        // Before the first entry there is nobody to be known.
        guard author.principal.via != nil, try head() > 0 else { return author }
        let name = author.principal.name
        if let exact = try item(.record(.producer), name) { return author.named(exact.id) }
        if let office = try organisationIfKnown(named: name) { return author.named(office.id) }
        let producer = try records(Producer.self).first { PrintOrder.isSame($0.id, name) }
        guard let producer else { throw try organisationUnknown(name) }
        return author.named(producer.id)
    }

    /// The organisation that an actor of earlier entries acted for: a token's, else itself.
    func organisation(ofActor actor: String) throws -> String {
        try value(TokenRecord.self, .accessToken, actor)?.principal.organisation ?? actor
    }

    /// What an author's organisation is called, where people read it.
    func organisationName(of principal: Principal) throws -> String {
        if let known = try record(Organisation.self, id: principal.organisation) { return known.name }
        if let producer = try record(Producer.self, id: principal.organisation) { return producer.legalName }
        return principal.role == .issuer ? try issuer().name : principal.role.title.vi
    }

    /// How high an author's organisation stands where one's decision is changed by another's.
    func rank(of author: Authorship) throws -> Int {
        guard author.principal.via != nil else { return author.principal.rank }
        return try record(Organisation.self, id: author.principal.organisation)?.principal.rank ?? 0
    }

    /// The same of an actor of earlier entries; what the issuer entered without a name is an office's as a rule.
    func rank(ofActor actor: String) throws -> Int {
        if let token = try value(TokenRecord.self, .accessToken, actor) {
            return token.principal.role == .issuer ? Role.provinceOffice.rank : token.principal.rank
        }
        if let known = try record(Organisation.self, id: actor) { return known.principal.rank }
        return try item(.record(.producer), actor) == nil ? Role.provinceOffice.rank : 0
    }
}

extension Organisation {
    /// The organisation as somebody with the rights of its kind, in its scope.
    var principal: Principal {
        let (role, place): (Role, Scope) =
            switch kindOfOrganisation {
            case .commune: (.commune, .commune(scope ?? ""))
            case .province: (.provinceOffice, .province(scope ?? ""))
            case .ministry: (.markOwner, .everything)
            case .inspectorate: (.inspector, scope.map(Scope.province) ?? .everything)
            case .operator: (.auditor, .everything)
            }
        do {
            return try Principal(name: id, role: role, scope: place, organisation: id)
        } catch {
            preconditionFailure("each kind has a scope of its role's")
        }
    }

    /// Asks that a token's scope is the organisation's own.
    ///
    /// - Throws: `Problem` `dataInvalid`.
    func demandScope(_ asked: Scope) throws(Problem) {
        guard kindOfOrganisation != .operator, asked != principal.scope else { return }
        throw Problem(
            .dataInvalid, vi: "\(name) có phạm vi \(principal.scope); mã truy cập không thể có phạm vi \(asked).",
            en: "\(name) answers for \(principal.scope); its access token cannot have the scope \(asked).")
    }
}

extension Principal {
    /// How high somebody stands where one's decision is changed by another's.
    var rank: Int { roles.map(\.rank).max() ?? 0 }
}
