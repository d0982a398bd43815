public import Access
public import Encodings
internal import Law
public import Records
internal import Wording

// What happens to an order after it was placed: approved or cancelled, delivered, closed.

/// Approves a print order: its batch is recorded, which takes numbers and quota (duyệt lệnh in).
///
/// An order that is approved already is given as it stands: no order makes a second batch.
public struct ApproveOrder: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "approveOrder"

    /// The order's identifier.
    public let order: String
    private let sealing: BatchSealing

    /// Takes the parts as they are.
    public init(_ order: String, sealing: BatchSealing) {
        self.order = order
        self.sealing = sealing
    }

    /// What is asked, as data.
    public var content: JSONValue { ["order": .string(order)] }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.approveOrder]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: PrintOrder, subject: Subject) {
        try register.orderWithSubject(order)
    }

    /// Decides and records.
    public func perform(
        on order: PrintOrder, in register: any RegisterTransaction, by author: Authorship
    ) throws -> PrintOrder {
        if order.batch != nil { return order }
        let request = IssuanceRequest(order)
        let batch = try register.newBatch(
            for: request, register.issuanceCase(of: request, on: author.today), requestedBy: order.requestedBy,
            named: "order/\(order.id)", order: order.id, sealing, by: author)
        if try register.isSameAccount(order.requestedBy, author), let problem = order.approvedAlone(by: author.actor) {
            throw problem
        }
        let producer = try register.named(Product.self, id: order.product).producer
        if author.principal.organisation == producer, let problem = order.approvedAlone(by: author.actor) {
            throw problem
        }
        let approved = try order.approved(by: author.actor, batch: batch.id)
        try register.record(.batch, batch.json, by: author)
        try register.record(.printOrder, approved.json, by: author)
        return approved
    }
}

/// Gives an order up before approval (hủy lệnh in).
public struct CancelOrder: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "cancelOrder"

    /// The order's identifier.
    public let order: String
    /// Why.
    public let reason: String

    /// Takes the parts as they are.
    public init(_ order: String, because reason: String) {
        self.order = order
        self.reason = reason
    }

    /// What is asked, as data.
    public var content: JSONValue { ["order": .string(order), "reason": .string(reason)] }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.askOrder, .approveOrder]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: PrintOrder, subject: Subject) {
        try register.orderWithSubject(order)
    }

    /// Decides and records.
    public func perform(
        on order: PrintOrder, in register: any RegisterTransaction, by author: Authorship
    ) throws -> PrintOrder {
        try demandPublic([(.reason, reason)])
        return try register.step(of: order, to: order.cancelled(because: reason), by: author)
    }
}

/// Records that the labels of an order were handed over (giao nhãn).
public struct DeliverOrder: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "deliverOrder"

    /// The order's identifier.
    public let order: String
    /// Where to; nil where that is not said.
    public let place: String?

    /// Takes the parts as they are.
    public init(_ order: String, to place: String?) {
        self.order = order
        self.place = place
    }

    /// What is asked, as data.
    public var content: JSONValue { .record(["order": .string(order), "to": place.map(JSONValue.string)]) }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.renderOrder]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: PrintOrder, subject: Subject) {
        try register.orderWithSubject(order)
    }

    /// Decides and records.
    public func perform(
        on order: PrintOrder, in register: any RegisterTransaction, by author: Authorship
    ) throws -> PrintOrder {
        let delivered = try order.rendered().delivered(to: place)
        if let batch = order.batch { try register.demandDrawn(register.batch(named: batch).batch) }
        return try register.step(of: order, to: delivered, by: author)
    }
}

