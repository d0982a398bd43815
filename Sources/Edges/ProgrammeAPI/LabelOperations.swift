internal import Labels
internal import Registrar
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
            APIReply(body: .json(["items": .array(try await labels.templates().map(\.template.json))]))
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
            return APIReply(body: .bytes(png, mediaType: "image/png"))
        }
    }

    private var drawLabels: APIOperation {
        let types = Set(LabelOutput.Format.streamed.map(\.mediaType)).sorted()
        return APIOperation(
            id: "draw_labels", method: .post, path: "/v1/batches/{id}/labels",
            summary: Bilingual(
                vi: "Vẽ nhãn của một đợt tem thành một luồng dữ liệu; vẽ lại thì giống hệt",
                en: "Draw the labels of a batch as one stream; drawn again, they are the same"),
            access: .anyOf(DrawLabels.rights), parameters: [.optionalIdempotencyKey], content: LabelForm.schema,
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
                .reprintNeedsReason, .orderStateConflict, .markNotAuthorised, .lotRecalled, .recognitionNotInForce,
                .serialReused, .personalDataInStamp,
            ]
        ) { [labels = api.labels] call in
            let author = try call.namedAuthor()
            let form = try call.read { LabelForm(of: call.id, reading: &$0) }
            let request = form.request(on: try await labels.design(form.template))
            let stream = try await labels.labels(request, mediaType: form.output.format.mediaType, by: author)
            let name = "\(percentEncoded(form.batch)).\(form.output.format.rawValue)"
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

extension LabelTemplate {
    /// The template as programs see it; `texts` are the fields that a request may give.
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "purpose": .string(purpose.rawValue),
            "widthMm": .decimal(Double(width.micrometres) / 1_000),
            "heightMm": .decimal(Double(height.micrometres) / 1_000), "dpi": .array(resolutions.map(JSONValue.integer)),
            "texts": .array(fields.filter { $0.source == .request && $0.kind != .image }.map { .string($0.name) }),
        ]
    }
}
