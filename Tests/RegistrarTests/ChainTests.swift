import Access
import Accountability
import Encodings
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Testing
import Time
import TransparencyLog

/// Every leaf binds all entries before it; what stamps speak of stands in the leaf of their batch.
@Suite(.onEveryStore) struct ChainTests {
    private let register: RegisterFixture

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme()) }

    private func leaves() throws -> [LogLeaf] {
        let log = register.store.log
        return try log.entries(0..<log.entryCount()).map { try LogLeaf(bytes: $0) }
    }

    @Test func `every leaf holds the hash of the entry before its own, over all entries`() async throws {
        try await register.issue("L-TQ-2609", 5)
        var hashes = [EntryChain.beginning]
        for entry in try await register.ledger() { hashes.append(EntryChain.hash(of: entry, after: hashes.last ?? "")) }
        let leaves = try leaves()
        #expect(leaves.count > 10)
        for leaf in leaves { #expect(leaf.previous == hashes[leaf.sequence - 1], "leaf of \(leaf.sequence)") }
        let head = hashes.count - 1
        #expect(try await register.store.read { try $0.entryHash(head) } == hashes.last)
    }

    @Test func `an hour of entries that are no leaves is anchored by one leaf, once`() async throws {
        func anchor(_ time: String) async throws {
            try await register.registrar.anchorLedger(by: Authorship(.issuer(name: "test"), at: instant(time)))
        }
        try await register.giveToken(1)
        let head = try await register.ledger().count
        try await anchor("2026-11-21T08:59:59Z")
        #expect(try await register.ledger(.ledgerHead).isEmpty)
        try await anchor("2026-11-21T09:00:00Z")
        let entry = try #require(try await register.ledger(.ledgerHead).first)
        #expect(entry.sequence == head + 1 && entry.body["entries"]?.integer == head)
        #expect(try leaves().last?.kind == .ledgerHead && leaves().last?.previous == entry.body["hash"]?.string)
        try await anchor("2026-11-21T11:00:00Z")
        #expect(try await register.ledger(.ledgerHead).count == 1)
        #expect(try await register.differences().isEmpty)
    }

    @Test func `the leaf of a batch says in clear what the pack prints, and binds the rest`() async throws {
        let batch = try await register.issue("L-TQ-2609", 5).batch
        let leaf = try #require(try leaves().last { $0.kind == .batch })
        #expect(leaf.body["pack"]?["productName"] == "Chè Shan tuyết Khau Vạc một tôm hai lá")
        #expect(leaf.body["pack"]?["lotNumber"] == "KV260918" && leaf.body["pack"]?["expiresOn"] == "2028-09-18")
        #expect(leaf.body["lotDigest"] == nil && leaf.body["sealed"]?.array?.isEmpty == false)
        let text = leaf.body.canonicalText
        #expect(!text.contains("Z-TQ-01") && !text.contains(batch.sealed?.salt ?? "–"))
        let openings = try await register.registrar.openings(
            ofEntry: leaf.sequence, for: .issuer(name: "test"))
        let digests = Set(leaf.body["sealed"]?.array?.compactMap { $0["digest"]?.string } ?? [])
        #expect(Set(openings.map(\.digest)) == digests && openings.count == digests.count)
        #expect(openings.contains { $0.kind == .zone && $0.id == "Z-TQ-01" })
    }

    @Test func `openings stay what they were when records change afterwards`() async throws {
        let batch = try await register.issue("L-TQ-2609", 5)
        let before = try await register.registrar.openings(ofEntry: batch.sequence, for: .issuer(name: "test"))
        _ = try await register.registrar.perform(
            Decide(Decision(.suspended, .certificate, "C-01", ground: "kiểm tra", on: RegisterFixture.today)),
            by: .province)
        let after = try await register.registrar.openings(ofEntry: batch.sequence, for: .issuer(name: "test"))
        #expect(before == after && !before.isEmpty)
    }

    @Test func `stamps of a roll seal what they say when they are given to a lot`() async throws {
        let roll = try await register.roll(100)
        try await register.activate(roll.places(5, 20))
        let leaf = try #require(try leaves().last { $0.kind == .activation })
        #expect(leaf.body["pack"]?["lotNumber"] != nil && leaf.body["sealed"]?.array?.isEmpty == false)
        #expect(roll.sealed?.versions.contains { $0.kind == .lot } == false)
    }
}
