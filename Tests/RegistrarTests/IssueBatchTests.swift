import Law
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Synchronization
import Testing
import Time
import Verification
import Wording

/// The rice paper has 10 marks left (right M-3: quota 30,000, printed 29,990) and one lot of 500 packs.
@Suite(.onEveryStore) struct IssueBatchTests {
    private let register: RegisterFixture
    private let draws = Draws()

    /// The sample without the rice that was bought, which has no certificate.
    init() async throws {
        register = try await RegisterFixture(
            importing: SampleProgramme().setting("lots", 2, "inputs", 1, to: nil))
    }

    /// The batches that a secret was drawn for, in order.
    private final class Draws: Sendable {
        private let ids = Mutex<[String]>([])
        var all: [String] { ids.withLock { $0 } }

        func draw(_ id: String) -> String {
            ids.withLock { $0.append(id) }
            return "sealed for \(id)"
        }

        func clear() { ids.withLock { $0 = [] } }
    }

    private func issue(
        _ count: Int, lot: String = "L-QN-2611", withMark: Bool = true, claims: [CertificateType] = [],
        lotInStamp: Bool = false, keyID: UInt16 = 1, by author: Authorship = .test
    ) async throws -> IssuedBatch {
        let request = try IssuanceRequest(
            .lot(lot), count: count, withMark: withMark, claims: claims, lotInStamp: lotInStamp)
        let sealing = BatchSealing(keyID: KeyID(rawValue: keyID)) { [draws] in draws.draw($0) }
        return try await register.registrar.perform(IssueBatch(request, sealing: sealing), by: author)
    }

    private func batches() async throws -> [Batch] {
        try await register.store.read { try $0.batches(BatchFilter()).map(\.batch) }
    }

    @Test func `a batch has all that its request asked for, and its place in the ledger`() async throws {
        let issued = try await issue(10, claims: [.vietgap], lotInStamp: true, by: .test.asking("đơn-1"))
        #expect(issued.isNew && issued.sequence == 38)
        let batch = issued.batch
        #expect(try await batches() == [batch])
        #expect(batch.id == "B-000038" && batch.request == "đơn-1" && batch.lot == "L-QN-2611")
        #expect(batch.numbers.first.rawValue == 1 && batch.numbers.count == 10)
        #expect(batch.productKey.path == "/01/09520000000028" && batch.keyID == KeyID(rawValue: 1))
        #expect(batch.mark == BatchMark(authorisation: "M-3", recognition: "R-3", stars: 3))
        #expect(batch.claims == [.vietgap] && batch.lotInStamp?.text == "ST261116")
        #expect(batch.issuedOn == RegisterFixture.today && batch.sealedSecret == "sealed for B-000038")
    }

    @Test func `a batch without the mark names no right`() async throws {
        let batch = try await issue(500, withMark: false).batch
        #expect(batch.mark == nil && batch.lotInStamp == nil && batch.claims.isEmpty)
    }

