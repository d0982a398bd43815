internal import Access
internal import CanonicalJSON
internal import HTTPTypes
internal import Traceability

extension ProgrammeOperations {
    /// Issues a batch of stamps.
    var issue: APIOperation {
        APIOperation(
            id: "issue_batch", method: .post, path: "/v1/batches",
            summary: Bilingual(vi: "Phát hành một đợt tem", en: "Issue a batch of stamps"),
            access: .anyOf([.issueStamps]), parameters: [.idempotencyKey], content: BatchRequest.schema,
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
        ) { [issuing = api.issuing] call in
            let holder = try call.principal()
            let request = try BatchRequest(call, asked: holder)
            do {
                let batch = try await issuing.issue(request, as: EntryStamp(time: call.time, actor: holder.name)) {
                    try holder.demand(.issueStamps, on: $0)
                }
                return APIReply(
                    status: .created, body: ResourceKind.batch.shown(batch), sequence: batch.sequence,
                    fields: [.location: ResourceKind.batch.location(of: batch.id)])
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
    static let ofIssuance: [ProblemCode] =
        allCases.filter { $0.exitStatus == 2 } + [.dataInvalid, .lotUnknown, .idempotencyConflict]
}

extension APIParameter {
    /// A key has 1 to 40 characters, so that with the asker's account it makes a request identifier of 100 at most.
    static let idempotencyKey = APIParameter(
        name: "Idempotency-Key", place: .header, isRequired: true,
        schema: ["type": "string", "pattern": "^[0-9A-Za-z._~-]{1,40}$"],
        meaning: Bilingual(
            vi: "Tên của yêu cầu do bên gửi đặt, ví dụ một UUID; gửi lại với cùng tên thì không phát hành lần hai.",
            en: "The sender's name for the request, such as a UUID; sent again under the same name, nothing is issued "
                + "a second time."),
        example: "8e03978e-40d5-43e8-bc93-6894a57f9324")
}

extension BatchRequest {
    static let schema: JSONValue = [
        "type": "object", "additionalProperties": false, "required": ["lot", "count"],
        "properties": [
            "lot": APIDocument.reference("id"),
            "count": ["type": "integer", "minimum": 1, "maximum": .integer(largestCount)],
            "mark": ["type": ["boolean", "null"], "default": true],
            "claims": [
                "type": ["array", "null"], "maxItems": .integer(CertificateType.allCases.count),
                "items": ["enum": .array(CertificateType.allCases.map { .string($0.rawValue) })],
            ],
            "lotInStamp": ["type": ["boolean", "null"], "default": false],
        ],
    ]

    /// The largest batch that one request may ask for; issuance may set a lower limit.
    static let largestCount = 10_000_000

    /// - Throws: `Failure` `usage` for the key, `dataInvalid` for the content.
    fileprivate init(_ call: APICall, asked holder: Principal) throws(Failure) {
        let key = try Self.key(call)
        var members = RecordReader(call.content ?? .null, path: "$")
        let lotForm = Bilingual(vi: "mã số lô, 1 đến 40 ký tự", en: "the identifier of a lot, 1 to 40 characters")
        let lot = members.required("lot", should: lotForm) { value in
            value.string.flatMap { 1...40 ~= $0.utf8.count ? $0 : nil }
        }
        let countForm = Bilingual(
            vi: "số nguyên từ 1 đến \(Self.largestCount)", en: "a whole number from 1 to \(Self.largestCount)")
        let count = members.required("count", should: countForm) { value in
            value.integer.flatMap { 1...Self.largestCount ~= $0 ? $0 : nil }
        }
        let truth = Bilingual(vi: "true hoặc false", en: "true or false")
        let flag = { (value: JSONValue) -> Bool? in if case .bool(let flag) = value { flag } else { nil } }
        let withMark = members.optional("mark", should: truth, flag) ?? true
        let lotInStamp = members.optional("lotInStamp", should: truth, flag) ?? false
        let claimsForm = Bilingual(vi: "danh sách loại chứng nhận", en: "a list of certificate types")
        let claims = members.optional("claims", should: claimsForm) { value -> [CertificateType]? in
            let types = value.array?.map { $0.string.flatMap(CertificateType.init(rawValue:)) } ?? [nil]
            return types.contains(nil) || types.count > CertificateType.allCases.count ? nil : types.compactMap(\.self)
        }
        members.finish()
        guard let lot, let count, members.problems.isEmpty else {
            throw Failure(placed: DataProblems(members.problems))
        }
        self.init(
            lot: lot, count: count, withMark: withMark, claims: claims ?? [], lotInStamp: lotInStamp,
            identifier: "\(holder.account)/\(key)")
    }

    private static func key(_ call: APICall) throws(Failure) -> String {
        let name = APIParameter.idempotencyKey
        let field = HTTPField.Name(name.name).flatMap { call.fields[$0] }
        let form = Bilingual(
            vi: "1 đến 40 ký tự 0–9 A–Z a–z . _ ~ -", en: "1 to 40 characters 0–9 A–Z a–z . _ ~ -")
        guard let field, percentEncoded(field) == field, 1...40 ~= field.utf8.count else {
            throw .parameter(name.name, given: field, should: form)
        }
        return field
    }
}
