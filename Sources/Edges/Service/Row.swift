internal import Records
internal import Stamps
internal import Time
internal import Verification
internal import Wording

/// A line of a page: what, and how it is.
struct Row {
    static let undeclared = Bilingual(vi: "Chưa khai báo", en: "Not declared")

    let label: String
    let value: Phrase

    private init(_ label: Bilingual, _ value: Phrase?, _ language: Language) {
        self.label = label[language]
        self.value = value ?? Phrase(Self.undeclared[language])
    }

    /// A line with a text in the reader's language; nil is said to be not declared.
    init(_ label: Bilingual, own value: String?, _ language: Language) {
        self.init(label, value.map { Phrase($0) }, language)
    }

    /// A line with a text that is Vietnamese for every reader; nil is said to be not declared.
    init(_ label: Bilingual, register value: String?, _ language: Language) {
        self.init(label, value.map { Phrase($0, nil, language) }, language)
    }

    /// Product, producer and lot, in the order in which they stand on a pack.
    static func product(_ facts: StampFacts, _ subject: Subject, on today: CivilDate, _ language: Language) -> [Row] {
        let lot = facts.lot
        let address = facts.producer.address.text(on: lot?.packedOn ?? today)
        let product = [
            Row(
                Bilingual(vi: "Khối lượng tịnh", en: "Net content"), own: facts.product.netContent.text(language),
                language),
            Row(Bilingual(vi: "Nhà sản xuất", en: "Producer"), register: facts.producer.legalName, language),
            Row(Bilingual(vi: "Địa chỉ", en: "Address"), register: address, language),
        ]
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

/// What speaks to one reader, in their language.
protocol Speaking {
    var language: Language { get }
}

extension Speaking {
    func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }

    /// A line with a text in the reader's language; nil is said to be not declared.
    func row(_ vi: String, _ en: String, _ value: String?) -> Row {
        Row(Bilingual(vi: vi, en: en), own: value, language)
    }

    /// A line with a text that is Vietnamese for every reader; nil is said to be not declared.
    func register(_ vi: String, _ en: String, _ value: String?) -> Row {
        Row(Bilingual(vi: vi, en: en), register: value, language)
    }
}
