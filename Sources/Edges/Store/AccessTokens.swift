public import Access
internal import GRDB
public import Records
public import Time
internal import Wording

extension SQLiteRegister {
    /// Gives an access token; the register learns its digest only.
    ///
    /// - Parameters:
    ///   - name: what it is for; of a program or an office, never of a person.
    ///   - expiresOn: the last day on which it is good.
    ///   - permit: asked before anything is written; a token belongs to no part of the programme.
    /// - Throws: `Problem` `dataInvalid` where the role cannot have the scope, the producer is not there, or the name or
    ///   the last day is not right.
    public func giveToken(
        _ digest: TokenDigest, role: Role, scope: Scope, name: String, on today: CivilDate, expiresOn: CivilDate,
        as stamp: EntryStamp, permit: Permit = { _ in }
    ) throws -> TokenRecord {
        try writing { db in
            try permit(Subject())
            if case .producer(let id) = scope, try db.record(Producer.self, id: id) == nil {
                throw Problem(
                    .dataInvalid, vi: "Sổ đăng ký không có chủ thể «\(id)» của phạm vi \(scope).",
                    en: "The register has no producer \"\(id)\", which the scope \(scope) names.")
            }
            let token = try TokenRecord(
                id: TokenRecord.id(sequence: try ledgerHead(db) + 1), digest: digest, role: role, scope: scope,
                name: name, createdOn: today, expiresOn: expiresOn)
            try append(.accessToken, token.json, as: stamp, in: db)
            return token
        }
    }

    /// Revokes an access token at once and for ever; one that was revoked before stays as it is.
    ///
    /// - Throws: `Problem` `tokenUnknown`.
    public func revokeToken(
        _ id: String, on today: CivilDate, as stamp: EntryStamp, permit: Permit = { _ in }
    ) throws -> TokenRecord {
        try writing { db in
            try permit(Subject())
            let body = try String.fetchOne(
                db.cachedStatement(sql: "SELECT body FROM record WHERE kind = 'accessToken' AND id = ?"),
                arguments: [id])
            guard let before = try body.map(Self.token) else {
                throw Problem(
                    .tokenUnknown, vi: "Sổ đăng ký không có mã truy cập «\(id)».",
                    en: "The register has no access token \"\(id)\".",
                    hint: Bilingual(
                        vi: "Xem các mã truy cập: temgoc token list.", en: "See the tokens: temgoc token list."))
            }
            let after = before.revoked(on: today)
            if after != before { try append(.accessToken, after.json, as: stamp, in: db) }
            return after
        }
    }

    /// The token of this digest in its present state, revoked or not; nil where nobody has it.
    public func token(_ digest: TokenDigest) throws -> TokenRecord? {
        try reading { db in
            try String.fetchOne(
                db.cachedStatement(sql: "SELECT body FROM record WHERE kind = 'accessToken' AND parent = ?"),
                arguments: [digest.description]
            ).map(Self.token)
        }
    }

    /// All access tokens, in the order in which they were given.
    public func tokens() throws -> [TokenRecord] {
        try reading { db in
            try String.fetchAll(
                db.cachedStatement(sql: "SELECT body FROM record WHERE kind = 'accessToken' ORDER BY id")
            ).map(Self.token)
        }
    }

    private static func token(_ body: String) throws -> TokenRecord {
        guard case .success(let token) = TokenRecord.read(try stored(body, "accessToken"), path: "accessToken") else {
            throw damaged("accessToken")
        }
        return token
    }
}
