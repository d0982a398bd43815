internal import Accountability
internal import Encodings
internal import Records

extension RegisterSnapshot {
    /// The public form of an entry that was appended last and whose rows are made; nil for an entry that is no leaf.
    ///
    /// - Parameter changes: what the entry changed.
    func leaf(of entry: LedgerEntry, _ changes: [RowChange]) throws -> String? {
        guard LogLeaf.isLeaf(entry.kind), let leaf = LogLeaf(entry, context: try leafContext(of: entry, changes)) else {
            return nil
        }
        return String(decoding: leaf.bytes, as: UTF8.self)
    }

    private func leafContext(of entry: LedgerEntry, _ changes: [RowChange]) throws -> LeafContext {
        switch changes.first {
        case .batch(let batch, _):
            let right = batch.mark?.authorisation
            return LeafContext(
                producer: try named(Product.self, id: batch.product).producer,
                lot: try batch.lot.map { try opening(of: named(Lot.self, id: $0), batch, entry) },
                authorisationLeaf: try right.flatMap(leaf(ofAuthorisation:)),
                total: try right.map { try balances(ofAuthorisations: [$0])[$0]?.allotted ?? 0 })
        case .activation(let activation):
            guard let roll = try batches(ids: [activation.batch]).first?.batch else { throw damaged("activation") }
            return LeafContext(lot: try opening(of: named(Lot.self, id: activation.lot), roll, entry))
        case .item(let row) where row.kind == .record(.recognition):
            return LeafContext(producer: try row.parent.map { try named(Product.self, id: $0).producer })
        default: return LeafContext()
        }
    }

    /// What stands behind the lot's digest in the leaf of a batch or an activation written some time ago, as the lot was
    /// then; nil for entries without one.
    func opening(ofEntry entry: LedgerEntry) throws -> LotOpening? {
        let (batch, lot): (Batch?, String?)
        switch try Projection.changes(of: entry).first {
        case .batch(let recorded, _): (batch, lot) = (recorded, recorded.lot)
        case .activation(let activation):
            (batch, lot) = (try batches(ids: [activation.batch]).first?.batch, activation.lot)
        default: return nil
        }
        guard let lot else { return nil }
        guard let batch, let then = try lastEntry(.record(.lot), item: lot, before: entry.sequence),
            case .success(let record) = Lot.read(then.body, path: "lot")
        else { throw damaged("ledger[\(entry.sequence)]") }
        return opening(of: record, batch, entry)
    }

    private func opening(of lot: Lot, _ batch: Batch, _ entry: LedgerEntry) -> LotOpening {
        LotOpening(lot: lot, sealedSecret: batch.sealedSecret, sequence: entry.sequence)
    }

    /// The leaf that gave a right its present form.
    private func leaf(ofAuthorisation id: String) throws -> Int? {
        guard let right = try item(.record(.markAuthorisation), id) else { return nil }
        return try leafIndices(ofEntries: [right.sequence])[right.sequence]
    }
}
