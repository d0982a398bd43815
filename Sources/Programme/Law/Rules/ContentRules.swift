internal import Records
internal import Stamps
internal import Time
public import Wording

// The rules about what is told of a product and a lot: the story, and the ten items of traceability.

extension IssuanceCase {
    /// INV-14: from four stars on, the product story stands in the traceability content (set 26, tourism, apart).
    ///
    /// Source: Decision 26/2026/QĐ-TTg App. II items 2.3 and 5.1. A refusal where the product was recognised by these
    /// criteria; one that was recognised by earlier ones is warned until its re-evaluation, and fewer stars get a hint.
    /// The code on the label, which the same items ask for, is the stamp that is issued here.
    public func storyIsTold() -> Finding? {
        guard let criteria, product.story == nil else { return nil }
        let own = framework.basis(named: criteria.legalBasis)?.sets.first { $0.number == product.setNumber }
        guard let from = (own ?? framework.productSet(product.setNumber, on: today))?.storyFromStars else { return nil }
        let severity: Severity = criteria.stars < from ? .hint : own == nil ? .warning : .refusal
        return Finding(
            Problem(
                .storyMissing,
                vi: "Sản phẩm \(from) sao trở lên cần câu chuyện sản phẩm trong nội dung truy xuất. \(product.name) "
                    + "(\(criteria.stars) sao) chưa có.",
                en: "Products of \(from) stars and more need their story in the traceability content. \(product.name) "
                    + "(\(criteria.stars) stars) has none.",
                hint: Bilingual(
                    vi: "Thêm câu chuyện (storyVi) vào sản phẩm \(product.id).",
                    en: "Add storyVi to product \(product.id).")),
            severity)
    }

    /// INV-15: the lot has the ten items of a traceability system.
    ///
    /// Source: Circular 02/2024/TT-BKHCN Art 6.3. What weight a missing one has is said by
    /// `LegalFramework.missingTraceItems`; where only items "if any" are missing, it is a hint.
    public func tenItemsAreDeclared() -> Finding? {
        let missing = traceContent.missing
        guard !missing.isEmpty else { return nil }
        let names = (
            vi: missing.map(\.name.vi).joined(separator: ", "), en: missing.map(\.name.en).joined(separator: ", ")
        )
        return Finding(
            Problem(
                .traceItemsMissing,
                vi:
                    "Nội dung truy xuất của lô \(lot.id) còn thiếu \(missing.count) trên \(TraceItem.allCases.count) mục: "
                    + "\(names.vi).",
                en: "The traceability content of lot \(lot.id) lacks \(missing.count) of \(TraceItem.allCases.count) "
                    + "items: \(names.en).",
                hint: Bilingual(
                    vi: "Bổ sung cho sản phẩm \(product.id) hoặc lô: "
                        + missing.map(\.member).joined(separator: ", ") + ".",
                    en: "Add to product \(product.id) or to the lot: "
                        + missing.map(\.member).joined(separator: ", ") + ".")),
            missing.allSatisfy(\.isIfAny) ? .hint : framework.missingTraceItems)
    }

    /// What the traceability content says of each of the ten items.
    public var traceContent: TraceContent {
        let stages = lot.events.compactMap { event in
            event.place.map { "\(event.stage.rawValue) \(event.at.iso) \($0)" }
        }
        let items: [TraceItem: String?] = [
            .productName: product.name, .image: product.images.first?.sha256, .producerName: producer.legalName,
            .producerAddress: producer.address.text(on: lot.packedOn),
            .stages: stages.isEmpty ? nil : stages.joined(separator: "; "),
            .productionTime: (lot.producedOn ?? lot.packedOn).iso, .traceCode: product.key.path,
            .brand: product.brand, .shelfLife: (lot.expiresOn?.iso),
            .standards: product.standards.isEmpty ? nil : product.standards.joined(separator: "; "),
        ]
        return TraceContent(items: items.compactMapValues(\.self))
    }
}

/// The items that a traceability system has at least (Circular 02/2024/TT-BKHCN Art 6.3).
public enum TraceItem: String, Sendable, CaseIterable {
    case productName
    case image
    case producerName
    case producerAddress
    /// Each stage with the product, the place and the time.
    case stages
    case productionTime
    case traceCode
    /// Nhãn hiệu, ký hiệu, số sê-ri (nếu có).
    case brand
    /// Hạn sử dụng (nếu có).
    case shelfLife
    case standards

    /// Whether the law asks for it only where there is one.
    public var isIfAny: Bool { self == .brand || self == .shelfLife }

    /// What it is called.
    public var name: Bilingual {
        switch self {
        case .productName: Bilingual(vi: "tên sản phẩm", en: "the product's name")
        case .image: Bilingual(vi: "hình ảnh sản phẩm", en: "a picture of the product")
        case .producerName: Bilingual(vi: "tên đơn vị sản xuất", en: "the producer's name")
        case .producerAddress: Bilingual(vi: "địa chỉ đơn vị sản xuất", en: "the producer's address")
        case .stages: Bilingual(vi: "các công đoạn kèm địa điểm và thời gian", en: "the stages with place and time")
        case .productionTime: Bilingual(vi: "thời gian sản xuất", en: "the time of production")
        case .traceCode: Bilingual(vi: "mã truy xuất nguồn gốc", en: "the traceability code")
        case .brand: Bilingual(vi: "thương hiệu (nếu có)", en: "the brand (if any)")
        case .shelfLife: Bilingual(vi: "hạn sử dụng (nếu có)", en: "the expiry date (if any)")
        case .standards: Bilingual(vi: "tiêu chuẩn áp dụng", en: "the standards applied")
        }
    }

    /// The member of the programme file that gives it.
    public var member: String {
        switch self {
        case .productName: "nameVi"
        case .image: "images"
        case .producerName: "legalNameVi"
        case .producerAddress: "address"
        case .stages: "events[].place"
        case .productionTime: "producedOn"
        case .traceCode: "gtin"
        case .brand: "brand"
        case .shelfLife: "expiresOn"
        case .standards: "standards"
        }
    }
}

/// What is said of each item of traceability.
public struct TraceContent: Sendable, Equatable {
    /// The text of each item that is declared.
    public let items: [TraceItem: String]

    /// Takes the parts as they are.
    public init(items: [TraceItem: String]) {
        self.items = items
    }

    /// The items of which nothing is said, in the order of the law.
    public var missing: [TraceItem] { TraceItem.allCases.filter { items[$0]?.isEmpty ?? true } }
}
