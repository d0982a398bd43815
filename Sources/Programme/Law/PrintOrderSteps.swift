public import Records
public import Wording

// The steps of an order. Each gives the order after the step, or says why it cannot be taken.

extension PrintOrder {
    /// The order with the batch that approval records.
    public func approved(by approver: String, batch: String) throws(Problem) -> PrintOrder {
        if let problem = Self.approverIsAnother(
            requestedBy: requestedBy, approvedBy: approver, count: count, withMark: withMark)
        {
            throw problem
        }
        return try step(to: .approved, from: [.requested]) {
            $0.approvedBy = approver
            $0.batch = batch
        }
    }

    /// The order when its labels have been drawn; drawing again changes nothing.
    public func rendered() throws(Problem) -> PrintOrder {
        if [.rendered, .delivered].contains(status) { return self }
        return try step(to: .rendered, from: [.approved])
    }

    /// The order when its labels have been handed over.
    public func delivered(to place: String?) throws(Problem) -> PrintOrder {
        try step(to: .delivered, from: [.rendered]) { $0.deliveredTo = place }
    }

    /// The order when every label is accounted for.
    public func closed() throws(Problem) -> PrintOrder {
        try step(to: .closed, from: [.approved, .rendered, .delivered])
    }

    /// The order when it is given up before approval.
    public func cancelled(because reason: String) throws(Problem) -> PrintOrder {
        try step(to: .cancelled, from: [.requested]) { $0.reason = reason }
    }
}

extension PrintOrder: Stepwise {
    package static func title(of status: Status) -> Bilingual { status.title }

    package static let stepRefusal = StepRefusal(
        .orderStateConflict, vi: ("Lệnh in", "lệnh in"), en: ("Order", "order"), command: "temgoc order show")
}
