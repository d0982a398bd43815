public import Encodings
public import Time
internal import Wording

/// From when on which rules bind a register.
///
/// A new register begins with them, in the entry of its issuer. One of before has an entry of its own, written before
/// the first that the new rules allow: what stands before it is judged by the rules of its time, and bound as it was.
public struct RegisterRules: LedgerBody {
    /// The rules of this program.
    public static let present = 2
    /// How many days offices have to confirm what an older register declared, before it backs nothing.
    public static let daysToConfirm = 90
    /// What the register's item is called.
    public static let item = "rules"

    /// The version of the rules: 2 are those of decisions as acts, sealed facts and confirmation.
    public let version: Int
    /// The entries that were there before; nil in a register that begins with the rules.
    public let before: LedgerAnchor?
    /// From this day on an unconfirmed fact of before backs nothing (INV-28); nil where none ever does.
    public let confirmationsFrom: CivilDate?

    /// Takes the parts as they are.
    public init(
        version: Int = Self.present, before: LedgerAnchor? = nil, confirmationsFrom: CivilDate? = nil
    ) {
        self.version = version
        self.before = before
        self.confirmationsFrom = confirmationsFrom
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "version": .integer(version), "before": before?.json,
            "confirmationsFrom": confirmationsFrom.map { .string($0.iso) },
        ])
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading reader: inout RecordReader) {
        let version = reader.whole("version", in: 2...Self.present)
        let before = reader.nested("before", LedgerAnchor.init(reading:))
        let confirmationsFrom = reader.optionalDate("confirmationsFrom")
        guard let version else { return nil }
        self.init(version: version, before: before, confirmationsFrom: confirmationsFrom)
    }
}

/// So many entries of a ledger, and the hash that binds all of them.
public struct LedgerAnchor: LedgerBody {
    /// How many entries there are.
    public let entries: Int
    /// The hash of the last of them, 64 hexadecimal digits.
    public let hash: String

    /// Takes the parts as they are.
    public init(entries: Int, hash: String) {
        self.entries = entries
        self.hash = hash
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue { ["entries": .integer(entries), "hash": .string(hash)] }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading reader: inout RecordReader) {
        let entries = reader.whole("entries", in: 0...JSONValue.largestInteger)
        let form = Bilingual(vi: "64 chữ số thập lục phân", en: "64 hexadecimal digits")
        let hash = reader.required("hash", should: form) { value in
            value.string.flatMap { $0.utf8.count == 64 && bytes(hexadecimal: $0) != nil ? $0 : nil }
        }
        guard let entries, let hash else { return nil }
        self.init(entries: entries, hash: hash)
    }
}
