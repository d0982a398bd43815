internal import Access
internal import Encodings
internal import HTTPServer
internal import HTTPTypes
internal import Records
internal import WebSyntax
internal import Wording

extension ProgrammeOperations {
    /// Label templates, and labels drawn as they are sent.
    var labelOperations: [APIOperation] { [listTemplates, preview, drawLabels] }

    private static let readers = APIOperation.Access.anyOf([.readOrders, .readAuthorisations])

    private var listTemplates: APIOperation {
        APIOperation(
            id: "list_templates", method: .get, path: "/v1/templates",
            summary: Bilingual(vi: "Danh sách mẫu nhãn", en: "List the label templates"), access: Self.readers,
            answers: [
                .thing("templates", Bilingual(vi: "Các mẫu nhãn, theo tên.", en: "The templates, by their names."))
            ]
        ) { [labels = api.labels] _ in
            APIReply(body: .json(["items": .array(try await labels.templates().map(\.json))]))
        }
    }

    private var preview: APIOperation {
        APIOperation(
            id: "preview_template", method: .get, path: "/v1/templates/{name}/preview.png",
            summary: Bilingual(vi: "Vẽ mẫu nhãn với dữ liệu mẫu", en: "Draw a template with its sample values"),
            access: Self.readers, parameters: [Self.resolution], exampleID: "ocop-60x40",
            answers: [
                APIAnswer(
                    status: .ok, meaning: Bilingual(vi: "Ảnh PNG.", en: "A PNG."), mediaTypes: ["image/png"])
            ], problems: [.templateUnknown, .templateInvalid, .labelNotDrawable]
        ) { [labels = api.labels] call in
            let form = Bilingual(vi: "số từ 72 đến 1200", en: "a number from 72 to 1200")
            let text = call.query["dpi"] ?? "300"
            guard text.utf8.count <= 4, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let dpi = Int(text),
                Self.resolutions ~= dpi
            else { throw Failure.parameter("dpi", given: text, should: form) }
            let png = try await labels.preview(of: call.path["name"] ?? "", dotsPerInch: dpi)
            return APIReply(body: .octets(png, mediaType: "image/png"))
        }
    }

    private var drawLabels: APIOperation {
        let types = Set(LabelRequest.Format.allCases.map(\.mediaType)).sorted()
        return APIOperation(
            id: "draw_labels", method: .post, path: "/v1/batches/{id}/labels",
            summary: Bilingual(
                vi: "Vẽ nhãn của một đợt tem thành một luồng dữ liệu; vẽ lại thì giống hệt",
                en: "Draw the labels of a batch as one stream; drawn again, they are the same"),
            access: .anyOf([.renderOrder]), content: LabelRequest.schema,
            example: ["template": "ocop-60x40", "format": "pdf", "dpi": 300, "from": 1, "to": 24],
            exampleID: APIExamples.batch,
            answers: [
                APIAnswer(
                    status: .ok, meaning: Bilingual(vi: "Các nhãn.", en: "The labels."), mediaTypes: types,
                    fields: [
                        APIField(
                            name: "Content-Disposition",
                            meaning: Bilingual(vi: "Tên tệp nên dùng.", en: "A name for the file."))
                    ])
            ],
            problems: [
                .dataInvalid, .batchUnknown, .templateUnknown, .templateInvalid, .labelNotDrawable, .numbersUnknown,
                .reprintNeedsReason, .orderStateConflict, .markNotAuthorised,
            ]
        ) { [labels = api.labels] call in
            let holder = try call.principal()
            let request = try call.read { LabelRequest(of: call.id, reading: &$0) }
            let stamp = EntryStamp(time: call.time, actor: holder.name)
            let stream = try await labels.labels(request, on: call.today, as: stamp) {
                try holder.demand(.renderOrder, on: $0)
            }
            let name = "\(percentEncoded(request.batch)).\(request.format.rawValue)"
            return APIReply(
                body: .stream(stream), fields: [.contentDisposition: "attachment; filename=\"\(name)\""])
        }
    }

    private static let resolutions = 72...1_200

    private static let resolution = APIParameter(
        name: "dpi", place: .query,
        schema: [
            "type": "integer", "minimum": .integer(resolutions.lowerBound),
            "maximum": .integer(resolutions.upperBound), "default": 300,
        ],
        meaning: Bilingual(
            vi: "Số chấm mỗi inch, một trong các số của mẫu.", en: "Dots per inch, one of those of the template."))
}

extension LabelRequest {
    /// The most labels that one request draws: what fits well into the age of a connection.
    package static let largestCount = 100_000

    static let schema: JSONValue = [
        "type": "object", "additionalProperties": false, "required": ["template", "format"],
        "properties": [
            "template": ["type": "string", "minLength": 1, "maxLength": 100],
            "format": ["enum": .array(Format.allCases.map { .string($0.rawValue) })],
            "dpi": ["type": ["integer", "null"], "minimum": 72, "maximum": 1_200, "default": 300],
            "from": ["type": ["integer", "null"], "minimum": 1, "default": 1],
            "to": ["type": ["integer", "null"], "minimum": 1],
            "copies": ["type": ["integer", "null"], "minimum": 1, "maximum": 1_000, "default": 1],
            "texts": [
                "type": ["object", "null"], "maxProperties": 40,
                "additionalProperties": ["type": "string", "minLength": 1, "maxLength": 1_000],
            ],
            "reprint": APIDocument.reference("optionalText"),
        ],
    ]

    fileprivate init?(of batch: String, reading members: inout RecordReader) {
        let template = members.text("template", limit: 100)
        let format: Format? = members.word("format")
        let dpi = members.optionalWhole("dpi", in: 72...1_200)
        let from = members.optionalWhole("from", in: 1...JSONValue.largestInteger)
        let to = members.optionalWhole("to", in: 1...JSONValue.largestInteger)
        let copies = members.optionalWhole("copies", in: 1...1_000)
        let form = Bilingual(
            vi: "tên trường và chữ của nó, nhiều nhất 40 trường", en: "names of fields with their texts, 40 at most")
        let texts = members.optional("texts", should: form, Self.texts)
        let reprint = members.optionalText("reprint")
        guard let template, let format else { return nil }
        self.init(
            batch: batch, template: template, format: format, dotsPerInch: dpi ?? 300, from: from ?? 1, to: to,
            copies: copies ?? 1, texts: texts ?? [:], reprint: reprint)
    }

    private static func texts(_ value: JSONValue) -> [String: String]? {
        guard case .object(let members) = value, members.count <= 40 else { return nil }
        let texts = members.compactMapValues { value in
            value.string.flatMap { 1...1_000 ~= $0.unicodeScalars.count ? $0 : nil }
        }
        return texts.count == members.count ? texts : nil
    }
}

extension TemplateDescription {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "purpose": .string(purpose), "widthMm": .decimal(widthMillimetres),
            "heightMm": .decimal(heightMillimetres), "dpi": .array(resolutions.map(JSONValue.integer)),
            "texts": .array(texts.map(JSONValue.string)),
        ]
    }
}
