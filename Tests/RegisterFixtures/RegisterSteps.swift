package import Access
package import Encodings
package import ProgrammeSamples
package import Records
package import Registrar
package import Stamps
import Wording

// What many tests do on a register.

extension RegisterFixture {
    /// The tea's producer proposes another name for it, which stands confirmed.
    package func propose(_ name: JSONValue) async throws {
        guard let tea = try await item(.record(.product), "PR-TQ-1")?.json.replacing(["nameVi": name]),
            case .success(let product) = Product.read(tea, path: "$")
        else { return }
        _ = try await registrar.perform(PutRecord(product), by: .producer)
    }

    /// Issues a batch, through this register or another one on the same file.
    @discardableResult
    package func issue(
        _ lot: String, _ count: Int, withMark: Bool = true, as identifier: String? = nil,
        through other: Registrar? = nil, by author: Authorship = .test
    ) async throws -> IssuedBatch {
        let author = try identifier.map(author.asking) ?? author
        return try await (other ?? registrar).perform(
            IssueBatch(IssuanceRequest(.lot(lot), count: count, withMark: withMark), sealing: Self.sealing), by: author)
    }

    /// Issues a roll of the tea, as the office does.
    package func roll(_ count: Int, withMark: Bool = true, of product: String = "PR-TQ-1") async throws -> Batch {
        let request = try IssuanceRequest(.roll(product: product), count: count, withMark: withMark)
        return try await registrar.perform(IssueBatch(request, sealing: Self.sealing), by: .office).batch
    }

    /// Asks for labels as the producer does.
    package func ask(_ count: Int, for lot: String = "L-TQ-2609", withMark: Bool = true) async throws -> PrintOrder {
        try await registrar.perform(
            PlaceOrder(IssuanceRequest(.lot(lot), count: count, withMark: withMark)), by: .producer)
    }

    /// Approves an order, as the office does unless another is named.
    @discardableResult
    package func approve(_ order: PrintOrder, by author: Authorship = .office) async throws -> PrintOrder {
        try await registrar.perform(ApproveOrder(order.id, sealing: Self.sealing), by: author)
    }

    /// Writes a record of the sample in another form, as an entry from before today's rules.
    package func write(_ kind: RecordKind, _ index: Int, _ changes: [String: JSONValue]) async throws {
        let sample = try SampleProgramme().changing(kind.section, index, changes)
        let elements = try sample.programme().elements.filter { $0.kind == kind }
        let body = elements[index].record.json
        try await store.write { transaction in
            let entry = LedgerEntry(
                sequence: try transaction.head() + 1, time: "2026-11-21T08:00:00Z", actor: "test", kind: .record(kind),
                body: body)
            try transaction.append(entry)
            for change in try Projection.changes(of: entry) { try transaction.put(change, ofEntry: entry.sequence) }
        }
    }

    @discardableResult
    package func void(
        _ batch: Batch, _ first: Int, _ last: Int, _ cause: StampVoid.Cause, through other: Registrar? = nil
    ) async throws -> MarkBalance {
        let void = StampVoid(
            batch: batch.id, numbers: [try batch.places(first, last)], cause: cause, reason: "thử", on: Self.today)
        return try await (other ?? registrar).perform(VoidStamps(void), by: .office)
    }

    /// Hands the list of a batch's stamps to a press, which counts as drawing its labels.
    @discardableResult
    package func draw(
        _ batch: Batch, _ first: Int = 1, _ last: Int? = nil, reprint: String? = nil, by author: Authorship = .office,
        through other: Registrar? = nil
    ) async throws -> Int {
        let list = DrawLabels(batch: batch.id, from: first, to: last, design: nil, reprint: reprint, format: "csv")
        return try await (other ?? registrar).perform(list, by: author).count
    }

    @discardableResult
    package func activate(_ numbers: SerialRange, _ lot: String = "L-TQ-2609") async throws -> Activation {
        try await registrar.perform(ActivateStamps(numbers, forLot: lot), by: .office)
    }

