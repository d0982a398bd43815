public import Encodings
internal import Law
public import Records
public import Wording

/// What stamps are asked for.
public enum IssuanceSubject: Sendable, Equatable {
    /// A lot, by its identifier or the number on its packs: its stamps are good at once.
    case lot(String)
    /// A pre-printed roll of a product, by the product's identifier: its stamps are given to a lot later.
    case roll(product: String)
}

/// What someone asks for: so many stamps for a lot or a roll.
public struct IssuanceRequest: Sendable, Equatable {
    /// How many stamps one batch may have; a larger order is several batches.
    public static let largestCount = 10_000_000

    /// The lot or the product.
    public let subject: IssuanceSubject
    /// 1 … `largestCount`.
    public let count: Int
    /// Whether the labels are to carry the OCOP mark and stars.
    public let withMark: Bool
    /// Certificate types that the labels are to claim.
    public let claims: [CertificateType]
    /// Whether the lot number stands in the stamps themselves, readable offline at the price of a larger QR code.
    public let lotInStamp: Bool
    /// Whether the packs carry a number under a scratch-off cover (`CoveredPIN`).
    public let withPIN: Bool

    /// - Throws: `Problem` `usage` where the count is out of range, or a roll is to carry what only a lot has.
    public init(
        _ subject: IssuanceSubject, count: Int, withMark: Bool, claims: [CertificateType] = [],
        lotInStamp: Bool = false, withPIN: Bool = false
    ) throws(Problem) {
        guard 1...Self.largestCount ~= count else {
            throw Problem(
                .usage, vi: "Số tem là \(count); cần từ 1 đến \(Self.largestCount).",
                en: "The number of stamps is \(count); it should be 1 to \(Self.largestCount).")
        }
        if case .roll = subject, lotInStamp || !claims.isEmpty {
            throw Problem(
                .usage, vi: "Cuộn tem in sẵn chưa có lô nên không mang số lô hay công bố chứng nhận.",
                en: "A pre-printed roll has no lot yet, so it carries no lot number and no claim.")
        }
        self.init(subject, count, withMark, claims, lotInStamp, withPIN)
    }

    /// What an order asks for, which was checked when it was placed.
    init(_ order: PrintOrder) {
        self.init(
            order.lot.map(IssuanceSubject.lot) ?? .roll(product: order.product), order.count, order.withMark,
            order.claims, order.lotInStamp, order.hasPIN)
    }

    private init(
        _ subject: IssuanceSubject, _ count: Int, _ withMark: Bool, _ claims: [CertificateType], _ lotInStamp: Bool,
        _ withPIN: Bool
    ) {
        self.subject = subject
        self.count = count
        self.withMark = withMark
        self.claims = claims
        self.lotInStamp = lotInStamp
        self.withPIN = withPIN
    }

    /// The request as data.
    public var content: JSONValue {
        let (lot, product): (String?, String?) =
            switch subject {
            case .lot(let lot): (lot, nil)
            case .roll(let product): (nil, product)
            }
        return .record([
            "lot": lot.map(JSONValue.string), "product": product.map(JSONValue.string), "count": .integer(count),
            "mark": .bool(withMark), "claims": .array(claims.map { .string($0.rawValue) }),
            "lotInStamp": .bool(lotInStamp), "pin": .bool(withPIN),
        ])
    }

    /// Whether a batch is what this request asks for, its day aside.
    ///
    /// - Parameter issuanceCase: what the register knows of the request.
    func asksFor(_ batch: Batch, _ issuanceCase: IssuanceCase) -> Bool {
        let isSameSubject =
            issuanceCase.isRoll
            ? batch.lot == nil && batch.product == issuanceCase.product.id : batch.lot == issuanceCase.lot.id
        return isSameSubject && batch.numbers.count == count && (batch.mark != nil) == withMark
            && batch.claims == claims && (batch.lotInStamp != nil) == lotInStamp && batch.hasPIN == withPIN
    }
}
