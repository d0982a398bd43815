public import Encodings
internal import Wording

/// A new form of a record that stands confirmed (đề nghị thay đổi): it waits beside the confirmed form, which holds until
/// the office decides.
public struct ProposedChange: LedgerBody {
    /// What became of it.
    public enum State: String, Sendable, CaseIterable {
        case pending
        case accepted
        case rejected
    }

    /// The kind of the record.
    public let kind: RecordKind
    /// The record's identifier.
    public let record: String
    /// The record's data as it is to be.
    public let body: JSONValue
    /// What became of it.
    public let state: State
    /// Why it was rejected.
    public let reason: String?

    /// Takes the parts as they are.
    public init(
        _ kind: RecordKind, _ record: String, body: JSONValue, state: State = .pending, reason: String? = nil
    ) {
        self.kind = kind
        self.record = record
        self.body = body
        self.state = state
        self.reason = reason
    }

    /// The same change when it was decided.
    public func decided(_ state: State, because reason: String? = nil) -> ProposedChange {
        ProposedChange(kind, record, body: body, state: state, reason: reason)
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let kind: RecordKind? = members.word("kind")
        let record = members.identifier("record")
        let form = Bilingual(vi: "một đối tượng {…}", en: "an object {…}")
        let body = members.required("body", should: form) { value in
            if case .object = value { return value }
            return nil
        }
        let state: State? = members.word("state")
        let reason = members.optionalText("reason", limit: 1_000)
        guard let kind, let record, let body, let state else { return nil }
        self.init(kind, record, body: body, state: state, reason: reason)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "kind": .string(kind.rawValue), "record": .string(record), "body": body, "state": .string(state.rawValue),
            "reason": reason.map(JSONValue.string),
        ])
    }
}
