internal import Access
internal import Encodings
internal import Records
internal import Stamps

extension APISchemas {
    /// The schemas of what acts take and give, and of what is worked out.
    static let ofActs: [String: JSONValue] = [
        "order": order, "recall": recall, "token": token, "correction": correction, "numbers": numbers,
        "balance": balance,
        "activation": object(
            ["batch": id, "lot": id, "numbers": APIDocument.reference("numbers"), "on": date],
            required: ["batch", "lot", "numbers", "on"]),
        "findings": object(
            ["issuable": ["type": "boolean"], "refusals": findings, "warnings": findings, "hints": findings],
            required: ["issuable", "refusals", "warnings", "hints"]),
        "book": object(
            [
                "items": ["type": "array", "items": bookEntry], "total": APIDocument.reference("balance"),
                "next": ["type": "string"],
            ], required: ["items", "total"]),
        "confirmation": object(
            [
                "organisation": text, "name": text, "number": text, "on": date, "takenOver": ["type": "boolean"],
                "records": [
                    "type": "array",
                    "items": object(
                        ["kind": text, "record": id, "sha256": text], required: ["kind", "record", "sha256"]),
                ],
            ], required: ["organisation", "name", "on", "records"]),
        "proposal": object(
            [
                "kind": text, "record": id, "body": ["type": "object"], "state": words(ProposedChange.State.self),
                "reason": text,
            ], required: ["kind", "record", "body", "state"]),
        "review": object(
            [
                "items": [
                    "type": "array",
                    "items": object(
                        [
                            "kind": text, "record": id, "title": text, "facts": ["type": "object"],
                            "standing": ["type": "object"],
                        ], required: ["kind", "record", "title", "facts"]),
                ]
            ], required: ["items"]),
        "templates": object(["items": ["type": "array", "items": template]], required: ["items"]),
    ]

    private static let id = APIDocument.reference("id")
    private static let date = APIDocument.reference("date")
    private static let text: JSONValue = ["type": "string"]
    private static let count: JSONValue = ["type": "integer", "minimum": 0]

    private static func object(_ properties: [String: JSONValue], required: [String]) -> JSONValue {
        [
            "type": "object", "additionalProperties": false, "required": .array(required.map(JSONValue.string)),
            "properties": .object(properties),
        ]
    }

    private static func words<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) -> JSONValue {
        ["enum": .array(Word.allCases.map { .string($0.rawValue) })]
    }

    private static let order = object(
        [
            "id": id, "product": id, "lot": id, "count": ["type": "integer", "minimum": 1],
            "mark": ["type": "boolean"], "claims": ["type": "array", "items": text],
            "lotInStamp": ["type": "boolean"], "pin": ["type": "boolean"], "template": text, "requestedBy": text,
            "requestedOn": date,
            "status": words(PrintOrder.Status.self), "approvedBy": text, "batch": id, "deliveredTo": text,
            "reason": text,
        ], required: ["id", "product", "count", "mark", "requestedBy", "requestedOn", "status"])

    private static let recall = object(
        [
            "lot": id, "from": date, "reason": text, "authority": text, "instructions": text, "announcedBy": text,
            "announcedAs": text,
            "liftedBy": text,
        ], required: ["lot", "from", "reason", "announcedBy"])

    private static let correction = object(
        [
            "id": id, "kind": words(RecordKind.self), "record": id, "member": text, "from": [:], "to": [:],
            "reason": text, "document": text, "requestedBy": text, "requestedOn": date,
            "byProducer": ["type": "boolean"], "status": words(Correction.Status.self), "decidedOn": date,
        ], required: ["id", "kind", "record", "member", "reason", "requestedBy", "requestedOn", "status"])

    private static let token = object(
        [
            "id": id, "role": words(Role.self), "furtherRoles": ["type": "array", "items": words(Role.self)],
            "organisation": id, "scope": text, "name": text, "createdOn": date, "expiresOn": date,
            "revokedOn": date, "secret": text,
        ], required: ["id", "role", "scope", "name", "createdOn", "expiresOn"])

    /// Ranges of serial numbers, in order and without overlaps.
    private static let numbers: JSONValue = [
        "type": "array", "minItems": 1,
        "items": [
            "type": "object", "additionalProperties": false, "required": ["first", "count"],
            "properties": [
                "first": ["type": "integer", "minimum": 0, "maximum": .integer(Int(SerialNumber.maximum.rawValue))],
                "count": ["type": "integer", "minimum": 1, "maximum": .integer(Int(SerialNumber.maximum.rawValue))],
            ],
        ],
    ]

    private static let balance = object(
        [
            "allotted": count, "drawn": count, "printed": count, "spoiled": count, "returned": count, "lost": count,
            "open": count,
        ], required: ["allotted", "drawn", "printed", "spoiled", "returned", "lost", "open"])

    private static let findings: JSONValue = [
        "type": "array",
        "items": object(
            [
                "code": text, "vi": text, "en": text,
                "hint": object(["vi": text, "en": text], required: ["vi", "en"]),
            ], required: ["code", "vi", "en"]),
    ]

    private static let bookEntry = object(
        [
            "batch": id, "issuedOn": date, "producer": id, "product": id, "lotNumber": text,
            "balance": APIDocument.reference("balance"),
        ], required: ["batch", "issuedOn", "producer", "product", "balance"])

    private static let template = object(
        [
            "name": text, "purpose": text, "widthMm": ["type": "number"], "heightMm": ["type": "number"],
            "dpi": ["type": "array", "items": ["type": "integer"]], "texts": ["type": "array", "items": text],
        ], required: ["name", "purpose", "widthMm", "heightMm", "dpi", "texts"])
}
