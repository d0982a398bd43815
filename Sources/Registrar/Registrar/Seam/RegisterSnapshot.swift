public import Access
public import Inspection
public import Law
public import Records
public import Stamps

/// What can be asked of a register, as of one moment.
///
/// Questions without rules, each answered with a set: what is unknown is left out, and nothing is a problem. A caller
/// that needs the whole case of a lot asks a few of them one after the other, whatever the number of its zones and
/// certificates; a store behind a network sends each as one batch of statements.
public protocol RegisterSnapshot {
    // MARK: The ledger

    /// The sequence number of the last entry; 0 for an empty ledger.
    func head() throws -> Int

    /// Entries after a sequence number, oldest first, at most `limit`; of one kind and one item where they are given.
    func entries(after sequence: Int, kind: EntryKind?, item: String?, limit: Int) throws -> [LedgerEntry]

    /// The hash that binds an entry to all before it (`EntryChain`); nil where there is no such entry.
    func entryHash(_ sequence: Int) throws -> String?

    /// The last entry of one item before a sequence number.
    func lastEntry(_ kind: EntryKind, item: String, before sequence: Int) throws -> LedgerEntry?

    /// The entries that a request of this organisation wrote, oldest first.
    func entries(ofRequest identifier: String, by account: String) throws -> [LedgerEntry]

    // MARK: Items: records, orders, plaques, recalls, tokens, keys, designs, cases, findings, reports

    /// The items that these queries name, one answer a query, each in the order of identifiers.
    func items(_ queries: [ItemQuery]) throws -> [[StoredItem]]

    /// Items of a kind within a scope, in the order of their identifiers' bytes.
    ///
    /// - Parameters:
    ///   - after: the identifier after which the list goes on; nil begins it.
    ///   - limit: how many at most.
    func page(_ kind: EntryKind, within scope: Scope, after id: String?, limit: Int) throws -> [StoredItem]

    /// The items of a kind that were changed last, the latest first; below a parent or in a state where they are given.
    func latest(_ kind: EntryKind, parent: String?, status: String?, limit: Int) throws -> [StoredItem]

    /// When the entries of these sequence numbers were written (UTC, RFC 3339).
    func times(ofEntries sequences: [Int]) throws -> [Int: String]

    // MARK: Products and lots

    /// Which product has each key; a key that was never given is left out.
    func owners(of keys: [ProductKey]) throws -> [ProductKey: String]

    /// Every key that stamps of a product have ever carried.
    func keys(ofProduct id: String) throws -> [ProductKey]

    /// The lots with a number on their packs, the latest recorded first, of one product where it is given.
    func lots(numbered number: String, ofProduct product: String?) throws -> [StoredItem]

    /// What all lots but one took from some zones, by zone and year of harvest, in kilograms.
    func harvests(ofZones zones: [String], without lot: String) throws -> [ZoneHarvest: Double]

    // MARK: Batches and what became of their stamps

    /// The batches of these identifiers, in the order of issuance.
    func batches(ids: [String]) throws -> [StoredBatch]

    /// The batches of a filter.
    func batches(_ filter: BatchFilter) throws -> [StoredBatch]

    /// The batch that an asker's own name for its request made, from before requests stood in their entries.
    func batch(ofFormerRequest identifier: String) throws -> StoredBatch?

    /// The last batch of a key that begins at or before a number.
    func lastBatch(of key: ProductKey, from number: SerialNumber) throws -> StoredBatch?

    /// The number after the last one of a key that a batch has; nil where none was issued.
    func numberAfterLast(of key: ProductKey) throws -> UInt64?

    /// What became of the stamps of batches; one that is not there is left out.
    func balances(ofBatches ids: [String]) throws -> [String: MarkBalance]

    /// The sums of all batches of a filter, its page aside.
    func balance(of filter: BatchFilter) throws -> MarkBalance

    /// What became of the marks under rights, those from before this register left out.
    func balances(ofAuthorisations ids: [String]) throws -> [String: MarkBalance]

    /// The numbers of a batch of which a label was drawn at least once, in order and without overlaps.
    func drawn(ofBatch id: String) throws -> [SerialRange]

    /// How many packs of a lot have a stamp: those of its batches and of rolls given to it, without spoiled and returned
    /// ones, whose packs get another.
    func stampsInUse(ofLot id: String) throws -> Int

    /// Numbers of a batch that were given to lots, in their order.
    func activations(ofBatch id: String) throws -> [StoredActivation]

    /// Numbers of rolls that were given to a lot, in the order of product key and number.
    func activations(ofLot id: String) throws -> [StoredActivation]

    /// The cancellations of a key within a range of numbers, in their order.
    func voids(of key: ProductKey, in numbers: SerialRange) throws -> [StoredVoid]

    /// All cancellations after a place in the order of sequence and number, at most `limit`.
    func voids(after place: (sequence: Int, first: UInt64), limit: Int) throws -> [StoredVoid]

    /// What is known around a number of a key: the last cancellation and activation that begin at or before it, and the
    /// first numbers at which later ones begin.
    func surroundings(of number: SerialNumber, _ key: ProductKey) throws -> NumberSurroundings

    // MARK: Cases and evidence

    /// The cases about this that are not closed.
    func openCases(_ key: CaseKey) throws -> [StoredItem]

    /// The cases of a filter within a scope, the latest opened first.
    func cases(_ filter: CaseFilter, within scope: Scope, after id: String?, limit: Int) throws -> [StoredItem]

    /// The items that name a file by its digest.
    func uses(ofFile sha256: String) throws -> [StoredItem]

    /// The digests of all files that items name, each with one item that names it, in the order of digests.
    func files(after sha256: String, limit: Int) throws -> [StoredFile]

    // MARK: The transparency log

    /// The leaves of entries; an entry that is none is left out.
    func leafIndices(ofEntries sequences: [Int]) throws -> [Int: Int]

    /// The entry that the last leaf is of; nil before the first.
    func lastLeafEntry() throws -> Int?

    /// How many leaves the last signed checkpoint covers; 0 before the first.
    func checkpointSize() throws -> Int
}

/// A register within a transaction: what is written is seen by the questions after it.
public protocol RegisterTransaction: RegisterSnapshot {
    /// Appends an entry; its number must be the one after the head.
    ///
    /// - Throws: `Problem` `registerFailed` where it is not: the ledger has no gaps and no twins.
    func append(_ entry: LedgerEntry) throws

    /// Makes one change of the tables, of the entry with this number.
    ///
    /// - Throws: `KeyTaken` for a key that belongs to another product.
    func put(_ change: RowChange, ofEntry sequence: Int) throws
}
