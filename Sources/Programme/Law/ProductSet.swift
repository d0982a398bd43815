internal import Records

/// One of the sets of products that a decision judges by the same criteria (bộ sản phẩm).
public struct ProductSet: Sendable, Equatable {
    /// The number in the decision's Appendix II.
    public let number: Int
    /// The name in the decision.
    public let name: String
    /// The name in English.
    public let nameEn: String
    /// The group that it belongs to (nhóm), such as `food`.
    public let group: String
    /// The ministries in charge.
    public let agencies: [String]
    /// From how many stars on a product must carry an electronic traceability code; nil where none is asked for.
    public let codeFromStars: Int?
    /// From how many stars on the product story must stand in the traceability content; nil where it is not asked for.
    public let storyFromStars: Int?
    /// What must come from the producer's province.
    public let provincialShare: ProvincialShare
    /// Whether raw material of unknown origin excludes a product.
    public let excludesUnknownOrigin: Bool

    /// Whether its products come in packs, which have lots; tourism does not.
    public var isPacked: Bool { group != "tourism" }

    init?(reading members: inout RecordReader) {
        let number = members.whole("number", in: 1...999)
        let name = members.text("nameVi")
        let nameEn = members.text("nameEn")
        let group = members.identifier("group")
        agencies = members.texts("agencies")
        codeFromStars = members.optionalWhole("electronicTraceCodeRequiredFromStars", in: 1...5)
        storyFromStars = members.optionalWhole("storyInTraceContentRequiredFromStars", in: 1...5)
        let isWhole = members.flag("wholeOutputFromProvince")
        let least = members.optionalNumber("minProvincialInputSharePercentFor3Stars", limit: 100)
        provincialShare = ProvincialShare(isWhole: isWhole, leastPercent: least)
        excludesUnknownOrigin = members.flag("excludedIfAllInputImportedOrUnknown")
        guard let number, let name, let nameEn, let group else { return nil }
        self.number = number
        self.name = name
        self.nameEn = nameEn
        self.group = group
    }
}

/// The part of the raw material that must come from the producer's province.
///
/// Source: Decision 26/2026/QĐ-TTg App. II item 1.1.
public enum ProvincialShare: Sendable, Equatable {
    /// All of it.
    case whole
    /// At least so many percent, above 0.
    case atLeast(percent: Double)
    /// Some of it.
    case some
    /// Nothing is asked.
    case any

    fileprivate init(isWhole: Bool, leastPercent: Double?) {
        self =
            switch (isWhole, leastPercent) {
            case (true, _): .whole
            case (false, nil): .any
            case (false, .some(let percent)): percent > 0 ? .atLeast(percent: percent) : .some
            }
    }

    /// Whether a share of so many percent is enough.
    ///
    /// Shares are sums of weights in binary, so one is taken to be what it is but for a thousand-millionth.
    public func isMet(by percent: Double) -> Bool {
        switch self {
        case .whole: percent >= 100 - 1e-9
        case .atLeast(let least): percent >= least - 1e-9
        case .some: percent > 0
        case .any: true
        }
    }
}