    @discardableResult
    package func recall(_ lot: String, through other: Registrar? = nil) async throws -> Recall {
        try await (other ?? registrar).perform(RecallLot(lot: lot, reason: "thử"), by: .office)
    }

    /// Gives a producer's token whose secret is one byte repeated.
    @discardableResult
    package func giveToken(
        _ byte: UInt8, scope: Scope = .producer("P-TQ-001"), by author: Authorship = .test
    ) async throws -> TokenRecord {
        try await registrar.perform(
            GiveToken(
                AccessToken(secret: Array(repeating: byte, count: 32)).digest,
                NewToken(role: .producer, scope: scope, name: "Phần mềm kho", expiresOn: day("2027-11-21"))),
            by: author)
    }

    /// Takes a village that receives guests: its product has no packs, and a plaque instead of labels.
    package func takeVillage(withMark: Bool = true) async throws {
        let products: JSONValue = [
            [
                "id": "PR-TQ-9", "producer": "P-TQ-001", "nameVi": "Làng du lịch cộng đồng Khau Vạc", "setNumber": 26,
                "netContent": ["value": 1, "unit": "piece"], "productCode": "08-02260-09-2026",
            ]
        ]
        let recognitions: JSONValue = [
            [
                "id": "R-9", "product": "PR-TQ-9", "stars": 4, "legalBasis": "148/QĐ-TTg",
                "decisionNumber": "0009/QĐ-UBND (giả định)", "issuedBy": "UBND tỉnh Tuyên Quang",
                "issuedOn": "2024-11-25", "validThrough": "2027-11-25",
            ]
        ]
        let rights: JSONValue = [
            [
                "id": "M-9", "recognition": "R-9", "mark": "OCOP-VN", "stars": 4, "quota": 5,
                "validThrough": "2027-11-25",
            ]
        ]
        let village: JSONValue = ["products": products, "recognitions": recognitions, "markAuthorisations": rights]
        _ = try await registrar.perform(ImportProgramme(Programme(reading: village)), by: .test)
    }

    /// The item as the register has it.
    package func item(_ kind: ItemKind, _ id: String) async throws -> RegisterItem? {
        try await registrar.item(kind, id: id, for: Authorship.test.principal)
    }

    /// How many marks are left under a right.
    package func left(_ right: String) async throws -> Int? {
        try await registrar.markBooks(for: Authorship.test.principal).first { $0.authorisation.id == right }?.left
    }

    /// What became of the stamps of a batch.
    package func balance(of batch: Batch) async throws -> MarkBalance? {
        try await store.read { try $0.balances(ofBatches: [batch.id])[batch.id] }
    }
}

extension Batch {
    /// The numbers from one place of the batch to another, the first being 1.
    package func places(_ first: Int, _ last: Int) throws -> SerialRange {
        try SerialRange(first: numbers[first - 1], count: last - first + 1)
    }
}

extension SampleProgramme {
    /// The sample with members of one of its records changed.
    package func changing(_ section: String, _ index: Int, _ changes: [String: JSONValue]) throws -> SampleProgramme {
        guard case .object(var file) = json, var records = file[section]?.array, records.indices.contains(index)
        else { throw DataProblems([]) }
        records[index] = records[index].merging(changes)
        file[section] = .array(records)
        var changed = self
        changed.json = .object(file)
        return changed
    }

    /// The sample with a record added that is a copy of another one, with some of its members changed.
    package func adding(_ section: String, like index: Int, _ changes: [String: JSONValue]) throws -> SampleProgramme {
        guard case .object(var file) = json, let records = file[section]?.array, records.indices.contains(index)
        else { throw DataProblems([]) }
        file[section] = .array(records + [records[index].merging(changes)])
        var longer = self
        longer.json = .object(file)
        return longer
    }
}

extension JSONValue {
    /// The object with other values for some members.
    package func merging(_ changes: [String: JSONValue]) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.merging(changes) { $1 })
    }
}
