internal import Registrar
internal import Access
internal import Encodings
internal import HTTPServer
internal import HTTPTypes
internal import Records
internal import Wording

extension ProgrammeOperations {
    /// Giving and revoking access tokens.
    var tokenActs: [APIOperation] { [give, revoke] }

    /// The only operation whose answer has a secret: it is shown once, and never kept.
    private var give: APIOperation {
        APIOperation(
            id: "give_token", method: .post, path: "/v1/tokens",
            summary: Bilingual(vi: "Cấp một mã truy cập; mã chỉ hiện một lần", en: "Give an access token; shown once"),
            access: .anyOf(GiveToken.rights), parameters: [.optionalIdempotencyKey], content: Self.newTokenSchema,
            example: [
                "role": "producer", "scope": "producer:P-TQ-001", "name": "Phần mềm kho của HTX",
                "expiresOn": "2027-06-30",
            ],
            answers: [
                APIAnswer(
                    status: .created,
                    meaning: Bilingual(
                        vi:
                            "Mã truy cập, ở trường secret; sổ đăng ký chỉ giữ mã băm, nên gửi lại cùng khóa thì không có secret.",
                        en:
                            "The token, in the member secret; the register keeps its digest only, so that the same key sent "
                            + "again gives it without."),
                    schema: APIDocument.reference("token"), fields: [.location])
            ], problems: [.dataInvalid, .recordUnknown]
        ) { [registrar = api.registrar, newSecret = api.newSecret] call in
            let author = try call.namedAuthor()
            let new = try call.read(NewToken.init(reading:))
            let token = try AccessToken(secret: newSecret())
            let record = try await registrar.perform(GiveToken(token.digest, new), by: author)
            guard case .object(var members) = ItemKind.token.shown(record.json) else { return APIReply() }
            if record.digest == token.digest { members["secret"] = .string(token.text) }
            let place = ItemKind.token.location(of: record.id)
            return APIReply(
                status: .created, body: .json(.object(members)), fields: [.location: place, .cacheControl: "no-store"])
        }
    }

    private var revoke: APIOperation {
        command(
            "revoke_token", "/v1/tokens/{id}",
            Bilingual(vi: "Hủy một mã truy cập, ngay và mãi mãi", en: "Revoke an access token, at once and for ever"),
            method: .delete,
            of: APIExamples.token,
            giving: .thing("token", Bilingual(vi: "Mã truy cập đã hủy.", en: "The token, revoked.")),
            problems: [.tokenUnknown], reply: { APIReply(body: .json(ItemKind.token.shown($0))) }
        ) { call in RevokeToken(call.id) }
    }

    private static let newTokenSchema: JSONValue = [
        "type": "object", "additionalProperties": false, "required": ["role", "scope", "name", "expiresOn"],
        "properties": [
            "role": ["enum": .array(Role.allCases.map { .string($0.rawValue) })],
            "furtherRoles": [
                "type": ["array", "null"], "items": ["enum": .array(Role.allCases.map { .string($0.rawValue) })],
            ],
            "organisation": APIDocument.reference("optionalId"),
            "scope": ["type": "string", "pattern": "^(everything|(producer|commune|province):.+)$"],
            "name": ["type": "string", "minLength": 1, "maxLength": 100],
            "expiresOn": APIDocument.reference("date"),
        ],
    ]
}

extension NewToken {
    fileprivate init?(reading members: inout RecordReader) {
        let role: Role? = members.word("role")
        let further = members.optional("furtherRoles", should: Bilingual(vi: "các vai trò", en: "roles")) { value in
            value.array.flatMap { words in
                let roles = words.compactMap { $0.string.flatMap(Role.init(rawValue:)) }
                return roles.count == words.count ? roles : nil
            }
        }
        let organisation = members.optionalIdentifier("organisation")
        let scopeForm = Bilingual(
            vi: "producer:…, commune:…, province:… hoặc everything",
            en: "producer:…, commune:…, province:… or everything")
        let scope = members.required("scope", should: scopeForm) { $0.string.flatMap { Scope($0) } }
        let name = members.text("name", limit: 100)
        let expiresOn = members.date("expiresOn")
        guard let role, let scope, let name, let expiresOn else { return nil }
        self.init(
            role: role, also: further ?? [], scope: scope, organisation: organisation, name: name,
            expiresOn: expiresOn)
    }
}
