import GS1
import Labels
import Stamps
import Traceability
import Verification

/// What the register says, in the fields of a label template.
struct LabelContent {
    private let values: [String: FieldValue]

    /// - Parameters:
    ///   - texts: what the register does not know, such as ingredients, by the fields' names.
    ///   - images: the office's own artwork, by the slots' names.
    init(_ facts: StampFacts, _ batch: Batch, texts: [String: String] = [:], images: [String: LabelImage] = [:]) {
        var values: [String: FieldValue] = [
            "product": .text(facts.product.name),
            "producer": .text(facts.producer.legalName),
            "netContent": .text(facts.product.netContent.text),
            "host": .text(facts.issuer.host.text),
            "productEn": .text(facts.product.nameEn ?? facts.product.name),
            "productCode": .text(facts.product.key.code),
            "producerAddress": .text(facts.producer.address.text(on: facts.lot?.packedOn ?? batch.issuedOn)),
            "count": .integer(batch.numbers.count),
        ]
        if let lot = facts.lot {
            values["lot"] = .text(lot.lotNumber.text)
            values["lots"] = .text(lot.lotNumber.text)
            values["packedOn"] = .date(lot.packedOn)
            values["expiresOn"] = lot.expiresOn.map(FieldValue.date)
        }
        // Only a batch that was issued with the mark has stars to print.
        values["stars"] = batch.mark.map { .stars($0.stars) }
        for (name, text) in texts { values[name] = .text(text) }
        for (name, image) in images { values[name] = .image(image) }
        self.values = values
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
    static func label(serial: Serial, stamp: String, for names: Set<String>) -> [String: FieldValue] {
        let values: [String: FieldValue] = ["serial": .text(serial.readable), "stamp": .stamp(stamp)]
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
