internal import Access
internal import Encodings
internal import HTTPServer
internal import Inspection
internal import Records
internal import Time
internal import WebSyntax
internal import Wording

/// Which cases a list is asked for.
struct CaseQuery {
    let filter: CaseFilter

    static let parameters = [
        APIParameter(
            name: "producer", place: .query, schema: APIDocument.reference("id"),
            meaning: Bilingual(vi: "Chỉ của chủ thể này.", en: "Of this producer only.")),
        APIParameter(
            name: "province", place: .query, schema: ["type": "string", "pattern": "^[0-9]{2}$"],
            meaning: Bilingual(vi: "Chỉ của tỉnh này.", en: "Of this province only.")),
        APIParameter(
            name: "status", place: .query, schema: InspectionSchemas.words(InspectionCase.Status.self),
            meaning: Bilingual(vi: "Chỉ ở trạng thái này.", en: "In this state only.")),
    ]

    /// - Throws: `Failure` `usage`.
    init(_ query: [String: String]) throws(Failure) {
        let producer = query["producer"]
        if let producer, Scope("producer:\(producer)") == nil {
            throw .parameter("producer", given: producer, should: Bilingual(vi: "một mã số", en: "an identifier"))
        }
        let province = query["province"]
        if let province, Scope("province:\(province)") == nil {
            throw .parameter("province", given: province, should: Bilingual(vi: "mã 2 chữ số", en: "2 digits"))
        }
        let status = query["status"].flatMap(InspectionCase.Status.init(rawValue:))
        if let given = query["status"], status == nil {
            let words = InspectionCase.Status.allCases.map(\.rawValue).joined(separator: ", ")
            throw .parameter(
                "status", given: given, should: Bilingual(vi: "một trong: \(words)", en: "one of: \(words)"))
        }
        filter = CaseFilter(producer: producer, province: province, status: status)
    }

    /// The query that asks for the same cases, up to its page.
    var text: String {
        [("producer", filter.producer), ("province", filter.province), ("status", filter.status?.rawValue)]
            .compactMap { name, value in value.map { "\(name)=\(percentEncoded($0))&" } }.joined()
    }
}

/// A measure as a program asks for it to be recorded.
struct MeasureDraft {
    let kind: Measure.Kind
    let reason: String
    let on: CivilDate?
    let authority: String

    init?(reading members: inout RecordReader) {
        let kind: Measure.Kind? = members.word("kind")
        let reason = members.text("reason", limit: 500)
        on = members.optionalDate("on")
        let authority = members.text("authority", limit: 200)
        guard let kind, let reason, let authority else { return nil }
        self.kind = kind
        self.reason = reason
        self.authority = authority
    }
}

/// The schemas of cases and findings.
enum InspectionSchemas {
    static let findingID: JSONValue = "8e03978e-40d5-43e8-bc93-6894a57f9324"
    static let findingExample: JSONValue = [
        "id": findingID, "at": "2026-11-21T02:00:00Z", "place": ["province": "08"],
        "subject": ["product": "PR-TQ-1"], "kind": "starsOnPack", "starsOnPack": 5,
        "note": "Túi 100 g, mặt trước.",
    ]

    static func words<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) -> JSONValue {
        ["enum": .array(Word.allCases.map { .string($0.rawValue) })]
    }

    static func object(_ properties: [String: JSONValue], required: [String]) -> JSONValue {
        [
            "type": "object", "additionalProperties": false, "required": .array(required.map(JSONValue.string)),
            "properties": .object(properties),
        ]
    }

    /// A member that may be left out: null means the same.
    static func optional(_ schema: JSONValue) -> JSONValue { ["anyOf": [schema, ["type": "null"]]] }

    static func text(_ limit: Int) -> JSONValue {
        ["type": "string", "minLength": 1, "maxLength": .integer(limit)]
    }
}

extension APISchemas {
    private typealias Form = InspectionSchemas

