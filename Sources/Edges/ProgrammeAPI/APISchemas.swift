internal import Encodings
internal import Records

/// The schemas of the OpenAPI document: those of a programme file, made of the forms of its records, and a few more.
enum APISchemas {
    static var all: [String: JSONValue] { Programme.schemaDefinitions.mapValues(relocated).merging(own) { $1 } }

    /// The schema with its references to the programme's definitions turned to those of the document.
    private static func relocated(_ schema: JSONValue) -> JSONValue {
        switch schema {
        case .object(let members):
            .object(
                Dictionary(
                    uniqueKeysWithValues: members.map { name, value in
                        if name == "$ref", let target = value.string, target.hasPrefix("#/$defs/") {
                            return (name, .string("#/components/schemas/" + target.dropFirst("#/$defs/".count)))
                        }
                        return (name, relocated(value))
                    }))
        case .array(let elements): .array(elements.map(relocated))
        case .null, .bool, .integer, .number, .string: schema
        }
    }

    private static let own: [String: JSONValue] = [
        "batch": batch, "problem": problem,
    ].merging(ofActs) { $1 }.merging(ofInspection) { $1 }

    private static let batch: JSONValue = [
        "type": "object",
        "required": ["id", "product", "firstNumber", "count", "keyId", "issuedOn"],
        "properties": [
            "id": APIDocument.reference("id"), "request": ["type": "string"], "product": APIDocument.reference("id"),
            "gtin": ["type": "string"], "productCode": ["type": "string"],
            "firstNumber": ["type": "integer", "minimum": 0], "count": ["type": "integer", "minimum": 1],
            "lot": APIDocument.reference("id"), "lotInStamp": ["type": "string"], "pin": ["type": "boolean"],
            "keyId": ["type": "integer", "minimum": 0, "maximum": 65_535],
            "issuedOn": APIDocument.reference("date"),
            "mark": [
                "type": "object", "required": ["authorisation", "recognition", "stars"],
                "properties": [
                    "authorisation": APIDocument.reference("id"), "recognition": APIDocument.reference("id"),
                    "stars": APIDocument.reference("stars"),
                ],
            ],
            "claims": ["type": "array", "items": ["type": "string"]],
            "requestedBy": ["type": "string"], "order": APIDocument.reference("id"),
        ],
    ]

    /// RFC 9457, with each problem under its code, and each wrong member of the content under its path.
    private static let problem: JSONValue = [
        "type": "object", "required": ["type", "title", "status", "detail"],
        "properties": [
            "type": ["type": "string", "pattern": "^urn:temgoc:problem:"], "title": ["type": "string"],
            "status": ["type": "integer", "minimum": 400, "maximum": 599], "detail": ["type": "string"],
            "hint": ["type": "string"],
            "problems": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["code", "detail"],
                    "properties": [
                        "code": ["type": "string"], "detail": ["type": "string"], "hint": ["type": "string"],
                    ],
                ],
            ],
            "errors": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["path", "text"],
                    "properties": ["path": ["type": "string"], "text": ["type": "string"]],
                ],
            ],
        ],
    ]
}