/// Accounts for every label of an order, or of a batch without one (quyết toán).
///
/// Spoiled and returned numbers are void from then on. It is done once: a label that is found spoiled or lost later is made
/// void, and has that much less printed.
public struct CloseOrder: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "closeOrder"

    /// What is accounted for.
    public enum Account: Sendable, Equatable {
        /// An order, by its identifier.
        case order(String)
        /// A batch, by its identifier.
        case batch(String)
    }

    /// The order or batch.
    public let account: Account
    /// What became of its labels.
    public let outcome: PrintOutcome

    /// Takes the parts as they are.
    public init(_ account: Account, _ outcome: PrintOutcome) {
        self.account = account
        self.outcome = outcome
    }

    /// What is asked, as data.
    public var content: JSONValue {
        let (order, batch): (String?, String?) =
            switch account {
            case .order(let id): (id, nil)
            case .batch(let id): (nil, id)
            }
        return .record([
            "order": order.map(JSONValue.string), "batch": batch.map(JSONValue.string),
            "printed": outcome.printed.map(JSONValue.integer), "spoiled": outcome.spoiled.json,
            "returned": outcome.returned.json, "reason": outcome.reason.map(JSONValue.string),
        ])
    }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.reportSpoilage]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: (Batch?, PrintOrder?), subject: Subject) {
        switch account {
        case .order(let id):
            let (order, subject) = try register.orderWithSubject(id)
            return ((try order.batch.map { try register.batch(named: $0).batch }, order), subject)
        case .batch(let id):
            let batch = try register.batch(named: id).batch
            return ((batch, try batch.order.map(register.order)), try register.subject(ofProduct: batch.product))
        }
    }

    /// Decides and records.
    public func perform(
        on found: (Batch?, PrintOrder?), in register: any RegisterTransaction, by author: Authorship
    ) throws -> MarkBalance {
        let (batch, order) = found
        guard let batch else {
            // Nothing was printed of it, so there is nothing to account for; the order itself says so.
            _ = try order?.closed()
            return MarkBalance()
        }
        try demandPublic([(.reason, outcome.reason)])
        let report = try register.report(of: batch)
        if let problem = batch.isNotClosed(report, try register.balance(of: batch)) { throw problem }
        let reason = outcome.reason ?? "báo cáo in / print report"
        for (cause, numbers) in [(StampVoid.Cause.spoiled, outcome.spoiled), (.returned, outcome.returned)]
        where !numbers.isEmpty {
            let void = StampVoid(batch: batch.id, numbers: numbers, cause: cause, reason: reason, on: author.today)
            try register.record(void, of: batch, by: author)
        }
        let balance = try register.balance(of: batch)
        let rest = balance.allotted - balance.void
        let printed = outcome.printed ?? rest
        guard printed == rest else { throw batch.doesNotBalance(balance, printed: printed) }
        try register.demandDrawn(batch)
        let closing = PrintReport(batch: batch.id, printed: printed, on: author.today)
        try register.record(.printReport, closing.json, by: author)
        if let order, order.status != .closed { try register.record(.printOrder, order.closed().json, by: author) }
        return try register.balance(of: batch)
    }

    /// The first answer again, out of the entries that were written.
    public func answer(again entries: [LedgerEntry], in register: any RegisterSnapshot) throws -> MarkBalance {
        guard let batch = try find(in: register).found.0 else { return MarkBalance() }
        return try register.balance(of: batch, after: entries)
    }
}

extension RegisterSnapshot {
    fileprivate func orderWithSubject(_ id: String) throws -> (found: PrintOrder, subject: Subject) {
        let order = try order(id)
        return (order, try subject(ofProduct: order.product))
    }
}

extension RegisterSnapshot {
    /// What was reported of a batch last; nil where it is not accounted for.
    func report(of batch: Batch) throws -> PrintReport? {
        guard let entry = try lastEntry(.printReport, item: batch.id, before: head() + 1) else { return nil }
        guard case .success(let report) = PrintReport.read(entry.body, path: "$") else {
            throw damaged("ledger[\(entry.sequence)]")
        }
        return report
    }

    /// - Throws: `Problem` `labelsNotDrawn`.
    fileprivate func demandDrawn(_ batch: Batch) throws {
        let void = try voids(of: batch.productKey, in: batch.numbers).map(\.numbers)
        if let problem = batch.labelsAreDrawn(try drawn(ofBatch: batch.id), void: void) { throw problem }
    }
}

extension RegisterTransaction {
    /// Records a step of an order; one that changes nothing writes nothing.
    func step(of order: PrintOrder, to next: PrintOrder, by author: Authorship) throws -> PrintOrder {
        if next != order { try record(.printOrder, next.json, by: author) }
        return next
    }
}

extension Batch {
    fileprivate func doesNotBalance(_ balance: MarkBalance, printed: Int) -> Problem {
        let rest = balance.allotted - balance.spoiled - balance.returned
        return Problem(
            .reportDoesNotBalance,
            vi: "Đợt \(id) có \(balance.allotted) tem, trong đó hỏng \(balance.spoiled), trả lại "
                + "\(balance.returned); số đã in phải là \(rest), không phải \(printed).",
            en: "Batch \(id) has \(balance.allotted) stamps, \(balance.spoiled) of them spoiled, "
                + "\(balance.returned) returned; printed must be \(rest), not \(printed).",
            hint: Bilingual(
                vi: "Nêu đủ các số hỏng (--spoiled) và trả lại (--returned), hoặc bỏ --printed.",
                en: "Name all spoiled (--spoiled) and returned (--returned) numbers, or leave --printed out."))
    }
}
