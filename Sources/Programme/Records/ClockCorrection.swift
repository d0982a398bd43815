public import Encodings
public import Time

/// The mending of a clock that once stood too far ahead, so that nothing could be written until its time has come (chỉnh
/// giờ sổ): one person asks, another approves, and the entries after it go on from the right time.
///
/// Both are leaves; the times of entries fall by this alone.
public struct ClockCorrection: LedgerBody {
    /// How far it is.
    public enum State: String, Sendable, CaseIterable {
        case asked
        case approved
    }

    /// `CC-` and the six-digit sequence number of the entry that asks.
    public let id: String
    /// How far it is.
    public let state: State
    /// Why the newest entry's time is wrong.
    public let reason: String
    /// The time of the newest entry when it was asked for.
    public let from: UTCTime
    /// What the clock said then.
    public let to: UTCTime
    /// Who asks.
    public let askedBy: String
    /// Who approved; nil before.
    public let approvedBy: String?

    /// Takes the parts as they are.
    public init(
        id: String, state: State, reason: String, from: UTCTime, to: UTCTime, askedBy: String, approvedBy: String? = nil
    ) {
        self.id = id
        self.state = state
        self.reason = reason
        self.from = from
        self.to = to
        self.askedBy = askedBy
        self.approvedBy = approvedBy
    }

    /// The identifier of one that is asked for by the entry of this number.
    public static func id(sequence: Int) -> String {
        let digits = String(sequence)
        return "CC-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    /// The same, approved when the clock said `time`.
    public func approved(by approver: String, at time: UTCTime) -> ClockCorrection {
        ClockCorrection(
            id: id, state: .approved, reason: reason, from: from, to: time, askedBy: askedBy, approvedBy: approver)
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let id = members.identifier("id")
        let state: State? = members.word("state")
        let reason = members.text("reason")
        let from = members.utcTime("from")
        let to = members.utcTime("to")
        let askedBy = members.text("askedBy")
        let approvedBy = members.optionalText("approvedBy")
        guard let id, let state, let reason, let from, let to, let askedBy else { return nil }
        self.init(
            id: id, state: state, reason: reason, from: from, to: to, askedBy: askedBy, approvedBy: approvedBy)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "id": .string(id), "state": .string(state.rawValue), "reason": .string(reason), "from": .string(from.text),
            "to": .string(to.text), "askedBy": .string(askedBy), "approvedBy": approvedBy.map(JSONValue.string),
        ])
    }
}
