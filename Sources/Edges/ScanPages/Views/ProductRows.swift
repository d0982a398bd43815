internal import HTTPServer
internal import Records
internal import Stamps
internal import Time
internal import Verification
internal import Wording

extension Row {
    /// Product, producer and lot, in the order in which they stand on a pack.
    static func product(_ facts: StampFacts, _ subject: Subject, on today: CivilDate, _ language: Language) -> [Row] {
        let lot = facts.lot
        let address = facts.producer.address.text(on: lot?.packedOn ?? today)
        let product =
            [
                Row(
                    Bilingual(vi: "Khối lượng tịnh", en: "Net content"), own: facts.product.netContent.text(language),
                    language),
                Row(Bilingual(vi: "Nhà sản xuất", en: "Producer"), register: facts.producer.legalName, language),
                Row(Bilingual(vi: "Địa chỉ", en: "Address"), register: address, language),
            ]
            + [facts.producerHasStopped].compactMap(\.self).map { stopped in
                Row(Bilingual(vi: "Tình trạng hoạt động", en: "Standing"), own: stopped[language], language)
            }
        guard subject != .product else { return product }
        return product + [
            Row(Bilingual(vi: "Số lô", en: "Lot"), own: lot?.lotNumber.text, language),
            Row(Bilingual(vi: "Ngày đóng gói", en: "Packed on"), own: lot?.packedOn.vietnamese, language),
            Row(Lot.expiryTitle, own: lot?.expiresOn?.vietnamese, language),
        ]
    }

    /// What a page is about.
    enum Subject {
        case pack
        case lot
        case product
    }
}
