import Accountability
import Encodings
import FoundationEssentials
import MemoryRegister
import Records
import RegisterFixtures
import Registrar
import SeededRandom
import Testing
import TransparencyLog
import Wording

/// By chance, by all roles, many times: nothing that a stamp says changes unseen, and whoever audits the log sees it.
///
/// `TEMGOC_MODEL_RUNS` asks for more runs than the usual ones.
@Suite struct ModelTests {
    private static let runs = ProcessInfo.processInfo.environment["TEMGOC_MODEL_RUNS"].flatMap(Int.init) ?? 100
    private static let acts = 100

    /// - Returns: what the witness had to say, none for a register in order.
    private func run(seed: UInt64, without off: ModelRule?, acts: Int = Self.acts) async throws -> (
        ModelWorld, [String]
    ) {
        let world = try await ModelWorld(seed: seed, without: off)
        let witness = ModelWitness(world.register)
        try await witness.look()
        for _ in 0..<acts {
            try await world.act()
            try await witness.look()
            if !witness.violations.isEmpty { break }
        }
        return (world, witness.violations)
    }

    private func onMemory<Answer: Sendable>(
        _ work: @Sendable () async throws -> Answer
    ) async throws -> Answer {
        try await StoreKind.$current.withValue(.memory, operation: work)
    }

    private func leaves(_ register: RegisterFixture) throws -> [[UInt8]] {
        let log = register.store.log
        return try log.entries(0..<log.entryCount())
    }

    @Test func `whoever does what, stamps say what they said, books balance, and the log audits`() async throws {
        try await onMemory {
            let leaves = try await withThrowingTaskGroup(of: Int.self) { group in
                for seed in 0..<UInt64(Self.runs) { group.addTask { try await self.wholeRun(seed: seed) } }
                return try await group.reduce(0, +)
            }
            // The acts are no mere refusals.
            #expect(leaves > Self.runs * 30)
        }
    }

    /// - Returns: how many leaves the run made.
    private func wholeRun(seed: UInt64) async throws -> Int {
        let (world, violations) = try await run(seed: seed, without: nil)
        #expect(violations.isEmpty, "seed \(seed): \(violations)")
        #expect(try await world.register.differences().isEmpty, "seed \(seed): replay")
        var audit = RightsAudit()
        let leaves = try leaves(world.register)
        for leaf in leaves { audit.add(leaf) }
        #expect(audit.findings.isEmpty, "seed \(seed): \(audit.findings.map(\.line.en))")
        try await tamper(world.register, leaves, seed: seed)
        return leaves.count
    }

    /// One entry that a later leaf covers is changed, dated anew or dropped: a replay gives another leaf.
    private func tamper(_ register: RegisterFixture, _ leaves: [[UInt8]], seed: UInt64) async throws {
        var random = SeededGenerator(seed: seed)
        let ledger = try await register.ledger()
        let last = try LogLeaf(bytes: try #require(leaves.last)).sequence
        let victim = Int.random(in: 3..<last, using: &random)
        let change = Int.random(in: 0..<3, using: &random)
        let forged = ledger.compactMap { entry -> LedgerEntry? in
            if change == 2, entry.sequence == victim { return nil }
            let sequence = change == 2 && entry.sequence > victim ? entry.sequence - 1 : entry.sequence
            let isVictim = entry.sequence == victim
            return LedgerEntry(
                sequence: sequence, time: isVictim && change == 1 ? "2026-11-20T00:00:00Z" : entry.time,
                actor: isVictim && change == 0 ? "somebody" : entry.actor, via: entry.via, kind: entry.kind,
                body: entry.body, request: entry.request)
        }
        let copy = MemoryRegister()
        do {
            try await copy.write { transaction in for entry in forged { try transaction.apply(entry) } }
        } catch {
            // What was dropped was needed: nobody can pass it off as whole.
            return
        }
        let other = try copy.log.entries(0..<copy.log.entryCount())
        #expect(other != leaves, "seed \(seed): entry \(victim) was changed (\(change)), and no leaf tells")
    }

    @Test(arguments: ModelRule.allCases)
    func `the model fails without the rule`(_ rule: ModelRule) async throws {
        try await onMemory {
            for seed in 0..<UInt64(40) {
                let (_, violations) = try await run(seed: seed, without: rule, acts: 200)
                if !violations.isEmpty { return }
            }
            Issue.record("40 runs without \(rule.rawValue), and nobody saw it")
        }
    }
}
