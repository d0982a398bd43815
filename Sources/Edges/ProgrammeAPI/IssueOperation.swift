internal import Registrar
internal import Access
internal import Encodings
internal import HTTPServer
internal import HTTPTypes
internal import Records
internal import WebSyntax
internal import Wording

extension ProgrammeOperations {
    /// Issues a batch of stamps.
    var issue: APIOperation {
        APIOperation(
            id: "issue_batch", method: .post, path: "/v1/batches",
            summary: Bilingual(
                vi: "Phát hành một đợt tem cho một lô, hoặc một cuộn tem", en: "Issue a batch of stamps, or a roll"),
            access: .anyOf(IssueBatch.rights), parameters: [.idempotencyKey], content: IssuanceRequest.schema(),
            example: .record(["lot": examples.id(.record(.lot)), "count": 24, "mark": true]),
            answers: [
                APIAnswer(
                    status: .created,
                    meaning: Bilingual(
                        vi: "Đợt tem; gửi lại cùng khóa thì được đúng đợt này.",
                        en: "The batch; the same key sent again gives the same one."),
                    schema: APIDocument.reference("batch"), fields: [.entityTag, .location])
            ],
            problems: ProblemCode.ofIssuance
        ) { [registrar = api.registrar, sealing = api.sealing] call in
            let key = try call.idempotencyKey()
            let author = try call.author(request: RequestIdentifier(key))
            let request = try call.read { IssuanceRequest(reading: &$0) }
            do {
                let issued = try await registrar.perform(
                    IssueBatch(request, sealing: try await sealing()), by: author)
                return APIReply(
                    status: .created, body: .json(ItemKind.batch.shown(issued.batch.json)), sequence: issued.sequence,
                    fields: [.location: ItemKind.batch.location(of: issued.batch.id)])
            } catch let problem as Problem where problem.code == .requestConflict {
                throw Problem(
                    .idempotencyConflict, vi: problem.text.vi, en: problem.text.en,
                    hint: Bilingual(
                        vi: "Dùng một Idempotency-Key mới cho yêu cầu mới.",
                        en: "Use a new Idempotency-Key for a new request."))
            }
        }
    }
}

extension ProblemCode {
    /// What issuance says no with: the rules of the programme, and what was asked for.
    static let ofIssuance = ofRules + [.dataInvalid, .lotUnknown, .productUnknown, .idempotencyConflict]
    /// The rules of the programme.
    static let ofRules = allCases.filter { $0.exitStatus == 2 }
}

extension APIParameter {
    /// A key has 1 to 40 characters, so that with the asker's account it makes a request identifier of 100 at most.
    static let idempotencyKey = key(isRequired: true)
    /// The same, for acts that may be asked for without a name.
    static let optionalIdempotencyKey = key(isRequired: false)

    private static func key(isRequired: Bool) -> APIParameter {
        APIParameter(
            name: "Idempotency-Key", place: .header, isRequired: isRequired,
            schema: ["type": "string", "pattern": "^[0-9A-Za-z._~-]{1,40}$"],
            meaning: Bilingual(
                vi:
                    "Tên của yêu cầu do bên gửi đặt, ví dụ một UUID; gửi lại với cùng tên thì được câu trả lời lần đầu.",
                en: "The sender's name for the request, such as a UUID; sent again under the same name, it gets its "
                    + "first answer."),
            example: isRequired ? "8e03978e-40d5-43e8-bc93-6894a57f9324" : nil)
    }
}

extension IssuanceRequest {
    static let lotForm = Bilingual(vi: "mã số lô, 1 đến 40 ký tự", en: "the identifier of a lot, 1 to 40 characters")

