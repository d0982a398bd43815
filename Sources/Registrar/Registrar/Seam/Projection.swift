internal import Access
internal import Accountability
internal import Encodings
internal import Inspection
internal import Law
public import Records
internal import Stamps

/// What an entry means for the tables.
///
/// It reads nothing but the entry, so that the tables cannot say anything else than the ledger does; it is used when an
/// entry is written, when a ledger is replayed into another store, and when both are compared.
public enum Projection {
    /// The changes of one entry, in order; its leaf aside, which needs to know what was before.
    ///
    /// - Throws: `Problem` `registerDamaged` where the body is not what its kind says.
    public static func changes(of entry: LedgerEntry) throws -> [RowChange] {
        let changes = try unnamed(entry)
        let named = changes.compactMap { change -> String? in
            switch change {
            case .item(let row): row.id
            case .batch(let batch, _): batch.id
            case .decided(_, let id, _): id
            case .printed(let batch, _): batch
            case .void(let void, _): void.batch
            case .activation(let activation): activation.batch
            default: nil
            }
        }.first
        return changes + [named.map(RowChange.history)].compactMap(\.self)
    }

    private static func unnamed(_ entry: LedgerEntry) throws -> [RowChange] {
        switch entry.kind {
        case .record(let kind): return try changes(of: record(kind.recordType, entry), entry)
        case .issuer:
            let issuer = try read(Issuer.self, entry)
            let row = ItemRow(
                kind: .issuer, id: issuer.host.text,
                body: Issuer(
                    host: issuer.host, name: issuer.name, demoClockOffset: issuer.demoClockOffset
                ).json)
            return [.item(row)] + (issuer.rules.map { [rules($0)] } ?? [])
        case .rules: return [rules(try read(RegisterRules.self, entry))]
        case .ledgerHead:
            _ = try read(LedgerAnchor.self, entry)
            return []
        case .signingKey: return [item(entry, String(try read(SigningKeyRecord.self, entry).keyID.rawValue))]
        case .batch:
            let batch = try read(Batch.self, entry)
            return [.batch(batch, formerRequest: entry.request == nil ? batch.request : nil)]
        case .printOrder:
            let order = try read(PrintOrder.self, entry)
            return [item(entry, order.id, parent: order.product, status: order.status.rawValue)]
        case .printReport:
            let report = try read(PrintReport.self, entry)
            return [.printed(batch: report.batch, report.printed)]
        case .stampVoid:
            let void = try read(StampVoid.self, entry)
            return void.numbers.map { .void(void, numbers: $0) }
        case .reprint:
            return [item(entry, String(entry.sequence), parent: try read(Reprint.self, entry).batch)]
        case .labelDesign:
            let design = try read(LabelDesign.self, entry)
            // Which labels it was is not said by entries of that time.
            return [
                item(entry, design.id, parent: design.batch),
                .drawn(batch: design.batch, .places(1...JSONValue.largestInteger)),
            ]
        case .labelDrawing:
            let drawing = try read(LabelDrawing.self, entry)
            return [
                item(entry, String(entry.sequence), parent: drawing.batch),
                .drawn(batch: drawing.batch, drawing.labels),
            ]
        case .activation: return [.activation(try read(Activation.self, entry))]
        case .plaque:
            let plaque = try read(Plaque.self, entry)
            return [item(entry, plaque.id, parent: plaque.product)]
        case .decision:
            let decision = try read(Decision.self, entry)
            let decided = RowChange.decided(decision.kind, id: decision.record, decision.decided)
            guard let keys = decision.keys else { return [decided] }
            return [
                decided, .keyReleased(.gtin(keys.gtin), product: decision.record),
                .productKey(.code(keys.code), product: decision.record),
            ]
        case .correction:
            let correction = try read(Correction.self, entry)
            let row = item(
                entry, correction.id, parent: Correction.parent(correction.kind, correction.record),
                status: correction.status.rawValue)
            if correction.decided.isEmpty { return [row] }
            return [
                row, .decided(correction.kind, id: correction.record, correction.decided),
                .history(item: correction.record),
            ]
        case .clockCorrection:
            let correction = try read(ClockCorrection.self, entry)
            return [item(entry, correction.id, status: correction.state.rawValue)]
        case .confirmation:
            // Each of its records finds it under its own name.
            let confirmation = try read(Confirmation.self, entry)
            let rows = confirmation.items.map { confirmed in
                RowChange.item(
                    ItemRow(
                        kind: .confirmation, id: confirmed.key, parent: confirmation.organisation,
                        body: confirmation.about(confirmed).json))
            }
            return rows + confirmation.items.dropFirst().map { .history(item: $0.key) }
        case .proposal:
            let proposal = try read(ProposedChange.self, entry)
            return [item(entry, proposal.kind.key(of: proposal.record), status: proposal.state.rawValue)]
        case .recall: return [item(entry, try read(Recall.self, entry).lot)]
        case .accessToken:
            let token = try read(TokenRecord.self, entry)
            return [item(entry, token.id, parent: token.digest.description)]
        case .inspectionCase:
            let found = try read(InspectionCase.self, entry)
            return [
                item(entry, found.id, parent: found.key.producer, status: found.status.rawValue),
                .caseKey(id: found.id, found.key, found.status),
            ]
        case .finding:
            let finding = try read(InspectionFinding.self, entry)
            return [item(entry, finding.id, parent: finding.inspectionCase)]
                + [.files(.finding, id: finding.id, Set(finding.draft.evidence.map(\.sha256)).sorted())]
        case .citizenReport:
            let report = try read(CitizenReport.self, entry)
            let id = report.receipt.text
            return [
                item(entry, id, parent: report.inspectionCase),
                .files(.citizenReport, id: id, [report.picture?.sha256].compactMap(\.self)),
            ]
        }
    }

