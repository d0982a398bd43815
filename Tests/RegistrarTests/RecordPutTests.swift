import Access
import Encodings
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Testing
import Wording

@Suite(.onEveryStore) struct RecordPutTests {
    private let register: RegisterFixture

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme.declared()) }

    private func put<Record: RegisterRecord>(
        _: Record.Type, _ json: JSONValue, by author: Authorship = .test,
        precondition: @escaping @Sendable (Int?) throws -> Void = { _ in }
    ) async throws -> PutAnswer {
        let record = try Record.read(json, path: "$").get()
        return try await register.registrar.perform(PutRecord(record, precondition: precondition), by: author)
    }

    private func known(_ kind: RecordKind, _ id: String) async throws -> JSONValue {
        try #require(try await register.item(.record(kind), id)).json
    }

    @Test func `a record that is put again is not written, a changed one is one entry`() async throws {
        let tea = try await known(.product, "PR-TQ-1")
        let head = try await register.ledger().count
        let same = try await put(Product.self, tea)
        #expect(!same.isNew && same.item.json == tea)
        #expect(try await register.ledger().count == head)
        let changed = try await put(Product.self, tea.merging(["nameVi": "Chè Shan"]))
        #expect(!changed.isNew && changed.item.sequence == head + 1)
        let new = try await put(Product.self, tea.merging(["id": "PR-NEW", "gtin": .null]))
        #expect(new.isNew && new.item.subject.producers == ["P-TQ-001"])
        #expect(try await register.differences().isEmpty)
    }

    @Test func `the right is asked before anything else, for what stands there and for what it is to be`()
        async throws
    {
        let orphan = try await known(.product, "PR-TQ-1").merging(["producer": "P-NONE"])
        let taken = try await known(.product, "PR-TQ-1").merging(["id": "PR-NEW"])
        let head = try await register.ledger().count
        // The producer may write its product, but not give it away to anyone.
        #expect(
            try await register.refusal { _ = try await put(Product.self, orphan, by: .producer) } == [.rightMissing])
        let given = orphan.merging(["producer": "P-QN-001"])
        #expect(
            try await register.refusal { _ = try await put(Product.self, given, by: .producer) } == [.rightMissing])
        let other = try await known(.product, "PR-QN-1").merging(["producer": "P-TQ-001"])
        #expect(
            try await register.refusal { _ = try await put(Product.self, other, by: .producer) } == [.rightMissing])
        let error = await #expect(throws: DataProblems.self) { try await put(Product.self, orphan) }
        #expect(error?.problems.map(\.path) == ["$.producer"])
        let key = await #expect(throws: DataProblems.self) { try await put(Product.self, taken) }
        #expect(key?.problems.map(\.path) == ["$.gtin"])
        #expect(try await register.ledger().count == head)
    }

    @Test func `the precondition sees the entry of the record as it stands, and stops the rest`() async throws {
        struct Stale: Error {}
        let tea = try await known(.product, "PR-TQ-1").merging(["nameVi": "Chè Shan"])
        let present = try #require(try await register.item(.record(.product), "PR-TQ-1")).sequence
        let head = try await register.ledger().count
        await #expect(throws: Stale.self) {
            try await put(Product.self, tea) { if $0 == present { throw Stale() } }
        }
        await #expect(throws: Stale.self) {
            try await put(Product.self, tea.merging(["id": "PR-NEW", "gtin": .null])) { if $0 == nil { throw Stale() } }
        }
        #expect(try await register.ledger().count == head)
    }

    /// Under the decision in force, 4 stars have 70 to below 90 points (Decision 26/2026/QĐ-TTg Art 3.3).
    private func wrong() async throws -> JSONValue {
        try await known(.recognition, "R-1").merging([
            "id": "R-NEW", "legalBasis": "26/2026/QĐ-TTg", "issuedOn": "2026-08-03", "validThrough": "2029-08-03",
            "score": 95, "stars": 4,
        ])
    }

    @Test func `a recognition that breaks a rule is not recorded`() async throws {
        let head = try await register.ledger().count
        let wrong = try await wrong()
        let error = await #expect(throws: Problems.self) { try await put(Recognition.self, wrong) }
        #expect(error?.all.map(\.code).contains(.scoreOutsideRank) == true)
        #expect(try await register.ledger().count == head)
        let right = try await put(Recognition.self, wrong.merging(["score": 80]))
        #expect(right.isNew)
    }

    @Test func `nor is it imported, and the place in the file is told with the rule`() async throws {
        let json: JSONValue = ["recognitions": [try await wrong()]]
        let error = await #expect(throws: DataProblems.self) {
            try await register.registrar.perform(ImportProgramme(Programme(reading: json)), by: .test)
        }
        #expect(error?.problems.first?.path == "$.recognitions[0]")
        #expect(error?.problems.first?.text.en.hasPrefix("INV-01: ") == true)
        #expect(try await register.item(.record(.recognition), "R-NEW") == nil)
    }

    @Test func `an office decides on a certificate and does not rewrite it, its producer the other way round`()
        async throws
    {
        let certificate = try await known(.certificate, "C-01")
        let suspended = certificate.merging(["status": "suspended"])
        let renamed = certificate.merging(["issuer": "Tổ chức khác"])
        #expect(
            try await register.refusal { _ = try await put(Certificate.self, suspended, by: .producer) }
                == [.rightMissing])
        #expect(
            try await register.refusal { _ = try await put(Certificate.self, renamed, by: .province) }
                == [.rightMissing])
        #expect(try await put(Certificate.self, renamed, by: .producer).item.json == renamed)
        let both = renamed.merging(["status": "suspended"])
        let error = await #expect(throws: DataProblems.self) { try await put(Certificate.self, both, by: .province) }
        #expect(error?.code == .decidedElsewhere)
        let dated = both.merging(["suspensions": [["from": "2026-11-21"]]])
        let act = Decision(.suspended, .certificate, "C-01", ground: "kiểm tra", on: RegisterFixture.today)
        #expect(
            try await register.refusal { _ = try await register.registrar.perform(Decide(act), by: .producer) }
                == [.rightMissing])
        #expect(try await register.registrar.perform(Decide(act), by: .province).json == dated)
        #expect(try await known(.certificate, "C-01") == dated)
    }
}
