import Access
import Encodings
import GRDB
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Synchronization
import Testing
import Wording
@testable import Store

/// What the engine does for each question: in a register of millions of entries only what an index finds is quick.
@Suite struct QueryPlanTests {
    private let register: RegisterFixture
    private let store: ExplainingStore
    private let registrar: Registrar
    private let issuer = Authorship.test.principal

    init() async throws {
        register = try await RegisterFixture(importing: SampleProgramme())
        store = ExplainingStore(try #require(register.store as? SQLiteStore))
        registrar = Registrar(store)
    }

    /// The steps of plans that read a whole table, each with its statement.
    private func scans(_ work: () async throws -> Void) async throws -> [String] {
        store.forget()
        try await work()
        #expect(store.plans.count > 0)
        let tables = RegisterTables.projections.map(\.table) + ["ledger"]
        return store.plans.flatMap { statement, steps in
            steps.filter { step in tables.contains { step == "SCAN \($0)" || step.hasPrefix("SCAN \($0) ") } }
                .map { "\($0): \(statement)" }
        }
    }

    @Test func `a whole table that is read is found`() async throws {
        let found = try await scans {
            _ = try await store.read { register in
                try (register as? SQLRegister)?.sql.rows("SELECT body FROM batch WHERE count = 3", []).count
            }
        }
        #expect(found == ["SCAN batch: SELECT body FROM batch WHERE count = 3"])
    }

    @Test func `issuing reads no whole table, for a lot, for a roll, for an order`() async throws {
        let found = try await scans {
            try await register.issue("KV260918", 10, as: "R-1", through: registrar)
            try await register.issue("KV260918", 10, as: "R-1", through: registrar)
            let roll = try IssuanceRequest(.roll(product: "PR-TQ-1"), count: 10, withMark: true)
            _ = try await registrar.perform(IssueBatch(roll, sealing: RegisterFixture.sealing), by: .office)
            let asked = try IssuanceRequest(.lot("L-TQ-2609"), count: 10, withMark: true)
            let order = try await registrar.perform(PlaceOrder(asked), by: .producer.asking("O-1"))
            let approved = try await registrar.perform(
                ApproveOrder(order.id, sealing: RegisterFixture.sealing), by: .office)
            try await register.draw(
                registrar.batch(approved.batch ?? "", for: issuer).batch, through: registrar)
            _ = try await registrar.perform(DeliverOrder(order.id, to: nil), by: .office)
            let outcome = PrintOutcome(printed: nil, spoiled: [], returned: [], reason: nil)
            _ = try await registrar.perform(CloseOrder(.order(order.id), outcome), by: .office)
        }
        #expect(found.isEmpty)
    }

    @Test func `activating, voiding, drawing and recalling read no whole table`() async throws {
        let roll = try await register.roll(100)
        let found = try await scans {
            _ = try await registrar.perform(ActivateStamps(roll.places(1, 9), forLot: "KV260918"), by: .office)
            try await register.void(roll, 3, 4, .spoiled, through: registrar)
            let labels = DrawLabels(batch: roll.id, from: 1, to: 5, design: nil, reprint: "kẹt giấy")
            _ = try await registrar.perform(labels, by: .office)
            try await register.recall("KV260918", through: registrar)
            _ = try await registrar.packsWithoutStamp(ofLot: "L-QN-2611", for: issuer)
        }
        #expect(found.isEmpty)
    }

    @Test func `scanning reads no whole table`() async throws {
        let roll = try await register.roll(100)
        let view = RegisterView(store)
        let found = try await scans {
            _ = try await view.facts(of: roll.productKey, number: roll.numbers.first)
            _ = try await view.facts(of: roll.productKey, number: nil)
            _ = try await view.facts(of: roll.productKey, lot: LotNumber("KV260918"))
            _ = try await view.isIssued(roll.numbers.first, of: roll.productKey)
            _ = try await view.signingKeys()
        }
        #expect(found.isEmpty)
    }

    @Test func `declaring a lot and putting a record read no whole table`() async throws {
        let tea = try #require(try await register.item(.record(.lot), "L-TQ-2609")).json
        let lot = try Lot.read(tea.merging(["id": "L-2", "lotNumber": "KV2"]), path: "$").get()
        let found = try await scans {
            _ = try await registrar.suggestion(forLotOf: "PR-TQ-1", packedOn: day("2026-09-18"), for: issuer)
            _ = try await registrar.perform(DeclareLot(lot), by: .producer)
            _ = try await registrar.perform(PutRecord(lot), by: .producer)
            _ = try await registrar.items(.record(.lot), after: "L", limit: 10, for: Authorship.producer.principal)
        }
        #expect(found.isEmpty)
    }

    @Test func `the batches of a page of the book are found by the index, for everybody and for one lot`()
        async throws
    {
        try await register.issue("L-TQ-2609", 10)
        var filters = [BatchFilter(), BatchFilter(), BatchFilter(), BatchFilter(), BatchFilter()]
        for place in filters.indices { filters[place].limit = 10 }
        filters[1].after = 5
        filters[2].latestFirst = true
        filters[3].producer = "P-TQ-001"
        filters[4].lot = "L-TQ-2609"
        let asked = filters
        let found = try await scans {
            try await store.read { register in
                for filter in asked {
                    let batches = try register.batches(filter).map(\.batch.id)
                    _ = try register.balances(ofBatches: batches)
                }
            }
            // The sums of a part of the book; those of the whole book are of all its batches.
            try await store.read { register in
                for filter in asked.suffix(2) { _ = try register.balance(of: filter) }
                _ = try register.balances(ofAuthorisations: ["M-1", "M-3"])
            }
        }
        #expect(found.isEmpty)
    }
}

/// The store with the plan of every statement that it is given.
private final class ExplainingStore: RegisterStore {
    private let store: SQLiteStore
    private let found = Mutex<[String: [String]]>([:])

