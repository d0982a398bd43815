import Encodings
import GS1
import Records
import Stamps
import Store
import Testing
import Verification

struct VerificationQueryTests {
    private let disk: RegisterOnDisk
    private let tea: ProductKey

    /// The tea has two batches, numbers 1 to 10 and 11 to 30; another product has one.
    init() async throws {
        disk = try RegisterOnDisk(importing: SampleProgramme())
        tea = .gtin(try GTIN("9520000000011"))
        try await disk.issue("L-TQ-2609", 10)
        try await disk.issue("L-TQ-2609", 20)
        try await disk.issue("L-QN-2611", 10)
    }

    private func facts(_ number: UInt64?, of key: ProductKey? = nil) async throws -> StampFacts? {
        try await disk.register.facts(of: key ?? tea, number: number.map { try SerialNumber($0) })
    }

    @Test(
        arguments: [
            (0, nil), (1, "B-000031"), (10, "B-000031"), (11, "B-000032"), (30, "B-000032"), (31, nil),
            (34_359_738_367, nil),
        ] as [(UInt64, String?)])
    func `a number is found in its batch, from the first to the last`(number: UInt64, batch: String?) async throws {
        let facts = try #require(try await facts(number))
        #expect(facts.batch?.id == batch)
        #expect(facts.lot?.lotNumber.text == (batch == nil ? nil : "KV260918"))
        #expect(facts.product.id == "PR-TQ-1" && facts.recognitions.map(\.id) == ["R-1"])
    }

    @Test func `a number between two batches belongs to neither`() async throws {
        try disk.behindItsBack("UPDATE batch SET first_number = 100 WHERE id = 'B-000032'")
        #expect(try await facts(50)?.batch == nil)
        // The row says 100, the batch itself still 11: only a number in both is taken for issued.
        #expect(try await facts(100)?.batch == nil)
    }

    @Test func `the facts of a number have all that its page shows`() async throws {
        let facts = try #require(try await facts(5))
        #expect(facts.issuer.host.text == "TG.EXAMPLE" && facts.producer.id == "P-TQ-001")
        #expect(facts.batch?.sequence == 31 && facts.batch?.mark?.stars == 4)
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
        let without = try SampleProgramme().changing("products", 0, ["gtin": .null])
        _ = try disk.register.importProgramme(without.programme(), as: RegisterOnDisk.stamp)
        #expect(try await facts(5)?.batch?.id == "B-000031")
        #expect(try await facts(5, of: .code(ProductCode("PR-TQ-1")))?.batch == nil)
    }

    @Test func `batches are listed the latest first, of one lot or of all`() throws {
        let all = try disk.register.batches(ofLot: nil, limit: 9).map(\.id)
        #expect(all == ["B-000033", "B-000032", "B-000031"])
        #expect(try disk.register.batches(ofLot: "L-TQ-2609", limit: 1).map(\.id) == ["B-000032"])
        #expect(try disk.register.batches(ofLot: "L-NONE", limit: 9).isEmpty)
        #expect(try disk.register.batch(id: "B-000099") == nil)
    }

    @Test func `what another process issues is seen at once`() async throws {
        let other = try disk.opened()
        #expect(try await facts(31)?.batch == nil)
        try await disk.issue("L-TQ-2609", 1, into: other)
        #expect(try await facts(31)?.batch?.id == "B-000034")
    }

    @Test func `a stamp of the register is verified against it`() async throws {
        let secret = try BatchSecret(octets: [UInt8](32..<64))
        let sealer = StampSealer(
            host: try IssuerHost("TG.EXAMPLE"), keyID: KeyID(rawValue: 1),
            signingKey: try StampSigningKey(seed: [UInt8](0..<32)))
        let verifier = Verifier(register: disk.register) { _, _ in secret }
        func verdict(_ number: UInt64) async throws -> Verdict {
            let text = try sealer.run(of: tea, secret: secret).stamp(SerialNumber(number))
            return try await verifier.verify(text, on: RegisterOnDisk.today).verdict
        }
        // Before the log says so, nothing is issued: the batch is recorded, and no stamp of it can be sealed.
        #expect(try await verdict(1) == .notIssued)
        try disk.signLog()
        #expect(try await verdict(1) == .valid)
        #expect(try await verdict(30) == .valid)
        #expect(try await verdict(31) == .notIssued)
    }
}
