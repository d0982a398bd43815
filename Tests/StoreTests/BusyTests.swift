import FoundationEssentials
import GRDB
import ProgrammeSamples
import RegisterFixtures
import Registrar
import Testing
import TransparencyLog
import Wording
@testable import Store

/// What other programs do to the file, and to the file of a witness.
@Suite struct BusyTests {
    @Test(.timeLimit(.minutes(1))) func `a writer that others keep out says so after its patience, and reads on`()
        async throws
    {
        let register = try await RegisterFixture(importing: SampleProgramme())
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: register.path, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN EXCLUSIVE") }
        let clock = ContinuousClock()
        let begin = clock.now
        #expect(try await register.refusal { try await register.issue("L-TQ-2609", 1) } == [.registerBusy])
        #expect(clock.now - begin > .seconds(SQLitePatience.seconds - 1))
        #expect(try await register.store.read { try $0.head() } == 37)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        #expect(try await register.issue("L-TQ-2609", 1).isNew)
    }

    @Test func `a full disk leaves the register as it was`() async throws {
        let register = try await RegisterFixture(importing: SampleProgramme())
        let pool = try #require(register.store as? SQLiteStore).pool
        try await pool.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        var refusals: [ProblemCode] = []
        for _ in 0..<40 where refusals.isEmpty {
            refusals = try await register.refusal { try await register.issue("L-TQ-2609", 1) }
        }
        #expect(refusals == [.fileUnwritable])
        #expect(try await register.differences().isEmpty)
    }
}

@Suite struct WitnessFileTests {
    private let folder: TemporaryFolder
    private let origin: Checkpoint.Origin

    init() throws {
        folder = try TemporaryFolder()
        origin = try Checkpoint.Origin(KeyName("tg.example/log"))
    }

    private func remembered(_ size: UInt64) throws -> WitnessedCheckpoint {
        WitnessedCheckpoint(
            origin: origin, size: size, root: try TreeHash(bytes: [UInt8](repeating: 1, count: 32)),
            note: Array("note \(size)".utf8))
    }

    @Test func `what a witness has signed is known when its file is opened again`() throws {
        let path = "\(folder.path)/witness.sqlite"
        let store = try SQLiteWitnessStore(path: path)
        #expect(try store.last(of: origin) == nil)
        let (first, second) = (try remembered(3), try remembered(5))
        try store.update(origin) { before in
            #expect(before == nil)
            return first
        }
        try SQLiteWitnessStore(path: path).update(origin) { before in
            #expect(before == first)
            return second
        }
        try store.update(origin) { _ in nil }
        #expect(try store.last(of: origin) == second)
        #expect(try store.last(of: Checkpoint.Origin(KeyName("other.example/log"))) == nil)
    }
}
