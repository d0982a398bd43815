public import Encodings
public import Records

/// A finding as the register keeps it: what its finder wrote, and what the register knows of it (phát hiện).
public struct InspectionFinding: LedgerBody {
    /// What the finder wrote; it never changes.
    public let draft: FindingDraft
    /// The account that recorded it; never a person's name.
    public let by: String
    /// The producer that it is about; nil where the register does not know.
    public let producer: String?
    /// The product that it is about; nil where the register does not know.
    public let product: String?
    /// The stars on the pack against the recognition; nil where nobody looked, or the product is not known.
    public let stars: StarComparison?
    /// The case that it opened or joined; nil where nothing is to be followed up.
    public let inspectionCase: String?

    /// Takes the parts as they are.
    public init(
        _ draft: FindingDraft, by: String, producer: String?, product: String?, stars: StarComparison?,
        inspectionCase: String?
    ) {
        self.draft = draft
        self.by = by
        self.producer = producer
        self.product = product
        self.stars = stars
        self.inspectionCase = inspectionCase
    }

    /// The finder's identifier.
    public var id: String { draft.id }

    /// What was found: the misuse of a mark where the comparison of the stars says so.
    public var kind: FindingKind { Self.kind(draft, stars) }

    static func kind(_ draft: FindingDraft, _ stars: StarComparison?) -> FindingKind {
        draft.kind == .starsOnPack && stars?.isMarkMisuse == true ? .markMisuse : draft.kind
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let draft = FindingDraft(reading: &members)
        let by = members.text("by", limit: 100)
        let producer = members.optionalIdentifier("producer")
        let product = members.optionalIdentifier("product")
        let stars = members.nested("stars", StarComparison.init(reading:))
        let inspectionCase = members.optionalIdentifier("case")
        guard let draft, let by else { return nil }
        self.init(
            draft, by: by, producer: producer, product: product, stars: stars, inspectionCase: inspectionCase)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record(
            draft.members.merging([
                "by": .string(by), "producer": producer.map(JSONValue.string),
                "product": product.map(JSONValue.string), "stars": stars?.json,
                "case": inspectionCase.map(JSONValue.string),
            ]) { $1 })
    }
}
