public import Access
public import Encodings
internal import Law
public import Records
public import Stamps
internal import Verification
internal import Wording

/// A plaque that stands in the ledger.
public struct RecordedPlaque: Sendable, Equatable {
    /// The plaque.
    public let plaque: Plaque
    /// The product that it is of.
    public let product: Product
    /// Who owns the product.
    public let producer: Producer
    /// False where one like it was recorded before.
    public let isNew: Bool
}

/// Records a plaque, or finds the one that is like it: of the same product and mark, signed with the same key.
///
/// It needs a right to print in force as labels do, and takes nothing of its quota: it is one sign, not a label.
public struct IssuePlaque: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "issuePlaque"

    /// The product's identifier.
    public let product: String
    /// Whether it carries the OCOP mark and stars.
    public let withMark: Bool
    /// The key that signs its code.
    public let keyID: KeyID
    /// The design that it is drawn with, which must be one that the right allows; nil where it is not drawn.
    public let design: LabelDesignSource?

    /// Takes the parts as they are.
    public init(product: String, withMark: Bool, keyID: KeyID, design: LabelDesignSource? = nil) {
        self.product = product
        self.withMark = withMark
        self.keyID = keyID
        self.design = design
    }

    /// What is asked, as data.
    public var content: JSONValue {
        ["product": .string(product), "mark": .bool(withMark), "keyId": .integer(Int(keyID.rawValue))]
    }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.issueStamps]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: Product, subject: Subject) {
        let product = try register.product(product)
        return (product, try register.subject(of: product))
    }

    /// - Throws: `Problems` with every rule that is broken; `Problem` `keyNotPublished`, MARK-01 where the right is not
    ///   for the design.
    public func perform(
        on product: Product, in register: any RegisterTransaction, by author: Authorship
    ) throws -> RecordedPlaque {
        let issuanceCase = try register.rollCase(of: product, count: 1, withMark: withMark, on: author.today)
        let keys = try register.signingKeys().map(\.record)
        guard let key = keys.first(where: { $0.keyID == keyID }), key.standing == .published else {
            throw Problem(
                .keyNotPublished, vi: "Khóa ký \(keyID.rawValue) chưa được công bố, hoặc đã ngừng dùng.",
                en: "Signing key \(keyID.rawValue) is not published, or no longer in use.")
        }
        let approval = PrintOrder.approverIsAnother(
            requestedBy: product.producer, approvedBy: author.actor, count: 1, withMark: withMark)
        let entitlement = key.maySign(for: product.producer, on: author.today)
        let violations = issuanceCase.plaqueViolations() + [approval, entitlement].compactMap(\.self)
        if !violations.isEmpty { throw Problems(violations) }
        let mark = issuanceCase.mark
        if let design, let problem = issuanceCase.account.flatMap({ design.isAllowed(by: $0.authorisation) }), withMark
        {
            throw problem
        }
        if let before = try register.plaques(ofProduct: product.id).map(\.plaque)
            .last(where: { $0.keyID == keyID && $0.mark == mark })
        {
            return RecordedPlaque(plaque: before, product: product, producer: issuanceCase.producer, isNew: false)
        }
        let id = Plaque.id(sequence: try register.head() + 1)
        let plaque = Plaque(id: id, product: product.id, keyID: keyID, issuedOn: author.today, mark: mark)
        try register.record(.plaque, plaque.json, by: author)
        return RecordedPlaque(plaque: plaque, product: product, producer: issuanceCase.producer, isNew: true)
    }

    /// The first answer again, out of the entries that were written.
    public func answer(again entries: [LedgerEntry], in register: any RegisterSnapshot) throws -> RecordedPlaque {
        guard let entry = entries.first, case .success(let plaque) = Plaque.read(entry.body, path: "$") else {
            throw damaged("plaque")
        }
        let product = try register.product(product)
        return RecordedPlaque(
            plaque: plaque, product: product, producer: try register.named(Producer.self, id: product.producer),
            isNew: false)
    }
}
