internal import Access
internal import Encodings
internal import HTTPTypes
internal import Wording

/// The OpenAPI 3.1 document of a list of operations.
///
/// It is made from the values that route and check requests, so it cannot say anything else than they do.
enum APIDocument {
    /// The operations, and the one that answers with their document.
    static func operations(_ operations: [APIOperation]) -> [APIOperation] {
        let own = operation { _ in APIReply() }
        let document = document(of: operations + [own], schemas: APISchemas.all)
        return operations + [operation { _ in APIReply(body: .json(document)) }]
    }

    private static func operation(_ perform: @escaping @Sendable (APICall) async throws -> APIReply) -> APIOperation {
        APIOperation(
            id: "get_openapi", method: .get, path: "/v1/openapi.json",
            summary: Bilingual(vi: "Bản mô tả này (OpenAPI 3.1)", en: "This description (OpenAPI 3.1)"), access: .open,
            answers: [
                APIAnswer(
                    status: .ok, meaning: Bilingual(vi: "Bản mô tả.", en: "The description."),
                    schema: ["type": "object"])
            ], perform: perform)
    }

    /// A schema of the document by its name.
    static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/components/schemas/\(name)")] }

    static func document(of operations: [APIOperation], schemas: [String: JSONValue]) -> JSONValue {
        let paths = Dictionary(grouping: operations, by: \.path.text).mapValues { operations in
            let pairs = operations.map { ($0.method.rawValue.lowercased(), description(of: $0)) }
            return JSONValue.object(Dictionary(pairs) { $1 })
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "temgoc", "version": "1",
                "description": """
                Tem gốc: hồ sơ của chương trình OCOP và việc phát hành tem. / The records of the OCOP programme, \
                and issuing stamps. Rights: docs/roles.md; codes of problems: docs/errors.md.
                """,
            ],
            "servers": [["url": "/"]],
            "paths": .object(paths),
            "components": [
                "schemas": .object(schemas),
                "securitySchemes": [
                    "token": [
                        "type": "http", "scheme": "bearer",
                        "description": "Mã truy cập do đơn vị phát hành cấp. / An access token, given by the issuer.",
                    ]
                ],
            ],
        ]
    }

    private static func description(of operation: APIOperation) -> JSONValue {
        var members: [String: JSONValue?] = [
            "operationId": .string(operation.id), "summary": text(operation.summary),
            "parameters": .array(operation.allParameters.map(description)),
            "requestBody": requestBody(of: operation),
            "responses": .object(answers(of: operation)),
        ]
        if case .anyOf(let actions) = operation.access {
            members["security"] = [["token": []]]
            members["x-rights"] = .array(actions.map { .string($0.rawValue) })
        }
        return .record(members)
    }

    private static func requestBody(of operation: APIOperation) -> JSONValue? {
        if !operation.byteTypes.isEmpty {
            let bytes: JSONValue = ["schema": ["type": "string", "format": "binary"]]
            return [
                "required": true, "content": .object(Dictionary(operation.byteTypes.map { ($0, bytes) }) { $1 }),
            ]
        }
        return operation.content.map { schema in
            let media = JSONValue.record(["schema": schema, "example": operation.example])
            return ["required": true, "content": ["application/json": media]]
        }
    }

    private static func description(of parameter: APIParameter) -> JSONValue {
        .record([
            "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
            "required": .bool(parameter.isRequired), "schema": parameter.schema,
            "description": text(parameter.meaning), "example": parameter.example,
        ])
    }

    private static func answers(of operation: APIOperation) -> [String: JSONValue] {
        var answers: [String: JSONValue] = [:]
        for answer in operation.answers {
            answers["\(answer.status.code)"] = .record([
                "description": text(answer.meaning),
                "headers": answer.fields.isEmpty ? nil : headers(answer.fields),
                "content": content(of: answer),
            ])
        }
        for (status, codes) in Dictionary(grouping: Set(operation.allProblems), by: \.httpStatus) {
            let names = codes.map(\.rawValue).sorted().joined(separator: ", ")
            let fields = APIField.ofProblem(status)
            answers["\(status)"] = .record([
                "description": .string(names), "headers": fields.isEmpty ? nil : headers(fields),
                "content": ["application/problem+json": ["schema": reference("problem")]],
            ])
        }
        answers["414"] = [
            "description": .string(ProblemCode.requestTooLarge.rawValue),
            "content": ["application/problem+json": ["schema": reference("problem")]],
        ]
        return answers
    }

    private static func content(of answer: APIAnswer) -> JSONValue? {
        if let schema = answer.schema { return ["application/json": ["schema": schema]] }
        if answer.mediaTypes.isEmpty { return nil }
        return .object(Dictionary(answer.mediaTypes.map { ($0, [:]) }) { $1 })
    }

    private static func headers(_ fields: [APIField]) -> JSONValue {
        let pairs = fields.map { field -> (String, JSONValue) in
            let header: JSONValue = [
                "description": text(field.meaning), "required": .bool(field.isAlways), "schema": field.schema,
            ]
            return (field.name, header)
        }
        return .object(Dictionary(pairs) { $1 })
    }

    private static func text(_ words: Bilingual) -> JSONValue { .string("\(words.vi) / \(words.en)") }
}

extension APIOperation {
    /// Every parameter, those of the path first.
    var allParameters: [APIParameter] {
        let inPath = path.parameterNames.map { name in
            APIParameter(
                name: name, place: .path, isRequired: true,
                schema: name == "id" ? APIDocument.reference("id") : ["type": "string", "minLength": 1],
                meaning: name == "id"
                    ? Bilingual(vi: "Mã số; dấu / viết là %2F.", en: "The identifier; a / in it is written %2F.")
                    : Bilingual(vi: "Tên.", en: "The name."),
                example: exampleID)
        }
        return inPath + parameters + [APIQuery.language]
    }

    /// Everything that can go wrong; requestTooLarge stands for content where none is taken, too.
    var allProblems: [ProblemCode] {
        var all: [ProblemCode] = [
            .usage, .requestMalformed, .notAcceptable, .requestTooLarge, .internalError, .registerBusy,
        ]
        if access != .open { all += [.tokenMissing, .tokenInvalid, .tokenExpired, .rightMissing, .rateLimited] }
        if content != nil { all += [.jsonSyntax, .mediaTypeUnsupported] }
        if !byteTypes.isEmpty { all += [.mediaTypeUnsupported] }
        // Whatever changes the register may meet a thing that is not there, is in another state, or is not right.
        if method != .get { all += [.recordUnknown, .requestConflict, .alreadyGiven, .dataInvalid, .clockBehind] }
        return all + problems
    }
}

extension APIField {
    /// The header fields of a problem of this status.
    static func ofProblem(_ status: Int) -> [APIField] {
        switch status {
        case 401:
            [
                APIField(
                    name: "WWW-Authenticate",
                    meaning: Bilingual(vi: "Cách xác thực.", en: "How to authenticate."))
            ]
        case 429, 503:
            [
                APIField(
                    name: "Retry-After", meaning: Bilingual(vi: "Số giây nên chờ.", en: "Seconds to wait."),
                    schema: ["type": "integer"])
            ]
        default: []
        }
    }
}
