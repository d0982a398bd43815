public import Encodings
public import Time
public import Wording

/// A correction of what is sealed or decided (đính chính): one person asks, another of the office approves, and everybody
/// who scans sees it.
///
/// Source: a stamp's words stay as they stood on the pack; a mistake in them is told, never rewritten.
public struct Correction: LedgerBody {
    /// How far it is.
    public enum Status: String, Sendable, CaseIterable {
        case requested
        case approved
        case refused
    }

    /// `DC-` and the number of the entry that asked.
    public let id: String
    /// The kind of the record.
    public let kind: RecordKind
    /// The record's identifier.
    public let record: String
    /// The member that is corrected.
    public let member: String
    /// What stood there when it was asked; nil for nothing.
    public let from: JSONValue?
    /// What is right; nil for nothing, as where a decision is annulled.
    public let to: JSONValue?
    /// Why; people who scan read it.
    public let reason: String
    /// The document that proves it.
    public let document: String?
    /// Who asked: the actor of the first entry.
    public let requestedBy: String
    /// The day it was asked, in Vietnam.
    public let requestedOn: CivilDate
    /// Whether the producer asked, and no office.
    public let byProducer: Bool
    /// How far it is.
    public private(set) var status: Status
    /// The day of the office's answer.
    public private(set) var decidedOn: CivilDate?

    /// A correction that is asked for.
    public init(
        id: String, _ kind: RecordKind, _ record: String, member: String, from: JSONValue?, to: JSONValue?,
        because reason: String, document: String?, requestedBy: String, on day: CivilDate,
        byProducer: Bool
    ) {
        self.id = id
        self.kind = kind
        self.record = record
        self.member = member
        self.from = from
        self.to = to
        self.reason = reason
        self.document = document
        self.requestedBy = requestedBy
        requestedOn = day
        self.byProducer = byProducer
        status = .requested
    }

    /// The identifier of a correction that an entry asks for.
    public static func id(sequence: Int) -> String { entryName("DC", sequence) }

    /// What corrections of a record belong to.
    public static func parent(_ kind: RecordKind, _ id: String) -> String { "\(kind.rawValue)/\(id)" }

    /// The correction with the office's answer.
    public func answered(_ status: Status, on day: CivilDate) -> Correction {
        var correction = self
        correction.status = status
        correction.decidedOn = day
        return correction
    }

    /// The members of the record that it changes; null leaves one out.
    public var decided: [String: JSONValue] { status == .approved ? [member: to ?? .null] : [:] }

    /// Whether it takes back a decision that has no other way back (hủy quyết định ghi nhầm).
    public var isAnnulment: Bool { kind.decidedMembers[member] != nil }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let id = members.identifier("id")
        let kind: RecordKind? = members.word("kind")
        let record = members.identifier("record")
        let member = members.text("member", limit: 40)
        let reason = members.text("reason")
        let document = members.optionalText("document")
        let requestedBy = members.text("requestedBy", limit: 100)
        let requestedOn = members.date("requestedOn")
        let byProducer = members.flag("byProducer")
        let status: Status? = members.word("status")
        let decidedOn = members.optionalDate("decidedOn")
        let (from, to) = (members.optionalValue("from"), members.optionalValue("to"))
        guard let id, let kind, let record, let member, let reason, let requestedBy, let requestedOn, let status else {
            return nil
        }
        self.init(
            id: id, kind, record, member: member, from: from, to: to, because: reason, document: document,
            requestedBy: requestedBy, on: requestedOn, byProducer: byProducer)
        self.status = status
        self.decidedOn = decidedOn
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "id": .string(id), "kind": .string(kind.rawValue), "record": .string(record), "member": .string(member),
            "from": from, "to": to, "reason": .string(reason), "document": document.map(JSONValue.string),
            "requestedBy": .string(requestedBy), "requestedOn": .string(requestedOn.iso),
            "byProducer": byProducer ? true : nil,
            "status": .string(status.rawValue), "decidedOn": decidedOn.map { .string($0.iso) },
        ])
    }
}

extension Correction.Status {
    /// The status in words.
    public var title: Bilingual {
        switch self {
        case .requested: Bilingual(vi: "chờ duyệt", en: "waits for an answer")
        case .approved: Bilingual(vi: "đã duyệt", en: "approved")
        case .refused: Bilingual(vi: "không duyệt", en: "refused")
        }
    }
}
