internal import Encodings
internal import Records

// What stamps say is what stood in the register when they were issued; what was decided since is told beside it.

extension RegisterSnapshot {
    /// A record as it stood when an entry was written, with what was decided about it since.
    ///
    /// - Parameter sequence: the entry that sealed it: a batch's, or of a roll that of giving stamps to the lot; nil for the
    ///   present form.
    func sealed(_ item: StoredItem, at sequence: Int?) throws -> StoredItem {
        guard let sequence, item.sequence > sequence, case .record(let kind) = item.kind,
            let then = try lastEntry(item.kind, item: item.id, before: sequence + 1)
        else { return item }
        var later = kind.decided(in: item.body)
        // The stages of a lot may be added to while it travels.
        if kind == .lot { later["events"] = item.body["events"] ?? .null }
        // The file of a certificate is evidence, whenever it was handed in.
        if kind == .certificate { later["file"] = item.body["file"] ?? .null }
        return StoredItem(
            kind: item.kind, id: item.id, parent: item.parent, sequence: then.sequence, body: then.body.replacing(later)
        )
    }

    /// The record of this identifier, as an entry sealed it; it must be there.
    func sealed<Record: RegisterRecord>(_: Record.Type, id: String, at sequence: Int?) throws -> Record {
        guard let item = try item(.record(Record.kind), id) else { throw damaged("\(Record.kind.rawValue)/\(id)") }
        return try sealed(item, at: sequence).value()
    }
}
