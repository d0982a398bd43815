public import Encodings
public import Stamps
public import Time

/// Labels of a batch that were drawn (tạo nhãn): recorded before the first of them is, each time.
///
/// It never raises the total: no number is added. A list of stamps for a printing house's own press is one too, without a
/// design.
public struct LabelDrawing: LedgerBody {
    /// Why labels are drawn again, as everybody may know it.
    public enum Code: String, Sendable, CaseIterable {
        /// Kẹt giấy, hết mực: the printer stopped half-way.
        case jam
        /// Nhãn in hỏng, đã tiêu hủy: printed badly and destroyed.
        case badPrint
        /// Mất tệp: the file is gone.
        case lostFile
        /// Cần tệp dạng khác: another format or design, printed once only.
        case otherFile
        /// Nhiều bản cho một tem: several copies of one stamp.
        case copies
        /// Lý do khác: what none of the others says.
        case other
    }

    /// The batch's identifier.
    public let batch: String
    /// The place of the first label in the batch, from 1 on.
    public let first: Int
    /// The place of the last label in the batch.
    public let last: Int
    /// How many labels were drawn: void ones between are not.
    public let count: Int
    /// The serial numbers that were drawn; nil in entries from before they were told, which are no leaves.
    public let numbers: [SerialRange]?
    /// The template's name; nil for a list of stamps.
    public let template: String?
    /// The digest of the template's files, as docs/spec/label-template.md defines it; nil for a list of stamps.
    public let sha256: String?
    /// The kind of file, such as `pdf`.
    public let format: String
    /// How often each was drawn, one after the other.
    public let copies: Int
    /// Which drawing of these labels it is, the first being 1; one that goes on where another stopped is the same.
    public let nth: Int
    /// Why, in a word; nil for a first drawing.
    public let code: Code?
    /// Why, where it is not the first.
    public let reason: String?
    /// The digest of the texts that the request gave, as canonical JSON; nil where it gave none.
    public let texts: String?
    /// The actor that draws.
    public let by: String
    /// The day, in Vietnam.
    public let on: CivilDate

    /// Takes the parts as they are.
    public init(
        batch: String, first: Int, last: Int, count: Int, numbers: [SerialRange]?, template: String?, sha256: String?,
        format: String, copies: Int, nth: Int, code: Code?, reason: String?, texts: String?, by: String, on: CivilDate
    ) {
        self.batch = batch
        self.first = first
        self.last = last
        self.count = count
        self.numbers = numbers
        self.template = template
        self.sha256 = sha256
        self.format = format
        self.copies = copies
        self.nth = nth
        self.code = code
        self.reason = reason
        self.texts = texts
        self.by = by
        self.on = on
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let many = 1...JSONValue.largestInteger
        let batch = members.identifier("batch")
        let first = members.whole("first", in: many)
        let last = members.whole("last", in: many)
        let count = members.whole("count", in: many)
        let numbers = members.optionalValue("numbers") == nil ? nil : members.serialRanges("numbers")
        let template = members.optionalText("template", limit: 100)
        let sha256 = members.optionalValue("sha256") == nil ? nil : members.sha256("sha256")
        let format = members.text("format", limit: 20)
        let copies = members.whole("copies", in: many)
        let nth = members.whole("nth", in: many)
        let code: Code? = members.optionalValue("code") == nil ? nil : members.word("code")
        let reason = members.optionalText("reason")
        let texts = members.optionalValue("texts") == nil ? nil : members.sha256("texts")
        let by = members.text("by", limit: 100)
        let on = members.date("on")
        guard let batch, let first, let last, let count, let format, let copies, let nth, let by, let on else {
            return nil
        }
        self.init(
            batch: batch, first: first, last: last, count: count, numbers: numbers, template: template, sha256: sha256,
            format: format, copies: copies, nth: nth, code: code, reason: reason, texts: texts, by: by, on: on)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "batch": .string(batch), "first": .integer(first), "last": .integer(last), "count": .integer(count),
            "numbers": numbers?.json, "template": template.map(JSONValue.string),
            "sha256": sha256.map(JSONValue.string), "format": .string(format), "copies": .integer(copies),
            "nth": .integer(nth), "code": code.map { .string($0.rawValue) }, "reason": reason.map(JSONValue.string),
            "texts": texts.map(JSONValue.string), "by": .string(by), "on": .string(on.iso),
        ])
    }

    /// The design that it was drawn with; nil for a list of stamps.
    public var design: LabelDesign? {
        guard let template, let sha256 else { return nil }
        return LabelDesign(batch: batch, template: template, sha256: sha256, on: on)
    }

    /// Whether it has one of these labels.
    public func overlaps(_ places: ClosedRange<Int>) -> Bool { first <= places.upperBound && places.lowerBound <= last }

    /// Whether another one that is asked for later, without a reason, is the same again.
    public func isGoneOnWith(_ other: LabelDrawing) -> Bool {
        first == other.first && last == other.last && sha256 == other.sha256 && format == other.format
            && copies == other.copies && texts == other.texts && by == other.by && other.reason == nil
    }
}

/// A drawing as everybody sees it: which labels, which drawing of them, and why again.
public struct PublicDrawing: LedgerBody {
    /// The batch's identifier.
    public let batch: String
    /// The serial numbers.
    public let numbers: [SerialRange]
    /// Which drawing of these labels it is.
    public let nth: Int
    /// Why; nil for a first drawing.
    public let code: LabelDrawing.Code?

    /// The public form; nil for an entry from before drawings were public.
    public init?(_ drawing: LabelDrawing) {
        guard let numbers = drawing.numbers else { return nil }
        (batch, self.numbers, nth, code) = (drawing.batch, numbers, drawing.nth, drawing.code)
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let batch = members.identifier("batch")
        let numbers = members.serialRanges("numbers")
        let nth = members.whole("nth", in: 1...JSONValue.largestInteger)
        let code: LabelDrawing.Code? = members.optionalValue("code") == nil ? nil : members.word("code")
        guard let batch, let numbers, let nth else { return nil }
        (self.batch, self.numbers, self.nth, self.code) = (batch, numbers, nth, code)
    }

    /// The value as data, as leaves carry it.
    public var json: JSONValue {
        .record([
            "batch": .string(batch), "numbers": numbers.json, "nth": .integer(nth),
            "code": code.map { .string($0.rawValue) },
        ])
    }
}
