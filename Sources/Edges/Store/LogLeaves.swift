internal import Accountability
internal import Encodings
internal import GRDB
internal import Records

/// Adds the leaf of an entry to the log's queue, in the transaction that writes the entry.
func appendLeaf(of entry: LedgerEntry, in db: Database) throws {
    guard LogLeaf.isLeaf(entry.kind), let leaf = LogLeaf(entry, context: try db.leafContext(of: entry)) else { return }
    try db.cachedStatement(
        sql: "INSERT INTO leaf (leaf_index, sequence, data) SELECT coalesce(max(leaf_index), -1) + 1, ?, ? FROM leaf"
    ).execute(arguments: [entry.sequence, String(decoding: leaf.octets, as: UTF8.self)])
}

extension Database {
    fileprivate func leafContext(of entry: LedgerEntry) throws -> LeafContext {
        let place = "ledger[\(entry.sequence)]"
        switch entry.kind {
        case .batch:
            let batch = try Batch.read(entry.body, path: place).get()
            return LeafContext(
                producer: try named(Product.self, id: batch.product).producer, lot: try openingNow(of: entry),
                authorisationLeaf: try batch.mark.flatMap { try leaf(ofAuthorisation: $0.authorisation) },
                total: try batch.mark.map { try balance(ofAuthorisation: $0.authorisation).allotted })
        case .activation: return LeafContext(lot: try openingNow(of: entry))
        case .record(.recognition):
            let recognition = try Recognition.read(entry.body, path: place).get()
            return LeafContext(producer: try named(Product.self, id: recognition.product).producer)
        case .record, .issuer, .signingKey, .printOrder, .printReport, .stampVoid, .reprint, .plaque, .recall,
            .accessToken, .inspectionCase, .finding, .citizenReport, .labelDesign:
            return LeafContext()
        }
    }

    /// The lot that stands behind the digest in an entry's leaf; nil for entries without one.
    ///
    /// - Parameter lotBody: finds the lot as it was when the entry was written.
    private func opening(
        of entry: LedgerEntry, lotBody: (_ id: String) throws -> String?
    ) throws -> LotOpening? {
        let place = "ledger[\(entry.sequence)]"
        let (batch, lot): (Batch, String)
        switch entry.kind {
        case .batch:
            let recorded = try Batch.read(entry.body, path: place).get()
            guard let id = recorded.lot else { return nil }
            (batch, lot) = (recorded, id)
        case .activation:
            let activation = try Activation.read(entry.body, path: place).get()
            guard let recorded = try self.batch(id: activation.batch)?.batch else { throw damaged(place) }
            (batch, lot) = (recorded, activation.lot)
        default: return nil
        }
        guard let body = try lotBody(lot) else { throw damaged(place) }
        return LotOpening(lot: try decoded(body, "lot"), sealedSecret: batch.sealedSecret, sequence: entry.sequence)
    }

    /// While an entry is written or replayed, the table holds the lot as it is at that point of the ledger.
    private func openingNow(of entry: LedgerEntry) throws -> LotOpening? {
        try opening(of: entry) { id in
            try String.fetchOne(
                cachedStatement(sql: "SELECT body FROM record WHERE kind = 'lot' AND id = ?"), arguments: [id])
        }
    }

    /// The opening of an entry written some time ago: the lot may have been corrected since.
    func openingThen(of entry: LedgerEntry) throws -> LotOpening? {
        try opening(of: entry) { id in
            try String.fetchOne(
                cachedStatement(
                    sql: """
                        SELECT body FROM ledger WHERE kind = 'lot' AND sequence < ? AND body ->> 'id' = ?
                        ORDER BY sequence DESC LIMIT 1
                        """),
                arguments: [entry.sequence, id])
        }
    }

    /// The leaf that gave a right its present form.
    private func leaf(ofAuthorisation id: String) throws -> Int? {
        try Int.fetchOne(
            cachedStatement(
                sql: """
                    SELECT leaf_index FROM leaf JOIN record ON record.sequence = leaf.sequence
                    WHERE record.kind = 'markAuthorisation' AND record.id = ?
                    """),
            arguments: [id])
    }
}