    private static func changes(of record: any RegisterRecord, _ entry: LedgerEntry) throws -> [RowChange] {
        let row = item(entry, record.id, parent: record.parent, number: (record as? Lot)?.lotNumber.text)
        switch record {
        case let producer as Producer:
            let units = producer.address.current
            return [
                row,
                .place(entry.kind, id: producer.id, commune: units.commune.code, province: units.province.code),
            ]
        case let zone as MaterialZone:
            return [
                row, .place(entry.kind, id: zone.id, commune: zone.communeCode, province: zone.provinceCode),
                .zoneProducers(zone: zone.id, producers: Set(zone.producers).sorted()),
            ]
        case let product as Product: return [row, .productKey(product.key, product: product.id)]
        case let lot as Lot: return [row, .harvests(lot: lot.id, lot.zoneInputs)]
        case let certificate as Certificate:
            return [row, .files(entry.kind, id: certificate.id, [certificate.file?.sha256].compactMap(\.self))]
        default: return [row]
        }
    }

    private static func item(
        _ entry: LedgerEntry, _ id: String, parent: String? = nil, number: String? = nil, status: String? = nil
    ) -> RowChange {
        .item(ItemRow(kind: entry.kind, id: id, parent: parent, number: number, status: status, body: entry.body))
    }

    private static func rules(_ rules: RegisterRules) -> RowChange {
        .item(ItemRow(kind: .rules, id: RegisterRules.item, body: rules.json))
    }

    private static func record<Record: RegisterRecord>(
        _: Record.Type, _ entry: LedgerEntry
    ) throws -> any RegisterRecord {
        try read(Record.self, entry)
    }

    private static func read<Body: LedgerBody>(_: Body.Type, _ entry: LedgerEntry) throws -> Body {
        guard case .success(let body) = Body.read(entry.body, path: "$") else {
            throw damaged("ledger[\(entry.sequence)]")
        }
        return body
    }
}

extension RegisterTransaction {
    /// Appends an entry and makes everything of it.
    package func apply(_ entry: LedgerEntry) throws {
        try append(entry)
        try project(entry)
    }

    /// Makes the rows of an entry that stands in the ledger, and its leaf where it is one.
    package func project(_ entry: LedgerEntry) throws {
        let changes = try Projection.changes(of: entry)
        let previous = try entryHash(entry.sequence - 1) ?? EntryChain.beginning
        for change in changes { try put(change, ofEntry: entry.sequence) }
        try put(.entryHash(EntryChain.hash(of: entry, after: previous)), ofEntry: entry.sequence)
        if let leaf = try leaf(of: entry, changes, after: previous) {
            try put(.leaf(leaf), ofEntry: entry.sequence)
        }
    }
}
