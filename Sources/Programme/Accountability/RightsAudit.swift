public import Encodings
internal import Law
public import Records
internal import Stamps
internal import Time
public import Wording

/// Replays a log's leaves and proves the sums: what was issued under each right, whether it was allowed, and what became
/// of it.
///
/// It knows only what everyone can read, so anyone who has the log gets the same answer as the issuer.
public struct RightsAudit: Sendable {
    /// What is wrong, with the leaf that shows it.
    public struct Finding: Sendable, Equatable {
        /// The leaf, the first being 0.
        public let leaf: UInt64
        /// What the leaf is; nil of one that cannot be read.
        public let kind: EntryKind?
        /// What is wrong.
        public let text: Bilingual

        /// Leaf and fault in one line: `leaf 7 (batch): …`.
        public var line: Bilingual {
            let kind = kind?.leafTitle
            return Bilingual(
                vi: "mục \(leaf)\(kind.map { " (\($0.vi))" } ?? ""): \(text.vi)",
                en: "leaf \(leaf)\(kind.map { " (\($0.en))" } ?? ""): \(text.en)")
        }
    }

    /// The sums of one right.
    public struct Account: Sendable, Equatable {
        /// The right in its present form.
        public internal(set) var authorisation: MarkAuthorisation
        /// The leaf that gave it its present form.
        public internal(set) var leaf: Int
        /// What was issued under it, and what became of that.
        public internal(set) var balance = MarkBalance()
    }

    /// A batch as the log shows it.
    struct LoggedBatch {
        let numbers: SerialRange
        let producer: String
        let authorisation: String?
        var balance: MarkBalance
        var voids: [SerialRange] = []
        var drawn: [SerialRange] = []
    }

    /// How many leaves were read.
    public private(set) var leaves: UInt64 = 0
    /// What is wrong; empty for a log in order.
    public private(set) var findings: [Finding] = []
    /// The rights by their identifiers.
    public internal(set) var accounts: [String: Account] = [:]
    /// The sums by producer.
    public internal(set) var producers: [String: MarkBalance] = [:]
    /// The recalls in force, by lot.
    public internal(set) var recalls: [String: Recall] = [:]
    /// Codes cancelled, spoiled or returned, in all.
    public internal(set) var voided = 0

    var recognitions: [String: Recognition] = [:]
    var batches: [String: LoggedBatch] = [:]
    var highestNumbers: [String: UInt64] = [:]
    var publishedKeys: Set<Int> = []
    var lastSequence = 0
    /// Whether leaves bind the entries before them, from the register's rules on.
    var isChained = false
    /// The latest time of a leaf so far.
    var newest: UTCTime?
    /// Certificates that an act has withdrawn.
    var withdrawnCertificates: Set<String> = []
    var closedProducers: Set<String> = []
    private var kind: EntryKind?
    /// How far the clock of a register for trials is ahead, from which leaf on.
    var offsets: [(leaf: UInt64, seconds: Int64)] = []
    /// When each leaf was written, where it says so, for the notes of the quorum.
    private var times: [(leaf: UInt64, kind: EntryKind, time: UTCTime)] = []

    /// An audit of no leaf yet.
    public init() {}

    /// Everything issued from the log's beginning on.
    public var total: MarkBalance { producers.values.reduce(MarkBalance(), +) }

    /// Takes the next leaf.
    public mutating func add(_ bytes: [UInt8]) {
        let index = leaves
        leaves += 1
        kind = nil
        let leaf: LogLeaf
        do {
            leaf = try LogLeaf(bytes: bytes)
        } catch {
            note(index, vi: "không đọc được: \(error)", en: "it cannot be read: \(error)")
            return
        }
        kind = leaf.kind
        if leaf.sequence <= lastSequence {
            note(
                index, vi: "mục \(leaf.sequence) đứng sau mục \(lastSequence)",
                en: "entry \(leaf.sequence) stands after entry \(lastSequence)")
        }
        lastSequence = leaf.sequence
        follow(leaf, at: index)
        demandChain(leaf, at: index)
        if let time = UTCTime(leaf.time) { times.append((index, leaf.kind, time)) }
        take(leaf, at: index)
    }

    mutating func note(_ leaf: UInt64, vi: String, en: String) {
        findings.append(Finding(leaf: leaf, kind: kind, text: Bilingual(vi: vi, en: en)))
    }
}

extension RightsAudit {
    /// Compares the leaves' times with those at which the quorum had first seen them: none is written an hour after that,
    /// or a day before.
    ///
    /// - Parameter notes: how many leaves each covers, and when its witnesses had seen it, in seconds since
    ///   1970.
    public mutating func compare(with notes: [(size: UInt64, time: Int64)]) {
        var rest = notes.sorted { ($0.size, $0.time) < ($1.size, $1.time) }[...]
        for (leaf, kind, time) in times {
            while let note = rest.first, note.size <= leaf { rest.removeFirst() }
            guard let first = rest.first else { return }
            let late = time.secondsSince1970 - offset(at: leaf) - first.time
            let seen = UTCTime(secondsSince1970: first.time).text
            self.kind = kind
            if late > 3_600 {
                note(
                    leaf, vi: "ghi giờ \(time.text), sau khi nhân chứng đã thấy mục này (\(seen))",
                    en: "it says \(time.text), after witnesses had seen it (\(seen))")
            } else if late < -86_400 {
                note(
                    leaf, vi: "ghi giờ \(time.text), hơn một ngày trước khi nhân chứng thấy mục này (\(seen))",
                    en: "it says \(time.text), more than a day before witnesses saw it (\(seen))")
            }
        }
    }

    private func offset(at leaf: UInt64) -> Int64 { offsets.last { $0.leaf <= leaf }?.seconds ?? 0 }

    /// The result as data.
    public var json: JSONValue {
        [
            "leaves": .integer(Int(leaves)), "voided": .integer(voided), "total": total.json,
            "authorisations": .array(
                accounts.values.sorted { $0.authorisation.id < $1.authorisation.id }.map { account in
                    .record([
                        "id": .string(account.authorisation.id),
                        "quota": account.authorisation.quota.map(JSONValue.integer),
                        "printedBefore": .integer(account.authorisation.printed),
                        "status": .string(account.authorisation.standing.rawValue),
                        "balance": account.balance.json,
                    ])
                }),
            "producers": .object(producers.mapValues(\.json)),
            "recalls": .array(recalls.keys.sorted().map(JSONValue.string)),
            "findings": .array(
                findings.map {
                    .record([
                        "leaf": .integer(Int($0.leaf)), "type": ($0.kind?.rawValue).map(JSONValue.string),
                        "vi": .string($0.text.vi), "en": .string($0.text.en),
                    ])
                }),
        ]
    }
}
