public import Encodings
public import Inspection
public import Law
public import Records
public import Stamps

/// One change of a register's tables, by one ledger entry.
///
/// `Projection` makes them from the entry alone; every store makes the same of them.
public enum RowChange: Sendable, Equatable {
    /// An item has this form now.
    case item(ItemRow)
    /// An act decided these members of a record; null leaves one out.
    case decided(RecordKind, id: String, [String: JSONValue])
    /// The entry is about an item of this identifier, for its history.
    case history(item: String)
    /// A key belongs to a product for ever: stamps that carry it stay in circulation when the product gets another.
    case productKey(ProductKey, product: String)
    /// A key no longer belongs to a product, by a decision: another may have it, and stamps that were issued stay what
    /// they are.
    case keyReleased(ProductKey, product: String)
    /// Where a producer or zone lies now, by present codes.
    case place(EntryKind, id: String, commune: String, province: String)
    /// The producers that a zone serves now.
    case zoneProducers(zone: String, producers: [String])
    /// What a lot took from zones, in kilograms.
    case harvests(lot: String, [ZoneHarvest: Double])
    /// A batch was issued.
    ///
    /// - Parameter formerRequest: its asker's name for the request, in an entry from before entries had their own.
    case batch(Batch, formerRequest: String?)
    /// Labels of a batch were drawn.
    case drawn(batch: String, DrawnLabels)
    /// So many labels of a batch are printed and in use, as last reported; what is void by then, or becomes it later, is
    /// left out.
    case printed(batch: String, Int)
    /// Numbers of a batch are no longer good.
    case void(StampVoid, numbers: SerialRange)
    /// Numbers of a roll belong to a lot.
    case activation(Activation)
    /// A case has this key and state now.
    case caseKey(id: String, CaseKey, InspectionCase.Status)
    /// The files that an item names now, by their digests.
    case files(EntryKind, id: String, [String])
    /// The hash that binds the entry to all before it.
    case entryHash(String)
    /// The entry is a leaf of the transparency log.
    case leaf(String)
}

/// An item as its row has it.
public struct ItemRow: Sendable, Equatable {
    /// What it is.
    public let kind: EntryKind
    /// Unique among the items of its kind.
    public let id: String
    /// What it belongs to, where it does.
    public var parent: String?
    /// The number that people know it by: of a lot, that on its packs.
    public var number: String?
    /// Its state, where lists are asked by it.
    public var status: String?
    /// Its form.
    public let body: JSONValue

    /// Takes the parts as they are.
    public init(
        kind: EntryKind, id: String, parent: String? = nil, number: String? = nil, status: String? = nil,
        body: JSONValue
    ) {
        self.kind = kind
        self.id = id
        self.parent = parent
        self.number = number
        self.status = status
        self.body = body
    }
}

/// A product asks for a key that another one has.
public struct KeyTaken: Error {
    /// The key.
    public let key: ProductKey
    /// The product that has it.
    public let owner: String

    /// Takes the parts as they are.
    public init(key: ProductKey, owner: String) {
        self.key = key
        self.owner = owner
    }
}
