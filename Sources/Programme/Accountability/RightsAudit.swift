public import Encodings
internal import Law
public import Records
internal import Stamps
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
        /// What is wrong.
        public let text: Bilingual
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

    /// An audit of no leaf yet.
    public init() {}

    /// Everything issued from the log's beginning on.
    public var total: MarkBalance { producers.values.reduce(MarkBalance(), +) }

    /// Takes the next leaf.
    public mutating func add(_ bytes: [UInt8]) {
        let index = leaves
        leaves += 1
        let leaf: LogLeaf
        do {
            leaf = try LogLeaf(bytes: bytes)
        } catch {
            note(index, vi: "không đọc được: \(error)", en: "it cannot be read: \(error)")
            return
        }
        if leaf.sequence <= lastSequence {
            note(
                index, vi: "mục \(leaf.sequence) đứng sau mục \(lastSequence)",
                en: "entry \(leaf.sequence) stands after entry \(lastSequence)")
        }
        lastSequence = leaf.sequence
        take(leaf, at: index)
    }

    mutating func note(_ leaf: UInt64, vi: String, en: String) {
        findings.append(Finding(leaf: leaf, text: Bilingual(vi: vi, en: en)))
    }
}

extension RightsAudit {
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
                    ["leaf": .integer(Int($0.leaf)), "vi": .string($0.text.vi), "en": .string($0.text.en)]
                }),
        ]
    }
}
