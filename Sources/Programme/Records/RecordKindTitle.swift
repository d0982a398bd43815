package import Wording

extension RecordKind {
    /// What records of the kind are called, within a sentence.
    package var title: Bilingual {
        switch self {
        case .producer: Bilingual(vi: "chủ thể", en: "producer")
        case .zone: Bilingual(vi: "vùng nguyên liệu", en: "zone")
        case .certificate: Bilingual(vi: "giấy chứng nhận", en: "certificate")
        case .product: Bilingual(vi: "sản phẩm", en: "product")
        case .recognition: Bilingual(vi: "công nhận", en: "recognition")
        case .markAuthorisation: Bilingual(vi: "quyền in", en: "right")
        case .lot: Bilingual(vi: "lô", en: "lot")
        case .administrativeUnit: Bilingual(vi: "đơn vị hành chính", en: "administrative unit")
        case .organisation: Bilingual(vi: "cơ quan", en: "organisation")
        }
    }
}
