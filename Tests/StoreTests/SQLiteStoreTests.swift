import Encodings
import FoundationEssentials
import GRDB
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Testing
import Verification
import Wording
@testable import Store

@Suite struct SQLiteStoreTests {
    private func pool(of store: any RegisterStore) throws -> DatabasePool {
        try #require(store as? SQLiteStore).pool
    }

    @Test func `a new register knows its issuer and key, also when it is opened again`() async throws {
        let register = try await RegisterFixture()
        for store in [register.store, try await register.opened().store] {
            let view = RegisterView(store)
            #expect(try await view.issuer() == RegisterFixture.issuer())
            #expect(try await view.signingKeys().map(\.record) == [RegisterFixture.signingKey()])
        }
        let entries = try await register.ledger()
        #expect(entries.map(\.kind) == [.issuer, .signingKey] && entries.map(\.sequence) == [1, 2])
        #expect(entries.allSatisfy { $0.time == "2026-11-21T08:00:00Z" && $0.actor == "test" })
    }

    @Test func `a register is not made where there is one`() async throws {
        let register = try await RegisterFixture(importing: SampleProgramme())
        let before = try await register.ledger()
        let refusal = try await register.refusal {
            try await RegisterFixture.initialise(RegisterFile.create(path: register.path))
        }
        #expect(refusal == [.homeExists])
        #expect(try await register.ledger() == before)
    }

    // sqlite.org/pragma.html#pragma_synchronous: 2 is FULL; WAL with less loses the last commits in a power cut.
    @Test func `the writer syncs every commit to disk`() async throws {
        let register = try await RegisterFixture()
        for store in [register.store, try await register.opened().store] {
            let (synchronous, journal) = try await pool(of: store).writeWithoutTransaction { db in
                (try Int.fetchOne(db, sql: "PRAGMA synchronous"), try String.fetchOne(db, sql: "PRAGMA journal_mode"))
            }
            #expect(synchronous == 2 && journal == "wal")
        }
    }

    @Test(arguments: [
        "UPDATE ledger SET actor = 'nobody'", "UPDATE ledger SET sequence = 99 WHERE sequence = 2",
        "DELETE FROM ledger WHERE sequence = 2", "DELETE FROM ledger",
    ])
    func `a row of the ledger can be neither changed nor deleted`(sql: String) async throws {
        let register = try await RegisterFixture()
        let before = try await register.ledger()
        let error = #expect(throws: DatabaseError.self) { try register.behindItsBack(sql) }
        #expect(error?.message == "the ledger is append-only")
        #expect(try await register.ledger() == before)
    }

    private func opening(_ path: String) async throws -> [ProblemCode] {
        try await RegisterFixture().refusal { _ = try await RegisterFile.open(path: path) }
    }

    @Test func `a file that is no database is damaged`() async throws {
        let register = try await RegisterFixture()
        let path = "\(register.folder)/other"
        try Data(String(repeating: "no register\n", count: 1_000).utf8).write(to: URL(filePath: path))
        #expect(try await opening(path) == [.registerDamaged])
    }

    @Test func `a database of another program is no register, and is left as it was`() async throws {
        let register = try await RegisterFixture()
        let path = "\(register.folder)/other.sqlite"
        let queue = try DatabaseQueue(path: path)
        try await queue.write { try $0.execute(sql: "CREATE TABLE ledger (x); INSERT INTO ledger VALUES (1)") }
        #expect(try await opening(path) == [.registerFailed])
        let tables = try await queue.read { try String.fetchAll($0, sql: "SELECT name FROM sqlite_master") }
        #expect(tables == ["ledger"])
    }

    @Test func `a file that is missing is no register`() async throws {
        let register = try await RegisterFixture()
        #expect(try await opening("\(register.folder)/missing.sqlite") == [.registerFailed])
    }

