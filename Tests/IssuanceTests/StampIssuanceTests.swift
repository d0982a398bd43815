import Encodings
import Logging
import Records
import Registrar
import Stamps
import Synchronization
import Testing
import Time
import Wording

struct StampIssuanceTests {
    private let register = RegisterInMemory()
    private let draws = Draws()
    private let stamp = EntryStamp(time: "2026-11-21T08:00:00Z", actor: "test")

    /// The batches that a secret was drawn for, in order.
    private final class Draws: Sendable {
        private let ids = Mutex<[String]>([])
        var all: [String] { ids.withLock { $0 } }

        func draw(_ id: String) -> String {
            ids.withLock { $0.append(id) }
            return "sealed for \(id)"
        }
    }

    private func issuance(into other: RegisterInMemory? = nil, keyID: UInt16 = 1) -> StampIssuance {
        StampIssuance(
            register: other ?? register, keyID: KeyID(rawValue: keyID), newSealedSecret: { [draws] in draws.draw($0) },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    private func request(
        _ count: Int, lot: String = "L-QN-2611", withMark: Bool = true, claims: [CertificateType] = [],
        lotInStamp: Bool = false, identifier: String? = nil, today day: CivilDate? = nil
    ) throws -> IssuanceRequest {
        try IssuanceRequest(
            .lot(lot), count: count, withMark: withMark, claims: claims, lotInStamp: lotInStamp, identifier: identifier,
            today: day ?? today())
    }

    @Test func `a batch has all that its request asked for, and its place in the ledger`() async throws {
        let issued = try await issuance().issue(
            request(10, claims: [.vietgap], lotInStamp: true, identifier: "đơn-1"), as: stamp)
        #expect(issued.isNew && register.batches == [issued.batch])
        let batch = issued.batch
        #expect(batch.id == "B-000013" && batch.request == "đơn-1" && batch.lot == "L-QN-2611")
        #expect(batch.numbers.first.rawValue == 1 && batch.numbers.count == 10)
        #expect(batch.productKey.path == "/01/09520000000028" && batch.keyID == KeyID(rawValue: 1))
        #expect(batch.mark == BatchMark(authorisation: "M-3", recognition: "R-3", stars: 3))
        #expect(batch.claims == [.vietgap] && batch.lotInStamp?.text == "ST261116")
        #expect(try batch.issuedOn == today() && batch.sealedSecret == "sealed for B-000013")
    }

    @Test func `a batch without the mark names no right`() async throws {
        let batch = try await issuance().issue(request(500, withMark: false), as: stamp).batch
        #expect(batch.mark == nil && batch.lotInStamp == nil && batch.claims.isEmpty)
    }

    @Test func `broken rules are thrown together, and leave nothing recorded and no secret drawn`() async throws {
        let error = await #expect(throws: Problems.self) {
            try await issuance().issue(request(501, claims: [.organic]), as: stamp)
        }
        #expect(
            error?.all.map(\.code) == [.quotaExceeded, .claimNotCovered, .lotOutputExceeded, .lotUnitsExceeded])
        #expect(register.batches.isEmpty && draws.all.isEmpty)
    }

    @Test func `what was issued before counts`() async throws {
        _ = try await issuance().issue(request(6), as: stamp)
        let error = await #expect(throws: Problems.self) { try await issuance().issue(request(5), as: stamp) }
        #expect(error?.all.map(\.code) == [.quotaExceeded])
        let last = try await issuance().issue(request(4), as: stamp).batch
        #expect(last.numbers.first.rawValue == 7 && register.batches.count == 2)
    }

    @Test func `the same request gives the same batch, even on another day`() async throws {
        let first = try await issuance().issue(request(10, identifier: "R1"), as: stamp)
        let again = try await issuance().issue(
            request(10, identifier: "R1", today: try today().adding(days: 30)), as: stamp)
        #expect(again == IssuedBatch(batch: first.batch, isNew: false))
        #expect(register.batches.count == 1 && draws.all == ["B-000013"])
    }

    @Test func `a repeated request is answered though the quota is used up and the key retired`() async throws {
        let first = try await issuance().issue(request(10, identifier: "R1"), as: stamp)
        let again = try await issuance(keyID: 2).issue(request(10, identifier: "R1"), as: stamp)
        #expect(again.batch == first.batch && !again.isNew)
    }

    @Test func `requests without an identifier are each their own batch`() async throws {
        for _ in 0..<2 { _ = try await issuance().issue(request(5), as: stamp) }
        #expect(register.batches.map(\.id) == ["B-000013", "B-000014"])
        #expect(draws.all == ["B-000013", "B-000014"])
    }

