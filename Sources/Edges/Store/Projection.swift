internal import Access
internal import Encodings
internal import GRDB
internal import Inspection
internal import Records
internal import Stamps

/// Appends an entry to the ledger and makes the change that it says, in the transaction that `db` is in.
@discardableResult
func append(_ kind: EntryKind, _ body: JSONValue, as stamp: EntryStamp, in db: Database) throws -> LedgerEntry {
    let entry = LedgerEntry(
        sequence: try ledgerHead(db) + 1, time: stamp.time, actor: stamp.actor, kind: kind, body: body)
    try db.cachedStatement(sql: "INSERT INTO ledger (sequence, time, actor, kind, body) VALUES (?, ?, ?, ?, ?)")
        .execute(arguments: [entry.sequence, entry.time, entry.actor, kind.rawValue, body.canonicalText])
    try project(entry, in: db)
    return entry
}

/// The sequence number of the last entry; 0 for an empty ledger.
func ledgerHead(_ db: Database) throws -> Int {
    try Int.fetchOne(db.cachedStatement(sql: "SELECT max(sequence) FROM ledger")) ?? 0
}

/// Makes the change of one entry in the tables.
///
/// Used when the entry is written and when the ledger is replayed, so that the tables cannot mean anything else than
/// the ledger does.
func project(_ entry: LedgerEntry, in db: Database) throws {
    let path = "ledger[\(entry.sequence)]"
    switch entry.kind {
    case .record(let kind):
        let record = try anyRecord(kind.recordType, entry.body, path)
        try put(entry, id: record.id, parent: record.parent, in: db)
        if let product = record as? Product { try claim(product.key, for: product.id, in: db) }
        if let lot = record as? Lot { try putZones(of: lot, in: db) }
    case .issuer:
        try put(entry, id: Issuer.read(entry.body, path: path).get().host.text, parent: nil, in: db)
    case .signingKey:
        let key = try SigningKeyRecord.read(entry.body, path: path).get()
        try put(entry, id: String(key.keyID.rawValue), parent: nil, in: db)
    case .batch:
        try put(Batch.read(entry.body, path: path).get(), of: entry, in: db)
    case .printOrder:
        let order = try PrintOrder.read(entry.body, path: path).get()
        try put(entry, id: order.id, parent: order.product, in: db)
    case .printReport:
        try put(PrintReport.read(entry.body, path: path).get(), in: db)
    case .stampVoid:
        try put(StampVoid.read(entry.body, path: path).get(), of: entry, in: db)
    case .reprint:
        let reprint = try Reprint.read(entry.body, path: path).get()
        try put(entry, id: String(entry.sequence), parent: reprint.batch, in: db)
    case .labelDesign:
        let design = try LabelDesign.read(entry.body, path: path).get()
        try put(entry, id: design.id, parent: design.batch, in: db)
    case .activation:
        try put(Activation.read(entry.body, path: path).get(), of: entry, in: db)
    case .plaque:
        let plaque = try Plaque.read(entry.body, path: path).get()
        try put(entry, id: plaque.id, parent: plaque.product, in: db)
    case .recall:
        let recall = try Recall.read(entry.body, path: path).get()
        try put(entry, id: recall.lot, parent: nil, in: db)
    case .accessToken:
        let token = try TokenRecord.read(entry.body, path: path).get()
        try put(entry, id: token.id, parent: token.digest.description, in: db)
    case .inspectionCase: try put(InspectionCase.read(entry.body, path: path).get(), of: entry, in: db)
    case .finding: try put(InspectionFinding.read(entry.body, path: path).get(), of: entry, in: db)
    case .citizenReport: try put(CitizenReport.read(entry.body, path: path).get(), of: entry, in: db)
    }
    try appendLeaf(of: entry, in: db)
}

private func anyRecord<Record: RegisterRecord>(
    _: Record.Type, _ body: JSONValue, _ path: String
) throws -> any RegisterRecord {
    try Record.read(body, path: path).get()
}

private func put(_ entry: LedgerEntry, id: String, parent: String?, in db: Database) throws {
    try db.cachedStatement(
        sql: """
            INSERT INTO record (kind, id, parent, sequence, body) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (kind, id) DO UPDATE SET parent = excluded.parent, sequence = excluded.sequence,
                body = excluded.body
            """
    ).execute(arguments: [entry.kind.rawValue, id, parent, entry.sequence, entry.body.canonicalText])
}

/// Where a lot's raw material came from, for the sums over a zone's lots.
private func putZones(of lot: Lot, in db: Database) throws {
    try db.cachedStatement(sql: "DELETE FROM lot_zone WHERE lot = ?").execute(arguments: [lot.id])
    for zone in Set(lot.inputs.compactMap(\.zone)).sorted() {
        try db.cachedStatement(sql: "INSERT INTO lot_zone (zone, lot) VALUES (?, ?)").execute(arguments: [zone, lot.id])
    }
}

/// Gives a key to a product for ever: stamps that carry it stay in circulation when the product gets another one.
private func claim(_ key: ProductKey, for product: String, in db: Database) throws {
    try db.cachedStatement(sql: "INSERT OR IGNORE INTO product_key (key, product) VALUES (?, ?)")
        .execute(arguments: [key.path, product])
    let owner = try String.fetchOne(
        db.cachedStatement(sql: "SELECT product FROM product_key WHERE key = ?"), arguments: [key.path])
    guard owner == product else { throw KeyTaken(key: key, owner: owner ?? "") }
}

/// A product asks for a key that another one has.
struct KeyTaken: Error {
    let key: ProductKey
    let owner: String
}

private func put(_ batch: Batch, of entry: LedgerEntry, in db: Database) throws {
    try db.cachedStatement(
        sql: """
            INSERT INTO batch (id, sequence, product_key, first_number, count, lot, authorisation, request, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
    ).execute(arguments: [
        batch.id, entry.sequence, batch.productKey.path, Int64(batch.numbers.first.rawValue), batch.numbers.count,
        batch.lot, batch.mark?.authorisation, batch.request, entry.body.canonicalText,
    ])
}
