import Records
import Stamps
import Store
import Testing
import Verification
import Wording

@Suite struct RollTests {
    private let disk: RegisterOnDisk

    init() throws { disk = try RegisterOnDisk(importing: SampleProgramme()) }

    private func activate(_ numbers: SerialRange, _ lot: String = "L-TQ-2609") throws -> Activation {
        try disk.register.activate(numbers, forLot: lot, on: RegisterOnDisk.today, as: RegisterOnDisk.office)
    }

    private func lot(of batch: Batch, _ place: Int) async throws -> String? {
        try await disk.opened().facts(of: batch.productKey, number: batch.numbers[place - 1])?.lot?.lotNumber.text
    }

    @Test func `a roll's stamps have no lot before they are given to one`() async throws {
        let roll = try await disk.roll(1_000)
        #expect(roll.lot == nil && roll.mark?.stars == 4)
        let facts = try #require(await disk.register.facts(of: roll.productKey, number: roll.numbers[4]))
        #expect(facts.lot == nil && facts.batch?.isRoll == true)
        _ = try activate(roll.places(5, 20))
        #expect(try await lot(of: roll, 5) == "KV260918")
        #expect(try await lot(of: roll, 20) == "KV260918")
        #expect(try await lot(of: roll, 4) == nil)
        #expect(try await lot(of: roll, 21) == nil)
        #expect(try disk.register.audit().differences == [])
    }

    @Test func `a roll takes its share of the quota when it is issued, and none when it is activated`() async throws {
        func left() throws -> Int? { try disk.register.markBooks().first { $0.authorisation.id == "M-1" }?.left }
        let before = try #require(try left())
        let roll = try await disk.roll(1_000)
        #expect(try left() == before - 1_000)
        _ = try activate(roll.places(1, 500))
        #expect(try left() == before - 1_000)
    }

    @Test func `activation keeps the lot's own rules`() async throws {
        let roll = try await disk.roll(5_000)
        #expect(
            try await disk.refusal { _ = try activate(roll.places(1, 2_401)) }
                == [.lotOutputExceeded, .lotUnitsExceeded])
        try await disk.issue("L-TQ-2609", 400)
        _ = try activate(roll.places(1, 2_000))
        #expect(
            try await disk.refusal { _ = try activate(roll.places(2_001, 2_001)) }
                == [.lotOutputExceeded, .lotUnitsExceeded])
    }

    @Test func `a stamp is given to one lot only, and never when it is void`() async throws {
        let roll = try await disk.roll(100)
        _ = try activate(roll.places(10, 20))
        #expect(try await disk.refusal { _ = try activate(roll.places(20, 30)) } == [.serialReused])
        _ = try disk.register.void(
            StampVoid(
                batch: roll.id, numbers: [roll.places(50, 50)], cause: .spoiled, reason: "thử",
                on: RegisterOnDisk.today),
            as: RegisterOnDisk.office)
        #expect(try await disk.refusal { _ = try activate(roll.places(41, 60)) } == [.serialReused])
        _ = try activate(roll.places(51, 60))
    }

    @Test func `a roll is for lots of its product only`() async throws {
        let roll = try await disk.roll(100)
        #expect(try await disk.refusal { _ = try activate(roll.places(1, 5), "L-QN-2611") } == [.numbersUnknown])
        let lot = try await disk.issue("L-TQ-2609", 5).batch
        #expect(try await disk.refusal { _ = try activate(lot.numbers) } == [.numbersUnknown])
    }

    @Test func `spoiled stamps of a roll count for the lot that they were given to`() async throws {
        let roll = try await disk.roll(3_000)
        _ = try activate(roll.places(1, 2_400))
        _ = try disk.register.void(
            StampVoid(
                batch: roll.id, numbers: [roll.places(2_399, 2_402)], cause: .spoiled, reason: "thử",
                on: RegisterOnDisk.today),
            as: RegisterOnDisk.office)
        _ = try activate(roll.places(2_403, 2_404))
        #expect(
            try await disk.refusal { _ = try activate(roll.places(2_405, 2_405)) }
                == [.lotOutputExceeded, .lotUnitsExceeded])
        #expect(try disk.register.audit().differences == [])
    }

    @Test func `an offline bundle knows which parts of a roll are activated`() async throws {
        let roll = try await disk.roll(100)
        _ = try activate(roll.places(11, 20))
        #expect(try await disk.register.trustedIssuer().batches.rows.isEmpty)
        try disk.signLog()
        let batches = try await disk.register.trustedIssuer().batches
        #expect(batches.rows.map(\.numbers.count) == [10, 10, 80])
        #expect(batches.rows.map { $0.lotNumber?.text } == [nil, "KV260918", nil])
    }

    @Test func `a recall closes printing and activation at once, and another ends it`() async throws {
        let roll = try await disk.roll(100)
        let recall = try disk.register.recall(
            lot: "KV260918", from: RegisterOnDisk.today, reason: "Kiểm tra dư lượng", authority: "Chi cục",
            instructions: nil, as: RegisterOnDisk.office)
        #expect(recall.isInForce)
        #expect(try await disk.refusal { try await disk.issue("L-TQ-2609", 1) } == [.lotRecalled])
        #expect(try await disk.refusal { _ = try activate(roll.places(1, 5)) } == [.lotRecalled])
        #expect(try await disk.register.trustedIssuer().recalls.map(\.lotNumber.text) == ["KV260918"])
        #expect(
            try await disk.refusal { _ = try disk.register.liftRecall(lot: "KV260918", as: RegisterOnDisk.office) }
                == [.approverIsRequester])
        _ = try disk.register.liftRecall(lot: "KV260918", as: RegisterOnDisk.stamp)
        try await disk.issue("L-TQ-2609", 1)
        #expect(
            try await disk.refusal { _ = try disk.register.liftRecall(lot: "KV260918", as: RegisterOnDisk.stamp) }
                == [.lotNotRecalled])
    }
}
