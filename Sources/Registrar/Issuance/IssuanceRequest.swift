public import Law
public import Records
public import Stamps
public import Time
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
    /// The asker's own name for the request; asking again under the same name gives the same batch.
    public let identifier: String?
    /// The day of issuance in Vietnam.
    public let today: CivilDate
    /// Who asks; nil for the producer.
    ///
    /// Who approves is the actor of the entry (INV-21).
    public let requestedBy: String?
    /// The print order that it fulfils.
    public let order: String?
    /// Whether the packs carry a number under a scratch-off cover (`CoveredPIN`).
    public let withPIN: Bool

    /// - Throws: `Problem` `usage` where the count or the identifier is out of range.
    public init(
        _ subject: IssuanceSubject, count: Int, withMark: Bool, claims: [CertificateType] = [],
        lotInStamp: Bool = false, identifier: String? = nil, today: CivilDate, requestedBy: String? = nil,
        withPIN: Bool = false
    ) throws(Problem) {
        guard 1...Self.largestCount ~= count else {
            throw Problem(
                .usage, vi: "Số tem là \(count); cần từ 1 đến \(Self.largestCount).",
                en: "The number of stamps is \(count); it should be 1 to \(Self.largestCount).")
        }
        if let identifier, !Self.isIdentifier(identifier) {
            throw Problem(
                .usage, vi: "Mã yêu cầu cần 1 đến 100 ký tự, không có khoảng trắng và ký tự điều khiển.",
                en: "A request identifier has 1 to 100 characters, no white space and no control characters.")
        }
        if case .roll = subject, lotInStamp || !claims.isEmpty {
            throw Problem(
                .usage, vi: "Cuộn tem in sẵn chưa có lô nên không mang số lô hay công bố chứng nhận.",
                en: "A pre-printed roll has no lot yet, so it carries no lot number and no claim.")
        }
        self.subject = subject
        self.count = count
        self.withMark = withMark
        self.claims = claims
        self.lotInStamp = lotInStamp
        self.identifier = identifier
        self.today = today
        self.requestedBy = requestedBy
        self.withPIN = withPIN
        order = nil
    }

    /// What an approved order asks for; the same order never makes a second batch.
    public init(_ order: PrintOrder, today: CivilDate) {
        subject = order.lot.map(IssuanceSubject.lot) ?? .roll(product: order.product)
        count = order.count
        withMark = order.withMark
        claims = order.claims
        lotInStamp = order.lotInStamp
        identifier = "order/\(order.id)"
        self.today = today
        requestedBy = order.requestedBy
        withPIN = order.hasPIN
        self.order = order.id
    }

    private static func isIdentifier(_ text: String) -> Bool {
        1...100 ~= text.count && !text.contains(where: \.isWhitespace)
            && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    /// The same request for a lot under its identifier.
    public func naming(lot: String) -> IssuanceRequest {
        IssuanceRequest(self, .lot(lot))
    }

    private init(_ other: IssuanceRequest, _ subject: IssuanceSubject) {
        self.subject = subject
        count = other.count
        withMark = other.withMark
        claims = other.claims
        lotInStamp = other.lotInStamp
        identifier = other.identifier
        today = other.today
        requestedBy = other.requestedBy
        withPIN = other.withPIN
        order = other.order
    }

    /// Whether a batch is what this request asks for, its day aside.
    func asksFor(_ batch: Batch) -> Bool {
        let isSameSubject =
            switch subject {
            case .lot(let lot): batch.lot == lot
            case .roll(let product): batch.lot == nil && batch.product == product
            }
        return isSameSubject && batch.numbers.count == count && (batch.mark != nil) == withMark
            && batch.claims == claims && (batch.lotInStamp != nil) == lotInStamp
            && batch.hasPIN == withPIN
    }
}

/// The place in the ledger and the numbers that the next batch of a product would get.
public struct BatchSlot: Sendable {
    /// The number that its ledger entry will have.
    public let sequence: Int
    /// The first serial number of the product that is free.
    public let firstNumber: SerialNumber
    /// The keys that new stamps may be signed with.
    public let publishedKeys: Set<KeyID>
    /// The same keys with what they may sign, where that is limited.
    public let keys: [SigningKeyRecord]

    /// Takes the parts as they are.
    public init(
        sequence: Int, firstNumber: SerialNumber, publishedKeys: Set<KeyID>, keys: [SigningKeyRecord] = []
    ) {
        self.sequence = sequence
        self.firstNumber = firstNumber
        self.publishedKeys = publishedKeys
        self.keys = keys
    }
}

/// What issuance asks of a register.
public protocol IssuanceRegister: Sendable {
    /// Records one batch, or finds the one that the request made before.
    ///
    /// Everything happens in one write transaction: the facts that `decide` sees are those that the batch is recorded
    /// against, so two requests at once cannot both use what is left. When the call returns, the entry is on disk.
    /// What `decide` or `repeats` throws leaves the register as it was.
    ///
    /// - Parameters:
    ///   - request: what is asked; its lot is looked up.
    ///   - stamp: who and when.
    ///   - repeats: called with the batch of the same request identifier, where there is one.
    ///   - decide: makes the batch, or throws why not.
    /// - Throws: `Problem` `lotUnknown`, `registerBusy`, `registerFailed`; what the closures throw.
    func recordBatch(
        for request: IssuanceRequest, as stamp: EntryStamp, repeats: (Batch) throws -> Void,
        decide: (IssuanceCase, BatchSlot) throws -> Batch
    ) async throws -> IssuedBatch
}

/// A batch that stands in the ledger.
public struct IssuedBatch: Sendable, Equatable {
    /// The batch as it stands in the ledger.
    public let batch: Batch
    /// False where an earlier request with the same identifier had made it.
    public let isNew: Bool

    /// Takes the parts as they are.
    public init(batch: Batch, isNew: Bool) {
        self.batch = batch
        self.isNew = isNew
    }
}
