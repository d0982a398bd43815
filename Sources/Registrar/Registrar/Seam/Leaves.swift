internal import Accountability
internal import Encodings
internal import Records

extension RegisterSnapshot {
    /// The public form of an entry that was appended last and whose rows are made; nil for an entry that is no leaf.
    ///
    /// - Parameters:
    ///   - changes: what the entry changed.
    ///   - previous: the hash of the entry before it.
    func leaf(of entry: LedgerEntry, _ changes: [RowChange], after previous: String) throws -> String? {
        guard LogLeaf.isLeaf(entry.kind) else { return nil }
        var context = try leafContext(of: entry, changes)
        if try rules() != nil { context.previous = previous }
        return LogLeaf(entry, context: context).map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    private func leafContext(of entry: LedgerEntry, _ changes: [RowChange]) throws -> LeafContext {
        switch changes.first {
        case .batch(let batch, _):
            let right = batch.mark?.authorisation
            let sealed = try batch.sealed.map { try openings(of: $0, entry) }
            return LeafContext(
                producer: try named(Product.self, id: batch.product).producer,
                lot: sealed == nil ? try batch.lot.map { try opening(of: named(Lot.self, id: $0), batch, entry) } : nil,
                sealed: sealed, pack: sealed?.pack, authorisationLeaf: try right.flatMap(leaf(ofAuthorisation:)),
                total: try right.map { try balances(ofAuthorisations: [$0])[$0]?.allotted ?? 0 })
        case .activation(let activation):
            guard let roll = try batches(ids: [activation.batch]).first?.batch else { throw damaged("activation") }
            guard let sealed = try activation.sealed.map({ try openings(of: $0, entry) }) else {
                return LeafContext(lot: try opening(of: named(Lot.self, id: activation.lot), roll, entry))
            }
            return LeafContext(sealed: sealed, pack: sealed.pack)
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

    /// The records that stamps speak of, as they stand, in one question; each must stand in the form that the entry names.
    private func openings(of sealed: SealedVersions, _ entry: LedgerEntry) throws -> [RecordOpening] {
        let kinds = Dictionary(grouping: sealed.versions, by: \.kind)
        let found = try items(kinds.map { .ids(.record($0), $1.map(\.id)) }).joined()
        let standing = Dictionary(found.map { ([$0.kind.rawValue, $0.id], $0) }) { first, _ in first }
        return try sealed.versions.map { version in
            guard let stands = standing[[version.kind.rawValue, version.id]], stands.sequence == version.sequence else {
                throw damaged("ledger[\(entry.sequence)].sealed")
            }
            return RecordOpening(version.kind, version.id, stands.body, batchSalt: sealed.salt)
        }
    }

    /// What stands behind the digests in the leaf of a batch or an activation, as the records were then; empty for
    /// entries that name none.
    func openings(ofEntry entry: LedgerEntry) throws -> [RecordOpening] {
        let sealed: SealedVersions? =
            switch try Projection.changes(of: entry).first {
            case .batch(let batch, _): batch.sealed
            case .activation(let activation): activation.sealed
            default: nil
            }
        guard let sealed else { return [] }
        return try sealed.versions.map { version in
            guard let then = try body(of: version.kind, version.id, at: version.sequence) else {
                throw damaged("ledger[\(entry.sequence)].sealed")
            }
            return RecordOpening(version.kind, version.id, then, batchSalt: sealed.salt)
        }
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

extension [RecordOpening] {
    /// What packs print of the product and the lot among them.
    fileprivate var pack: JSONValue {
        let product = first { $0.kind == .product }?.record
        let lot = first { $0.kind == .lot }?.record
        return .record([
            "productName": product?["nameVi"], "netContent": product?["netContent"], "lotNumber": lot?["lotNumber"],
            "packedOn": lot?["packedOn"], "expiresOn": lot?["expiresOn"],
        ])
    }
}
