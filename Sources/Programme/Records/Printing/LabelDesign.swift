public import Encodings
public import Time

/// The design that labels of a batch were drawn with (mẫu nhãn đã in): written once for each design of a batch.
///
/// Templates change; what was printed is compared with the design of its day.
public struct LabelDesign: LedgerBody {
    /// The batch's identifier.
    public let batch: String
    /// The template's name.
    public let template: String
    /// The digest of its files, as docs/spec/label-template.md defines it: 64 lower-case hexadecimal digits.
    public let sha256: String
    /// The first day on which labels of the batch were drawn with it, in Vietnam.
    public let on: CivilDate

    /// Takes the parts as they are.
    public init(batch: String, template: String, sha256: String, on: CivilDate) {
        self.batch = batch
        self.template = template
        self.sha256 = sha256
        self.on = on
    }

    /// What tells it from the other designs of all batches.
    public var id: String { "\(batch)/\(sha256)" }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let batch = members.identifier("batch")
        let template = members.text("template", limit: 100)
        let sha256 = members.sha256("sha256")
        let on = members.date("on")
        guard let batch, let template, let sha256, let on else { return nil }
        self.init(batch: batch, template: template, sha256: sha256, on: on)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        [
            "batch": .string(batch), "template": .string(template), "sha256": .string(sha256), "on": .string(on.iso),
        ]
    }
}
