public import Access
public import Encodings
public import Records
public import Stamps
public import Time

// The answers of a register, as they are stored.

/// Items that are asked for together.
public enum ItemQuery: Sendable, Equatable {
    /// Those of a kind with these identifiers.
    case ids(EntryKind, [String])
    /// Those of a kind that belong to one of these parents.
    case children(EntryKind, of: [String])
    /// All of a kind.
    case all(EntryKind)
}

/// Something that the register keeps under an identifier, as it stands.
public struct StoredItem: Sendable, Equatable {
    /// What it is.
    public let kind: EntryKind
    /// Unique among the items of its kind, for ever.
    public let id: String
    /// What it belongs to and is looked up by, where it does.
    public let parent: String?
    /// The ledger entry that gave it its present form.
    public let sequence: Int
    /// Its present form, as that entry carries it.
    public let body: JSONValue

    /// Takes the parts as they are.
    public init(kind: EntryKind, id: String, parent: String?, sequence: Int, body: JSONValue) {
        self.kind = kind
        self.id = id
        self.parent = parent
        self.sequence = sequence
        self.body = body
    }
}

/// A batch with its entry's number.
public struct StoredBatch: Sendable, Equatable {
    /// The batch.
    public let batch: Batch
    /// The number of its ledger entry.
    public let sequence: Int

    /// Takes the parts as they are.
    public init(batch: Batch, sequence: Int) {
        self.batch = batch
        self.sequence = sequence
    }
}

/// Which batches are asked for.
public struct BatchFilter: Sendable, Equatable {
    /// Of this lot, its own and rolls of which some stamps were given to it.
    public var lot: String?
    /// Of this product.
    public var product: String?
    /// Of this producer's products.
    public var producer: String?
    /// Of products within this scope.
    public var scope = Scope.everything
    /// Issued on or after this day.
    public var from: CivilDate?
    /// Issued on or before this day.
    public var to: CivilDate?
    /// After this entry (before it, where the latest come first).
    public var after: Int?
    /// The latest first.
    public var latestFirst = false
    /// How many at most.
    public var limit = Int(Int32.max)

    /// All batches, in the order of issuance.
    public init() {}
}

/// Numbers of a roll that were given to a lot.
public struct StoredActivation: Sendable, Equatable {
    /// The roll's batch.
    public let batch: String
    /// The product key of its stamps.
    public let key: ProductKey
    /// The numbers.
    public let numbers: SerialRange
    /// The lot.
    public let lot: String
    /// The number of the ledger entry.
    public let sequence: Int

    /// Takes the parts as they are.
    public init(batch: String, key: ProductKey, numbers: SerialRange, lot: String, sequence: Int) {
        self.sequence = sequence
        self.batch = batch
        self.key = key
        self.numbers = numbers
        self.lot = lot
    }
}

/// Numbers that are no longer good.
public struct StoredVoid: Sendable, Equatable {
    /// The batch that they are of.
    public let batch: String
    /// The product key of its stamps.
    public let key: ProductKey
    /// The numbers.
    public let numbers: SerialRange
    /// Why, in one of three words.
    public let cause: StampVoid.Cause
    /// Why, in words.
    public let reason: String
    /// From which day on.
    public let on: CivilDate
    /// The number of the ledger entry.
    public let sequence: Int

    /// Takes the parts as they are.
    public init(
        batch: String, key: ProductKey, numbers: SerialRange, cause: StampVoid.Cause, reason: String, on: CivilDate,
        sequence: Int
    ) {
        self.batch = batch
        self.key = key
        self.numbers = numbers
        self.cause = cause
        self.reason = reason
        self.on = on
        self.sequence = sequence
    }
}

/// What is known around one number of a product key.
public struct NumberSurroundings: Sendable, Equatable {
    /// The last cancellation that begins at or before it.
    public var void: StoredVoid?
    /// The last activation that begins at or before it.
    public var activation: StoredActivation?
    /// The first number after it at which a cancellation or an activation begins; nil where none does.
    public var next: UInt64?

    /// Nothing is known.
    public init(void: StoredVoid? = nil, activation: StoredActivation? = nil, next: UInt64? = nil) {
        self.void = void
        self.activation = activation
        self.next = next
    }
}

/// A file that an item names.
public struct StoredFile: Sendable, Equatable {
    /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    public let sha256: String
    /// What names it.
    public let kind: EntryKind
    /// The identifier of what names it.
    public let item: String

    /// Takes the parts as they are.
    public init(sha256: String, kind: EntryKind, item: String) {
        self.sha256 = sha256
        self.kind = kind
        self.item = item
    }
}
