import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Testing
import Verification
import Wording

@Suite(.onEveryStore) struct RollTests {
    private let register: RegisterFixture
    private let principal = Authorship.test.principal

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme()) }

    private func lot(of batch: Batch, _ place: Int) async throws -> String? {
        let view = RegisterView(try await register.opened().store)
        return try await view.facts(of: batch.productKey, number: batch.numbers[place - 1])?.lot?.lotNumber.text
    }

    @Test func `a roll's stamps have no lot before they are given to one`() async throws {
        let roll = try await register.roll(1_000)
        #expect(roll.lot == nil && roll.mark?.stars == 4)
        let view = RegisterView(register.store)
        let facts = try #require(await view.facts(of: roll.productKey, number: roll.numbers[4]))
        #expect(facts.lot == nil && facts.batch?.isRoll == true)
        try await register.activate(roll.places(5, 20))
        #expect(try await lot(of: roll, 5) == "KV260918")
        #expect(try await lot(of: roll, 20) == "KV260918")
        #expect(try await lot(of: roll, 4) == nil)
        #expect(try await lot(of: roll, 21) == nil)
        #expect(try await register.differences() == [])
    }

    @Test func `a roll takes its share of the quota when it is issued, and none when it is activated`() async throws {
        let before = try #require(try await register.left("M-1"))
        let roll = try await register.roll(1_000)
        #expect(try await register.left("M-1") == before - 1_000)
        try await register.activate(roll.places(1, 500))
        #expect(try await register.left("M-1") == before - 1_000)
    }

    private let full: [ProblemCode] = [.lotOutputExceeded, .lotUnitsExceeded]

    @Test func `activation keeps the lot's own rules`() async throws {
        let roll = try await register.roll(5_000)
        #expect(try await register.refusal { try await register.activate(roll.places(1, 2_401)) } == full)
        try await register.issue("L-TQ-2609", 400)
        try await register.activate(roll.places(1, 2_000))
        #expect(try await register.refusal { try await register.activate(roll.places(2_001, 2_001)) } == full)
    }

    @Test func `a stamp is given to one lot only, and never when it is void`() async throws {
        let roll = try await register.roll(100)
        try await register.activate(roll.places(10, 20))
        #expect(try await register.refusal { try await register.activate(roll.places(20, 30)) } == [.serialReused])
        try await register.void(roll, 50, 50, .spoiled)
        #expect(try await register.refusal { try await register.activate(roll.places(41, 60)) } == [.serialReused])
        try await register.activate(roll.places(51, 60))
    }

    @Test func `a roll is for lots of its product only`() async throws {
        let roll = try await register.roll(100)
        #expect(
            try await register.refusal { try await register.activate(roll.places(1, 5), "L-QN-2611") }
                == [.numbersUnknown])
        let batch = try await register.issue("L-TQ-2609", 5).batch
        #expect(try await register.refusal { try await register.activate(batch.numbers) } == [.numbersUnknown])
    }

    @Test func `numbers are of the roll that is named, or of none`() async throws {
        let roll = try await register.roll(10)
        let other = try await register.roll(10)
        func activate(_ named: String) async throws -> Activation {
            try await register.registrar.perform(
                ActivateStamps(roll.places(1, 5), ofRoll: named, forLot: "KV260918"), by: .office)
        }
        #expect(try await register.refusal { _ = try await activate(other.id) } == [.numbersUnknown])
        #expect(try await activate(roll.id).lot == "L-TQ-2609")
    }

    @Test func `spoiled stamps of a roll count for the lot that they were given to`() async throws {
        let roll = try await register.roll(3_000)
        try await register.activate(roll.places(1, 2_400))
        try await register.void(roll, 2_399, 2_402, .spoiled)
        try await register.activate(roll.places(2_403, 2_404))
        #expect(try await register.refusal { try await register.activate(roll.places(2_405, 2_405)) } == full)
        #expect(try await register.differences() == [])
    }

    @Test func `an offline bundle knows which parts of a roll are activated`() async throws {
        let roll = try await register.roll(100)
        try await register.activate(roll.places(11, 20))
        #expect(try await register.registrar.trustedIssuer(for: principal).batches.rows.isEmpty)
        try await register.signLog()
        let batches = try await register.registrar.trustedIssuer(for: principal).batches
        #expect(batches.rows.map(\.numbers.count) == [10, 10, 80])
        #expect(batches.rows.map { $0.lotNumber?.text } == [nil, "KV260918", nil])
    }

    @Test func `the stamps of a lot are those of its batches and what it got of rolls, the latest first`()
        async throws
    {
        let roll = try await register.roll(100)
        let own = try await register.issue("L-TQ-2609", 5).batch
        try await register.activate(roll.places(1, 3))
        try await register.activate(roll.places(8, 9))
        let stamps = try await register.registrar.stamps(ofLot: "KV260918", for: principal)
        #expect(stamps.map(\.batch) == [own, roll])
        #expect(try stamps.map(\.numbers) == [[own.numbers], [roll.places(1, 3), roll.places(8, 9)]])
    }

    private func lift(by author: Authorship) async throws {
        _ = try await register.registrar.perform(LiftRecall(lot: "KV260918"), by: author)
    }

    @Test func `a recall closes printing and activation at once, and another ends it`() async throws {
        let roll = try await register.roll(100)
        let recall = try await register.registrar.perform(
            RecallLot(lot: "KV260918", reason: "Kiểm tra dư lượng", authority: "Chi cục"), by: .office)
        #expect(recall.isInForce && recall.from == RegisterFixture.today && recall.announcedBy == "office-tq")
        #expect(try await register.refusal { try await register.issue("L-TQ-2609", 1) } == [.lotRecalled])
        #expect(try await register.refusal { try await register.activate(roll.places(1, 5)) } == [.lotRecalled])
        let issuer = try await register.registrar.trustedIssuer(for: principal)
        #expect(issuer.recalls.map(\.lotNumber.text) == ["KV260918"])
        #expect(try await register.refusal { try await lift(by: .office) } == [.approverIsRequester])
        try await lift(by: .test)
        try await register.issue("L-TQ-2609", 1)
        #expect(try await register.refusal { try await lift(by: .test) } == [.lotNotRecalled])
    }
}