    init(_ store: SQLiteStore) {
        self.store = store
    }

    /// The steps of each statement's plan.
    var plans: [String: [String]] { found.withLock { $0 } }

    func forget() { found.withLock { $0 = [:] } }

    func read<Answer: Sendable>(
        _ work: @escaping @Sendable (any RegisterSnapshot) throws -> Answer
    ) async throws -> Answer {
        try await store.pool.read { [self] db in try work(SQLRegister(sql: Explaining(db, self))) }
    }

    func write<Answer: Sendable>(
        dryRun: Bool, _ work: @escaping @Sendable (any RegisterTransaction) throws -> Answer
    ) async throws -> Answer {
        try await store.pool.write { [self] db in try work(SQLRegister(sql: Explaining(db, self))) }
    }

    func generation() async throws -> Int { try await store.generation() }

    var log: any RegisterLog { store.log }

    func audit(progress: @escaping @Sendable (Int) -> Void) async throws -> LedgerAudit {
        try await store.audit(progress: progress)
    }

    private struct Explaining: SQLConnection {
        let db: Database
        let connection: Store.SQLiteConnection
        let store: ExplainingStore

        init(_ db: Database, _ store: ExplainingStore) {
            (self.db, connection, self.store) = (db, Store.SQLiteConnection(db), store)
        }

        func rows(_ sql: String, _ values: [SQLValue]) throws -> [SQLRow] {
            try explain(sql)
            return try connection.rows(sql, values)
        }

        func forEachRow(_ sql: String, _ values: [SQLValue], _ body: (SQLRow) throws -> Void) throws {
            try explain(sql)
            try connection.forEachRow(sql, values, body)
        }

        func execute(_ sql: String, _ values: [SQLValue]) throws -> Int {
            try explain(sql)
            return try connection.execute(sql, values)
        }

        private func explain(_ sql: String) throws {
            // Parameters that are not given are null, which changes no plan.
            let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
            statement.setUncheckedArguments(StatementArguments())
            let steps = try Row.fetchAll(statement).map { $0["detail"] as String }
            store.found.withLock { $0[sql] = steps }
        }
    }
}