    @Test func `a register whose pages were overwritten is damaged`() async throws {
        let register = try await RegisterFixture(importing: SampleProgramme())
        // What still stood in the log of writes would mend the pages.
        try await RegisterFile.close(register.store)
        var bytes = try Data(contentsOf: URL(filePath: register.path))
        bytes.replaceSubrange(4_096..<bytes.count, with: [UInt8](repeating: 0xA5, count: bytes.count - 4_096))
        try bytes.write(to: URL(filePath: register.path))
        let codes = try await register.refusal {
            _ = try await RegisterFile.open(path: register.path).audit { _ in }
        }
        #expect(codes == [.registerDamaged])
    }

    @Test(arguments: [
        "UPDATE record SET body = '{}' WHERE kind = 'issuer'", "DELETE FROM record WHERE kind = 'issuer'",
        "UPDATE record SET body = 'no json' WHERE kind = 'signingKey'",
    ])
    func `a register without a readable issuer or key is damaged`(sql: String) async throws {
        let register = try await RegisterFixture()
        try register.behindItsBack(sql)
        let view = RegisterView(try await register.opened().store)
        #expect(try await register.refusal { _ = try await view.issuer() } == [.registerDamaged])
    }

    @Test func `the history of one record is its entries, oldest first`() async throws {
        let register = try await RegisterFixture(importing: SampleProgramme())
        try await register.take(SampleProgramme().changing("lots", 0, ["unitsMax": 2_300]))
        let history = try await register.ledger(.record(.lot), item: "L-TQ-2609")
        #expect(history.map { $0.body["unitsMax"] } == [2_400, 2_300])
        #expect(try await register.ledger(.record(.product), item: "L-TQ-2609").isEmpty)
        #expect(try await register.ledger(.record(.lot)).count == 5)
        let first = try #require(history.first)
        func entries(after sequence: Int, _ kind: EntryKind?, _ item: String?, _ limit: Int) async throws
            -> [LedgerEntry]
        {
            try await register.store.read {
                try $0.entries(after: sequence, kind: kind, item: item, limit: limit)
            }
        }
        #expect(try await entries(after: first.sequence, .record(.lot), "L-TQ-2609", 9) == [history[1]])
        #expect(try await entries(after: 0, nil, nil, 3).map(\.sequence) == [1, 2, 3])
        #expect(try await entries(after: 1_000, nil, nil, 3).isEmpty)
    }

    @Test func `a batch row that was given impossible numbers stops issuance, not the process`() async throws {
        let register = try await RegisterFixture(importing: SampleProgramme())
        try await register.issue("L-TQ-2609", 10)
        for first in ["-100", "9223372036854775807"] {
            try register.behindItsBack("UPDATE batch SET first_number = \(first)")
            #expect(try await !register.refusal { try await register.issue("L-TQ-2609", 10) }.isEmpty)
        }
    }

    @Test func `a number between two batches belongs to neither`() async throws {
        let register = try await RegisterFixture(importing: SampleProgramme())
        let key = try await register.issue("L-TQ-2609", 10).batch.productKey
        try await register.issue("L-TQ-2609", 20)
        try register.behindItsBack("UPDATE batch SET first_number = 100 WHERE id = 'B-000039'")
        let view = RegisterView(register.store)
        #expect(try await view.facts(of: key, number: SerialNumber(50))?.batch == nil)
        // The row says 100, the batch itself still 11: only a number in both is taken for issued.
        #expect(try await view.facts(of: key, number: SerialNumber(100))?.batch == nil)
    }

    @Test func `a write that says nothing of stamps makes nothing stale`() async throws {
        let register = try await RegisterFixture(importing: SampleProgramme())
        let key = try await register.issue("L-TQ-2609", 20).batch.productKey
        let view = RegisterView(register.store)
        let revision = try await view.facts(of: key, number: SerialNumber(3))?.revision
        try register.behindItsBack("CREATE TABLE elsewhere (number INTEGER); INSERT INTO elsewhere VALUES (1)")
        #expect(try await view.facts(of: key, number: SerialNumber(3))?.revision == revision && revision != nil)
    }
}
