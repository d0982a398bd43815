/// The kinds of records that a register holds; the raw value is the kind of their ledger entries.
public enum RecordKind: String, Sendable, CaseIterable {
    case producer
    case zone
    case certificate
    case product
    case recognition
    case markAuthorisation
    case lot
    case administrativeUnit
    case organisation
}

extension RecordKind {
    /// The name of the list that holds records of this kind in a programme file.
    public var section: String { rawValue + "s" }
}

/// A record names another one.
public struct RecordReference: Sendable, Equatable {
    /// The member that names it, as in `inputs[0].zone`.
    public let member: String
    /// The kind of the record that is named.
    public let kind: RecordKind
    /// Its identifier.
    public let id: String

    init(_ member: String, _ kind: RecordKind, _ id: String) {
        self.member = member
        self.kind = kind
        self.id = id
    }
}

/// A thing of the programme that the register keeps, with its history, under an identifier of its kind.
public protocol RegisterRecord: LedgerBody, FormedValue {
    static var kind: RecordKind { get }

    /// Unique among the records of its kind, for ever.
    var id: String { get }

    /// The record that this one belongs to and is looked up by (the product of a lot), if any.
    var parent: String? { get }
}

extension RecordKind {
    /// The type of the records of this kind.
    public var recordType: any RegisterRecord.Type {
        switch self {
        case .producer: Producer.self
        case .zone: MaterialZone.self
        case .certificate: Certificate.self
        case .product: Product.self
        case .recognition: Recognition.self
        case .markAuthorisation: MarkAuthorisation.self
        case .lot: Lot.self
        case .administrativeUnit: AdministrativeUnit.self
        case .organisation: Organisation.self
        }
    }
}
