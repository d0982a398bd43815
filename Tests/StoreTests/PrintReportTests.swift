import Encodings
import Records
import Stamps
import Store
import Testing
import Verification
import Wording

@Suite struct PrintReportTests {
    private let disk: RegisterOnDisk

    init() throws { disk = try RegisterOnDisk(importing: SampleProgramme()) }

    private func void(
        _ batch: Batch, _ first: Int, _ last: Int, _ cause: StampVoid.Cause
    ) throws -> MarkBalance {
        try disk.register.void(
            StampVoid(
                batch: batch.id, numbers: [batch.places(first, last)], cause: cause, reason: "thử",
                on: RegisterOnDisk.today),
            as: RegisterOnDisk.office)
    }

    private func close(_ batch: Batch, printed: Int?, spoiled: [SerialRange] = []) throws -> MarkBalance {
        try disk.register.close(
            batch: batch.id, PrintOutcome(printed: printed, spoiled: spoiled, returned: [], reason: nil),
            on: RegisterOnDisk.today, as: RegisterOnDisk.office)
    }

    private func left(_ right: String) throws -> Int? {
        try disk.register.markBooks().first { $0.authorisation.id == right }?.left
    }

    @Test func `the book balances after every step`() async throws {
        let batch = try await disk.issue("L-TQ-2609", 100).batch
        #expect(try disk.register.balance(of: batch) == MarkBalance(allotted: 100))
        #expect(try void(batch, 1, 3, .spoiled).open == 97)
        #expect(try void(batch, 91, 100, .returned) == MarkBalance(allotted: 100, spoiled: 3, returned: 10))
        let closed = try close(batch, printed: nil)
        #expect(closed == MarkBalance(allotted: 100, printed: 87, spoiled: 3, returned: 10))
        #expect(try disk.register.audit().differences == [])
    }

    @Test func `a label found spoiled after the book was closed is printed no longer`() async throws {
        let batch = try await disk.issue("L-TQ-2609", 10).batch
        _ = try close(batch, printed: nil)
        let balance = try void(batch, 4, 4, .spoiled)
        #expect(balance == MarkBalance(allotted: 10, printed: 9, spoiled: 1, returned: 0))
    }

    @Test func `a report whose parts are not the whole is refused and writes nothing`() async throws {
        let batch = try await disk.issue("L-TQ-2609", 10).batch
        let before = try disk.ledger().count
        #expect(
            try await disk.refusal { _ = try close(batch, printed: 9, spoiled: [batch.places(1, 2)]) }
                == [.reportDoesNotBalance])
        #expect(try disk.ledger().count == before)
    }

    @Test func `a number is made void once, and only of its own batch`() async throws {
        let batch = try await disk.issue("L-TQ-2609", 10).batch
        let next = try await disk.issue("L-TQ-2609", 10).batch
        _ = try void(batch, 4, 6, .cancelled)
        #expect(try await disk.refusal { _ = try void(batch, 6, 7, .spoiled) } == [.serialReused])
        let foreign = StampVoid(
            batch: batch.id, numbers: [next.numbers], cause: .spoiled, reason: "thử", on: RegisterOnDisk.today)
        #expect(
            try await disk.refusal { _ = try disk.register.void(foreign, as: RegisterOnDisk.office) }
                == [.numbersUnknown])
    }

    @Test func `void numbers are never given out again`() async throws {
        let batch = try await disk.issue("L-TQ-2609", 10).batch
        _ = try void(batch, 1, 10, .returned)
        let next = try await disk.issue("L-TQ-2609", 10).batch
        #expect(next.numbers.first > batch.numbers.last)
    }

    @Test func `returned marks go back to the quota, spoiled ones do not`() async throws {
        #expect(try left("M-3") == 10)
        let batch = try await disk.issue("L-QN-2611", 10).batch
        #expect(try left("M-3") == 0)
        _ = try void(batch, 1, 2, .spoiled)
        #expect(try left("M-3") == 0)
        #expect(try await disk.refusal { try await disk.issue("L-QN-2611", 1) } == [.quotaExceeded])
        _ = try void(batch, 9, 10, .returned)
        #expect(try left("M-3") == 2)
        try await disk.issue("L-QN-2611", 2)
        #expect(try await disk.refusal { try await disk.issue("L-QN-2611", 1) } == [.quotaExceeded])
    }

    @Test func `a spoiled stamp frees its pack for another, a cancelled one does not`() async throws {
        let batch = try await disk.issue("L-TQ-2609", 2_400).batch
        #expect(
            try await disk.refusal { try await disk.issue("L-TQ-2609", 1) } == [.lotOutputExceeded, .lotUnitsExceeded])
        _ = try void(batch, 1, 2, .spoiled)
        _ = try void(batch, 3, 3, .cancelled)
        try await disk.issue("L-TQ-2609", 2)
        #expect(
            try await disk.refusal { try await disk.issue("L-TQ-2609", 1) } == [.lotOutputExceeded, .lotUnitsExceeded])
    }

    @Test(arguments: StampVoid.Cause.allCases)
    func `verification says at once that a number is void`(cause: StampVoid.Cause) async throws {
        let batch = try await disk.issue("L-TQ-2609", 10).batch
        func voidFacts(_ place: Int) async throws -> VoidFacts? {
            try await disk.opened().facts(of: batch.productKey, number: batch.numbers[place - 1])?.void
        }
        #expect(try await voidFacts(5) == nil)
        _ = try void(batch, 5, 6, cause)
        #expect(try await voidFacts(5) == VoidFacts(on: RegisterOnDisk.today, reason: "thử"))
        #expect(try await voidFacts(6) != nil)
        #expect(try await voidFacts(4) == nil)
        #expect(try await voidFacts(7) == nil)
        #expect(try await disk.register.trustedIssuer().voids.map(\.numbers) == [batch.places(5, 6)])
    }

    @Test func `a reprint is an entry and changes no sum`() async throws {
        let batch = try await disk.issue("L-TQ-2609", 10).batch
        let before = try disk.register.markBooks()
        try disk.register.recordReprint(
            Reprint(batch: batch.id, count: 3, reason: "kẹt giấy", on: RegisterOnDisk.today),
            as: RegisterOnDisk.office)
        #expect(try disk.register.markBooks() == before)
        #expect(try disk.ledger(.reprint).map { $0.body["reason"]?.string } == ["kẹt giấy"])
    }
}
