public import Encodings
public import Time

/// Labels of a batch that were drawn (dựng nhãn): recorded before the first of them is, each time.
///
/// It never raises the total: no number is added.
public struct LabelDrawing: LedgerBody {
    /// The batch's identifier.
    public let batch: String
    /// The place of the first label in the batch, from 1 on.
    public let first: Int
    /// The place of the last label in the batch.
    public let last: Int
    /// How many labels were drawn: void ones between are not.
    public let count: Int
    /// The template's name.
    public let template: String
    /// The digest of the template's files, as docs/spec/label-template.md defines it.
    public let sha256: String
    /// The kind of file, such as `pdf`.
    public let format: String
    /// How often each was drawn, one after the other.
    public let copies: Int
    /// Which drawing of these labels it is, the first being 1; one that goes on where another stopped is the same.
    public let nth: Int
    /// Why, where it is not the first.
    public let reason: String?
    /// The actor that draws.
    public let by: String
    /// The day, in Vietnam.
    public let on: CivilDate

    /// Takes the parts as they are.
    public init(
        batch: String, first: Int, last: Int, count: Int, template: String, sha256: String, format: String, copies: Int,
        nth: Int, reason: String?, by: String, on: CivilDate
    ) {
        self.batch = batch
        self.first = first
        self.last = last
        self.count = count
        self.template = template
        self.sha256 = sha256
        self.format = format
        self.copies = copies
        self.nth = nth
        self.reason = reason
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
        let template = members.text("template", limit: 100)
        let sha256 = members.sha256("sha256")
        let format = members.text("format", limit: 20)
        let copies = members.whole("copies", in: many)
        let nth = members.whole("nth", in: many)
        let reason = members.optionalText("reason")
        let by = members.text("by", limit: 100)
        let on = members.date("on")
        guard let batch, let first, let last, let count, let template, let sha256, let format, let copies, let nth,
            let by,
            let on
        else { return nil }
        self.init(
            batch: batch, first: first, last: last, count: count, template: template, sha256: sha256, format: format,
            copies: copies, nth: nth, reason: reason, by: by, on: on)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "batch": .string(batch), "first": .integer(first), "last": .integer(last), "count": .integer(count),
            "template": .string(template), "sha256": .string(sha256), "format": .string(format),
            "copies": .integer(copies), "nth": .integer(nth), "reason": reason.map(JSONValue.string), "by": .string(by),
            "on": .string(on.iso),
        ])
    }

    /// The design that it was drawn with.
    public var design: LabelDesign { LabelDesign(batch: batch, template: template, sha256: sha256, on: on) }

    /// Whether it has one of these labels.
    public func overlaps(_ places: ClosedRange<Int>) -> Bool { first <= places.upperBound && places.lowerBound <= last }

    /// Whether another one that is asked for later is the same, going on where this one stopped.
    public func isGoneOnWith(_ other: LabelDrawing) -> Bool {
        first == other.first && last == other.last && sha256 == other.sha256 && format == other.format
            && copies == other.copies && by == other.by && (other.on == on || other.on == on.next)
            && other.reason == nil
    }
}
