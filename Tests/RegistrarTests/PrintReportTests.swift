import Access
import Encodings
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Testing
import Verification
import Wording

@Suite(.onEveryStore) struct PrintReportTests {
    private let register: RegisterFixture
    private let principal = Authorship.test.principal

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme()) }

    private func close(_ batch: Batch, printed: Int?, spoiled: [SerialRange] = []) async throws -> MarkBalance {
        let outcome = PrintOutcome(printed: printed, spoiled: spoiled, returned: [], reason: nil)
        return try await register.registrar.perform(CloseOrder(.batch(batch.id), outcome), by: .office)
    }

    @Test func `the book balances after every step`() async throws {
        let batch = try await register.issue("L-TQ-2609", 100).batch
        #expect(try await register.balance(of: batch) == MarkBalance(allotted: 100))
        #expect(try await register.void(batch, 1, 3, .spoiled).open == 97)
        #expect(
            try await register.void(batch, 91, 100, .returned) == MarkBalance(allotted: 100, spoiled: 3, returned: 10))
        try await register.draw(batch)
        #expect(try await register.void(batch, 4, 5, .cancelled).lost == 2)
        let closed = try await close(batch, printed: nil)
        #expect(closed == MarkBalance(allotted: 100, drawn: 87, printed: 85, spoiled: 3, returned: 10, lost: 2))
        #expect(try await register.differences() == [])
    }

    @Test func `a report that is asked for again gives its first answer, whatever became of the batch since`()
        async throws
    {
        let batch = try await register.issue("L-TQ-2609", 100).batch
        let outcome = PrintOutcome(printed: nil, spoiled: [try batch.places(1, 2)], returned: [], reason: nil)
        let close = CloseOrder(.batch(batch.id), outcome)
        let void = VoidStamps(
            StampVoid(
                batch: batch.id, numbers: [try batch.places(10, 12)], cause: .spoiled, reason: "thử",
                on: RegisterFixture.today))
        func perform(_ command: some RegisterCommand, _ name: String) async throws -> MarkBalance? {
            try await register.registrar.perform(command, by: Authorship.office.asking(name)) as? MarkBalance
        }
        try await register.draw(batch)
        let closed = try await perform(close, "R-1")
        let voided = try await perform(void, "R-2")
        try await register.void(batch, 20, 20, .spoiled)
        #expect(closed == MarkBalance(allotted: 100, drawn: 100, printed: 98, spoiled: 2))
        #expect(voided == MarkBalance(allotted: 100, drawn: 100, printed: 95, spoiled: 5))
        #expect(
            try await register.balance(of: batch) == MarkBalance(allotted: 100, drawn: 100, printed: 94, spoiled: 6))
        #expect(try await perform(close, "R-1") == closed)
        #expect(try await perform(void, "R-2") == voided)
        #expect(try await register.differences() == [])
    }

    @Test func `a label found spoiled after the book was closed is printed no longer`() async throws {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        try await register.draw(batch)
        _ = try await close(batch, printed: nil)
        let balance = try await register.void(batch, 4, 4, .spoiled)
        #expect(balance == MarkBalance(allotted: 10, drawn: 10, printed: 9, spoiled: 1))
    }

    @Test func `a stamp lost after the book was closed is printed no longer, and gives no quota back`() async throws {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        try await register.draw(batch)
        _ = try await close(batch, printed: nil)
        let left = try await register.left("M-1")
        let balance = try await register.void(batch, 4, 5, .cancelled)
        #expect(balance == MarkBalance(allotted: 10, drawn: 10, printed: 8, lost: 2) && balance.open == 0)
        #expect(try await register.left("M-1") == left)
        #expect(try await register.differences() == [])
    }

    @Test func `what was not drawn is neither handed over nor accounted for`() async throws {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        let before = try await register.ledger().count
        #expect(try await register.refusal { _ = try await close(batch, printed: nil) } == [.labelsNotDrawn])
        #expect(try await register.ledger().count == before)
        try await register.draw(batch, 1, 6)
        #expect(try await register.balance(of: batch)?.drawn == 6)
        #expect(try await register.refusal { _ = try await close(batch, printed: nil) } == [.labelsNotDrawn])
        // What is void is not asked for.
        try await register.void(batch, 7, 8, .returned)
        try await register.draw(batch, 6, 10, reprint: "máy dừng")
        #expect(try await close(batch, printed: nil) == MarkBalance(allotted: 10, drawn: 8, printed: 8, returned: 2))
    }

    @Test func `an order goes to its producer when its labels are drawn, not before`() async throws {
        let order = try await register.approve(register.ask(4))
        let batch = try await register.registrar.batch(try #require(order.batch), for: principal).batch
        func deliver() async throws {
            _ = try await register.registrar.perform(DeliverOrder(order.id, to: nil), by: .test)
        }
        #expect(try await register.refusal(deliver) == [.labelsNotDrawn])
        try await register.draw(batch)
        try await deliver()
    }

    @Test func `a book is closed once, and the second time is told of the first`() async throws {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        try await register.draw(batch)
        _ = try await close(batch, printed: nil, spoiled: [batch.places(2, 3)])
        let before = try await register.ledger().count
        let again = await #expect(throws: Problem.self) { try await close(batch, printed: nil) }
        #expect(again?.code == .orderStateConflict)
        #expect(
            again?.text.vi.contains("đã quyết toán ngày 21/11/2026: in 8, hỏng 2") == true, "\(again?.text.vi ?? "")")
        #expect(try await register.ledger().count == before)
    }

    @Test func `a roll's book tells lost and drawn stamps, given to lots or not`() async throws {
        let roll = try await register.roll(20)
        try await register.draw(roll, 1, 15)
        try await register.activate(roll.places(1, 10))
        try await register.void(roll, 9, 12, .cancelled)
        #expect(try await register.balance(of: roll) == MarkBalance(allotted: 20, drawn: 15, lost: 4))
        try await register.void(roll, 16, 20, .returned)
        #expect(
            try await close(roll, printed: nil)
                == MarkBalance(allotted: 20, drawn: 15, printed: 11, returned: 5, lost: 4))
        #expect(try await register.differences() == [])
    }

    @Test func `a report whose parts are not the whole is refused and writes nothing`() async throws {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        let before = try await register.ledger().count
        let refusal = try await register.refusal {
            _ = try await close(batch, printed: 9, spoiled: [batch.places(1, 2)])
        }
        #expect(refusal == [.reportDoesNotBalance])
        #expect(try await register.ledger().count == before)
    }

    @Test func `a number is made void once, and only of its own batch`() async throws {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        let next = try await register.issue("L-TQ-2609", 10).batch
        try await register.void(batch, 4, 6, .cancelled)
        #expect(try await register.refusal { try await register.void(batch, 6, 7, .spoiled) } == [.serialReused])
        let foreign = StampVoid(
            batch: batch.id, numbers: [next.numbers], cause: .spoiled, reason: "thử", on: RegisterFixture.today)
        #expect(
            try await register.refusal { _ = try await register.registrar.perform(VoidStamps(foreign), by: .office) }
                == [.numbersUnknown])
    }

    @Test func `void numbers are never given out again`() async throws {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        try await register.void(batch, 1, 10, .returned)
        let next = try await register.issue("L-TQ-2609", 10).batch
        #expect(next.numbers.first > batch.numbers.last)
    }

    @Test func `returned marks go back to the quota, spoiled ones do not`() async throws {
        #expect(try await register.left("M-3") == 10)
        let batch = try await register.issue("L-QN-2611", 10).batch
        #expect(try await register.left("M-3") == 0)
        try await register.void(batch, 1, 2, .spoiled)
        #expect(try await register.left("M-3") == 0)
        #expect(try await register.refusal { try await register.issue("L-QN-2611", 1) } == [.quotaExceeded])
        try await register.void(batch, 9, 10, .returned)
        #expect(try await register.left("M-3") == 2)
        try await register.issue("L-QN-2611", 2)
        #expect(try await register.refusal { try await register.issue("L-QN-2611", 1) } == [.quotaExceeded])
    }

    @Test func `a spoiled stamp frees its pack for another, a cancelled one does not`() async throws {
        let full: [ProblemCode] = [.lotOutputExceeded, .lotUnitsExceeded]
        let batch = try await register.issue("L-TQ-2609", 2_400).batch
        #expect(try await register.refusal { try await register.issue("L-TQ-2609", 1) } == full)
        try await register.void(batch, 1, 2, .spoiled)
        try await register.void(batch, 3, 3, .cancelled)
        let left = try await register.registrar.packsWithoutStamp(ofLot: "KV260918", for: principal)
        #expect(left == 2)
        try await register.issue("L-TQ-2609", 2)
        #expect(try await register.refusal { try await register.issue("L-TQ-2609", 1) } == full)
        let none = try await register.refusal {
            _ = try await register.registrar.packsWithoutStamp(ofLot: "KV260918", for: principal)
        }
        #expect(none == [.lotUnitsExceeded])
    }

    @Test(arguments: StampVoid.Cause.allCases)
    func `verification says at once that a number is void`(cause: StampVoid.Cause) async throws {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        func voidFacts(_ place: Int) async throws -> VoidFacts? {
            let view = RegisterView(try await register.opened().store)
            return try await view.facts(of: batch.productKey, number: batch.numbers[place - 1])?.void
        }
        #expect(try await voidFacts(5) == nil)
        try await register.void(batch, 5, 6, cause)
        #expect(try await voidFacts(5) == VoidFacts(on: RegisterFixture.today, reason: "thử"))
        #expect(try await voidFacts(6) != nil)
        #expect(try await voidFacts(4) == nil)
        #expect(try await voidFacts(7) == nil)
        let issuer = try await register.registrar.trustedIssuer(for: principal)
        #expect(try issuer.voids.map(\.numbers) == [batch.places(5, 6)])
    }

    @Test func `a reprint is an entry and changes no sum but what is drawn`() async throws {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        try await register.draw(batch, 1, 3)
        let before = try await register.registrar.markBooks(for: principal)
        #expect(try await register.draw(batch, 1, 3, reprint: "kẹt giấy") == 3)
        #expect(try await register.registrar.markBooks(for: principal) == before)
        let drawings = try await register.ledger(.labelDrawing)
        #expect(drawings.map { $0.body["reason"]?.string } == [nil, "kẹt giấy"])
        #expect(drawings.map { $0.body["count"] } == [3, 3] && drawings.map { $0.body["code"] } == [nil, "other"])
    }

    @Test func `labels that are accounted for are drawn again for a reason only`() async throws {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        #expect(try await register.draw(batch) == 10)
        _ = try await close(batch, printed: nil)
        let before = try await register.ledger().count
        #expect(try await register.refusal { try await register.draw(batch) } == [.reprintNeedsReason])
        #expect(try await register.ledger().count == before)
        #expect(try await register.draw(batch, reprint: "mất nhãn") == 10)
    }

    @Test func `void labels are not drawn, and none where all are void`() async throws {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        try await register.void(batch, 3, 4, .cancelled)
        #expect(try await register.draw(batch, 1, 5) == 3)
        try await register.void(batch, 1, 2, .cancelled)
        #expect(try await register.refusal { try await register.draw(batch, 1, 2) } == [.serialReused])
        #expect(try await register.refusal { try await register.draw(batch, 1, 11) } == [.usage])
    }
}
