import Encodings
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Testing
import TransparencyLog
import Wording

// RegisterStoreContract: transactions, generations, audits, and one ledger in two stores.

@Suite(.onEveryStore) struct TransactionContract {
    private let register: RegisterFixture

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme()) }

    private struct Refused: Error {}

    /// An entry that makes rows of many kinds: a lot that is another than the sample's.
    private func entry(_ sequence: Int) throws -> LedgerEntry {
        let lot = try #require(try SampleProgramme().json["lots"]?.array?.first)
        let body = try Lot.read(
            lot.merging(["id": "L-NEW", "lotNumber": "NEW", "expect": .null]), path: "$", ignoringUnknown: true
        ).get().json
        return LedgerEntry(
            sequence: sequence, time: "2026-11-21T08:00:00Z", actor: "test", kind: .record(.lot), body: body)
    }

    private func hasNewLot() async throws -> Bool {
        try await register.store.read { register in
            let isThere = try !register.lots(numbered: "NEW", ofProduct: nil).isEmpty
            let hasHistory = try register.lastEntry(.record(.lot), item: "L-NEW", before: .max) != nil
            #expect(isThere == hasHistory)
            return isThere
        }
    }

    @Test func `what is written is seen by the questions after it, and by others when it is done`() async throws {
        let entry = try entry(38)
        let other = try await register.opened().store
        try await register.store.write { transaction in
            try transaction.apply(entry)
            #expect(try transaction.head() == 38)
            #expect(try transaction.lots(numbered: "NEW", ofProduct: nil).map(\.id) == ["L-NEW"])
        }
        #expect(try await other.read { try $0.head() } == 38)
        #expect(try await hasNewLot())
    }

    @Test func `what throws leaves nothing behind`() async throws {
        let entry = try entry(38)
        let generation = try await register.store.generation()
        await #expect(throws: Refused.self) {
            try await register.store.write { transaction in
                try transaction.apply(entry)
                throw Refused()
            }
        }
        #expect(try await register.store.read { try $0.head() } == 37)
        #expect(try await !hasNewLot())
        #expect(try await register.store.generation() == generation)
        #expect(try await register.differences().isEmpty)
    }

    @Test func `a dry run answers as if it were done, and leaves nothing behind`() async throws {
        let entry = try entry(38)
        let generation = try await register.store.generation()
        let head = try await register.store.write(dryRun: true) { transaction in
            try transaction.apply(entry)
            return try transaction.head()
        }
        #expect(head == 38)
        await #expect(throws: Refused.self) {
            try await register.store.write(dryRun: true) { _ in throw Refused() }
        }
        #expect(try await register.store.read { try $0.head() } == 37)
        #expect(try await !hasNewLot())
        #expect(try await register.store.generation() == generation)
        // The next one writes as ever.
        try await register.store.write { try $0.apply(entry) }
        #expect(try await hasNewLot())
    }

    @Test(arguments: [0, 1, 37, 39, 1_000]) func `an entry that does not follow the last one is refused`(
        sequence: Int
    ) async throws {
        let entry = try entry(sequence)
        let refusal = try await register.refusal { try await register.store.write { try $0.append(entry) } }
        #expect(refusal == [.registerFailed])
        #expect(try await register.store.read { try $0.head() } == 37)
    }

    @Test func `the generation moves with every entry and checkpoint, by another connection too`() async throws {
        var last = try await register.store.generation()
        #expect(try await register.store.generation() == last)
        func demandMoved(_ what: Comment) async throws {
            let now = try await register.store.generation()
            #expect(now > last, what)
            last = now
            #expect(try await register.store.generation() == now, what)
        }
        try await register.issue("L-TQ-2609", 1)
        try await demandMoved("an entry")
        try await register.issue("L-TQ-2609", 1, through: register.opened())
        try await demandMoved("an entry of another connection")
        try await register.signLog()
        try await demandMoved("a checkpoint")
        let other = try await register.opened().store
        let note = try #require(try other.log.checkpoint())
        let size = try Checkpoint(text: SignedNote(bytes: note).unverifiedText).size
        let signed = try SignedNote(bytes: note)
        let witness = try NoteSigner(name: KeyName("witness.example"), seed: [UInt8](repeating: 9, count: 32))
        try other.log.add(
            cosignatures: signed.adding([witness.signature(of: signed.unverifiedText)]), of: size)
        try await demandMoved("a cosignature")
    }

    @Test func `many who race for the last 10 marks of a right win exactly 10 times`() async throws {
        let registrars = [register.registrar, try await register.opened()]
        let won = try await withThrowingTaskGroup(of: Bool.self) { [register] group in
            for turn in 0..<32 {
                group.addTask {
                    let codes = try await register.refusal {
                        try await register.issue("L-QN-2611", 1, through: registrars[turn % 2])
                    }
                    #expect(codes.isEmpty || codes == [.quotaExceeded])
                    return codes.isEmpty
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(won == 10)
        let batches = try await register.ledger(.batch)
        #expect(batches.map(\.sequence) == Array(38...47))
        #expect(batches.compactMap { $0.body["firstNumber"] } == (1...10).map { .integer($0) })
        #expect(try await register.left("M-3") == 0)
    }
}
