public import Access
internal import Encodings
internal import GRDB
public import Inspection
public import Records
internal import Stamps
internal import Time
public import Verification

extension SQLiteRegister {
    /// What an inspector sees of a stamp beyond the consumer's report on it, from one snapshot.
    ///
    /// - Parameter permit: asked with the stamp's producer before anything of the register is told; not asked where the
    ///   stamp was not issued, of which the register has nothing to tell.
    public func inspectionFacts(
        of report: VerificationReport, permit: Permit = { _ in }
    ) throws -> InspectionFacts {
        try reading { db in
            guard let facts = report.facts else {
                let keyID = report.stamp?.seal.keyID
                let isOurs = try report.stamp.map { try db.isIssuer($0.host.text) } ?? false
                return InspectionFacts(
                    report: report,
                    key: isOurs ? try db.signingKeys().first { $0.record.keyID == keyID } : nil, batch: nil,
                    right: nil, lot: nil, certificates: [], cases: [])
            }
            try permit(db.subject(of: facts.producer))
            let batch = try facts.batch.flatMap { try db.batch(id: $0.id)?.batch }
            let number = report.stamp?.serial?.number ?? report.typed?.serial.number
            let lot = try batch.flatMap { batch in try number.flatMap { try Self.lot(of: batch, $0, in: db) } }
            let keyID = report.stamp?.seal.keyID ?? batch?.keyID
            return InspectionFacts(
                report: report, key: try db.signingKeys().first { $0.record.keyID == keyID },
                batch: try batch.map {
                    InspectionFacts.RecordedBatch(
                        batch: $0, balance: try db.balance(ofBatch: $0), order: try $0.order.map(db.order))
                },
                right: try batch?.mark.map {
                    InspectionFacts.MarkRight(
                        authorisation: try db.named(MarkAuthorisation.self, id: $0.authorisation),
                        balance: try db.balance(ofAuthorisation: $0.authorisation))
                },
                lot: try lot.map {
                    InspectionFacts.LotWeights(lot: $0, stampsInUse: try db.stampsInUse(ofLot: $0.id))
                },
                certificates: facts.certificates, designs: try batch.map { try db.designs(ofBatch: $0.id) } ?? [],
                cases: try String.fetchAll(
                    db.cachedStatement(
                        sql: "SELECT body FROM inspection_case WHERE producer = ? ORDER BY id DESC LIMIT 50"),
                    arguments: [facts.producer.id]
                ).map { try db.decoded($0, "inspection_case") })
        }
    }

    /// Every item of evidence that a finding or a report names, each once, with a place that names it.
    public func evidence() throws -> [(item: EvidenceItem, place: String)] {
        try reading { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT 'finding ' || finding.id AS place, item.value AS body
                        FROM finding, json_each(finding.body, '$.evidence') AS item
                    UNION ALL
                    SELECT 'citizen_report ' || receipt, body -> '$.picture' FROM citizen_report
                        WHERE body -> '$.picture' IS NOT NULL
                    ORDER BY 1
                    """)
            var seen: Set<String> = []
            return try rows.compactMap { row in
                let item: EvidenceItem = try db.decoded(row["body"], "evidence")
                return seen.insert(item.sha256).inserted ? (item, row["place"]) : nil
            }
        }
    }

    /// The files of certificates, each with the certificate that names it.
    public func certificateFiles() throws -> [(file: CertificateFile, place: String)] {
        try records(Certificate.self).compactMap { stored in
            stored.record.file.map { ($0, "certificate \(stored.record.id)") }
        }
    }

    /// What the findings, reports and certificates that name a file are about; empty where none does.
    public func subjects(ofEvidence sha256: String) throws -> [Subject] {
        try reading { db in
            let findings = try String.fetchAll(
                db,
                sql: """
                    SELECT body FROM finding WHERE EXISTS (
                        SELECT 1 FROM json_each(finding.body, '$.evidence') AS item WHERE item.value ->> 'sha256' = ?)
                    """, arguments: [sha256]
            ).map { try db.decoded($0, "finding") as InspectionFinding }
            let reports = try String.fetchAll(
                db, sql: "SELECT body FROM citizen_report WHERE body ->> '$.picture.sha256' = ?", arguments: [sha256]
            ).map { try db.decoded($0, "citizen_report") as CitizenReport }
            let certificates = try String.fetchAll(
                db, sql: "SELECT body FROM record WHERE kind = 'certificate' AND body ->> '$.file.sha256' = ?",
                arguments: [sha256]
            ).map { try db.decoded($0, "certificate") as Certificate }
            return try certificates.map { try db.subject(of: $0) }
                + findings.map {
                    try db.subject(
                        ofProducer: $0.producer, province: $0.draft.place?.province, $0.draft.place?.commune)
                } + reports.map { try db.subject(ofProducer: $0.producer, province: $0.province) }
        }
    }
}

extension Database {
    func isIssuer(_ host: String) throws -> Bool {
        try String.fetchOne(
            cachedStatement(sql: "SELECT id FROM record WHERE kind = 'issuer' AND id = ?"), arguments: [host]) != nil
    }
}