    static let ofInspection: [String: JSONValue] = [
        "inspect": Form.object(["stamp": Form.text(300)], required: ["stamp"]),
        "inspection": ["type": "object", "required": ["verification", "certificates", "cases"]],
        "measure": ["type": "object", "required": ["kind", "reason", "on", "authority", "by"]],
        "inspectionCase": inspectionCase,
        "cases": Form.object(
            [
                "items": ["type": "array", "items": APIDocument.reference("inspectionCase")],
                "next": ["type": "string"],
            ], required: ["items"]),
        "caseFile": Form.object(
            [
                "case": APIDocument.reference("inspectionCase"),
                "findings": ["type": "array", "items": APIDocument.reference("finding")],
                "reports": ["type": "array", "items": ["type": "object"]],
            ], required: ["case", "findings", "reports"]),
        "finding": ["type": "object", "required": ["id", "at", "subject", "kind", "by"]],
        "recordedFinding": Form.object(
            ["finding": APIDocument.reference("finding"), "case": APIDocument.reference("inspectionCase")],
            required: ["finding"]),
        "findingDraft": findingDraft,
        "evidence": Form.object(
            [
                "sha256": ["type": "string", "pattern": "^[0-9a-f]{64}$"],
                "mediaType": Form.words(DocumentType.self),
                "octets": ["type": "integer", "minimum": 1, "maximum": .integer(EvidenceItem.largest)],
                "caption": Form.optional(Form.text(200)),
            ], required: ["sha256", "mediaType", "octets"]),
        "measureDraft": Form.object(
            [
                "kind": Form.words(Measure.Kind.self), "reason": Form.text(500),
                "on": Form.optional(APIDocument.reference("date")), "authority": Form.text(200),
            ], required: ["kind", "reason", "authority"]),
        "closure": Form.object(
            ["outcome": Form.words(InspectionCase.Outcome.self), "reason": Form.text(500)],
            required: ["outcome", "reason"]),
        "reopening": Form.object(["reason": Form.text(500)], required: ["reason"]),
    ]

    private static let inspectionCase: JSONValue = [
        "type": "object", "required": ["id", "topic", "openedOn", "status"],
        "properties": [
            "id": APIDocument.reference("id"), "producer": APIDocument.reference("id"),
            "product": APIDocument.reference("id"), "topic": Form.words(CaseTopic.self),
            "province": ["type": "string"], "openedOn": APIDocument.reference("date"),
            "status": Form.words(InspectionCase.Status.self),
            "measures": ["type": "array", "items": APIDocument.reference("measure")],
            "closure": ["type": "object"], "reopenings": ["type": "array", "items": ["type": "object"]],
        ],
    ]

    private static let findingDraft = Form.object(
        [
            "id": ["type": "string", "pattern": "^([0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$"],
            "at": [
                "type": "string",
                "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z$",
            ],
            "place": Form.optional(
                Form.object(
                    [
                        "province": ["type": "string", "pattern": "^[0-9]{2}$"],
                        "commune": Form.optional(["type": "string", "pattern": "^[0-9]{5}$"]),
                    ], required: ["province"])),
            "subject": Form.object(
                [
                    "stamp": Form.optional(Form.text(300)), "lot": Form.optional(APIDocument.reference("id")),
                    "product": Form.optional(APIDocument.reference("id")),
                    "producer": Form.optional(APIDocument.reference("id")),
                ], required: []),
            "kind": Form.words(FindingKind.self),
            "starsOnPack": Form.optional(["type": "integer", "minimum": 0, "maximum": 5]),
            "note": Form.optional(Form.text(FindingDraft.longestNote)),
            "evidence": Form.optional(
                [
                    "type": "array", "maxItems": .integer(EvidenceItem.most),
                    "items": APIDocument.reference("evidence"),
                ]),
        ], required: ["id", "at", "subject", "kind"])
}
