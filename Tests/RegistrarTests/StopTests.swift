import Encodings
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Testing
import Wording

/// Four things stop issuance; each must do so in the transaction that records it, even while someone is issuing.
@Suite(.onEveryStore) struct StopTests {
    private let register: RegisterFixture

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme()) }

    /// Issues as fast as it can through several connections to one register while another one records the stop.
    ///
    /// - Returns: what was issued, and the place of the stop in the ledger.
    private func race(
        lot: String, _ kind: EntryKind, stop: @escaping @Sendable (Registrar) async throws -> Void
    ) async throws -> (batches: [Int], stop: Int, refusals: Set<ProblemCode>) {
        let refusals = try await withThrowingTaskGroup(of: Set<ProblemCode>.self) { [register] group in
            for _ in 0..<3 {
                group.addTask {
                    let registrar = try await register.opened()
                    var refused: Set<ProblemCode> = []
                    for _ in 0..<40 where refused.isEmpty {
                        refused = Set(
                            try await register.refusal { try await register.issue(lot, 1, through: registrar) })
                        await Task.yield()
                    }
                    return refused
                }
            }
            group.addTask {
                // Lets the others begin; whatever the order, the ledger decides.
                for _ in 0..<20 { await Task.yield() }
                try await stop(try await register.opened())
                return []
            }
            return try await group.reduce(into: Set<ProblemCode>()) { $0.formUnion($1) }
        }
        let after = Set(try await register.refusal { try await register.issue(lot, 1) })
        let stop = try #require(await register.ledger(kind).last?.sequence)
        return (try await register.ledger(.batch).map(\.sequence), stop, refusals.union(after))
    }

    @Test func `nothing is issued after the entry that suspends the right`() async throws {
        let found = try await race(lot: "L-TQ-2609", .decision) {
            _ = try await $0.perform(ChangeRight("M-1", to: .suspended, because: "chờ kiểm tra"), by: .office)
        }
        #expect(found.batches.allSatisfy { $0 < found.stop } && found.refusals == [.markNotAuthorised])
    }

    @Test func `nothing is issued after the entry that recalls the lot`() async throws {
        let found = try await race(lot: "L-TQ-2609", .recall) {
            _ = try await $0.perform(RecallLot(lot: "L-TQ-2609", reason: "thử"), by: .office)
        }
        #expect(found.batches.allSatisfy { $0 < found.stop } && found.refusals == [.lotRecalled])
    }

    @Test func `nothing is issued after the entry that withdraws the recognition`() async throws {
        let withdrawal = Decision(
            .withdrawn, .recognition, "R-1", ground: "d", number: "1/QĐ-UBND", on: RegisterFixture.today)
        let found = try await race(lot: "L-TQ-2609", .decision) {
            _ = try await $0.perform(Decide(withdrawal), by: .office)
        }
        #expect(found.batches.allSatisfy { $0 < found.stop } && found.refusals.contains(.recognitionNotInForce))
    }

    @Test func `nothing is issued after the entry that retires the key`() async throws {
        let key = try RegisterFixture.signingKey()
        let found = try await race(lot: "L-TQ-2609", .signingKey) { registrar in
            let head = try await registrar.store.read { try $0.head() }
            let retired = SigningKeyRecord(
                keyID: key.keyID, publicKey: key.publicKey, standing: .retired, from: head)
            _ = try await registrar.perform(RecordKey(retired), by: .office)
        }
        #expect(found.batches.allSatisfy { $0 < found.stop } && found.refusals == [.keyNotPublished])
    }

    @Test func `orders at once never pass the quota`() async throws {
        let refused = try await withThrowingTaskGroup(of: Int.self) { [register] group in
            for _ in 0..<4 {
                group.addTask {
                    let registrar = try await register.opened()
                    var refused = 0
                    for _ in 0..<5 {
                        let codes = try await register.refusal {
                            try await register.issue("L-QN-2611", 1, through: registrar)
                        }
                        refused += codes == [.quotaExceeded] ? 1 : 0
                    }
                    return refused
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(refused == 10)
        #expect(try await register.ledger(.batch).count == 10)
        #expect(try await register.left("M-3") == 0)
    }
}
