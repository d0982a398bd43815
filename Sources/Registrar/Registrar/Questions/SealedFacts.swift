internal import Encodings
internal import Law
internal import Records

// What stamps say is what stood in the register when they were issued; what was decided since is told beside it.

extension RegisterSnapshot {
    /// A record as it stood when an entry was written, with what was decided and corrected about it since.
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
        for correction in try corrections(of: [(kind, item.id)], after: then.sequence) {
            later.merge(correction.decided) { $1 }
        }
        return StoredItem(
            kind: item.kind, id: item.id, parent: item.parent, sequence: then.sequence, body: then.body.replacing(later)
        )
    }

    /// The record of this identifier, as an entry sealed it; it must be there.
    func sealed<Record: RegisterRecord>(_: Record.Type, id: String, at sequence: Int?) throws -> Record {
        guard let item = try item(.record(Record.kind), id) else { throw damaged("\(Record.kind.rawValue)/\(id)") }
        return try sealed(item, at: sequence).value()
    }

    /// A record's data as it stood right after an entry, with the decisions and corrections up to it and none later.
    func body(of kind: RecordKind, _ id: String, at sequence: Int) throws -> JSONValue? {
        guard let form = try lastEntry(.record(kind), item: id, before: sequence + 1) else { return nil }
        var body = form.body
        var last = form.sequence
        while true {
            let entries = try entries(after: last, kind: nil, item: id, limit: 100)
            for entry in entries where entry.sequence <= sequence {
                for case .decided(kind, id: id, let members) in try Projection.changes(of: entry) {
                    body = body.replacing(members)
                }
            }
            guard let end = entries.last?.sequence, end < sequence else { return body }
            last = end
        }
    }

    /// The corrections of records that were approved after an entry, the first first.
    func corrections(of records: [(kind: RecordKind, id: String)], after sequence: Int) throws -> [Correction] {
        try items([.children(.correction, of: records.map { Correction.parent($0.kind, $0.id) })])[0]
            .filter { $0.sequence > sequence }.sorted { $0.sequence < $1.sequence }
            .map { try $0.value(Correction.self) }.filter { $0.status == .approved }
    }

    /// The form of each record that stamps of a case speak of, from now on.
    func sealedVersions(of issuanceCase: IssuanceCase, salt: String) throws -> SealedVersions {
        let mark = issuanceCase.mark
        let certificates = issuanceCase.certificates + issuanceCase.facilityCertificates
        let named: [(kind: RecordKind, ids: [String])] = [
            (.lot, issuanceCase.isRoll ? [] : [issuanceCase.lot.id]), (.product, [issuanceCase.product.id]),
            (.producer, [issuanceCase.producer.id]), (.recognition, [mark?.recognition].compactMap(\.self)),
            (.markAuthorisation, [mark?.authorisation].compactMap(\.self)),
            (.zone, issuanceCase.isRoll ? [] : issuanceCase.zones.map(\.id)),
            (.certificate, issuanceCase.isRoll ? [] : Set(certificates.map(\.id)).sorted()),
        ].filter { !$0.ids.isEmpty }
        let found = try items(named.map { .ids(.record($0.kind), $0.ids) })
        return SealedVersions(
            salt: salt,
            versions: zip(named, found).flatMap { asked, items in
                items.map { SealedVersions.Version(kind: asked.kind, id: $0.id, sequence: $0.sequence) }
            })
    }
}
