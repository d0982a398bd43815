public import Encodings
public import Records

/// A ledger entry as the transparency log shows it to everyone: what gives or uses a right, and nothing else.
///
/// Canonical JSON of `v`, `type`, `seq`, `time`, `actor`, `via` where there is one, and `body` (docs/spec/log-entries.md).
public struct LogLeaf: Sendable, Equatable {
    /// The version of the format.
    public static let version = 1

    /// The kind of the ledger entry.
    public let kind: EntryKind
    /// The number of the ledger entry.
    public let sequence: Int
    /// When it was written, UTC, RFC 3339.
    public let time: String
    /// The organisation that did it.
    public let actor: String
    /// Who entered it in its name; nil where it did so itself.
    public let via: String?
    /// What the entry says, without secrets.
    public let body: JSONValue
    /// The hash of the entry before it (`EntryChain`), 64 hexadecimal digits; nil in leaves from before the chain.
    public let previous: String?

    /// Whether entries of a kind are leaves; drawings from before they were public are none all the same.
    public static func isLeaf(_ kind: EntryKind) -> Bool {
        switch kind {
        case .record(let record):
            switch record {
            case .certificate, .recognition, .markAuthorisation: true
            case .producer, .zone, .product, .lot, .administrativeUnit, .organisation: false
            }
        case .issuer, .signingKey, .batch, .printReport, .stampVoid, .reprint, .activation, .plaque, .recall, .decision,
            .clockCorrection, .labelDrawing, .correction, .rules, .ledgerHead, .confirmation:
            true
        case .printOrder, .accessToken, .inspectionCase, .finding, .citizenReport, .labelDesign, .proposal: false
        }
    }

    /// The leaf of an entry; nil for entries that are none.
    public init?(_ entry: LedgerEntry, context: LeafContext) {
        guard Self.isLeaf(entry.kind), let body = Self.published(entry, context) else { return nil }
        self.body = body
        kind = entry.kind
        sequence = entry.sequence
        time = entry.time
        actor = entry.actor
        via = entry.via
        previous = context.previous
    }

    /// The bytes that the log hashes.
    public var bytes: [UInt8] {
        Array(
            JSONValue.record([
                "v": .integer(Self.version), "type": .string(kind.rawValue), "seq": .integer(sequence),
                "time": .string(time), "actor": .string(actor), "via": via.map(JSONValue.string), "body": body,
                "previous": previous.map(JSONValue.string),
            ]).canonicalText.utf8)
    }

    private static func published(_ entry: LedgerEntry, _ context: LeafContext) -> JSONValue? {
        if entry.kind == .labelDrawing {
            let drawing = try? LabelDrawing.read(entry.body, path: "$").get()
            return drawing.flatMap(PublicDrawing.init)?.json
        }
        guard case .object(var members) = entry.body else { return entry.body }
        // The secret is nobody's business, and what an asker calls a request may name a customer.
        members["sealedSecret"] = nil
        members["request"] = nil
        // A digest of few words would let anyone try what they are.
        if entry.kind == .confirmation, let records = members["records"]?.array {
            members["records"] = .array(records.map { $0.replacing(["sha256": .null]) })
        }
        // A certificate's file is for those who inspect.
        members["file"] = nil
        members["producer"] = context.producer.map(JSONValue.string)
        members["lotDigest"] = context.lot.map { .string($0.digest) }
        members["sealed"] = context.sealed.map { .array($0.map(\.published)) }
        members["pack"] = context.pack
        if case .object(var mark)? = members["mark"] {
            mark["authorisationLeaf"] = context.authorisationLeaf.map(JSONValue.integer)
            mark["total"] = context.total.map(JSONValue.integer)
            members["mark"] = .object(mark)
        }
        return .object(members)
    }
}

/// What the register knows when it makes a leaf, beside the entry itself.
public struct LeafContext: Sendable {
    /// The producer of the product that the entry is about.
    public let producer: String?
    /// The lot that stamps are issued for or given to, in entries that name no sealed records.
    public let lot: LotOpening?
    /// The records that the stamps speak of, as they stand.
    public let sealed: [RecordOpening]?
    /// What the pack prints of them: product name, net content, lot number, packing and expiry day.
    public let pack: JSONValue?
    /// The leaf of the right that the mark is printed under, in its present form.
    public let authorisationLeaf: Int?
    /// Marks issued under that right from this register, this entry included.
    public let total: Int?
    /// The hash of the entry before it; nil where the register's rules do not ask for it yet.
    public var previous: String?

    /// Takes the parts as they are.
    public init(
        producer: String? = nil, lot: LotOpening? = nil, sealed: [RecordOpening]? = nil, pack: JSONValue? = nil,
        authorisationLeaf: Int? = nil, total: Int? = nil
    ) {
        self.producer = producer
        self.lot = lot
        self.sealed = sealed
        self.pack = pack
        self.authorisationLeaf = authorisationLeaf
        self.total = total
    }
}

extension LogLeaf {
    /// Reads a leaf.
    ///
    /// - Throws: `LeafError`.
    public init(bytes: [UInt8]) throws(LeafError) {
        let value: JSONValue
        do { value = try JSONValue(parsing: bytes) } catch { throw .notCanonical }
        guard Array(value.canonicalText.utf8) == bytes else { throw .notCanonical }
        guard let version = value["v"]?.integer else { throw .member("v") }
        guard version == Self.version else { throw .version(version) }
        guard let kind = value["type"]?.string.flatMap(EntryKind.init(rawValue:)) else { throw .member("type") }
        guard let sequence = value["seq"]?.integer, sequence > 0 else { throw .member("seq") }
        guard let time = value["time"]?.string else { throw .member("time") }
        guard let actor = value["actor"]?.string else { throw .member("actor") }
        guard let body = value["body"] else { throw .member("body") }
        previous = value["previous"]?.string
        guard previous.map({ $0.utf8.count == 64 }) ?? (value["previous"] == nil) else { throw .member("previous") }
        self.kind = kind
        self.sequence = sequence
        self.time = time
        self.actor = actor
        via = value["via"]?.string
        self.body = body
    }
}

/// Why bytes are no leaf.
public enum LeafError: Error, Hashable, Sendable, CustomStringConvertible {
    /// They are not canonical JSON.
    case notCanonical
    /// They are of a version that is not known here.
    case version(Int)
    /// A member is missing or has the wrong form.
    case member(String)

    /// One English sentence.
    public var description: String {
        switch self {
        case .notCanonical: "the leaf is not canonical JSON (RFC 8785)"
        case .version(let version): "the leaf is of version \(version); this auditor knows \(LogLeaf.version)"
        case .member(let name): "the member \"\(name)\" of the leaf is missing or not right"
        }
    }
}
