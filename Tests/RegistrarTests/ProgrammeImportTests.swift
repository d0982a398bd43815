import Encodings
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Testing
import Wording

@Suite(.onEveryStore) struct ProgrammeImportTests {
    private let sample: SampleProgramme
    private let register: RegisterFixture

    /// A register with its issuer and key alone.
    init() async throws {
        sample = try SampleProgramme.declared()
        register = try await RegisterFixture()
    }

    @Test func `the sample programme is taken in whole`() async throws {
        let summary = try await register.take(sample)
        #expect(summary.entries == 28)
        #expect(
            summary.counts.mapValues(\.added) == [
                .producer: 3, .zone: 4, .certificate: 5, .product: 5, .recognition: 4, .markAuthorisation: 3, .lot: 4,
            ])
        #expect(try await register.ledger().map(\.sequence) == Array(1...30))
    }

    @Test func `importing the same file twice changes nothing`() async throws {
        try await register.take(sample)
        let before = try await register.ledger()
        let again = try await register.take(sample)
        #expect(again.entries == 0 && again.counts.values.reduce(0) { $0 + $1.unchanged } == 28)
        #expect(try await register.ledger() == before)
    }

    @Test func `a changed record is one new entry, and its former forms stay in the ledger`() async throws {
        try await register.take(sample)
        let summary = try await register.take(sample.changing("products", 0, ["nameVi": "Chè Shan"]))
        #expect(summary.entries == 1 && summary.counts[.product]?.changed == 1)
        let names = try await register.ledger(.record(.product), item: "PR-TQ-1").map { $0.body["nameVi"]?.string }
        #expect(names == ["Chè Shan tuyết Khau Vạc một tôm hai lá", "Chè Shan"])
        #expect(try await register.ledger().count == 31)
    }

    @Test func `a record without change but with another remark is the same record`() async throws {
        try await register.take(sample)
        #expect(try await register.take(sample.changing("lots", 0, ["expect": "nothing"])).entries == 0)
    }

    @Test func `one reference to nothing, and nothing at all is written`() async throws {
        let error = await #expect(throws: DataProblems.self) {
            try await register.take(sample.changing("lots", 3, ["product": "PR-XX"]))
        }
        #expect(error?.problems.map(\.path) == ["$.lots[3].product"])
        #expect(try await register.ledger().count == 2)
        #expect(try await register.differences().isEmpty)
    }

    @Test func `a file may name records that only the register has`() async throws {
        try await register.take(sample)
        let lots = try #require(sample.json["lots"])
        let onlyLots = try Programme(reading: ["lots": lots])
        #expect(try await register.registrar.perform(ImportProgramme(onlyLots), by: .test).entries == 0)
    }

    @Test func `another product's GTIN is refused with the path of each who asks for it, and nothing is written`()
        async throws
    {
        try await register.take(sample)
        let wrong = try sample.changing("producers", 0, ["shortName": "Khau Vạc"])
            .changing("products", 3, ["gtin": "9520000000011"]).changing("products", 4, ["gtin": "09520000000028"])
        let error = await #expect(throws: DataProblems.self) { try await register.take(wrong) }
        #expect(error?.problems.map(\.path) == ["$.products[3].gtin", "$.products[4].gtin"])
        #expect(error?.problems.first?.text.vi.contains("«PR-TQ-1»") == true)
        #expect(error?.problems.last?.text.en.contains("\"PR-QN-1\"") == true)
        #expect(try await register.ledger().count == 30)
        #expect(try await register.differences().isEmpty)
    }

    @Test func `two products of one file cannot have one key`() async throws {
        let wrong = try sample.changing("products", 4, ["gtin": .null, "productCode": "PR-TQ-2"])
        let error = await #expect(throws: DataProblems.self) { try await register.take(wrong) }
        #expect(error?.problems.map(\.path) == ["$.products[4].productCode"])
        #expect(try await register.ledger().count == 2)
    }

    @Test func `a key that a product gave up is not free for another, and its own again at any time`() async throws {
        try await register.take(sample)
        let without = try sample.changing("products", 0, ["gtin": .null])
        #expect(try await register.take(without).entries == 1)
        let other = try without.changing("products", 4, ["gtin": "9520000000011"])
        let error = await #expect(throws: DataProblems.self) { try await register.take(other) }
        #expect(error?.problems.map(\.path) == ["$.products[4].gtin"])
        #expect(try await register.take(sample).entries == 1)
    }

    @Test func `what one imports another on the same register sees`() async throws {
        let other = try await register.opened()
        try await register.take(SampleProgramme())
        #expect(try await register.issue("L-TQ-2609", 1, through: other).isNew)
    }

    @Test func `only the issuer imports`() async throws {
        for author in [Authorship.producer, .province, .inspector] {
            #expect(try await register.refusal { try await register.take(sample, by: author) } == [.rightMissing])
        }
        #expect(try await register.ledger().count == 2)
    }
}

@Suite(.onEveryStore) struct DeclareLotTests {
    private let register: RegisterFixture

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme()) }

    private func declare(_ changes: [String: JSONValue], by author: Authorship = .producer) async throws -> Lot {
        let tea = try #require(try await register.item(.record(.lot), "L-TQ-2609")).json
        let lot = try Lot.read(tea.merging(changes), path: "$").get()
        return try await register.registrar.perform(DeclareLot(lot), by: author)
    }

    @Test func `a new lot is one entry`() async throws {
        let lot = try await declare(["id": "L-NEW", "lotNumber": "KV261001"])
        #expect(try await register.ledger(.record(.lot), item: "L-NEW").map(\.body) == [lot.json])
    }

    @Test func `a lot that exists is never changed, nor its number on the packs taken twice`() async throws {
        let before = try await register.ledger().count
        #expect(try await register.refusal { _ = try await declare(["unitsMax": 2_300]) } == [.lotExists])
        #expect(try await register.refusal { _ = try await declare(["id": "L-NEW"]) } == [.lotExists])
        #expect(try await register.ledger().count == before)
    }

    @Test func `a producer declares lots of its own products only`() async throws {
        let before = try await register.ledger().count
        let refusal = try await register.refusal {
            _ = try await declare(["id": "L-NEW", "lotNumber": "X1", "product": "PR-QN-1"])
        }
        #expect(refusal == [.rightMissing])
        #expect(try await register.ledger().count == before)
    }

    @Test func `what a new lot would begin with is the last one's, under the next number of the day`() async throws {
        let suggestion = try await register.registrar.suggestion(
            forLotOf: "PR-TQ-1", packedOn: day("2026-09-18"), for: Authorship.producer.principal)
        #expect(suggestion.last?.id == "L-TQ-2609" && suggestion.nextNumber == "KV260918-2")
        #expect(suggestion.zones.map(\.id) == ["Z-TQ-01", "Z-TQ-02"])
        let other = try await register.refusal {
            _ = try await register.registrar.suggestion(
                forLotOf: "PR-QN-1", packedOn: day("2026-09-18"), for: Authorship.producer.principal)
        }
        #expect(other == [.rightMissing])
    }
}
