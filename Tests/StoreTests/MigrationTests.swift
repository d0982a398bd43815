import Encodings
import FoundationEssentials
import GRDB
import GRDBSQLite
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Testing
import TransparencyLog
import Wording
@testable import Store

/// Registers that earlier versions wrote, opened by this one.
///
/// Each has 67 entries and is one file without a log beside it.
@Suite struct MigrationTests {
    private static let former = ["register-before-registrar", "register-before-log"]

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A copy of a register that an earlier version wrote.
    private func copy(_ name: String, as other: String = "register.sqlite") throws -> String {
        let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
        let path = "\(folder.path)/\(other)"
        try Data(contentsOf: fixtures.appending(path: "\(name).sqlite")).write(to: URL(filePath: path))
        return path
    }

    /// The rows of tables that a migration must not change, as text.
    private func rows(_ path: String, _ queries: [String]) throws -> [[String]] {
        let queue = try DatabaseQueue(path: path)
        defer { try? queue.close() }
        return try queue.read { db in
            try queries.map { query in try Row.fetchAll(db, sql: query).map { "\($0.databaseValues)" } }
        }
    }

    private static let ledger = "SELECT sequence, time, actor, kind, body FROM ledger ORDER BY sequence"
    private static let log = [
        "SELECT leaf_index, sequence, data FROM leaf ORDER BY leaf_index",
        "SELECT level, tile_index, hashes FROM log_tile ORDER BY level, tile_index",
        "SELECT size, note FROM log_checkpoint ORDER BY size",
    ]
    private static let schema = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"

    private func refusal(_ path: String) async throws -> [ProblemCode] {
        try await RegisterFixture().refusal { _ = try await RegisterFile.open(path: path) }
    }

    @Test(arguments: former)
    func `a former register is opened, sound, and its ledger is the same to the last byte`(name: String) async throws {
        let path = try copy(name)
        let before = try rows(path, [Self.ledger])
        let store = try await RegisterFile.open(path: path)
        let audit = try await store.audit { _ in }
        #expect(audit.entries == 67 && audit.differences.isEmpty)
        try await RegisterFile.close(store)
        #expect(try rows(path, [Self.ledger]) == before && before[0].count == 67)
        let requests = try rows(path, ["SELECT 1 FROM ledger WHERE request_id IS NOT NULL"])
        #expect(requests == [[]])
        let version = try await DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        #expect(version == RegisterTables.version)
    }

    @Test(arguments: former) func `the file of before is kept beside it, for going back`(name: String) async throws {
        let path = try copy(name)
        let everything = [Self.schema, Self.ledger, "SELECT * FROM record ORDER BY kind, id", "PRAGMA user_version"]
        let before = try rows(path, everything)
        let version = try await DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        try await RegisterFile.close(RegisterFile.open(path: path))
        #expect(try rows(SQLiteMigration.copyPath(of: path, version: version ?? 0), everything) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
    }

    @Test func `leaves, tiles and checkpoints are the same to the last byte`() async throws {
        let path = try copy("register-before-registrar")
        let before = try rows(path, Self.log)
        let store = try await RegisterFile.open(path: path)
        #expect(try store.log.entryCount() == 39)
        #expect(try store.log.checkpoints().count == 11)
        try await RegisterFile.close(store)
        #expect(try rows(path, Self.log) == before)
        #expect(before.map(\.count) == [39, 1, 11])
    }

    @Test func `a register from before the log gets the leaves that its ledger makes`() async throws {
        let store = try await RegisterFile.open(path: try copy("register-before-log"))
        #expect(try store.log.entryCount() > 30)
        #expect(try store.log.checkpoint() == nil)
        let signer = try RegisterFixture.logSigner()
        var log = StoredLog(store.log)
        while try LogIntegration(signer: signer).run(on: &log) != nil {}
        #expect(try await store.read { try $0.checkpointSize() } == Int(store.log.entryCount()))
    }

