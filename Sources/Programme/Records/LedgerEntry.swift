public import Encodings

/// What a ledger entry is about.
public enum EntryKind: Sendable, Hashable, RawRepresentable {
    /// A record of the programme in its new form.
    case record(RecordKind)
    /// Who issues stamps from this register.
    case issuer
    /// A signing key, in its new state.
    case signingKey
    case batch
    /// A print order, in its new state.
    case printOrder
    case printReport
    case stampVoid
    case reprint
    /// The design that labels of a batch were drawn with, in entries from before each drawing was one.
    case labelDesign
    /// Labels of a batch that were drawn.
    case labelDrawing
    case activation
    case plaque
    /// What an authority decided about a record.
    case decision
    /// The recall of a lot, or its end.
    case recall
    /// What opens the interface for programs to somebody, in its new state; its digest, never itself.
    case accessToken
    /// What is followed up about a producer, in its new state.
    case inspectionCase
    /// What an inspector found.
    case finding
    /// What a citizen reported, in its new state.
    case citizenReport
    /// The asking for, or the approval of, a clock that is set back.
    case clockCorrection

    private static let others: [EntryKind] = [
        .issuer, .signingKey, .batch, .printOrder, .printReport, .stampVoid, .reprint, .activation, .plaque, .recall,
        .accessToken, .inspectionCase, .finding, .citizenReport, .labelDesign, .labelDrawing, .decision,
        .clockCorrection,
    ]

    /// The kind of that name; nil for any other word.
    public init?(rawValue: String) {
        if let kind = RecordKind(rawValue: rawValue) {
            self = .record(kind)
        } else if let kind = Self.others.first(where: { $0.rawValue == rawValue }) {
            self = kind
        } else {
            return nil
        }
    }

    /// The word in the ledger.
    public var rawValue: String {
        switch self {
        case .record(let kind): kind.rawValue
        case .issuer: "issuer"
        case .signingKey: "signingKey"
        case .batch: "batch"
        case .printOrder: "printOrder"
        case .printReport: "printReport"
        case .stampVoid: "stampVoid"
        case .reprint: "reprint"
        case .labelDesign: "labelDesign"
        case .labelDrawing: "labelDrawing"
        case .activation: "activation"
        case .plaque: "plaque"
        case .decision: "decision"
        case .recall: "recall"
        case .accessToken: "accessToken"
        case .inspectionCase: "inspectionCase"
        case .finding: "finding"
        case .citizenReport: "citizenReport"
        case .clockCorrection: "clockCorrection"
        }
    }
}

/// One change of the register.
///
/// The ledger is the register's history and its only source: its tables are made from it.
public struct LedgerEntry: Sendable, Equatable {
    /// 1, 2, 3 … without a gap.
    public let sequence: Int
    /// When it was written, in UTC to the second, as in RFC 3339 (`2026-11-21T08:00:00Z`).
    public let time: String
    /// Who did it: an operator's or a service's name, never a person's.
    public let actor: String
    /// What the entry is about.
    public let kind: EntryKind
    /// The thing in its new form.
    public let body: JSONValue
    /// The request that wrote it; nil where the caller gave it no name.
    public let request: RequestKey?

    /// Takes the parts as they are.
    public init(
        sequence: Int, time: String, actor: String, kind: EntryKind, body: JSONValue, request: RequestKey? = nil
    ) {
        self.sequence = sequence
        self.time = time
        self.actor = actor
        self.kind = kind
        self.body = body
        self.request = request
    }

    /// The entry as data; its canonical text is what a copy of the ledger holds on one line.
    public var json: JSONValue {
        .record([
            "seq": .integer(sequence), "time": .string(time), "actor": .string(actor),
            "kind": .string(kind.rawValue), "body": body, "request": request?.json,
        ])
    }
}

/// What somebody called a request, so that asking again changes nothing: kept in every entry that the request wrote.
public struct RequestKey: Sendable, Hashable {
    /// The most characters that an identifier has.
    public static let longest = 100

    /// The organisation that asked, by role and scope (`producer@producer:P-TQ-001`); each has names of its own.
    public let account: String
    /// The organisation's own name for the request, 1 … 100 characters without white space.
    public let identifier: String
    /// SHA-256 of what was asked, 64 hexadecimal digits: the same name for something else is a conflict.
    public let digest: String

    /// Takes the parts as they are.
    public init(account: String, identifier: String, digest: String) {
        self.account = account
        self.identifier = identifier
        self.digest = digest
    }

    /// The key as ledger copies have it.
    public var json: JSONValue {
        ["by": .string(account), "id": .string(identifier), "sha256": .string(digest)]
    }
}
