public import Encodings
public import Time
public import Wording

/// An order to print labels for a lot, or a roll of labels for a product (lệnh in).
///
/// It is asked for by one and approved by another. Approval records the batch: from then on its numbers and its share
/// of the quota are taken, and its stamps can be drawn.
public struct PrintOrder: LedgerBody {
    /// How far an order has come: requested → approved → rendered → delivered → closed.
    public enum Status: String, Sendable, CaseIterable {
        case requested
        case approved
        case rendered
        case delivered
        case closed
        /// Ended before a batch was made of it.
        case cancelled
    }

    /// `O-` and the six-digit sequence number of its first ledger entry.
    public let id: String
    /// The product's identifier.
    public let product: String
    /// The lot's identifier; nil for a roll, whose stamps are given to a lot later.
    public let lot: String?
    /// How many labels.
    public let count: Int
    /// Whether they are to carry the OCOP mark and stars.
    public let withMark: Bool
    /// Certificate types that they are to claim.
    public let claims: [CertificateType]
    /// Whether the lot number stands in the stamps themselves.
    public let lotInStamp: Bool
    /// Whether the packs are to carry a number under a scratch-off cover (`CoveredPIN`).
    public let hasPIN: Bool
    /// The label template that is asked for.
    public let template: String?
    /// Who asked: a producer's or an operator's identifier, never a person's name.
    public let requestedBy: String
    /// The day on which it was asked for, in Vietnam.
    public let requestedOn: CivilDate
    /// How far it has come.
    public package(set) var status: Status
    /// Who approved it; never who asked (INV-21).
    public package(set) var approvedBy: String?
    /// The batch that approval recorded.
    public package(set) var batch: String?
    /// Where the labels went.
    public package(set) var deliveredTo: String?
    /// Why it was cancelled.
    public package(set) var reason: String?

    /// A new order.
    public init(
        id: String, product: String, lot: String?, count: Int, withMark: Bool, claims: [CertificateType],
        lotInStamp: Bool, hasPIN: Bool = false, template: String?, requestedBy: String, requestedOn: CivilDate
    ) {
        self.id = id
        self.product = product
        self.lot = lot
        self.count = count
        self.withMark = withMark
        self.claims = claims
        self.lotInStamp = lotInStamp
        self.hasPIN = hasPIN
        self.template = template
        self.requestedBy = requestedBy
        self.requestedOn = requestedOn
        status = .requested
    }

    /// The identifier of the order that the ledger entry with this sequence number asks for.
    public static func id(sequence: Int) -> String { entryName("O", sequence) }
}

extension PrintOrder {
    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let id = members.identifier("id")
        let product = members.identifier("product")
        let lot = members.optionalIdentifier("lot")
        let count = members.whole("count", in: 1...JSONValue.largestInteger)
        let flag = Bilingual(vi: "true hoặc false", en: "true or false")
        let withMark = members.required("mark", should: flag, \.bool)
        let claims = members.certificateTypes("claims")
        let lotInStamp = members.optional("lotInStamp", should: flag, \.bool)
        let hasPIN = members.optional("pin", should: flag, \.bool)
        let template = members.optionalText("template", limit: 100)
        let requestedBy = members.text("requestedBy", limit: 100)
        let requestedOn = members.date("requestedOn")
        let status: Status? = members.word("status")
        let approvedBy = members.optionalText("approvedBy", limit: 100)
        let batch = members.optionalIdentifier("batch")
        let deliveredTo = members.optionalText("deliveredTo")
        let reason = members.optionalText("reason")
        guard let id, let product, let count, let withMark, let requestedBy, let requestedOn, let status else {
            return nil
        }
        self.init(
            id: id, product: product, lot: lot, count: count, withMark: withMark, claims: claims,
            lotInStamp: lotInStamp ?? false, hasPIN: hasPIN ?? false, template: template, requestedBy: requestedBy,
            requestedOn: requestedOn)
        self.status = status
        self.approvedBy = approvedBy
        self.batch = batch
        self.deliveredTo = deliveredTo
        self.reason = reason
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "id": .string(id), "product": .string(product), "lot": lot.map(JSONValue.string),
            "count": .integer(count), "mark": .bool(withMark),
            "claims": claims.isEmpty ? nil : .array(claims.map { .string($0.rawValue) }),
            "lotInStamp": lotInStamp ? true : nil, "pin": hasPIN ? true : nil,
            "template": template.map(JSONValue.string),
            "requestedBy": .string(requestedBy), "requestedOn": .string(requestedOn.iso),
            "status": .string(status.rawValue), "approvedBy": approvedBy.map(JSONValue.string),
            "batch": batch.map(JSONValue.string), "deliveredTo": deliveredTo.map(JSONValue.string),
            "reason": reason.map(JSONValue.string),
        ])
    }
}

extension RecordReader {
    /// A list of certificate types; empty where the member is absent.
    public mutating func certificateTypes(_ name: String) -> [CertificateType] {
        let form = Bilingual(vi: "danh sách loại chứng nhận", en: "a list of certificate types")
        let claims = optional(name, should: form) { value -> [CertificateType]? in
            let types = value.array?.map { $0.string.flatMap(CertificateType.init(rawValue:)) } ?? [nil]
            return types.contains(nil) ? nil : types.compactMap(\.self)
        }
        return claims ?? []
    }
}

/// The name of something after the ledger entry that made it: a letter, a hyphen and at least six digits.
public func entryName(_ letter: String, _ sequence: Int) -> String {
    let digits = String(sequence)
    return "\(letter)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
}

extension PrintOrder.Status {
    /// The state in words.
    public var title: Bilingual {
        switch self {
        case .requested: Bilingual(vi: "đã đề nghị", en: "requested")
        case .approved: Bilingual(vi: "đã duyệt", en: "approved")
        case .rendered: Bilingual(vi: "đã tạo nhãn", en: "rendered")
        case .delivered: Bilingual(vi: "đã giao", en: "delivered")
        case .closed: Bilingual(vi: "đã quyết toán", en: "closed")
        case .cancelled: Bilingual(vi: "đã hủy", en: "cancelled")
        }
    }
}
