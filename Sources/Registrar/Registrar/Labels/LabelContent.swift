internal import Encodings
internal import GS1
public import Labels
internal import Records
public import Stamps
internal import Time
internal import Verification
public import Wording

/// What the register says, in the fields of a label template.
///
/// A label states facts beside a signed stamp, so they come from the register alone; a request gives what a template
/// marks `source: request`, and nothing else.
public struct LabelContent {
    private let values: [String: FieldValue]

    init(_ facts: StampFacts, _ batch: Batch) {
        var values = Self.values(
            of: facts.product, facts.producer, facts.issuer.host, mark: batch.mark,
            day: facts.lot?.packedOn ?? batch.issuedOn)
        values["count"] = .integer(batch.numbers.count)
        if let lot = facts.lot {
            values["lot"] = .text(lot.lotNumber.text)
            values["lots"] = .text(lot.lotNumber.text)
            values["packedOn"] = .date(lot.packedOn)
            values["expiresOn"] = lot.expiresOn.map(FieldValue.date)
        }
        self.values = values
    }

    /// What a plaque says; it has no lot.
    public init(_ recorded: RecordedPlaque, host: IssuerHost) {
        let plaque = recorded.plaque
        values = Self.values(
            of: recorded.product, recorded.producer, host, mark: plaque.mark, day: plaque.issuedOn)
    }

    private static func values(
        of product: Product, _ producer: Producer, _ host: IssuerHost, mark: BatchMark?, day: CivilDate
    ) -> [String: FieldValue] {
        var values: [String: FieldValue] = [
            "product": .text(product.name),
            "producer": .text(producer.legalName),
            "netContent": .text(product.netContent.text),
            "host": .text(host.text),
            "productEn": .text(product.nameEn ?? product.name),
            "productCode": .text(product.key.code),
            "producerAddress": .text(producer.address.text(on: day)),
        ]
        let said = [
            "ingredients": product.ingredients, "ingredientsEn": product.ingredientsEn, "usage": product.instructions,
            "usageEn": product.instructionsEn, "storage": product.storage, "storageEn": product.storageEn,
            "warnings": product.warnings, "warningsEn": product.warningsEn, "origin": product.origin,
        ]
        for (name, text) in said { values[name] = text.map(FieldValue.text) }
        // Only what was issued with the mark has stars to print.
        values["stars"] = mark.map { .stars($0.stars) }
        return values
    }

    /// The values that the labels of a job share, for the fields that the template has.
    ///
    /// - Parameters:
    ///   - texts: what the register does not know, such as an amount or a shop's name, by the fields' names.
    ///   - images: the office's own artwork, by the slots' names.
    /// - Throws: `Problem` `usage` for a text that the register gives, or that the template does not ask for.
    public func job(
        for template: LabelTemplate, texts: [String: String] = [:], images: [String: LabelImage] = [:]
    ) throws(Problem) -> [String: FieldValue] {
        for name in texts.keys.sorted() {
            guard template.takes(text: name), values[name] == nil else { throw Self.notTaken(name, template) }
        }
        let shared = template.fields.filter { !$0.isPerLabel }
        let names = Set(shared.map(\.name))
        return values.filter { names.contains($0.key) }
            .merging(texts.mapValues(FieldValue.text)) { $1 }.merging(images.mapValues(FieldValue.image)) { $1 }
    }

    private static func notTaken(_ name: String, _ template: LabelTemplate) -> Problem {
        let taken = template.fields.filter { template.takes(text: $0.name) }.map(\.name).sorted()
            .joined(separator: ", ")
        return Problem(
            .usage, vi: "Trường «\(name)» do sổ đăng ký điền, không nhận từ yêu cầu.",
            en: "The field \"\(name)\" is filled from the register and not taken from a request.",
            hint: taken.isEmpty
                ? Bilingual(
                    vi: "Mẫu «\(template.name)» không nhận nội dung nào từ yêu cầu (source: request trong label.yaml).",
                    en:
                        "The template \"\(template.name)\" takes no text from a request (source: request in label.yaml)."
                )
                : Bilingual(
                    vi: "Mẫu «\(template.name)» nhận: \(taken).",
                    en: "The template \"\(template.name)\" takes: \(taken)."))
    }

    /// The values of one label, for those of its fields that the template has.
    ///
    /// - Parameter pin: the number under the cover; nil for a batch that has none.
    static func label(
        serial: Serial, stamp: String, pin: CoveredPIN?, for names: Set<String>
    ) -> [String: FieldValue] {
        var values: [String: FieldValue] = ["serial": .text(serial.readable), "stamp": .stamp(stamp)]
        values["pin"] = pin.map { .text($0.readable) }
        return values.filter { names.contains($0.key) }
    }
}

extension LabelTemplate {
    /// Whether a request gives the text of this field.
    fileprivate func takes(text name: String) -> Bool {
        fields.contains { $0.name == name && $0.source == .request }
    }

    /// The names of the fields that differ from label to label.
    var perLabelFields: Set<String> { Set(fields.filter(\.isPerLabel).map(\.name)) }
}

extension ProductKey {
    /// The GTIN or the product code, without what introduces it in a stamp.
    fileprivate var code: String {
        switch self {
        case .gtin(let gtin): gtin.text
        case .code(let code): code.text
        }
    }
}

extension NetContent {
    /// As on a pack: `100 g`, `1,5 l`.
    fileprivate var text: String {
        let unit = self.unit == .piece ? "cái" : self.unit.rawValue
        return "\(JSONValue.decimal(value).canonicalText.replacing(".", with: ",")) \(unit)"
    }
}
