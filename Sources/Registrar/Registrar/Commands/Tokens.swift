public import Access
public import Encodings
public import Records
public import Time
internal import Wording

/// An access token that is asked for.
public struct NewToken: Sendable, Equatable {
    /// What its holder is to the programme.
    public let role: Role
    /// What they answer for.
    public let scope: Scope
    /// What it is for; never a person's name.
    public let name: String
    /// The last day on which it is good.
    public let expiresOn: CivilDate

    /// Takes the parts as they are.
    public init(role: Role, scope: Scope, name: String, expiresOn: CivilDate) {
        self.role = role
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
        [
            "role": .string(token.role.rawValue), "scope": .string("\(token.scope)"), "name": .string(token.name),
            "expiresOn": .string(token.expiresOn.iso),
        ]
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
        let record = try TokenRecord(
            id: TokenRecord.id(sequence: register.head() + 1), digest: digest, role: token.role, scope: token.scope,
            name: token.name, createdOn: author.today, expiresOn: token.expiresOn)
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
