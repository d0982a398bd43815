public import Access
internal import Encodings
public import Inspection
internal import Records
internal import Stamps
public import Verification

/// A case with everything that is shown of it.
public struct CaseFacts: Sendable {
    /// The case with its findings and reports.
    public let file: CaseFile
    /// What rights to it depend on.
    public let subject: Subject
    /// The producer's name; nil where none is known.
    public let producer: String?
    /// The product's name; nil where none is known.
    public let product: String?
}

extension Registrar {
    /// The cases of a filter that the principal may read, the latest opened first, at most `limit`.
    ///
    /// - Parameter after: the identifier after which the list goes on; nil begins it.
    /// - Throws: `Problem` `rightMissing`.
    public func cases(
        _ filter: CaseFilter = CaseFilter(), after id: String? = nil, limit: Int, for principal: Principal
    ) async throws -> [InspectionCase] {
        guard let scope = principal.extent(of: .readCases) else { throw principal.denial(of: .readCases) }
        return try await store.read { register in
            try register.cases(filter, within: scope, after: id, limit: limit).map { try $0.value() }
        }
    }

    /// The cases that are not closed, the latest first.
    public func openCases(limit: Int, for principal: Principal) async throws -> [InspectionCase] {
        var found: [InspectionCase] = []
        for status in InspectionCase.Status.allCases where status != .closed {
            found += try await cases(CaseFilter(status: status), limit: limit, for: principal)
        }
        return found.sorted { $0.id > $1.id }.prefix(limit).map(\.self)
    }

    /// A case with its findings and reports.
    ///
    /// - Throws: `Problem` `caseUnknown`, `rightMissing`.
    public func caseView(_ id: String, for principal: Principal) async throws -> CaseFacts {
        try await store.read { register in
            let found = try register.inspectionCase(id)
            let subject = try register.subject(of: found)
            try principal.demand(.readCases, on: subject)
            let more = try register.items([
                .ids(.inspectionCase, [id]), .children(.finding, of: [id]), .children(.citizenReport, of: [id]),
                .ids(.record(.producer), [found.key.producer].compactMap(\.self)),
                .ids(.record(.product), [found.key.product].compactMap(\.self)),
            ])
            func inOrder(_ items: [StoredItem]) -> [StoredItem] { items.sorted { $0.sequence < $1.sequence } }
            return CaseFacts(
                file: CaseFile(
                    inspectionCase: found, sequence: more[0].first?.sequence ?? 0,
                    findings: try inOrder(more[1]).map { try $0.value() },
                    reports: try inOrder(more[2]).map { try $0.value() }),
                subject: subject, producer: more[3].first?.body["legalNameVi"]?.string,
                product: more[4].first?.body["nameVi"]?.string)
        }
    }

    /// A citizen's report; nil where nobody got that receipt number.
    ///
    /// Who has the number may read it.
    public func report(_ receipt: ReceiptNumber) async throws -> CitizenReport? {
        try await store.read { try $0.value(CitizenReport.self, .citizenReport, receipt.text) }
    }

    /// What an inspector sees of a stamp beyond the consumer's report on it, from one snapshot.
    ///
    /// - Throws: `Problem` `rightMissing`; not where the stamp was not issued, of which the register has nothing to tell.
    public func inspectionFacts(of report: VerificationReport, for principal: Principal) async throws -> InspectionFacts
    {
        try await store.read { register in
            let keys = try register.signingKeys()
            guard let facts = report.facts else {
                let isOurs = try report.stamp.map { try register.item(.issuer, $0.host.text) != nil } ?? false
                let keyID = report.stamp?.seal.keyID
                return InspectionFacts(
                    report: report, key: isOurs ? keys.first { $0.record.keyID == keyID } : nil, batch: nil, right: nil,
                    lot: nil, certificates: [], cases: [])
            }
            try principal.demand(.readCases, on: register.subject(of: facts.producer))
            let batch = try facts.batch.flatMap { try register.batches(ids: [$0.id]).first?.batch }
            let number = report.stamp?.serial?.number ?? report.typed?.serial.number
            let lot = try batch.flatMap { batch in try number.flatMap { try register.lot(of: batch, $0) } }
            let keyID = report.stamp?.seal.keyID ?? batch?.keyID
            return InspectionFacts(
                report: report, key: keys.first { $0.record.keyID == keyID },
                batch: try batch.map {
                    InspectionFacts.RecordedBatch(
                        batch: $0, balance: try register.balance(of: $0), order: try $0.order.map(register.order))
                },
                right: try batch?.mark.map { try register.right($0.authorisation) },
                lot: try lot.map {
                    InspectionFacts.LotWeights(lot: $0, stampsInUse: try register.stampsInUse(ofLot: $0.id))
                },
                certificates: facts.certificates,
                designs: try batch.map { try register.designs(ofBatch: $0.id) } ?? [],
                drawings: try batch.flatMap { batch in
                    try number.map { number in
                        try register.drawings(ofBatch: batch.id).filter { drawn in
                            drawn.labels.ranges(of: batch.numbers).contains { $0.contains(number) }
                        }.compactMap(\.drawing)
                    }
                } ?? [],
                cases: try register.cases(
                    CaseFilter(producer: facts.producer.id), within: .everything, after: nil, limit: 50
                ).map { try $0.value() })
        }
    }
}

extension RegisterSnapshot {
    fileprivate func right(_ id: String) throws -> InspectionFacts.MarkRight {
        InspectionFacts.MarkRight(
            authorisation: try named(MarkAuthorisation.self, id: id),
            balance: try balances(ofAuthorisations: [id])[id] ?? MarkBalance())
    }
}
