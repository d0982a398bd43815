internal import Wording
internal import Yams

// What the label of packed food must say: Decree 37/2026/NĐ-CP Art 42 and its list of items for food. Nothing else
// may be set in larger letters than the name of the goods.

/// An item of the law, and the field that a template prints it from.
private struct MandatoryItem {
    let field: String
    let name: Bilingual

    static let ofFood = [
        Self("product", "tên hàng hóa", "the name of the goods"),
        Self("producer", "tên tổ chức chịu trách nhiệm", "the responsible organisation"),
        Self("producerAddress", "địa chỉ tổ chức chịu trách nhiệm", "the address of the responsible organisation"),
        Self("origin", "xuất xứ", "the origin"),
        Self("netContent", "định lượng", "the net quantity"),
        Self("packedOn", "ngày sản xuất hoặc đóng gói", "the day of production or packing"),
        Self("expiresOn", "hạn sử dụng", "the expiry date"),
        Self("ingredients", "thành phần", "the ingredients"),
        Self("warnings", "thông tin cảnh báo", "warnings"),
        Self("usage", "hướng dẫn sử dụng", "instructions for use"),
        Self("storage", "hướng dẫn bảo quản", "instructions for storage"),
    ]

    private init(_ field: String, _ vi: String, _ en: String) {
        self.field = field
        name = Bilingual(vi: vi, en: en)
    }
}

extension TemplateReader {
    /// Only a food label must say everything; other labels stand beside one.
    mutating func checkMandatoryItems() {
        guard let purpose = rootNodes["purpose"], purpose.string == LabelTemplate.Purpose.foodLabel.rawValue else {
            return
        }
        for item in MandatoryItem.ofFood {
            guard let field = fieldsRead.first(where: { $0.name == item.field }) else {
                // A field that is there and cannot be read has its own mistake.
                if fieldNodes[item.field] == nil { report(purpose, .missingItem(item.name, field: item.field)) }
                continue
            }
            if field.isOptional {
                report(fieldNodes[item.field], .optionalItem(item.name, field: item.field), severity: .warning)
            }
        }
        checkLargestLetters()
    }

    private mutating func checkLargestLetters() {
        let texts = layerNodes.compactMap { found in
            if case .text(let text) = found.layer.content { (text, found.parts["size"]) } else { nil }
        }
        guard let product = texts.filter({ $0.0.fields.contains("product") }).map(\.0.size).max() else { return }
        for (text, node) in texts where text.size > product && !text.fields.contains("product") {
            report(node, .largerThanName(text.size, name: product), severity: .warning)
        }
    }
}

extension Mistake {
    fileprivate static func missingItem(_ item: Bilingual, field: String) -> Self {
        Self(
            en: "a food label must say \(item.en)", "declare and draw the field \(field)",
            vi: "nhãn thực phẩm phải ghi \(item.vi)", "khai báo và in trường \(field)")
    }

    fileprivate static func optionalItem(_ item: Bilingual, field: String) -> Self {
        Self(
            en: "\(item.en) may be missing from a food label", "remove optional: true from \(field)",
            vi: "nhãn thực phẩm có thể thiếu \(item.vi)", "bỏ optional: true của \(field)")
    }

    fileprivate static func largerThanName(_ size: Length, name: Length) -> Self {
        Self(
            en: "\(size) is larger than the name of the goods, \(name)", "make the name the largest",
            vi: "cỡ chữ \(size) lớn hơn tên hàng hóa, \(name)", "để tên hàng hóa có cỡ chữ lớn nhất")
    }
}
