import Encodings
import Records
import Store
import Testing
import Wording

/// Four things stop issuance; each must do so in the transaction that records it, whoever is issuing at that moment.
@Suite struct StopTests {
    /// Issues as fast as it can through several registers on one file while another one records the stop.
    ///
    /// - Returns: what was issued, and the place of the stop in the ledger.
    private func race(
        _ disk: RegisterOnDisk, lot: String, _ kind: EntryKind,
        stop: @escaping @Sendable (SQLiteRegister) throws -> Void
    ) async throws -> (batches: [Int], stop: Int, refusals: Set<ProblemCode>) {
        let refusals = try await withThrowingTaskGroup(of: Set<ProblemCode>.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    let register = try disk.opened()
                    var refused: Set<ProblemCode> = []
                    for _ in 0..<40 where refused.isEmpty {
                        refused = Set(try await disk.refusal { try await disk.issue(lot, 1, into: register) })
                        await Task.yield()
                    }
                    return refused
                }
            }
            group.addTask {
                // Lets the others begin; whatever the order, the ledger decides.
                for _ in 0..<20 { await Task.yield() }
                try stop(try disk.opened())
                return []
            }
            return try await group.reduce(into: Set<ProblemCode>()) { $0.formUnion($1) }
        }
        let after = Set(try await disk.refusal { try await disk.issue(lot, 1) })
        let stop = try #require(disk.ledger(kind).last?.sequence)
        return (try disk.ledger(.batch).map(\.sequence), stop, refusals.union(after))
    }

    @Test func `nothing is issued after the entry that suspends the right`() async throws {
        let disk = try RegisterOnDisk(importing: SampleProgramme())
        let found = try await race(disk, lot: "L-TQ-2609", .record(.markAuthorisation)) {
            _ = try $0.change(
                authorisation: "M-1", to: .suspended, because: "chờ kiểm tra", as: RegisterOnDisk.office)
        }
        #expect(found.batches.allSatisfy { $0 < found.stop } && found.refusals == [.markNotAuthorised])
    }

    @Test func `nothing is issued after the entry that recalls the lot`() async throws {
        let disk = try RegisterOnDisk(importing: SampleProgramme())
        let found = try await race(disk, lot: "L-TQ-2609", .recall) {
            _ = try $0.recall(
                lot: "L-TQ-2609", from: RegisterOnDisk.today, reason: "thử", authority: nil, instructions: nil,
                as: RegisterOnDisk.office)
        }
        #expect(found.batches.allSatisfy { $0 < found.stop } && found.refusals == [.lotRecalled])
    }

    @Test func `nothing is issued after the entry that withdraws the recognition`() async throws {
        let disk = try RegisterOnDisk(importing: SampleProgramme())
        let withdrawn = try SampleProgramme().changing(
            "recognitions", 0,
            ["withdrawal": ["ground": "d", "decisionNumber": "1/QĐ-UBND", "on": "2026-11-21"]]
        ).programme()
        let found = try await race(disk, lot: "L-TQ-2609", .record(.recognition)) {
            _ = try $0.importProgramme(withdrawn, as: RegisterOnDisk.office)
        }
        #expect(found.batches.allSatisfy { $0 < found.stop } && found.refusals.contains(.recognitionNotInForce))
    }

    @Test func `orders at once never pass the quota`() async throws {
        let disk = try RegisterOnDisk(importing: SampleProgramme())
        let refused = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let register = try disk.opened()
                    var refused = 0
                    for _ in 0..<5 {
                        let codes = try await disk.refusal { try await disk.issue("L-QN-2611", 1, into: register) }
                        refused += codes == [.quotaExceeded] ? 1 : 0
                    }
                    return refused
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(refused == 10)
        #expect(try disk.ledger(.batch).count == 10)
        #expect(try disk.register.markBooks().first { $0.authorisation.id == "M-3" }?.left == 0)
    }
}
