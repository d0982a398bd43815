internal import GRDB
public import Records

extension SQLiteRegister {
    /// Records the design that labels of a batch are drawn with; one that is recorded already writes nothing.
    ///
    /// It is called before the first label is drawn, so that nothing can be printed of which the ledger does not know.
    ///
    /// - Throws: `Problem` `batchUnknown`.
    public func record(_ design: LabelDesign, as stamp: EntryStamp) throws {
        func isKnown(_ db: Database) throws -> Bool {
            try db.designs(ofBatch: design.batch).contains { $0.sha256 == design.sha256 }
        }
        if try reading(isKnown) { return }
        try writing { db in
            _ = try db.knownBatch(design.batch)
            if try isKnown(db) { return }
            try append(.labelDesign, design.json, as: stamp, in: db)
        }
    }
}

extension Database {
    /// The designs that labels of a batch were drawn with, the first first.
    func designs(ofBatch batch: String) throws -> [LabelDesign] {
        try String.fetchAll(
            cachedStatement(
                sql: "SELECT body FROM record WHERE kind = 'labelDesign' AND parent = ? ORDER BY sequence"),
            arguments: [batch]
        ).map { try decoded($0, "labelDesign") }
    }
}
