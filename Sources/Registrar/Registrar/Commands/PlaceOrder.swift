public import Access
public import Encodings
internal import Law
public import Records
internal import Wording

/// Asks for labels: a print order, which somebody else approves (đề nghị in nhãn).
///
/// What happens when a producer asks for labels: the lot or the product is found, the right to ask is demanded for it,
/// every rule of `IssuanceCase` judges what is asked, and the design is asked whether it can carry it. All that stands in
/// the way is said together; else the order stands in the ledger. The rules judge again when it is approved
/// (`ApproveOrder`), which is when numbers and quota are taken, and its labels are drawn by `DrawLabels`.
public struct PlaceOrder: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "placeOrder"

    /// What is asked.
    public let request: IssuanceRequest
    /// The design that the labels are to have; nil leaves it open.
    public let template: TemplateChoice?
    /// Who asks; nil for the author.
    public let requestedBy: String?

    /// Takes the parts as they are.
    public init(_ request: IssuanceRequest, template: TemplateChoice? = nil, requestedBy: String? = nil) {
        self.request = request
        self.template = template
        self.requestedBy = requestedBy
    }

    /// What is asked, as data.
    public var content: JSONValue {
        .record([
            "request": request.content, "template": template.map { .string($0.name) },
            "requestedBy": requestedBy.map(JSONValue.string),
        ])
    }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.askOrder]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: Subject, subject: Subject) {
        let subject =
            switch request.subject {
            case .lot(let name): try register.subject(of: register.lot(named: name))
            case .roll(let id): try register.subject(of: register.product(id))
            }
        return (subject, subject)
    }

    /// Decides and records.
    public func perform(
        on _: Subject, in register: any RegisterTransaction, by author: Authorship
    ) throws -> PrintOrder {
        let issuanceCase = try register.issuanceCase(of: request, on: author.today)
        let refusals =
            issuanceCase.violations()
            + (template?.design.map { issuanceCase.findings(on: $0, withPIN: request.withPIN).problems(.refusal) } ?? [])
        if !refusals.isEmpty { throw Problems(refusals) }
        let order = PrintOrder(
            id: PrintOrder.id(sequence: try register.head() + 1), product: issuanceCase.product.id,
            lot: issuanceCase.isRoll ? nil : issuanceCase.lot.id, count: request.count, withMark: request.withMark,
            claims: request.claims, lotInStamp: request.lotInStamp, hasPIN: request.withPIN, template: template?.name,
            requestedBy: requestedBy ?? author.actor, requestedOn: author.today)
        try register.record(.printOrder, order.json, by: author)
        return order
    }
}

/// A design that is named, and the template itself where it is at hand.
public struct TemplateChoice: Sendable {
    /// The template's name.
    public let name: String
    /// The template with its artwork; nil where only its name is known.
    public let design: LabelDesignSource?

    /// Takes the parts as they are.
    public init(name: String, design: LabelDesignSource?) {
        self.name = name
        self.design = design
    }
}
