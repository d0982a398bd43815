import Files
import GS1
import Labels
import Records
import Stamps
import Store
import Time
import Verification
import Wording

/// What the register says, in the fields of a label template.
struct LabelContent {
    private let values: [String: FieldValue]

    /// - Parameters:
    ///   - texts: what the register does not know, such as ingredients, by the fields' names.
    ///   - images: the office's own artwork, by the slots' names.
    init(_ facts: StampFacts, _ batch: Batch, texts: [String: String] = [:], images: [String: LabelImage] = [:]) {
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
        for (name, text) in texts { values[name] = .text(text) }
        for (name, image) in images { values[name] = .image(image) }
        self.values = values
    }

    /// What a plaque says; it has no lot.
    init(_ recorded: RecordedPlaque, host: IssuerHost, images: [String: LabelImage]) {
        let plaque = recorded.plaque
        let values = Self.values(
            of: recorded.product, recorded.producer, host, mark: plaque.mark, day: plaque.issuedOn)
        self.values = values.merging(images.mapValues(FieldValue.image)) { $1 }
    }

    private static func values(
        of product: Product, _ producer: Producer, _ host: IssuerHost, mark: BatchMark?, day: CivilDate
    ) -> [String: FieldValue] {
        var values: [String: FieldValue] = [
            "product": .text(product.name),
            "producer": .text(producer.legalName),
            "netContent": .text(product.netContent.text(.vi)),
            "host": .text(host.text),
            "productEn": .text(product.nameEn ?? product.name),
            "productCode": .text(product.key.code),
            "producerAddress": .text(producer.address.text(on: day)),
        ]
        // Only what was issued with the mark has stars to print.
        values["stars"] = mark.map { .stars($0.stars) }
        return values
    }

    /// The parts of options such as `name=text`.
    static func named(_ pairs: [String]) throws -> [String: String] {
        try pairs.reduce(into: [:]) { values, pair in
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else {
                throw Problem(.usage, vi: "«\(pair)» cần dạng tên=nội dung.", en: "\"\(pair)\" should be name=text.")
            }
            values[String(parts[0])] = String(parts[1])
        }
    }

    /// The pictures that options such as `mark=logo.png` name.
    static func images(_ pairs: [String]) throws -> [String: LabelImage] {
        try named(pairs).mapValues { try LabelImage(png: WholeFile.read($0, limit: 16 << 20)) }
    }

    /// The values that the labels of a job share, for the fields that the template has.
    func job(for template: LabelTemplate) -> [String: FieldValue] {
        let names = Set(template.fields.filter { !$0.isPerLabel }.map(\.name))
        return values.filter { names.contains($0.key) }
    }

    /// The names of the fields that differ from label to label.
    static func perLabelFields(of template: LabelTemplate) -> Set<String> {
        Set(template.fields.filter(\.isPerLabel).map(\.name))
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

extension ProductKey {
    /// The GTIN or the product code, without what introduces it in a stamp.
    fileprivate var code: String {
        switch self {
        case .gtin(let gtin): gtin.text
        case .code(let code): code.text
        }
    }
}