    @Test func `broken rules are thrown together, and leave nothing recorded and no secret drawn`() async throws {
        let error = await #expect(throws: Problems.self) { try await issue(501, claims: [.organic]) }
        #expect(
            error?.all.map(\.code) == [.quotaExceeded, .claimNotCovered, .lotOutputExceeded, .lotUnitsExceeded])
        #expect(try await batches().isEmpty && draws.all.isEmpty)
    }

    @Test func `what was issued before counts`() async throws {
        _ = try await issue(6)
        let error = await #expect(throws: Problems.self) { try await issue(5) }
        #expect(error?.all.map(\.code) == [.quotaExceeded])
        let last = try await issue(4).batch
        #expect(last.numbers.first.rawValue == 7)
        #expect(try await batches().count == 2)
    }

    @Test func `the same request gives the same batch, even on another day`() async throws {
        let first = try await issue(10, by: .test.asking("R1"))
        let again = try await issue(10, by: .test.asking("R1").on(RegisterFixture.today.adding(days: 30)))
        #expect(again.batch == first.batch && again.sequence == first.sequence && !again.isNew)
        #expect(try await batches().count == 1 && draws.all == ["B-000038"])
    }

    @Test func `a repeated request is answered though the quota is used up and the key retired`() async throws {
        let first = try await issue(10, by: .test.asking("R1"))
        let again = try await issue(10, keyID: 2, by: .test.asking("R1"))
        #expect(again.batch == first.batch && !again.isNew)
    }

    @Test func `requests without an identifier are each their own batch`() async throws {
        for _ in 0..<2 { _ = try await issue(5) }
        #expect(try await batches().map(\.id) == ["B-000038", "B-000039"])
        #expect(draws.all == ["B-000038", "B-000039"])
    }

    @Test func `an identifier that made another batch is a conflict`() async throws {
        let author = try Authorship.test.asking("R1")
        _ = try await issue(5, claims: [.vietgap], by: author)
        let others: [() async throws -> IssuedBatch] = [
            { try await issue(6, claims: [.vietgap], by: author) },
            { try await issue(5, lot: "L-TQ-2609", claims: [.vietgap], by: author) },
            { try await issue(5, withMark: false, claims: [.vietgap], by: author) },
            { try await issue(5, by: author) },
            { try await issue(5, claims: [.vietgap], lotInStamp: true, by: author) },
        ]
        for other in others {
            let error = await #expect(throws: Problem.self) { try await other() }
            #expect(error?.code == .requestConflict)
            #expect(error?.text.vi.contains("«R1»") == true && error?.text.en.contains("B-000038") == true)
        }
        #expect(try await batches().count == 1 && draws.all.count == 1)
    }

    @Test func `a key that is not published signs no new batch`() async throws {
        let error = await #expect(throws: Problem.self) { try await issue(5, keyID: 2) }
        #expect(error?.code == .keyNotPublished && error?.text.vi.contains("2") == true)
        #expect(try await batches().isEmpty && draws.all.isEmpty)
    }

    @Test func `a product whose numbers are used up gets no batch that would pass the last`() async throws {
        try await useUp(allBut: 9)
        let error = await #expect(throws: Problem.self) { try await issue(10) }
        #expect(error?.code == .usage && draws.all.isEmpty)
        let last = try await issue(9).batch
        #expect(last.numbers.last == SerialNumber.maximum)
    }

    /// Puts a batch of all numbers of the rice paper but the last ones into the ledger, as no request could.
    private func useUp(allBut left: Int) async throws {
        let batch = try await issue(1, withMark: false).batch
        let rest = try SerialRange(
            first: SerialNumber(2), count: Int(SerialNumber.maximum.rawValue) - 1 - left)
        let large = Batch(
            id: Batch.id(sequence: 39), request: nil, product: batch.product, productKey: batch.productKey,
            numbers: rest, lot: nil, lotInStamp: nil, keyID: batch.keyID, sealedSecret: batch.sealedSecret,
            issuedOn: batch.issuedOn, mark: nil, claims: [])
        let entry = LedgerEntry(
            sequence: 39, time: "2026-11-21T08:00:00Z", actor: "test", kind: .batch, body: large.json)
        try await register.store.write { try $0.apply(entry) }
        draws.clear()
    }

    @Test func `a secret that cannot be drawn leaves nothing recorded`() async throws {
        let failing = BatchSealing(keyID: KeyID(rawValue: 1)) { throw NoSecret(batch: $0) }
        let command = IssueBatch(try IssuanceRequest(.lot("L-QN-2611"), count: 5, withMark: true), sealing: failing)
        await #expect(throws: NoSecret(batch: "B-000038")) {
            try await register.registrar.perform(command, by: .test)
        }
        #expect(try await batches().isEmpty)
    }

    private struct NoSecret: Error, Equatable { let batch: String }

    @Test func `a sealer of another key makes no stamps of the batch`() async throws {
        let batch = try await issue(10).batch
        let secret = try BatchSecret(bytes: [UInt8](0..<32))
        func sealer(_ id: UInt16) throws -> StampSealer {
            StampSealer(
                host: try IssuerHost("TG.EXAMPLE"), keyID: KeyID(rawValue: id),
                signingKey: try StampSigningKey(seed: [UInt8](0..<32)))
        }
        #expect(try sealer(2).run(of: batch, secret: secret) == nil)
        let run = try #require(try sealer(1).run(of: batch, secret: secret))
        let texts = try batch.numbers.map { try run.stamp($0) }
        #expect(Set(texts).count == 10 && texts.allSatisfy { $0.contains("/01/09520000000028/21/") })
    }
}
