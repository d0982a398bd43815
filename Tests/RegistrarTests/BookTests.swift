import Access
import Law
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Reports
import Stamps
import Testing
import Time
import Verification
import Wording

@Suite(.onEveryStore) struct BookTests {
    private let register: RegisterFixture
    private let issuer = Authorship.test.principal

    /// Two batches of the tea's lot, a roll of the tea, one of the rice paper: entries 38 to 41.
    init() async throws {
        register = try await RegisterFixture(importing: SampleProgramme())
        try await register.issue("L-TQ-2609", 10)
        _ = try await register.roll(5)
        try await register.issue("L-QN-2611", 3)
        try await register.issue("L-TQ-2609", 20)
    }

    private func book(
        ofProducer producer: String? = nil, from: CivilDate? = nil, to: CivilDate? = nil, after: String? = nil,
        limit: Int = 9, for principal: Principal? = nil
    ) async throws -> BookPage {
        try await register.registrar.book(
            ofProducer: producer, from: from, to: to, afterBatch: after, limit: limit, for: principal ?? issuer)
    }

    @Test func `the book has a line a batch, with its product, lot and balance, and the sums of all`() async throws {
        let page = try await book()
        #expect(page.lines.map(\.sequence) == [38, 39, 40, 41])
        #expect(page.lines.map(\.lotNumber) == ["KV260918", nil, "ST261116", "KV260918"])
        #expect(page.lines.map(\.product.id) == ["PR-TQ-1", "PR-TQ-1", "PR-QN-1", "PR-TQ-1"])
        #expect(page.lines.map(\.balance.allotted) == [10, 5, 3, 20])
        #expect(page.total == MarkBalance(allotted: 38) && !page.hasMore)
    }

    @Test func `the book comes in pages, each with the sums of all of them`() async throws {
        let first = try await book(limit: 3)
        #expect(first.lines.count == 3 && first.hasMore && first.total.allotted == 38)
        let second = try await book(after: first.lines.last?.batch.id, limit: 3)
        #expect(second.lines.map(\.sequence) == [41] && !second.hasMore && second.total.allotted == 38)
        #expect(try await book(limit: 4).hasMore == false)
    }

    @Test func `the book is of a producer and of days, where they are asked for`() async throws {
        #expect(try await book(ofProducer: "P-TQ-001").total.allotted == 35)
        #expect(try await book(ofProducer: "P-QT-001").lines.isEmpty)
        #expect(try await book(from: day("2026-11-21"), to: day("2026-11-21")).lines.count == 4)
        #expect(try await book(from: day("2026-11-22")).lines.isEmpty)
        #expect(try await register.refusal { _ = try await book(ofProducer: "P-0") } == [.recordUnknown])
    }

    @Test func `everybody sees the lines and sums of what they may read`() async throws {
        let producer = try await book(for: Authorship.producer.principal)
        #expect(producer.lines.map(\.sequence) == [38, 39, 41] && producer.total.allotted == 35)
        #expect(try await book(for: Authorship.province.principal).total.allotted == 35)
        let elsewhere = somebody("p", .provinceOffice, .province("48"))
        #expect(try await book(for: elsewhere).lines.map(\.sequence) == [40])
        // Another's book is empty for who may not read it.
        #expect(try await book(ofProducer: "P-TQ-001", for: elsewhere).lines.isEmpty)
        let owner = somebody("o", .markOwner, .everything)
        #expect(try await register.refusal { _ = try await book(for: owner) } == [.rightMissing])
    }

    @Test func `the books of rights say what is left of each`() async throws {
        let books = try await register.registrar.markBooks(for: issuer)
        #expect(books.map(\.authorisation.id) == ["M-1", "M-3", "M-4"])
        #expect(books.map(\.product.id) == ["PR-TQ-1", "PR-QN-1", "PR-QT-1"])
        #expect(books.map(\.balance.allotted) == [35, 3, 0])
        #expect(books[1].left == 7)
        #expect(
            try await register.refusal {
                _ = try await register.registrar.markBooks(for: Authorship.producer.principal)
            } == [.rightMissing])
    }

    @Test func `calendar and report are of one snapshot, for who may read all recognitions`() async throws {
        let calendar = try await register.registrar.calendar(
            from: RegisterFixture.today, days: 60, quotaShare: 0.1, for: issuer)
        let sample = try SampleProgramme()
        let accounts = try sample.records(MarkAuthorisation.self).map { right in
            MarkAccount(authorisation: right, issued: right.id == "M-1" ? 35 : right.id == "M-3" ? 3 : 0)
        }
        let expected = ProgrammeCalendar(
            recognitions: try sample.records(Recognition.self), certificates: try sample.records(Certificate.self),
            accounts: accounts, products: try sample.records(Product.self), today: RegisterFixture.today,
            horizonDays: 60, quotaShare: 0.1)
        #expect("\(calendar)" == "\(expected)")
        let producer = Authorship.producer.principal
        let refusals = [
            try await register.refusal {
                _ = try await register.registrar.calendar(
                    from: RegisterFixture.today, days: 60, quotaShare: 0.1, for: producer)
            },
            try await register.refusal {
                _ = try await register.registrar.report(
                    on: RegisterFixture.today, province: nil, targets: [], for: producer)
            },
            try await register.refusal { _ = try await register.registrar.trustedIssuer(for: producer) },
            try await register.refusal { _ = try await register.registrar.tokens(for: producer) },
            try await register.refusal {
                _ = try await register.registrar.entries(after: 0, limit: 1, for: producer)
            },
        ]
        #expect(refusals.allSatisfy { $0 == [.rightMissing] })
    }
}

@Suite(.onEveryStore) struct TrustedIssuerTests {
    private let register: RegisterFixture
    private let issuer = Authorship.test.principal

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme()) }

    @Test func `a bundle has the register's position, keys, products and what is logged of batches`() async throws {
        let batch = try await register.issue("L-TQ-2609", 10).batch
        try await register.signLog()
        let later = try await register.issue("L-TQ-2609", 5).batch
        let trusted = try await register.registrar.trustedIssuer(for: issuer)
        #expect(try trusted.issuer == RegisterFixture.issuer() && trusted.position == 39)
        #expect(trusted.keys.map(\.record.keyID) == [KeyID(rawValue: 1)])
        #expect(trusted.products.map(\.product.id) == ["PR-QN-1", "PR-QT-1", "PR-QT-2", "PR-TQ-1", "PR-TQ-2"])
        // Its stamps cannot be good before the log says that it was allowed.
        #expect(trusted.batches.rows.map(\.numbers) == [batch.numbers])
        try await register.signLog()
        let all = try await register.registrar.trustedIssuer(for: issuer)
        #expect(all.batches.rows.map(\.numbers) == [batch.numbers, later.numbers])
    }

    @Test func `a recall is in the bundle while it is in force`() async throws {
        try await register.recall("L-TQ-2609")
        #expect(try await register.registrar.trustedIssuer(for: issuer).recalls.count == 1)
        _ = try await register.registrar.perform(LiftRecall(lot: "KV260918"), by: .test)
        #expect(try await register.registrar.trustedIssuer(for: issuer).recalls.isEmpty)
    }
}
