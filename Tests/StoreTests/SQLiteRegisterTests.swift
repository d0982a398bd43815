import Encodings
import FoundationEssentials
import GRDB
import Records
import Testing
import Verification
import Wording
@testable import Store

struct SQLiteRegisterTests {
    @Test func `a new register knows its issuer and key, also when it is opened again`() async throws {
        let disk = try RegisterOnDisk()
        for register in [disk.register, try disk.opened()] {
            #expect(try await register.issuer() == RegisterOnDisk.issuer())
            #expect(try await register.signingKeys().map(\.record) == [RegisterOnDisk.signingKey()])
        }
        let entries = try disk.ledger()
        #expect(entries.map(\.kind) == [.issuer, .signingKey] && entries.map(\.sequence) == [1, 2])
        #expect(entries.allSatisfy { $0.time == "2026-11-21T08:00:00Z" && $0.actor == "test" })
    }

    @Test func `a register is not made where there is one`() async throws {
        let disk = try RegisterOnDisk(importing: SampleProgramme())
        let before = try disk.ledger()
        #expect(try await disk.refusal { _ = try RegisterOnDisk.create(disk.path) } == [.homeExists])
        #expect(try disk.ledger() == before)
    }

    // sqlite.org/pragma.html#pragma_synchronous: 2 is FULL; WAL with less loses the last commits in a power cut.
    @Test func `the writer syncs every commit to disk`() throws {
        let disk = try RegisterOnDisk()
        for register in [disk.register, try disk.opened()] {
            let (synchronous, journal) = try register.pool.writeWithoutTransaction { db in
                (try Int.fetchOne(db, sql: "PRAGMA synchronous"), try String.fetchOne(db, sql: "PRAGMA journal_mode"))
            }
            #expect(synchronous == 2 && journal == "wal")
        }
    }

    @Test(arguments: [
        "UPDATE ledger SET actor = 'nobody'", "UPDATE ledger SET sequence = 99 WHERE sequence = 2",
        "DELETE FROM ledger WHERE sequence = 2", "DELETE FROM ledger",
    ])
    func `a row of the ledger can be neither changed nor deleted`(sql: String) throws {
        let disk = try RegisterOnDisk()
        let before = try disk.ledger()
        let error = #expect(throws: DatabaseError.self) { try disk.behindItsBack(sql) }
        #expect(error?.message == "the ledger is append-only")
        #expect(try disk.ledger() == before)
    }

    @Test func `a file that is no database is damaged`() async throws {
        let disk = try RegisterOnDisk()
        let path = "\(disk.folder)/other"
        try Data(String(repeating: "no register\n", count: 1_000).utf8).write(to: URL(filePath: path))
        #expect(try await disk.refusal { _ = try SQLiteRegister.open(path: path) } == [.registerDamaged])
    }

    @Test func `a database of another program is no register`() async throws {
        let disk = try RegisterOnDisk()
        let path = "\(disk.folder)/other.sqlite"
        let queue = try DatabaseQueue(path: path)
        try await queue.write { try $0.execute(sql: "CREATE TABLE ledger (x); INSERT INTO ledger VALUES (1)") }
        #expect(try await disk.refusal { _ = try SQLiteRegister.open(path: path) } == [.registerFailed])
    }

    @Test func `a file that is missing is no register`() async throws {
        let disk = try RegisterOnDisk()
        let path = "\(disk.folder)/missing.sqlite"
        #expect(try await disk.refusal { _ = try SQLiteRegister.open(path: path) } == [.registerFailed])
    }

    @Test func `a register whose pages were overwritten is damaged`() async throws {
        let disk = try RegisterOnDisk(importing: SampleProgramme())
        // What still stood in the log of writes would mend the pages.
        try await disk.register.pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        try disk.register.pool.close()
        var bytes = try Data(contentsOf: URL(filePath: disk.path))
        bytes.replaceSubrange(4_096..<bytes.count, with: [UInt8](repeating: 0xA5, count: bytes.count - 4_096))
        try bytes.write(to: URL(filePath: disk.path))
        let codes = try await disk.refusal { _ = try SQLiteRegister.open(path: disk.path).audit() }
        #expect(codes == [.registerDamaged])
    }

    @Test(arguments: [
        "UPDATE record SET body = '{}' WHERE kind = 'issuer'", "DELETE FROM record WHERE kind = 'issuer'",
        "UPDATE record SET body = 'no json' WHERE kind = 'signingKey'",
    ])
    func `a register without a readable issuer or key is damaged`(sql: String) async throws {
        let disk = try RegisterOnDisk()
        try disk.behindItsBack(sql)
        #expect(try await disk.refusal { _ = try await disk.opened().issuer() } == [.registerDamaged])
    }

    @Test func `the history of one record is its entries, oldest first`() throws {
        let disk = try RegisterOnDisk(importing: SampleProgramme())
        let changed = try SampleProgramme().changing("lots", 0, ["unitsMax": 2_300])
        _ = try disk.register.importProgramme(changed.programme(), as: RegisterOnDisk.stamp)
        let history = try disk.ledger(.record(.lot), id: "L-TQ-2609")
        #expect(history.map { $0.body["unitsMax"] } == [2_400, 2_300])
        #expect(try disk.ledger(.record(.product), id: "L-TQ-2609").isEmpty)
        #expect(try disk.ledger(.record(.lot)).count == 5)
        let first = try #require(history.first)
        #expect(
            try disk.register.entries(after: first.sequence, kind: .record(.lot), id: "L-TQ-2609", limit: 9)
                == [history[1]])
        #expect(try disk.register.entries(after: 0, kind: nil, id: nil, limit: 3).map(\.sequence) == [1, 2, 3])
        #expect(try disk.register.entries(after: 1_000, kind: nil, id: nil, limit: 3).isEmpty)
    }
}
