import Encodings
import GS1
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Testing
import Verification
import Wording

/// What a scan is answered from.
@Suite(.onEveryStore) struct FactsTests {
    private let register: RegisterFixture
    private let view: RegisterView
    private let tea: ProductKey

    /// The tea has two batches, numbers 1 to 10 and 11 to 30; another product has one.
    init() async throws {
        register = try await RegisterFixture(importing: SampleProgramme())
        view = RegisterView(register.store)
        tea = .gtin(try GTIN("9520000000011"))
        try await register.issue("L-TQ-2609", 10)
        try await register.issue("L-TQ-2609", 20)
        try await register.issue("L-QN-2611", 10)
    }

    private func facts(_ number: UInt64?, of key: ProductKey? = nil) async throws -> StampFacts? {
        try await view.facts(of: key ?? tea, number: number.map { try SerialNumber($0) })
    }

    @Test(
        arguments: [
            (0, nil), (1, "B-000038"), (10, "B-000038"), (11, "B-000039"), (30, "B-000039"), (31, nil),
            (34_359_738_367, nil),
        ] as [(UInt64, String?)])
    func `a number is found in its batch, from the first to the last`(number: UInt64, batch: String?) async throws {
        let facts = try #require(try await facts(number))
        #expect(facts.batch?.id == batch)
        #expect(facts.lot?.lotNumber.text == (batch == nil ? nil : "KV260918"))
        #expect(facts.product.id == "PR-TQ-1" && facts.recognitions.map(\.id) == ["R-1"])
        #expect(try await view.isIssued(SerialNumber(number), of: tea) == (batch != nil))
    }

    @Test func `the facts of a number have all that its page shows`() async throws {
        let facts = try #require(try await facts(5))
        #expect(facts.issuer.host.text == "TG.EXAMPLE" && facts.producer.id == "P-TQ-001")
        #expect(facts.batch?.sequence == 38 && facts.batch?.mark?.stars == 4)
        #expect(facts.zones.map(\.id) == ["Z-TQ-01"])
        #expect(Set(facts.certificates.map(\.id)) == ["C-01", "C-02"])
    }

    @Test func `an input that was bought has no zone`() async throws {
        let facts = try #require(try await facts(1, of: .gtin(GTIN("9520000000028"))))
        #expect(facts.zones.map(\.id) == ["Z-QN-01"] && facts.certificates.map(\.id) == ["C-03"])
    }

    @Test func `a product without batches, and a stamp without a number, have no batch`() async throws {
        let honey = try await facts(1, of: .code(ProductCode("PR-TQ-2")))
        #expect(honey?.product.id == "PR-TQ-2" && honey?.batch == nil && honey?.lot == nil)
        #expect(try await facts(nil)?.batch == nil)
    }

    @Test func `a key that no product has gives nothing`() async throws {
        #expect(try await facts(1, of: .code(ProductCode("PR-TQ-1"))) == nil)
        #expect(try await facts(1, of: .gtin(GTIN("9520000000059"))) == nil)
    }

    @Test func `stamps with a key that the product no longer has are still found`() async throws {
        try await register.write(.product, 0, ["gtin": .null])
        #expect(try await facts(5)?.batch?.id == "B-000038")
        #expect(try await facts(5, of: .code(ProductCode("PR-TQ-1")))?.batch == nil)
    }

    @Test func `batches are listed the latest first, of one lot or of all`() async throws {
        func listed(_ lot: String?, _ limit: Int) async throws -> [String] {
            try await register.registrar.batches(ofLot: lot, limit: limit, for: Authorship.test.principal).map(\.id)
        }
        #expect(try await listed(nil, 9) == ["B-000040", "B-000039", "B-000038"])
        #expect(try await listed("L-TQ-2609", 1) == ["B-000039"])
        #expect(try await register.refusal { _ = try await listed("L-NONE", 9) } == [.lotUnknown])
        let unknown = try await register.refusal {
            _ = try await register.registrar.batch("B-000099", for: Authorship.test.principal)
        }
        #expect(unknown == [.batchUnknown])
    }

    @Test func `what another process issues is seen at once`() async throws {
        let other = try await register.opened()
        #expect(try await facts(31)?.batch == nil)
        try await register.issue("L-TQ-2609", 1, through: other)
        #expect(try await facts(31)?.batch?.id == "B-000041")
    }

    @Test func `a product and its lot are told without a stamp, of two lots with one number the later one`()
        async throws
    {
        try await register.write(.lot, 1, ["id": "L-LATER", "product": "PR-TQ-1", "lotNumber": "KV260918"])
        let facts = try #require(try await view.facts(of: tea, lot: LotNumber("KV260918")))
        #expect(facts.product.id == "PR-TQ-1" && facts.batch == nil)
        #expect(try await view.facts(of: tea, lot: nil)?.lot == nil)
        #expect(try await view.facts(of: tea, lot: LotNumber("NONE")) == nil)
    }

    @Test func `a stamp of the register is verified against it`() async throws {
        let secret = try BatchSecret(bytes: [UInt8](32..<64))
        let sealer = StampSealer(
            host: try IssuerHost("TG.EXAMPLE"), keyID: KeyID(rawValue: 1),
            signingKey: try StampSigningKey(seed: [UInt8](0..<32)))
        let verifier = Verifier(register: view) { _, _ in secret }
        func verdict(_ number: UInt64) async throws -> Verdict {
            let text = try sealer.run(of: tea, secret: secret).stamp(SerialNumber(number))
            return try await verifier.verify(text, on: RegisterFixture.today).verdict
        }
        // Before the log says so, nothing is issued: the batch is recorded, and no stamp of it can be sealed.
        #expect(try await verdict(1) == .notIssued)
        try await register.signLog()
        #expect(try await verdict(1) == .valid)
        #expect(try await verdict(30) == .valid)
        #expect(try await verdict(31) == .notIssued)
    }
}

/// What is remembered for scans is forgotten at once when anything is recorded, by this process or another.
@Suite(.onEveryStore) struct ScanCacheTests {
    private let register: RegisterFixture
    private let view: RegisterView
    private let tea: ProductKey
    private let batch: Batch

    init() async throws {
        register = try await RegisterFixture(importing: SampleProgramme())
        view = RegisterView(register.store)
        tea = .gtin(try GTIN("9520000000011"))
        batch = try await register.issue("L-TQ-2609", 20).batch
    }

    private func facts(_ number: UInt64) async throws -> StampFacts {
        try #require(try await view.facts(of: tea, number: try SerialNumber(number)))
    }

    @Test func `stamps of which the same is known have the same revision, others another`() async throws {
        let first = try await facts(1)
        #expect(first.revision != nil)
        #expect(try await facts(20).revision == first.revision)
        try await register.void(batch, 5, 6, .spoiled, through: register.opened())
        let (before, within, after) = (try await facts(4), try await facts(5), try await facts(7))
        #expect(before.void == nil && within.void != nil && after.void == nil)
        #expect(Set([first, before, within, after].map(\.revision)).count == 4)
        #expect(try await facts(6).revision == within.revision)
        #expect(try await facts(20).revision == after.revision)
    }

    @Test func `a recall by another process is seen at the next scan`() async throws {
        #expect(try await facts(3).recall == nil)
        try await register.recall("L-TQ-2609", through: register.opened())
        #expect(try await facts(3).recall != nil)
    }

    @Test func `a checkpoint that covers a batch is seen at the next scan`() async throws {
        #expect(try await facts(3).batch?.isLogged == false)
        try await register.signLog()
        #expect(try await facts(3).batch?.isLogged == true)
    }
}