    @Test func `an identifier that made another batch is a conflict`() async throws {
        _ = try await issuance().issue(request(5, claims: [.vietgap], identifier: "R1"), as: stamp)
        let others = [
            try request(6, claims: [.vietgap], identifier: "R1"),
            try request(5, lot: "L-OTHER", claims: [.vietgap], identifier: "R1"),
            try request(5, withMark: false, claims: [.vietgap], identifier: "R1"),
            try request(5, identifier: "R1"),
            try request(5, claims: [.vietgap], lotInStamp: true, identifier: "R1"),
        ]
        for other in others {
            let error = await #expect(throws: Problem.self) { try await issuance().issue(other, as: stamp) }
            #expect(error?.code == .requestConflict)
            #expect(error?.text.vi.contains("«R1»") == true && error?.text.en.contains("B-000013") == true)
        }
        #expect(register.batches.count == 1 && draws.all.count == 1)
    }

    @Test func `a key that is not published signs no new batch`() async throws {
        let error = await #expect(throws: Problem.self) {
            try await issuance(keyID: 2).issue(request(5), as: stamp)
        }
        #expect(error?.code == .keyNotPublished && error?.text.vi.contains("2") == true)
        #expect(register.batches.isEmpty && draws.all.isEmpty)
    }

    @Test func `a product whose numbers are used up gets no batch that would pass the last`() async throws {
        let full = RegisterInMemory(nextNumber: SerialNumber.maximum.rawValue - 8)
        let error = await #expect(throws: Problem.self) { try await issuance(into: full).issue(request(10), as: stamp) }
        #expect(error?.code == .usage && full.batches.isEmpty && draws.all.isEmpty)
        let last = try await issuance(into: full).issue(request(9), as: stamp).batch
        #expect(last.numbers.last == SerialNumber.maximum)
    }

    @Test func `a secret that cannot be drawn leaves nothing recorded`() async throws {
        let failing = StampIssuance(
            register: register, keyID: KeyID(rawValue: 1), newSealedSecret: { throw NoSecret(batch: $0) },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        await #expect(throws: NoSecret(batch: "B-000013")) { try await failing.issue(request(5), as: stamp) }
        #expect(register.batches.isEmpty)
    }

    private struct NoSecret: Error, Equatable { let batch: String }

    @Test func `a sealer of another key makes no stamps of the batch`() async throws {
        let batch = try await issuance().issue(request(10), as: stamp).batch
        let secret = try BatchSecret(octets: [UInt8](0..<32))
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

struct IssuanceRequestTests {
    @Test(arguments: [1, 2, 9_999_999, 10_000_000])
    func `a batch may have 1 to 10,000,000 stamps`(count: Int) throws {
        #expect(try IssuanceRequest(.lot("L"), count: count, withMark: false, today: today()).count == count)
    }

    @Test(arguments: [0, -1, 10_000_001, Int.max, Int.min])
    func `another number of stamps is a wrong request that names the bounds`(count: Int) throws {
        let error = #expect(throws: Problem.self) {
            try IssuanceRequest(.lot("L"), count: count, withMark: false, today: today())
        }
        #expect(error?.code == .usage)
        #expect(error?.text.vi.contains("\(count); cần từ 1 đến 10000000") == true)
    }

    @Test(arguments: ["a", "đơn-hàng/2026#1", String(repeating: "x", count: 100)])
    func `an identifier is text without white space`(identifier: String) throws {
        let request = try IssuanceRequest(.lot("L"), count: 1, withMark: false, identifier: identifier, today: today())
        #expect(request.identifier == identifier)
    }

    // What a batch could not be read back with from the ledger must not get into a request.
    @Test(arguments: ["", " ", "a b", "a\n", "a\u{07}b", "\u{00}", String(repeating: "x", count: 101)])
    func `an identifier that the ledger could not hold is refused`(identifier: String) throws {
        let error = #expect(throws: Problem.self) {
            try IssuanceRequest(.lot("L"), count: 1, withMark: false, identifier: identifier, today: today())
        }
        #expect(error?.code == .usage)
    }

    @Test func `naming the lot changes nothing else`() throws {
        let request = try IssuanceRequest(
            .lot("ST261116"), count: 7, withMark: true, claims: [.vietgap], lotInStamp: true, identifier: "R1",
            today: today())
        let same = try IssuanceRequest(
            .lot("L-QN-2611"), count: 7, withMark: true, claims: [.vietgap], lotInStamp: true, identifier: "R1",
            today: today())
        #expect(request.naming(lot: "L-QN-2611") == same)
    }
}
