internal import Registrar
internal import Access
internal import Encodings
internal import HTTPServer
internal import HTTPTypes
internal import Wording

/// A page of a list: how many things, after which identifier.
struct ResourcePage: Sendable {
    static let largest = 200
    private static let usual = 50

    let limit: Int
    /// The identifier after which the page begins; nil for the first page.
    let after: String?

    static let parameters = [
        APIParameter(
            name: "limit", place: .query,
            schema: [
                "type": "integer", "minimum": 1, "maximum": .integer(largest), "default": .integer(usual),
            ],
            meaning: Bilingual(vi: "Số hồ sơ mỗi trang.", en: "How many things a page has.")),
        APIParameter(
            name: "cursor", place: .query, schema: ["type": "string", "pattern": "^([0-9a-f]{2}){1,40}$"],
            meaning: Bilingual(
                vi: "Giá trị next của trang trước; không có cho trang đầu.",
                en: "What the page before calls next; absent for the first page.")),
    ]

    /// - Throws: `Failure` `usage`.
    init(_ query: [String: String]) throws(Failure) {
        let form = Bilingual(vi: "số từ 1 đến \(Self.largest)", en: "a number from 1 to \(Self.largest)")
        if let text = query["limit"] {
            guard text.utf8.count <= 3, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let limit = Int(text),
                1...Self.largest ~= limit
            else { throw .parameter("limit", given: text, should: form) }
            self.limit = limit
        } else {
            limit = Self.usual
        }
        if let text = query["cursor"] {
            let form = Bilingual(vi: "giá trị next của trang trước", en: "what the page before calls next")
            guard 2...80 ~= text.utf8.count, let bytes = bytes(hexadecimal: text),
                let id = String(validating: bytes, as: UTF8.self)
            else { throw .parameter("cursor", given: text, should: form) }
            after = id
        } else {
            after = nil
        }
    }

    /// The page of what was found after `after`: one more than the page has where there is a next page.
    func reply(_ found: [RegisterItem], of kind: ItemKind) -> APIReply {
        let page = found.prefix(limit)
        let next = found.count > limit ? page.last.map { Self.cursor($0.id) } : nil
        let items = page.map { ["sequence": .integer($0.sequence), "record": kind.shown($0)] as JSONValue }
        var reply = APIReply(body: .json(.record(["items": .array(items), "next": next.map(JSONValue.string)])))
        if let next {
            reply.fields[.link] = "</v1/\(kind.section)?limit=\(limit)&cursor=\(next)>; rel=\"next\""
        }
        return reply
    }

    /// What `cursor` is for the page after an identifier.
    static func cursor(_ id: String) -> String { hexadecimal(Array(id.utf8)) }

    static func schema(of kind: ItemKind) -> JSONValue {
        [
            "type": "object", "additionalProperties": false, "required": ["items"],
            "properties": [
                "items": [
                    "type": "array", "maxItems": .integer(largest),
                    "items": [
                        "type": "object", "additionalProperties": false, "required": ["sequence", "record"],
                        "properties": [
                            "sequence": ["type": "integer", "minimum": 1],
                            "record": APIDocument.reference(kind.schemaName),
                        ],
                    ],
                ],
                "next": ["type": "string"],
            ],
        ]
    }
}
