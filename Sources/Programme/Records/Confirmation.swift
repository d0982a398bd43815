public import Encodings
public import Time
internal import Wording

/// An office's word that facts which others declared are right (xác nhận), as an act of its own.
///
/// It names what was confirmed by a digest, so that it speaks of no later form of the record.
public struct Confirmation: LedgerBody {
    /// A record, and in which form it was confirmed.
    public struct Item: Sendable, Equatable {
        /// The kind of the record.
        public let kind: RecordKind
        /// The record's identifier.
        public let record: String
        /// The SHA-256 of the confirmed facts in canonical JSON, 64 hexadecimal digits.
        public let sha256: String

        /// Takes the parts as they are.
        public init(_ kind: RecordKind, _ record: String, sha256: String) {
            self.kind = kind
            self.record = record
            self.sha256 = sha256
        }
    }

    /// Who confirmed: an organisation of the register, or an account where its token names none.
    public let organisation: String
    /// What the organisation is called; people who scan read it.
    public let name: String
    /// The number of its decision, or the document that proves it; nil where it is not recorded.
    public let number: String?
    /// The day of the decision, in Vietnam.
    public let on: CivilDate
    /// Whether it was taken over by a file when the register was moved in, rather than given in it.
    public let isTakenOver: Bool
    /// What was confirmed.
    public let items: [Item]

    /// Takes the parts as they are.
    public init(
        organisation: String, name: String, number: String?, on: CivilDate, isTakenOver: Bool = false, items: [Item]
    ) {
        self.organisation = organisation
        self.name = name
        self.number = number
        self.on = on
        self.isTakenOver = isTakenOver
        self.items = items
    }

    /// Reads the value; nil and problems in the reader where it is not right.
    public init?(reading members: inout RecordReader) {
        let organisation = members.text("organisation", limit: 100)
        let name = members.text("name")
        let number = members.optionalText("number")
        let on = members.date("on")
        let isTakenOver = members.flag("takenOver")
        let items = members.list("records", Item.init(reading:))
        guard let organisation, let name, let on else { return nil }
        self.init(
            organisation: organisation, name: name, number: number, on: on, isTakenOver: isTakenOver, items: items)
    }

    /// The value as data, as ledger entries carry it.
    public var json: JSONValue {
        .record([
            "organisation": .string(organisation), "name": .string(name), "number": number.map(JSONValue.string),
            "on": .string(on.iso), "takenOver": isTakenOver ? true : nil, "records": .array(items.map(\.json)),
        ])
    }

    /// What it says of one of its records alone, as the register keeps it under the record's name.
    public func about(_ item: Item) -> Confirmation {
        Confirmation(
            organisation: organisation, name: name, number: number, on: on, isTakenOver: isTakenOver, items: [item])
    }
}

extension Confirmation.Item {
    fileprivate init?(reading members: inout RecordReader) {
        let kind: RecordKind? = members.word("kind")
        let record = members.identifier("record")
        let sha256 = members.sha256("sha256")
        guard let kind, let record, let sha256 else { return nil }
        self.init(kind, record, sha256: sha256)
    }

    fileprivate var json: JSONValue {
        ["kind": .string(kind.rawValue), "record": .string(record), "sha256": .string(sha256)]
    }

    /// What confirmations and proposals about the record are kept under.
    public var key: String { kind.key(of: record) }
}

extension RecordKind {
    /// What confirmations and proposals about a record of the kind are kept under.
    public func key(of record: String) -> String { "\(rawValue)/\(record)" }

    /// The members that an office confirms; nil for records that nobody confirms.
    ///
    /// What is not among them (a story, pictures, a certificate's file) changes without the office.
    public var confirmedMembers: [String]? {
        switch self {
        case .producer: ["legalNameVi", "shortName", "legalForm", "taxCode", "address"]
        case .zone:
            [
                "nameVi", "crop", "producers", "areaHa", "hives", "households", "communeCode", "provinceCode",
                "yieldKgPerHaYear", "yieldKgPerHiveYear", "plantingAreaCode",
            ]
        case .certificate: ["type", "standard", "number", "issuer", "validFrom", "validThrough", "scope"]
        case .product:
            ["producer", "nameVi", "nameEn", "setNumber", "netContent", "gtin", "productCode", "shelfLifeMonths"]
        case .recognition, .markAuthorisation, .lot, .administrativeUnit, .organisation: nil
        }
    }

    /// The kinds of which records are confirmed.
    public static var confirmable: [RecordKind] { allCases.filter { $0.confirmedMembers != nil } }

    /// The facts of a record that an office confirms; nil for a kind that nobody confirms.
    public func confirmedFacts(of record: JSONValue) -> JSONValue? {
        confirmedMembers.map { members in .record(Dictionary(members.map { ($0, record[$0]) }) { $1 }) }
    }
}
