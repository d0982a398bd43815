import Encodings
import Law
import Logging
import Records
import Registrar
import Stamps
import Store
import Testing
import Wording

/// What several test suites do with print orders, rolls and reports on a register in a file.
extension RegisterOnDisk {
    static let producer = EntryStamp(time: "2026-11-21T07:00:00Z", actor: "P-TQ-001")
    static let office = EntryStamp(time: "2026-11-21T08:00:00Z", actor: "office-tq")

    /// Asks for labels as the producer does.
    func ask(_ count: Int, for lot: String = "L-TQ-2609", withMark: Bool = true) throws -> PrintOrder {
        let request = try IssuanceRequest(
            .lot(lot), count: count, withMark: withMark, today: Self.today, requestedBy: Self.producer.actor)
        return try register.ask(for: request, template: nil, as: Self.producer)
    }

    /// Issues what is asked for, as the office does unless another is named.
    @discardableResult
    func issue(_ request: IssuanceRequest, as stamp: EntryStamp = RegisterOnDisk.office) async throws -> Batch {
        try await StampIssuance(
            register: register, keyID: KeyID(rawValue: 1), newSealedSecret: { "sealed for \($0)" },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ).issue(request, as: stamp).batch
    }

    func approve(_ order: PrintOrder, as stamp: EntryStamp = RegisterOnDisk.office) async throws -> Batch {
        try await issue(IssuanceRequest(order, today: Self.today), as: stamp)
    }

    func roll(_ count: Int, withMark: Bool = true) async throws -> Batch {
        try await issue(
            IssuanceRequest(.roll(product: "PR-TQ-1"), count: count, withMark: withMark, today: Self.today))
    }
}

extension Batch {
    /// The numbers from one place of the batch to another, the first being 1.
    func places(_ first: Int, _ last: Int) throws -> SerialRange {
        try SerialRange(first: numbers[first - 1], count: last - first + 1)
    }
}

@Suite struct PrintOrderTests {
    private let disk: RegisterOnDisk

    init() throws { disk = try RegisterOnDisk(importing: SampleProgramme()) }

    @Test func `an order goes from the request to the closed book, each step an entry`() async throws {
        let order = try disk.ask(24)
        #expect(order.status == .requested && order.batch == nil && order.requestedBy == "P-TQ-001")
        let batch = try await disk.approve(order)
        #expect(batch.order == order.id && batch.requestedBy == "P-TQ-001" && batch.numbers.count == 24)
        let approved = try disk.register.order(order.id)
        #expect(approved.status == .approved && approved.approvedBy == "office-tq" && approved.batch == batch.id)
        let rendered = try disk.register.change(order: order.id, as: RegisterOnDisk.office) { try $0.rendered() }
        #expect(rendered.status == .rendered)
        let delivered = try disk.register.change(order: order.id, as: RegisterOnDisk.office) {
            try $0.delivered(to: "Cơ sở F1")
        }
        #expect(delivered.deliveredTo == "Cơ sở F1")
        let balance = try disk.register.close(
            batch: batch.id,
            PrintOutcome(
                printed: nil, spoiled: [try batch.places(5, 5), try batch.places(9, 9)], returned: [], reason: nil),
            on: RegisterOnDisk.today, as: RegisterOnDisk.office)
        #expect(balance == MarkBalance(allotted: 24, printed: 22, spoiled: 2, returned: 0) && balance.open == 0)
        #expect(try disk.register.order(order.id).status == .closed)
        let states = try disk.ledger(.printOrder).compactMap { $0.body["status"]?.string }
        #expect(states == ["requested", "approved", "rendered", "delivered", "closed"])
        #expect(try disk.register.audit().differences == [])
    }

    @Test func `whoever asked for labels with the mark does not approve them`() async throws {
        let order = try disk.ask(24)
        #expect(
            try await disk.refusal { _ = try await disk.approve(order, as: RegisterOnDisk.producer) }
                == [.approverIsRequester])
        #expect(try disk.register.order(order.id).status == .requested && disk.ledger(.batch).isEmpty)
        #expect(
            try await disk.refusal {
                let request = try IssuanceRequest(
                    .lot("L-TQ-2609"), count: 1, withMark: true, today: RegisterOnDisk.today)
                try await disk.issue(request, as: RegisterOnDisk.producer)
            } == [.approverIsRequester])
    }

    @Test func `a few labels without the mark may be asked for and approved by one`() async throws {
        let order = try disk.ask(24, withMark: false)
        #expect(try await disk.approve(order, as: RegisterOnDisk.producer).mark == nil)
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
        let order = try disk.ask(24)
        let batch = try await disk.approve(order)
        #expect(try await disk.approve(order) == batch)
        #expect(try disk.ledger(.batch).count == 1)
    }

    @Test func `an order that breaks a rule is refused when it is asked for`() async throws {
        #expect(
            try await disk.refusal { _ = try disk.ask(2_401) } == [.lotOutputExceeded, .lotUnitsExceeded])
        #expect(try disk.ledger(.printOrder).isEmpty)
    }

    @Test func `steps out of turn are refused and write nothing`() async throws {
        let order = try disk.ask(24)
        #expect(
            try await disk.refusal {
                _ = try disk.register.change(order: order.id, as: RegisterOnDisk.office) { try $0.delivered(to: nil) }
            } == [.orderStateConflict])
        let cancelled = try disk.register.change(order: order.id, as: RegisterOnDisk.producer) {
            try $0.cancelled(because: "đặt nhầm")
        }
        #expect(cancelled.status == .cancelled)
        #expect(try await disk.refusal { _ = try await disk.approve(order) } == [.orderStateConflict])
        #expect(try disk.ledger(.batch).isEmpty)
    }

    @Test func `an order that nobody made is unknown`() async throws {
        #expect(try await disk.refusal { _ = try disk.register.order("O-999999") } == [.orderUnknown])
    }
}
