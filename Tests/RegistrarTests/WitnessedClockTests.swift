import Access
import Encodings
import ProgrammeSamples
import RegisterFixtures
import Registrar
import Synchronization
import Testing
import Time
import TransparencyLog
import Wording

/// The register's clock against the times of its log's witnesses.
@Suite(.onEveryStore) struct WitnessedClockTests {
    /// A witness in this process, whose clock the test sets.
    private final class TestWitness: WitnessClient {
        private let witness: Witness<MemoryWitnessStore>
        let key: VerifierKey
        let time: Mutex<Int64>

        init(of log: VerifierKey, at time: Int64) throws {
            let cosigner = try Cosigner(name: KeyName("w.example"), seed: [UInt8](repeating: 3, count: 32))
            witness = Witness(cosigner: cosigner, logs: [WitnessedLog(key: log)], store: MemoryWitnessStore())
            key = cosigner.verifier
            self.time = Mutex(time)
        }

        func post(_ body: [UInt8], to url: String) async throws -> (status: Int, contentType: String, body: [UInt8]) {
            let answer = try witness.addCheckpoint(body, at: UInt64(time.withLock { $0 }))
            return (answer.status, answer.contentType, answer.body)
        }
    }

    private let register: RegisterFixture
    private let witness: TestWitness
    /// 21 November, 08:00 in UTC, as of all entries of the fixture.
    private static let now = Authorship.test.time.secondsSince1970

    init() async throws {
        register = try await RegisterFixture(importing: SampleProgramme())
        witness = try TestWitness(of: RegisterFixture.logSigner().verifier, at: Self.now)
    }

    private func log(at machine: Int64, offset: Int64 = 0) throws -> LogUpkeep {
        let signer = try RegisterFixture.logSigner()
        let policy = """
            log \(signer.verifier.text)
            witness w \(witness.key.text) https://w.example
            quorum w

            """
        return LogUpkeep(
            register.store, signer: signer, policy: try TrustPolicy(parsing: Array(policy.utf8)), witnesses: witness,
            clock: RegisterClock({ machine }, offset: offset))
    }

    private func refusal(at machine: Int64, offset: Int64 = 0) async throws -> [ProblemCode] {
        try await register.refusal { try await log(at: machine, offset: offset).cover() }
    }

    @Test(arguments: [-3_600, 0, 3_600] as [Int64])
    func `a clock that agrees within an hour seals`(difference: Int64) async throws {
        #expect(try await refusal(at: Self.now + difference) == [])
        try await log(at: Self.now).demandCovered()
    }

    @Test(arguments: [-3_601, 3_601, 86_400 * 365] as [Int64])
    func `a clock that is more than an hour off does not`(difference: Int64) async throws {
        #expect(try await refusal(at: Self.now + difference) == [.clockDiffers])
    }

    @Test func `a cosignature of before tells a clock that has fallen behind`() async throws {
        try await log(at: Self.now).cover()
        #expect(try await refusal(at: Self.now + 86_400) == [])
        #expect(try await refusal(at: Self.now - 3_601) == [.clockDiffers])
        #expect(
            try await register.refusal { try await log(at: Self.now - 3_601).demandCovered() } == [.clockDiffers])
    }

    @Test func `an entry that a clock has dated ahead is not sealed, though the clock is right again`() async throws {
        let ahead = Authorship(.issuer(name: "test"), at: UTCTime(secondsSince1970: Self.now + 3 * 3_600))
        _ = try await register.registrar.perform(RecallLot(lot: "L-QN-2611", reason: "thử"), by: ahead)
        #expect(try await refusal(at: Self.now) == [.clockDiffers])
        // A register for trials is ahead by as much as it says.
        #expect(try await refusal(at: Self.now, offset: 3 * 3_600) == [])
    }

    @Test func `the first note of each hour that the quorum had seen is published`() async throws {
        #expect(try await log(at: Self.now).file(at: QuorumNotes.path) == [])
        var sizes: [UInt64] = []
        for (minutes, lot) in [(0, "L-QN-2611"), (30, "L-QT-2610"), (60, "L-TQ-2609"), (200, "L-TQ-2611H")] {
            let now = Self.now + Int64(minutes) * 60
            witness.time.withLock { $0 = now }
            let author = Authorship(.issuer(name: "test"), at: UTCTime(secondsSince1970: now))
            _ = try await register.registrar.perform(RecallLot(lot: lot, reason: "thử"), by: author)
            try await log(at: now).cover()
            if minutes != 30 { sizes.append(try register.store.log.entryCount()) }
        }
        let log = try log(at: Self.now)
        let bytes = try #require(try await log.file(at: QuorumNotes.path))
        let policy = try #require(log.policy)
        let notes = QuorumNotes.read(bytes + Array("nonsense\n".utf8), by: policy)
        #expect(notes.map(\.size) == sizes)
        #expect(notes.map(\.time) == [0, 60, 200].map { Self.now + $0 * 60 })
        #expect(try await log.file(at: "checkpoint") != nil)
    }
}
