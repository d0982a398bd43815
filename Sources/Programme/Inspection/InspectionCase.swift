public import Encodings
public import Records
public import Time

/// What is followed up about one producer and product (vụ việc).
///
/// Findings and citizens' reports name the case that they belong to; the case itself keeps its state and what was done.
public struct InspectionCase: LedgerBody {
    /// How far a case has come: open → investigating → measures → closed; any but the last may be left out.
    public enum Status: String, Sendable, CaseIterable {
        case open
        case investigating
        /// At least one measure was taken.
        case measures
        case closed
    }

    /// How a case ended.
    public enum Outcome: String, Sendable, CaseIterable {
        case noViolation
        case corrected
        case measuresTaken
        case transferred
    }

    /// The end of a case.
    public struct Closure: Sendable, Equatable {
        /// How it ended.
        public let outcome: Outcome
        /// Why; nothing about a person.
        public let reason: String
        /// The day, in Vietnam.
        public let on: CivilDate
        /// The account that recorded it.
        public let by: String
    }

    /// A closed case taken up again.
    public struct Reopening: Sendable, Equatable {
        /// Why; nothing about a person.
        public let reason: String
        /// The day, in Vietnam.
        public let on: CivilDate
        /// The account that recorded it.
        public let by: String
    }

    /// `C-` and the six-digit sequence number of its first ledger entry.
    public let id: String
    /// What it is about.
    public let key: CaseKey
    /// The day on which it was opened, in Vietnam.
    public let openedOn: CivilDate
    /// How far it has come.
    public package(set) var status: Status
    /// What was done, in order.
    public internal(set) var measures: [Measure]
    /// Its end; nil while it is not closed.
    public internal(set) var closure: Closure?
    /// When and why it was taken up again, in order.
    public internal(set) var reopenings: [Reopening]

    /// A new case.
    public init(id: String, key: CaseKey, openedOn: CivilDate) {
        self.id = id
        self.key = key
        self.openedOn = openedOn
        status = .open
        measures = []
        closure = nil
        reopenings = []
    }

    /// The identifier of the case that the ledger entry with this sequence number opens.
    public static func id(sequence: Int) -> String { entryName("C", sequence) }
}

extension InspectionCase {
    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let id = members.identifier("id")
        let key = CaseKey(reading: &members)
        let openedOn = members.date("openedOn")
        let status: Status? = members.word("status")
        let measures = members.list("measures", Measure.init(reading:))
        let closure = members.nested("closure") { inner in
            let outcome: Outcome? = inner.word("outcome")
            let reason = inner.text("reason", limit: 500)
            let on = inner.date("on")
            let by = inner.text("by", limit: 100)
            guard let outcome, let reason, let on, let by else { return Closure?.none }
            return Closure(outcome: outcome, reason: reason, on: on, by: by)
        }
        let reopenings = members.list("reopenings") { inner in
            let reason = inner.text("reason", limit: 500)
            let on = inner.date("on")
            let by = inner.text("by", limit: 100)
            guard let reason, let on, let by else { return Reopening?.none }
            return Reopening(reason: reason, on: on, by: by)
        }
        guard let id, let key, let openedOn, let status else { return nil }
        self.init(id: id, key: key, openedOn: openedOn)
        self.status = status
        self.measures = measures
        self.closure = closure
        self.reopenings = reopenings
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record(
            key.members.merging([
                "id": .string(id), "openedOn": .string(openedOn.iso), "status": .string(status.rawValue),
                "measures": measures.isEmpty ? nil : .array(measures.map(\.json)),
                "closure": closure.map {
                    [
                        "outcome": .string($0.outcome.rawValue), "reason": .string($0.reason), "on": .string($0.on.iso),
                        "by": .string($0.by),
                    ]
                },
                "reopenings": reopenings.isEmpty
                    ? nil
                    : .array(
                        reopenings.map {
                            ["reason": .string($0.reason), "on": .string($0.on.iso), "by": .string($0.by)]
                        }),
            ]) { $1 })
    }
}
