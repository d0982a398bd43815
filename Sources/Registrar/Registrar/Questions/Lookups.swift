internal import Access
internal import Encodings
internal import Records
internal import Stamps
internal import Time
internal import Verification

// Items as what they are; a body that cannot be read is damage, since the register wrote it.

extension StoredItem {
    /// The item as a value.
    func value<Body: LedgerBody>(_: Body.Type = Body.self) throws -> Body {
        guard case .success(let value) = Body.read(body, path: kind.rawValue) else {
            throw damaged("\(kind.rawValue)/\(id)")
        }
        return value
    }
}

extension RegisterSnapshot {
    /// The item of this kind and identifier; nil where there is none.
    func item(_ kind: EntryKind, _ id: String) throws -> StoredItem? {
        try items([.ids(kind, [id])]).first?.first
    }

    func value<Body: LedgerBody>(_: Body.Type, _ kind: EntryKind, _ id: String) throws -> Body? {
        try item(kind, id)?.value()
    }

    /// The record of this identifier; nil where there is none.
    func record<Record: RegisterRecord>(_: Record.Type, id: String) throws -> Record? {
        try item(.record(Record.kind), id)?.value()
    }

    /// The record that another record names; it must be there.
    func named<Record: RegisterRecord>(_: Record.Type, id: String) throws -> Record {
        guard let record = try record(Record.self, id: id) else { throw damaged("\(Record.kind.rawValue)/\(id)") }
        return record
    }

    /// The records that other records name; all must be there.
    func named<Record: RegisterRecord>(_: Record.Type, ids: some Sequence<String>) throws -> [Record] {
        let wanted = Set(ids).sorted()
        if wanted.isEmpty { return [] }
        let found = try items([.ids(.record(Record.kind), wanted)])[0]
        if let missing = Set(wanted).subtracting(found.map(\.id)).min() {
            throw damaged("\(Record.kind.rawValue)/\(missing)")
        }
        return try found.map { try $0.value() }
    }

    /// The records that belong to others, in the order of their identifiers.
    func records<Record: RegisterRecord>(_: Record.Type, of parents: [String]) throws -> [Record] {
        if parents.isEmpty { return [] }
        return try items([.children(.record(Record.kind), of: parents)])[0].map { try $0.value() }
    }

    /// All records of a kind, in the order of their identifiers.
    func records<Record: RegisterRecord>(_: Record.Type) throws -> [Record] {
        try items([.all(.record(Record.kind))])[0].map { try $0.value() }
    }

    /// Who issues from the register.
    func issuer() throws -> Issuer {
        guard let item = try latest(.issuer, parent: nil, status: nil, limit: 1).first else { throw damaged("issuer") }
        return try item.value()
    }

    /// The rules that bind the register; nil in one of before, until its next entry.
    func rules() throws -> RegisterRules? { try value(RegisterRules.self, .rules, RegisterRules.item) }

    /// The signing keys in any standing, with the entry that gave them their present one.
    func signingKeys() throws -> [RegisteredKey] {
        let items = try items([.all(.signingKey)])[0].sorted { $0.sequence < $1.sequence }
        let times = try times(ofEntries: items.map(\.sequence))
        return try items.map { item in
            RegisteredKey(
                record: try item.value(), sequence: item.sequence,
                changedOn: times[item.sequence].flatMap(CivilDate.init(inVietnamAtUTC:)))
        }
    }

    /// The recall of a lot, in force or over; nil where there was none.
    func recall(ofLot id: String) throws -> Recall? { try value(Recall.self, .recall, id) }

    /// The plaques of a product, the first recorded first.
    func plaques(ofProduct id: String) throws -> [(plaque: Plaque, sequence: Int)] {
        try items([.children(.plaque, of: [id])])[0].sorted { $0.sequence < $1.sequence }
            .map { (try $0.value(), $0.sequence) }
    }

    /// The designs that labels of a batch were drawn with, the first first.
    func designs(ofBatch id: String) throws -> [LabelDesign] {
        let found = try items([.children(.labelDesign, of: [id]), .children(.labelDrawing, of: [id])])
        let former: [LabelDesign] = try found[0].sorted { $0.sequence < $1.sequence }.map { try $0.value() }
        let drawn = try found[1].sorted { $0.sequence < $1.sequence }.map { try $0.value(LabelDrawing.self).design }
        return (former + drawn.compactMap(\.self)).reduce(into: []) { designs, design in
            if !designs.contains(where: { $0.sha256 == design.sha256 }) { designs.append(design) }
        }
    }

    /// Every time that labels of a batch were drawn, the first first.
    func drawings(ofBatch id: String) throws -> [StoredDrawing] {
        let found = try items([.children(.labelDesign, of: [id]), .children(.labelDrawing, of: [id])])
        let times = try times(ofEntries: found[1].map(\.sequence))
        let former = found[0].map { item in
            StoredDrawing(
                drawing: nil, labels: .places(1...JSONValue.largestInteger), sequence: item.sequence, time: nil)
        }
        let drawn = try found[1].map { item in
            let drawing: LabelDrawing = try item.value()
            return StoredDrawing(
                drawing: drawing, labels: drawing.labels, sequence: item.sequence,
                time: times[item.sequence].flatMap(UTCTime.init))
        }
        return (former + drawn).sorted { $0.sequence < $1.sequence }
    }

    /// The batch that holds a number of a key; nil where none does.
    func batch(of key: ProductKey, holding number: SerialNumber) throws -> StoredBatch? {
        // The batches of a product do not overlap, so only the last that begins at or before the number can hold it.
        guard let found = try lastBatch(of: key, from: number), found.batch.numbers.contains(number) else { return nil }
        return found
    }

    /// The lot of a stamp: its batch's, or the one that the roll's stamps were given to; nil before that.
    func lot(of batch: Batch, _ number: SerialNumber) throws -> Lot? {
        if let lot = batch.lot { return try named(Lot.self, id: lot) }
        let around = try surroundings(of: number, batch.productKey)
        guard let given = around.activation, given.numbers.contains(number) else { return nil }
        return try named(Lot.self, id: given.lot)
    }

    /// A range cut where the lot changes: of a roll, some numbers may have been given to lots and others not.
    func rangesByLot(of range: SerialRange, in batch: Batch) throws -> [(range: SerialRange, lot: String?)] {
        if let lot = batch.lot { return [(range, lot)] }
        var parts: [(range: SerialRange, lot: String?)] = []
        var next = range.first.rawValue
        func add(upTo end: UInt64, lot: String?) {
            guard end > next, let first = SerialNumber(rawValue: next),
                let part = try? SerialRange(first: first, count: Int(end - next))
            else { return }
            parts.append((part, lot))
            next = end
        }
        for activation in try activations(ofBatch: batch.id) {
            guard let common = activation.numbers.intersection(range) else { continue }
            add(upTo: common.first.rawValue, lot: nil)
            add(upTo: common.last.rawValue + 1, lot: activation.lot)
        }
        add(upTo: range.last.rawValue + 1, lot: nil)
        return parts
    }
}

/// A drawing with its entry's number and time.
struct StoredDrawing {
    /// What was recorded of it; nil for a design of the time before drawings were entries.
    let drawing: LabelDrawing?
    /// Which labels it was.
    let labels: DrawnLabels
    /// The number of its ledger entry.
    let sequence: Int
    /// When the entry was written.
    let time: UTCTime?
}
