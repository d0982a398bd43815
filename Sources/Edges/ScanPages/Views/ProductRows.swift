internal import GS1
internal import HTTPServer
internal import Records
internal import Stamps
internal import Time
internal import Verification
internal import Wording

extension Row {
    /// What the page of a product, or of a lot, tells of it.
    static func product(_ facts: StampFacts, on today: CivilDate, _ language: Language) -> [Row] {
        let address = facts.producer.address.text(on: facts.lot?.packedOn ?? today)
        let product =
            [
                Row(Bilingual(vi: "Nhà sản xuất", en: "Producer"), register: facts.producer.legalName, language),
                Row(Bilingual(vi: "Địa chỉ", en: "Address"), register: address, language),
                Row(
                    Bilingual(vi: "Khối lượng tịnh", en: "Net content"), own: facts.product.netContent.text(language),
                    language),
            ]
            + [facts.product.gtin].compactMap(\.self).map {
                Row(Bilingual(vi: "Mã vạch", en: "GTIN"), own: $0.text, language)
            }
        guard let lot = facts.lot else { return product }
        return product + [
            Row(Bilingual(vi: "Số lô", en: "Lot"), own: lot.lotNumber.text, language),
            Row(Bilingual(vi: "Ngày đóng gói", en: "Packed on"), own: lot.packedOn.text(language), language),
            Row(Lot.expiryTitle, own: lot.expiresOn?.text(language), language),
        ]
    }
}
