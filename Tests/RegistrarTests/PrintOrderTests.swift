import Access
import Encodings
import Law
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Testing
import Wording

@Suite(.onEveryStore) struct PrintOrderTests {
    private let register: RegisterFixture

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme()) }

    private func order(_ id: String) async throws -> PrintOrder {
        try await register.registrar.order(id, for: Authorship.test.principal)
    }

    private func batch(of order: PrintOrder) async throws -> Batch {
        let id = try #require(order.batch)
        return try await register.registrar.batch(id, for: Authorship.test.principal).batch
    }

    /// What drawing the labels of the order's batch records; what is drawn with is proved where labels are.
    private func render(_ order: PrintOrder) async throws {
        let command = DrawLabels(batch: try #require(order.batch), from: 1, to: nil, design: nil, reprint: nil)
        _ = try await register.registrar.perform(command, by: .office)
    }

    @Test func `an order goes from the request to the closed book, each step an entry`() async throws {
        let asked = try await register.ask(24)
        #expect(asked.status == .requested && asked.batch == nil && asked.requestedBy == "P-TQ-001")
        let approved = try await register.approve(asked)
        let batch = try await batch(of: approved)
        #expect(batch.order == asked.id && batch.requestedBy == "P-TQ-001" && batch.numbers.count == 24)
        #expect(try await order(asked.id) == approved)
        #expect(approved.status == .approved && approved.approvedBy == "office-tq" && approved.batch == batch.id)
        try await render(approved)
        #expect(try await order(asked.id).status == .rendered)
        let delivered = try await register.registrar.perform(DeliverOrder(asked.id, to: "Cơ sở F1"), by: .office)
        #expect(delivered.deliveredTo == "Cơ sở F1")
        let outcome = PrintOutcome(
            printed: nil, spoiled: [try batch.places(5, 5), try batch.places(9, 9)], returned: [], reason: nil)
        let balance = try await register.registrar.perform(CloseOrder(.batch(batch.id), outcome), by: .office)
        #expect(balance == MarkBalance(allotted: 24, drawn: 24, printed: 22, spoiled: 2) && balance.open == 0)
        #expect(try await order(asked.id).status == .closed)
        let states = try await register.ledger(.printOrder).compactMap { $0.body["status"]?.string }
        #expect(states == ["requested", "approved", "rendered", "delivered", "closed"])
        #expect(try await register.differences() == [])
    }

    @Test func `anyone who asked for labels with the mark does not approve them`() async throws {
        let author = Authorship(.issuer(name: "P-TQ-001"), at: Authorship.producer.time)
        let asked = try await register.ask(24)
        let approval = try await register.refusal { try await register.approve(asked, by: author) }
        #expect(approval == [.approverIsRequester])
        #expect(try await order(asked.id).status == .requested)
        #expect(try await register.ledger(.batch).isEmpty)
        let request = try IssuanceRequest(.lot("L-TQ-2609"), count: 1, withMark: true)
        let issuance = try await register.refusal {
            _ = try await register.registrar.perform(
                IssueBatch(request, sealing: RegisterFixture.sealing), by: author)
        }
        #expect(issuance == [.approverIsRequester])
    }

    @Test func `a few labels without the mark may be asked for and approved by one`() async throws {
        let asked = try await register.registrar.perform(
            PlaceOrder(IssuanceRequest(.lot("L-TQ-2609"), count: 24, withMark: false)), by: .office)
        #expect(asked.requestedBy == "office-tq")
        #expect(try await batch(of: register.approve(asked)).mark == nil)
    }

    @Test(arguments: [(10_000, false, true), (10_001, false, false), (1, true, false)])
    func `alone one may approve 10,000 labels without the mark, and none with it`(
        count: Int, withMark: Bool, isAllowed: Bool
    ) {
        let alone = PrintOrder.approverIsAnother(
            requestedBy: "a", approvedBy: "a", count: count, withMark: withMark)
        #expect((alone == nil) == isAllowed)
        #expect(
            PrintOrder.approverIsAnother(requestedBy: "a", approvedBy: "b", count: count, withMark: withMark) == nil)
    }

    @Test func `approving twice gives the same batch`() async throws {
        let approved = try await register.approve(register.ask(24))
        #expect(try await register.approve(approved) == approved)
        #expect(try await register.ledger(.batch).count == 1)
    }

    @Test func `an order that breaks a rule is refused when it is asked for`() async throws {
        let refusal = try await register.refusal { _ = try await register.ask(2_401) }
        #expect(refusal == [.lotOutputExceeded, .lotUnitsExceeded])
        #expect(try await register.ledger(.printOrder).isEmpty)
    }

    @Test func `the rules judge again when an order is approved`() async throws {
        let (first, second) = (try await register.ask(2_000), try await register.ask(500))
        try await register.approve(first)
        #expect(
            try await register.refusal { try await register.approve(second) } == [
                .lotOutputExceeded, .lotUnitsExceeded,
            ])
        #expect(try await order(second.id).status == .requested)
    }

    @Test func `steps out of turn are refused and write nothing`() async throws {
        let asked = try await register.ask(24)
        let delivery = try await register.refusal {
            _ = try await register.registrar.perform(DeliverOrder(asked.id, to: nil), by: .office)
        }
        #expect(delivery == [.orderStateConflict])
        let close = CloseOrder(
            .order(asked.id), PrintOutcome(printed: nil, spoiled: [], returned: [], reason: nil))
        #expect(
            try await register.refusal { _ = try await register.registrar.perform(close, by: .office) }
                == [.orderStateConflict])
        let cancelled = try await register.registrar.perform(
            CancelOrder(asked.id, because: "đặt nhầm"), by: .producer)
        #expect(cancelled.status == .cancelled)
        #expect(try await register.refusal { try await register.approve(asked) } == [.orderStateConflict])
        #expect(try await register.ledger(.batch).isEmpty)
    }

    @Test func `an order that nobody made is unknown`() async throws {
        #expect(try await register.refusal { _ = try await order("O-999999") } == [.orderUnknown])
        let approval = ApproveOrder("O-999999", sealing: RegisterFixture.sealing)
        #expect(
            try await register.refusal { _ = try await register.registrar.perform(approval, by: .office) }
                == [.orderUnknown])
    }
}