    /// The schema of stamps for a lot or for a roll; some requests have more members.
    static func schema(adding more: [String: JSONValue] = [:]) -> JSONValue {
        let common: [String: JSONValue] = [
            "count": ["type": "integer", "minimum": 1, "maximum": .integer(largestCount)],
            "mark": ["type": ["boolean", "null"], "default": true],
            "pin": ["type": ["boolean", "null"], "default": false],
        ]
        let lot: [String: JSONValue] = [
            "lot": APIDocument.reference("id"), "product": ["type": "null"],
            "claims": [
                "type": ["array", "null"], "maxItems": .integer(CertificateType.allCases.count),
                "items": ["enum": .array(CertificateType.allCases.map { .string($0.rawValue) })],
            ],
            "lotInStamp": ["type": ["boolean", "null"], "default": false],
        ]
        let roll: [String: JSONValue] = [
            "product": APIDocument.reference("id"), "lot": ["type": "null"],
            "claims": ["type": ["array", "null"], "maxItems": 0], "lotInStamp": ["enum": [false, .null]],
        ]
        func object(_ own: [String: JSONValue], _ subject: String) -> JSONValue {
            [
                "type": "object", "additionalProperties": false, "required": [.string(subject), "count"],
                "properties": .object(common.merging(own) { $1 }.merging(more) { $1 }),
            ]
        }
        return ["anyOf": [object(lot, "lot"), object(roll, "product")]]
    }

    /// Reads what is asked for; nil and problems in the reader where it is not right.
    init?(reading members: inout RecordReader) {
        let subject = Self.subject(&members)
        let countForm = Bilingual(
            vi: "số nguyên từ 1 đến \(Self.largestCount)", en: "a whole number from 1 to \(Self.largestCount)")
        let count = members.required("count", should: countForm) { value in
            value.integer.flatMap { 1...Self.largestCount ~= $0 ? $0 : nil }
        }
        let truth = Bilingual(vi: "true hoặc false", en: "true or false")
        let flag = { (value: JSONValue) -> Bool? in if case .bool(let flag) = value { flag } else { nil } }
        let withMark = members.optional("mark", should: truth, flag) ?? true
        let lotInStamp = members.optional("lotInStamp", should: truth, flag) ?? false
        let withPIN = members.optional("pin", should: truth, flag) ?? false
        let claimsForm = Bilingual(vi: "danh sách loại chứng nhận", en: "a list of certificate types")
        let claims = members.optional("claims", should: claimsForm) { value -> [CertificateType]? in
            let types = value.array?.map { $0.string.flatMap(CertificateType.init(rawValue:)) } ?? [nil]
            return types.contains(nil) || types.count > CertificateType.allCases.count ? nil : types.compactMap(\.self)
        }
        guard let subject, let count else { return nil }
        do throws(Problem) {
            try self.init(
                subject, count: count, withMark: withMark, claims: claims ?? [], lotInStamp: lotInStamp,
                withPIN: withPIN)
        } catch {
            members.problem("$.lotInStamp", error.text)
            return nil
        }
    }

    /// The identifier of a lot, or its number.
    static func lot(_ value: JSONValue) -> String? {
        value.string.flatMap { 1...40 ~= $0.utf8.count ? $0 : nil }
    }

    private static func subject(_ members: inout RecordReader) -> IssuanceSubject? {
        if members.optionalValue("product") == nil {
            return members.required("lot", should: lotForm, lot).map(IssuanceSubject.lot)
        }
        guard members.optionalValue("lot") == nil else {
            members.problem(
                "$.product",
                Bilingual(vi: "không đi cùng lot: chọn một trong hai", en: "does not stand beside lot: choose one"))
            return nil
        }
        return members.identifier("product").map { .roll(product: $0) }
    }
}

extension APICall {
    /// Who asks, under the request's name where it has one.
    ///
    /// - Throws: `Failure` `usage`, `tokenMissing`.
    func namedAuthor() throws -> Authorship {
        guard HTTPField.Name(APIParameter.idempotencyKey.name).flatMap({ fields[$0] }) != nil else {
            return try author()
        }
        return try author(request: RequestIdentifier(idempotencyKey()))
    }

    /// - Throws: `Failure` `usage`.
    fileprivate func idempotencyKey() throws(Failure) -> String {
        let name = APIParameter.idempotencyKey
        let field = HTTPField.Name(name.name).flatMap { fields[$0] }
        let form = Bilingual(
            vi: "1 đến 40 ký tự 0–9 A–Z a–z . _ ~ -", en: "1 to 40 characters 0–9 A–Z a–z . _ ~ -")
        guard let field, percentEncoded(field) == field, 1...40 ~= field.utf8.count else {
            throw .parameter(name.name, given: field, should: form)
        }
        return field
    }
}
