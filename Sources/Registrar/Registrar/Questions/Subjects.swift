internal import Access
internal import Encodings
internal import Inspection
internal import Records

// What things of the register are about, as far as rights depend on it.

extension RegisterSnapshot {
    /// What a record is about; of a certificate, with the stars of its producers' products.
    func subject(of record: any RegisterRecord) throws -> Subject {
        var subject = try Subject(of: record) { kind, id in try present(kind.recordType, id: id) }
        if record is Certificate {
            let products = try records(Product.self, of: subject.producers.sorted())
            subject.stars.formUnion(try records(Recognition.self, of: products.map(\.id)).map(\.stars))
        }
        return subject
    }

    /// What belongs to a product is about its producer; nobody's where there is no such product.
    func subject(ofProduct id: String) throws -> Subject {
        try record(Product.self, id: id).map { try subject(of: $0) } ?? Subject()
    }

    /// What a lot is about; nobody's where there is no such lot.
    func subject(ofLot id: String) throws -> Subject {
        try record(Lot.self, id: id).map { try subject(of: $0) } ?? Subject()
    }

    /// What a case is about; one without a producer lies in the province where it was seen.
    func subject(of found: InspectionCase) throws -> Subject {
        try subject(ofProducer: found.key.producer, province: found.key.province)
    }

    func subject(ofProducer id: String?, province: String?, _ commune: String? = nil) throws -> Subject {
        if let id { return try record(Producer.self, id: id).map { try subject(of: $0) } ?? Subject() }
        return Subject(communes: Set([commune].compactMap(\.self)), provinces: Set([province].compactMap(\.self)))
    }

    /// What an item is about.
    func subject(of item: StoredItem) throws -> Subject {
        switch item.kind {
        case .record(let kind): return try subject(of: Self.record(kind.recordType, item))
        case .batch, .printOrder, .plaque: return try subject(ofProduct: item.body["product"]?.string ?? "")
        case .recall: return try subject(ofLot: item.id)
        case .inspectionCase: return try subject(of: item.value(InspectionCase.self))
        case .finding:
            let finding = try item.value(InspectionFinding.self)
            let place = finding.draft.place
            return try subject(ofProducer: finding.producer, province: place?.province, place?.commune)
        case .citizenReport:
            let report = try item.value(CitizenReport.self)
            return try subject(ofProducer: report.producer, province: report.province)
        // They belong to no part of the programme: who reads them reads all.
        case .correction:
            let correction = try item.value(Correction.self)
            guard let corrected = try self.item(.record(correction.kind), correction.record) else {
                throw damaged("correction/\(item.id)")
            }
            return try subject(of: corrected)
        case .accessToken, .issuer, .signingKey, .printReport, .stampVoid, .reprint, .activation, .labelDesign,
            .labelDrawing,
            .decision, .clockCorrection, .rules, .ledgerHead, .confirmation, .proposal:
            return Subject()
        }
    }

    /// A record of a kind that is known at run time only.
    private func present<Record: RegisterRecord>(_: Record.Type, id: String) throws -> (any RegisterRecord)? {
        try record(Record.self, id: id)
    }

    private static func record<Record: RegisterRecord>(_: Record.Type, _ item: StoredItem) throws -> any RegisterRecord
    {
        try item.value(Record.self)
    }
}
