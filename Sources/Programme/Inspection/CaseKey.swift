internal import Encodings
internal import Records
public import Wording

/// What a case is about, in four words: findings and reports of several kinds go together.
public enum CaseTopic: String, Sendable, CaseIterable {
    /// The mark, its stars, the label.
    case mark
    /// The code on the pack.
    case code
    /// The goods themselves.
    case goods
    case other
}

extension CaseTopic {
    /// What the topic is called.
    public var title: Bilingual {
        switch self {
        case .mark: Bilingual(vi: "nhãn hiệu và hạng sao", en: "mark and stars")
        case .code: Bilingual(vi: "mã truy xuất", en: "the code")
        case .goods: Bilingual(vi: "hàng hóa", en: "the goods")
        case .other: Bilingual(vi: "nội dung khác", en: "something else")
        }
    }
}

extension FindingKind {
    /// The topic of a case that such a finding opens or joins.
    public var topic: CaseTopic {
        switch self {
        case .starsOnPack, .markMisuse, .templateMismatch: .mark
        case .unknownCode, .suspectedCopy: .code
        case .expiredGoods: .goods
        case .other: .other
        }
    }
}

/// What a case is about; while a case with this key is not closed, no other one is opened.
public struct CaseKey: Sendable, Hashable {
    /// The producer's identifier; nil where it is not known.
    public let producer: String?
    /// The product's identifier; nil where it is not known.
    public let product: String?
    /// What it is about.
    public let topic: CaseTopic
    /// The province where it was seen, of a case without a producer; a producer's case lies in the producer's province.
    public let province: String?

    /// Takes the parts; the province counts where there is no producer only.
    public init(producer: String?, product: String?, topic: CaseTopic, province: String? = nil) {
        self.producer = producer
        self.product = product
        self.topic = topic
        self.province = producer == nil ? province : nil
    }

    /// The case that a finding is about; nil where there is nothing to follow up: the stars on the pack are in order.
    public init?(
        of draft: FindingDraft, stars: StarComparison?, producer: String?, product: String?
    ) {
        let kind = InspectionFinding.kind(draft, stars)
        if kind == .starsOnPack { return nil }
        self.init(producer: producer, product: product, topic: kind.topic, province: draft.place?.province)
    }

    /// The case that a report is about.
    public init(of report: CitizenReport) {
        self.init(
            producer: report.producer, product: report.product, topic: report.kind.topic, province: report.province)
    }

    /// Whether a finding or report about this opens a case, or joins one.
    ///
    /// - Parameter cases: cases about the same; the oldest that is not closed is joined.
    public func joins(_ cases: some Sequence<InspectionCase>) -> InspectionCase? {
        cases.filter { $0.key == self && $0.status != .closed }.min { $0.id < $1.id }
    }

    init?(reading members: inout RecordReader) {
        let producer = members.optionalIdentifier("producer")
        let product = members.optionalIdentifier("product")
        let topic: CaseTopic? = members.word("topic")
        let province = members.optionalText("province", limit: 2)
        guard let topic else { return nil }
        self.init(producer: producer, product: product, topic: topic, province: province)
    }

    var members: [String: JSONValue?] {
        [
            "producer": producer.map(JSONValue.string), "product": product.map(JSONValue.string),
            "topic": .string(topic.rawValue), "province": province.map(JSONValue.string),
        ]
    }
}
