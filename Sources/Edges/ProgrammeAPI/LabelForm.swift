internal import Encodings
internal import Labels
internal import Records
internal import Registrar
internal import Wording

/// What a program says of the labels that it wants.
struct LabelForm {
    /// The most labels that one request draws: what fits well into the age of a connection.
    static let largestCount = 100_000

    let batch: String
    let template: String
    let output: LabelOutput
    private let dotsPerInch: Int
    private let from: Int
    private let to: Int?
    private let copies: Int
    private let texts: [String: String]
    private let reprint: String?
    private let code: LabelDrawing.Code?

    static let schema: JSONValue = [
        "type": "object", "additionalProperties": false, "required": ["template", "format"],
        "properties": [
            "template": ["type": "string", "minLength": 1, "maxLength": 100],
            "format": ["enum": .array(LabelOutput.Format.streamed.map { .string($0.rawValue) })],
            "media": APIDocument.reference("optionalText"),
            "startAt": ["type": ["integer", "null"], "minimum": 1, "maximum": 1_000, "default": 1],
            "cropMarks": ["type": ["boolean", "null"], "default": false],
            "offsetRightMm": ["type": ["number", "null"], "minimum": -20, "maximum": 20],
            "offsetDownMm": ["type": ["number", "null"], "minimum": -20, "maximum": 20],
            "dpi": ["type": ["integer", "null"], "minimum": 72, "maximum": 1_200, "default": 300],
            "from": ["type": ["integer", "null"], "minimum": 1, "default": 1],
            "to": ["type": ["integer", "null"], "minimum": 1],
            "copies": ["type": ["integer", "null"], "minimum": 1, "maximum": 1_000, "default": 1],
            "texts": [
                "type": ["object", "null"], "maxProperties": 40,
                "additionalProperties": ["type": "string", "minLength": 1, "maxLength": 1_000],
            ],
            "reprint": APIDocument.reference("optionalText"),
            "reprintCode": ["enum": .array(LabelDrawing.Code.allCases.map { .string($0.rawValue) } + [.null])],
        ],
    ]

    /// Reads what is asked for; nil and problems in the reader where it is not right.
    init?(of batch: String, reading members: inout RecordReader) {
        let template = members.text("template", limit: 100)
        let format: LabelOutput.Format? = members.word("format")
        let media = members.optionalText("media", limit: 100)
        let startAt = members.optionalWhole("startAt", in: 1...1_000)
        let flag = Bilingual(vi: "true hoặc false", en: "true or false")
        let cropMarks = members.optional("cropMarks", should: flag, \.bool)
        let right = Self.offset("offsetRightMm", &members)
        let down = Self.offset("offsetDownMm", &members)
        let dpi = members.optionalWhole("dpi", in: 72...1_200)
        let from = members.optionalWhole("from", in: 1...JSONValue.largestInteger)
        let to = members.optionalWhole("to", in: 1...JSONValue.largestInteger)
        let copies = members.optionalWhole("copies", in: 1...1_000)
        let form = Bilingual(
            vi: "tên trường và chữ của nó, nhiều nhất 40 trường", en: "names of fields with their texts, 40 at most")
        let texts = members.optional("texts", should: form, Self.texts)
        let reprint = members.optionalText("reprint")
        let code: LabelDrawing.Code? = members.optionalValue("reprintCode") == nil ? nil : members.word("reprintCode")
        guard let template, let format else { return nil }
        guard LabelOutput.Format.streamed.contains(format) else {
            members.problem(
                "$.format", Bilingual(vi: "cần pdf, zip, zpl hoặc tspl", en: "should be pdf, zip, zpl or tspl"))
            return nil
        }
        // A name only: a path would reach any folder of the machine.
        if let media, media.contains("/") || media.contains("..") {
            members.problem(
                "$.media", Bilingual(vi: "cần tên một khổ giấy", en: "should be the name of a sheet or roll"))
            return nil
        }
        var output = LabelOutput(format, media: media)
        (output.startAt, output.cropMarks) = (startAt ?? 1, cropMarks ?? false)
        output.offset = PrinterOffset(right: right, down: down)
        self.batch = batch
        self.template = template
        self.output = output
        self.dotsPerInch = dpi ?? 300
        self.from = from ?? 1
        self.to = to
        self.copies = copies ?? 1
        self.texts = texts ?? [:]
        self.reprint = reprint
        self.code = code
    }

    /// The request, drawn on a design.
    func request(on design: LabelDesignSource) -> LabelRequest {
        var request = LabelRequest(batch: batch, design: design, output: output, dotsPerInch: dotsPerInch)
        (request.from, request.to, request.copies, request.most) = (from, to, copies, Self.largestCount)
        (request.texts, request.reprint, request.code) = (texts, reprint, code)
        return request
    }

    private static func offset(_ name: String, _ members: inout RecordReader) -> Length {
        let form = Bilingual(vi: "một số từ -20 đến 20 (mm)", en: "a number from -20 to 20 (millimetres)")
        let millimetres = members.optional(name, should: form) { value in
            value.number.flatMap { -20...20 ~= $0 ? $0 : nil }
        }
        return Length(micrometres: Int(((millimetres ?? 0) * 1_000).rounded()))
    }

    private static func texts(_ value: JSONValue) -> [String: String]? {
        guard case .object(let members) = value, members.count <= 40 else { return nil }
        let texts = members.compactMapValues { value in
            value.string.flatMap { 1...1_000 ~= $0.unicodeScalars.count ? $0 : nil }
        }
        return texts.count == members.count ? texts : nil
    }
}

extension LabelOutput.Format {
    /// What labels are written as over HTTP: one stream for all of them.
    static let streamed: [LabelOutput.Format] = [.pdf, .zip, .zpl, .tspl]

    /// The type of the stream; printers' languages have none of their own.
    var mediaType: String {
        switch self {
        case .pdf: "application/pdf"
        case .zip: "application/zip"
        case .png: "image/png"
        case .svg: "image/svg+xml"
        case .zpl, .tspl: "application/octet-stream"
        }
    }
}
