public import Access
public import Encodings
public import Records
public import Time
internal import Wording

/// An access token that is asked for.
public struct NewToken: Sendable, Equatable {
    /// What its holder is to the programme, at least one; several are a union of their rights.
    public let roles: [Role]
    /// What they answer for.
    public let scope: Scope
    /// The organisation of the register that it is given to; nil for the one that the scope names.
    public let organisation: String?
    /// What it is for; never a person's name.
    public let name: String
    /// The last day on which it is good.
    public let expiresOn: CivilDate

    /// Takes the parts as they are.
    public init(
        role: Role, also furtherRoles: [Role] = [], scope: Scope, organisation: String? = nil, name: String,
        expiresOn: CivilDate
    ) {
        roles = [role] + furtherRoles
        self.organisation = organisation
        self.scope = scope
        self.name = name
        self.expiresOn = expiresOn
    }
}

/// Gives an access token; the register learns its digest only (cấp mã truy cập).
public struct GiveToken: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "giveToken"

    /// The SHA-256 of the token's text, which the caller shows once.
    public let digest: TokenDigest
    /// What is asked.
    public let token: NewToken

    /// Takes the parts as they are.
    public init(_ digest: TokenDigest, _ token: NewToken) {
        self.digest = digest
        self.token = token
    }

    /// Without the digest, which is another each time that the same is asked.
    public var content: JSONValue {
        .record([
            "role": .string(token.roles[0].rawValue),
            "furtherRoles": token.roles.count == 1
                ? nil : .array(token.roles.dropFirst().map { .string($0.rawValue) }),
            "organisation": token.organisation.map(JSONValue.string), "scope": .string("\(token.scope)"),
            "name": .string(token.name), "expiresOn": .string(token.expiresOn.iso),
        ])
    }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.manageTokens]

    /// A token belongs to no part of the programme.
    public func find(in register: any RegisterSnapshot) throws -> (found: Void, subject: Subject) { ((), Subject()) }

    /// - Throws: `Problem` `dataInvalid` where the role cannot have the scope, the producer is not there, or the name or
    ///   the last day is not right.
    public func perform(on _: Void, in register: any RegisterTransaction, by author: Authorship) throws -> TokenRecord {
        if case .producer(let id) = token.scope, try register.record(Producer.self, id: id) == nil {
            throw Problem(
                .dataInvalid, vi: "Sổ đăng ký không có chủ thể «\(id)» của phạm vi \(token.scope).",
                en: "The register has no producer \"\(id)\", which the scope \(token.scope) names.")
        }
        if let id = token.organisation { try register.organisation(id).demandScope(token.scope) }
        let record = try TokenRecord(
            id: TokenRecord.id(sequence: register.head() + 1), digest: digest, role: token.roles[0],
            also: Array(token.roles.dropFirst()), scope: token.scope, organisation: token.organisation,
            name: token.name, createdOn: author.today, expiresOn: token.expiresOn)
        try register.demandNoMore(than: author, record)
        try register.record(.accessToken, record.json, by: author)
        return record
    }

    /// The secret was shown once, and nobody has it to show it again.
    public func answer(again entries: [LedgerEntry], in register: any RegisterSnapshot) throws -> TokenRecord {
        let id = entries.first?.body["id"]?.string ?? ""
        throw Problem(
            .alreadyGiven, vi: "Yêu cầu này đã cấp mã truy cập \(id); phần bí mật chỉ hiện một lần.",
            en: "This request gave access token \(id) already; its secret is shown once only.",
            hint: Bilingual(
                vi: "Nếu chưa nhận được: hủy (temgoc token revoke \(id)) rồi cấp mã mới với mã yêu cầu khác.",
                en: "If it did not arrive: revoke it (temgoc token revoke \(id)) and ask under another identifier."))
    }
}

extension RegisterSnapshot {
    /// A token gives no right that its giver has not, and lasts no longer than the giver's own.
    ///
    /// - Throws: `Problem` `rightMissing`, `dataInvalid`.
    fileprivate func demandNoMore(than author: Authorship, _ record: TokenRecord) throws {
        for action in Action.allCases {
            guard let given = record.principal.extent(of: action) else { continue }
            let own = author.principal.extent(of: action)
            if own != .everything, own != given { throw author.principal.denial(of: action) }
        }
        guard let giver = try value(TokenRecord.self, .accessToken, author.actor), giver.expiresOn < record.expiresOn
        else { return }
        throw Problem(
            .dataInvalid,
            vi: "Mã truy cập mới dùng đến \(record.expiresOn.vietnamese), sau ngày hết hạn của mã cấp nó "
                + "(\(giver.id), \(giver.expiresOn.vietnamese)).",
            en: "The new access token would last through \(record.expiresOn.iso), longer than its giver's "
                + "(\(giver.id), \(giver.expiresOn.iso)).",
            hint: Bilingual(vi: "Chọn ngày hết hạn sớm hơn.", en: "Choose an earlier last day."))
    }
}

/// Revokes an access token at once and for ever; one that was revoked before stays as it is.
public struct RevokeToken: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "revokeToken"

    /// The token's identifier.
    public let token: String

    /// Takes the parts as they are.
    public init(_ token: String) {
        self.token = token
    }

    /// What is asked, as data.
    public var content: JSONValue { ["token": .string(token)] }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.manageTokens]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: TokenRecord?, subject: Subject) {
        (try register.value(TokenRecord.self, .accessToken, token), Subject())
    }

    /// - Throws: `Problem` `tokenUnknown`.
    public func perform(
        on record: TokenRecord?, in register: any RegisterTransaction, by author: Authorship
    ) throws -> TokenRecord {
        guard let record else {
            throw Problem(
                .tokenUnknown, vi: "Sổ đăng ký không có mã truy cập «\(token)».",
                en: "The register has no access token \"\(token)\".",
                hint: Bilingual(
                    vi: "Xem các mã truy cập: temgoc token list.", en: "See the tokens: temgoc token list."))
        }
        let revoked = record.revoked(on: author.today)
        if revoked != record { try register.record(.accessToken, revoked.json, by: author) }
        return revoked
    }
}