    @Test(arguments: former) func `stamps are issued on, and former requests answered`(name: String) async throws {
        let register = try await RegisterFixture(copying: try copy(name))
        let last = try await register.store.read { try $0.batches(ids: ["B-000066"]).first?.batch.numbers.last }
        // Their newest entries are of 30 November.
        let author = Authorship.test.on(day("2026-12-01"))
        let again = try await register.issue("L-TQ-2609", 24, as: "demo-tea", by: author)
        #expect(again.batch.id == "B-000031" && again.sequence == 31 && !again.isNew)
        #expect(
            try await register.refusal { try await register.issue("L-TQ-2609", 23, as: "demo-tea", by: author) }
                == [.requestConflict])
        #expect(try await register.ledger().count == 67)
        // Offices have time to confirm what was there before the rules: until then it is a warning.
        let new = try await register.issue("L-TQ-2609", 2, as: "new", by: author).batch
        // The first act of this version says from where on its rules bind, and what stood before.
        let rules = try #require(try await register.ledger(.rules).first)
        #expect(rules.sequence == 68 && rules.body["before"]?["entries"] == 67)
        #expect(new.id == "B-000069" && new.numbers.first.rawValue == (last?.rawValue ?? 0) + 1)
        #expect(try await register.issue("L-TQ-2609", 2, as: "new", by: author).batch == new)
        // After that nothing rests on it, until the office's one review.
        let late = Authorship.test.on(day("2027-03-10"))
        #expect(
            try await register.refusal { try await register.issue("L-TQ-2609", 2, by: late) }
                == [.notConfirmed, .notConfirmed])
        let office = Organisation(id: "office-tq", name: "UBND tỉnh Tuyên Quang", kind: .province, scope: "08")
        let offices = try Programme(reading: ["organisations": [office.json]])
        _ = try await register.registrar.perform(ImportProgramme(offices), by: late)
        for item in try await register.registrar.review(of: "office-tq", for: Authorship.test.principal) {
            _ = try await register.registrar.perform(Confirm(item.kind, item.record, by: "office-tq"), by: late)
        }
        try await register.issue("L-TQ-2609", 2, by: late)
        #expect(try await register.differences().isEmpty)
    }

    @Test func `a register of the version before gets the column of who entered something, and keeps all else`()
        async throws
    {
        let path = "\(folder.path)/five.sqlite"
        let store = try await RegisterFile.create(path: path)
        try await RegisterFixture.initialise(store)
        try await RegisterFile.close(store)
        try await DatabaseQueue(path: path).writeWithoutTransaction { db in
            try db.execute(sql: "ALTER TABLE ledger DROP COLUMN via; PRAGMA user_version = 5")
        }
        let before = try rows(path, ["SELECT sequence, time, actor, kind, body FROM ledger ORDER BY sequence"])
        let again = try await RegisterFile.open(path: path)
        #expect(try await again.audit { _ in }.differences.isEmpty)
        try await RegisterFile.close(again)
        #expect(try rows(path, ["SELECT sequence, time, actor, kind, body FROM ledger ORDER BY sequence"]) == before)
        #expect(try rows(path, ["SELECT via FROM ledger WHERE via IS NULL"])[0].count == 2)
    }

    @Test(arguments: former) func `a migrated register has the tables of a new one`(name: String) async throws {
        let path = try copy(name)
        try await RegisterFile.close(RegisterFile.open(path: path))
        let other = "\(folder.path)/new.sqlite"
        try await RegisterFile.close(RegisterFile.create(path: other))
        let query = """
            SELECT m.type, m.name, i.name, i.type, i."notnull", i.pk FROM sqlite_master AS m
                LEFT JOIN pragma_table_info(m.name) AS i WHERE m.name NOT LIKE 'sqlite_%' ORDER BY 1, 2, i.cid
            """
        #expect(try rows(path, [query]) == rows(other, [query]))
        let indexes = "SELECT name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') ORDER BY name"
        #expect(try rows(path, [indexes]) == rows(other, [indexes]))
    }

    /// Stops the engine after some of its steps; what the file and its log hold at that moment is kept, as a kill would
    /// leave them.
    private final class Interruption {
        var stepsLeft: Int
        let path: String
        let copy: String

        init(after steps: Int, _ path: String, copy: String) {
            (stepsLeft, self.path, self.copy) = (steps, path, copy)
        }

        func stops() -> Bool {
            stepsLeft -= 1
            guard stepsLeft == 0 else { return false }
            for suffix in ["", "-wal"] {
                try? FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
            }
            return true
        }
    }

    /// - Returns: whether the migration was stopped before its end.
    private func migrate(_ path: String, stoppedAfter steps: Int, copy: String) throws -> Bool {
        let store = try SQLiteStore(path: path)
        let interruption = Interruption(after: steps, path, copy: copy)
        defer { withExtendedLifetime(interruption) {} }
        store.pool.writeWithoutTransaction { db in
            sqlite3_progress_handler(
                db.sqliteConnection, 100,
                { context in
                    guard let context else { return 0 }
                    return Unmanaged<Interruption>.fromOpaque(context).takeUnretainedValue().stops() ? 1 : 0
                }, Unmanaged.passUnretained(interruption).toOpaque())
        }
        defer {
            store.pool.writeWithoutTransaction { sqlite3_progress_handler($0.sqliteConnection, 0, nil, nil) }
            try? store.pool.close()
        }
        do {
            try SQLiteMigration.run(on: store.pool, path) { _ in }
            return false
        } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
            return true
        }
    }

    @Test(arguments: former)
    func `a migration that is stopped anywhere leaves the former version whole, and so does a kill`(
        name: String
    ) async throws {
        let untouched = try rows(try copy(name), [Self.schema, Self.ledger, "SELECT * FROM record ORDER BY kind, id"])
        var (steps, stops) = (1, 0)
        while true {
            let path = try copy(name, as: "stopped-\(steps).sqlite")
            let killed = "\(folder.path)/killed-\(steps).sqlite"
            guard try migrate(path, stoppedAfter: steps, copy: killed) else { break }
            stops += 1
            for left in [path, killed] {
                let found = try rows(left, [Self.schema, Self.ledger, "SELECT * FROM record ORDER BY kind, id"])
                #expect(found == untouched, "after \(steps) steps")
                let store = try await RegisterFile.open(path: left)
                let audit = try await store.audit { _ in }
                #expect(audit.entries == 67 && audit.differences.isEmpty)
            }
            steps = steps * 3 / 2 + 1
        }
        #expect(stops >= 5)
    }

    @Test(arguments: former) func `eight who open it at once all get the same register`(name: String) async throws {
        let path = try copy(name)
        let heads = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask { try await RegisterFile.open(path: path).read { try $0.head() } }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(heads == Array(repeating: 67, count: 8))
        #expect(try await RegisterFile.open(path: path).audit { _ in }.differences.isEmpty)
    }

    @Test func `a register of the version before gets the labels that were drawn out of its ledger`() async throws {
        let path = try copy(Self.former[0])
        try await RegisterFile.close(RegisterFile.open(path: path))
        let (schema, ledger) = (try rows(path, [Self.schema]), try rows(path, [Self.ledger]))
        let queue = try DatabaseQueue(path: path)
        try await queue.write { db in try db.execute(sql: "DROP TABLE drawn_label; PRAGMA user_version = 5") }
        try queue.close()
        let store = try await RegisterFile.open(path: path)
        #expect(try await store.audit { _ in }.differences.isEmpty)
        try await RegisterFile.close(store)
        #expect(try rows(path, [Self.schema]) == schema && rows(path, [Self.ledger]) == ledger)
    }

    @Test func `a file of a later version is refused and left as it is`() async throws {
        let path = try copy("register-before-registrar")
        try await RegisterFile.close(RegisterFile.open(path: path))
        let queue = try DatabaseQueue(path: path)
        try await queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA user_version = \(RegisterTables.version + 1)")
        }
        try queue.close()
        let before = try rows(path, [Self.schema, Self.ledger])
        #expect(try await refusal(path) == [.registerFailed])
        #expect(try rows(path, [Self.schema, Self.ledger]) == before)
    }

    @Test(arguments: [
        "UPDATE ledger SET body = replace(body, '60000', '90000') WHERE kind = 'markAuthorisation'",
        "UPDATE ledger SET body = 'no json' WHERE sequence = 40", "UPDATE ledger SET kind = 'gift' WHERE sequence = 40",
        "DELETE FROM ledger WHERE sequence = 31", "DELETE FROM ledger WHERE sequence = 1",
        "UPDATE leaf SET data = data || ' ' WHERE leaf_index = 7",
        "UPDATE leaf SET sequence = 500 WHERE leaf_index = 38",
    ])
    func `a ledger that does not give what was signed is damaged, and the file stays as it was`(
        damage: String
    ) async throws {
        let path = try copy("register-before-registrar")
        let queue = try DatabaseQueue(path: path)
        try await queue.write { db in
            try db.execute(sql: "DROP TRIGGER ledger_is_never_changed; DROP TRIGGER ledger_is_never_cut; \(damage)")
        }
        try queue.close()
        let before = try rows(path, [Self.schema, Self.ledger] + Self.log)
        #expect(try await refusal(path) == [.registerDamaged])
        #expect(try rows(path, [Self.schema, Self.ledger] + Self.log) == before)
    }
}
