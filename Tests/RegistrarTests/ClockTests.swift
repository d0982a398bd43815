import Access
import Accountability
import Encodings
import Records
import ProgrammeSamples
import RegisterFixtures
import Registrar
import Stamps
import Testing
import Time
import TransparencyLog
import Wording

/// The register's clock: entries' times never go back, and the day of an act is theirs.
@Suite(.onEveryStore) struct ClockTests {
    private let register: RegisterFixture

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme()) }

    private func issue(at time: String, as name: String? = nil) async throws -> Batch {
        let author = Authorship(.issuer(name: "test"), at: instant(time))
        return try await register.issue("L-TQ-2609", 1, as: name, by: author).batch
    }

    @Test func `a clock that wavers takes the newest entry's time, and one that is behind writes nothing`() async throws
    {
        let first = try await issue(at: "2026-11-21T08:10:00Z", as: "first")
        _ = try await issue(at: "2026-11-21T08:05:00Z")
        #expect(try await register.ledger().map(\.time).suffix(2) == ["2026-11-21T08:10:00Z", "2026-11-21T08:10:00Z"])
        let head = try await register.ledger().count
        #expect(
            try await register.refusal { _ = try await issue(at: "2026-11-21T08:04:59Z") } == [.clockBehind])
        #expect(try await register.refusal { try await register.recall("L-QN-2611") } == [.clockBehind])
        #expect(try await register.ledger().count == head)
        // What was answered before is answered again.
        #expect(try await issue(at: "2026-11-21T08:00:00Z", as: "first") == first)
        #expect(
            try await register.refusal {
                try await register.registrar.demandWritable(at: instant("2026-11-21T08:04:59Z"))
            } == [.clockBehind])
        try await register.registrar.demandWritable(at: instant("2026-11-21T08:05:00Z"))
    }

    @Test func `the day of an act is that of its entry, across midnight too`() async throws {
        #expect(try await issue(at: "2026-11-21T17:01:00Z").issuedOn == day("2026-11-22"))
        #expect(try await issue(at: "2026-11-21T16:59:00Z").issuedOn == day("2026-11-22"))
        #expect(try await register.differences().isEmpty)
    }

    @Test func `scans are answered by the later of the clock's day and the newest entry's`() async throws {
        _ = try await issue(at: "2026-11-21T08:10:00Z")
        let view = RegisterView(register.store)
        func today(_ machine: String, offset: Int64 = 0) async throws -> CivilDate {
            let seconds = instant(machine).secondsSince1970
            return try await view.today(by: RegisterClock({ seconds }, offset: offset))
        }
        #expect(try await today("2026-11-18T08:00:00Z") == day("2026-11-21"))
        #expect(try await today("2026-11-30T08:00:00Z") == day("2026-11-30"))
        #expect(try await today("2026-11-18T08:00:00Z", offset: 5 * 86_400) == day("2026-11-23"))
    }

    @Test func `a right that is suspended stops activation from its entry on`() async throws {
        let roll = try await register.roll(20)
        try await register.activate(roll.places(1, 2))
        _ = try await register.registrar.perform(ChangeRight("M-1", to: .suspended, because: "chờ"), by: .province)
        #expect(
            try await register.refusal { try await register.activate(roll.places(3, 4)) } == [.markNotAuthorised])
    }
}

/// A clock that once stood too far ahead.
@Suite(.onEveryStore) struct ClockCorrectionTests {
    private let register: RegisterFixture
    private static let after = Authorship.office.on(day("2026-11-22"))

    /// An entry is dated into the next year.
    init() async throws {
        register = try await RegisterFixture(importing: SampleProgramme())
        _ = try await register.registrar.perform(
            RecallLot(lot: "L-QN-2611", reason: "thử"), by: .office.on(day("2027-11-21")))
    }

    private func ask(by author: Authorship = .test) async throws -> ClockCorrection {
        try await register.registrar.perform(AskClockCorrection(because: "đồng hồ nhảy sang năm sau"), by: author)
    }

    private func approve(_ asked: ClockCorrection, by author: Authorship) async throws -> ClockCorrection {
        try await register.registrar.perform(ApproveClockCorrection(asked.id), by: author)
    }

    @Test func `two persons mend it, the log shows both, and the register goes on from the right time`() async throws {
        #expect(try await register.refusal { try await register.issue("L-TQ-2609", 1) } == [.clockBehind])
        let asked = try await ask()
        #expect(asked.state == .asked && asked.from.day == day("2027-11-21") && asked.to == Authorship.test.time)
        for alone in ["test", " TEST "] {
            let same = Authorship(.issuer(name: alone), at: Authorship.test.time)
            #expect(
                try await register.refusal { _ = try await approve(asked, by: same) } == [.approverIsRequester])
        }
        #expect(try await register.refusal { try await register.issue("L-TQ-2609", 1) } == [.clockBehind])
        let approved = try await approve(asked, by: .office)
        #expect(approved.state == .approved && approved.askedBy == "test" && approved.approvedBy == "office-tq")
        #expect(try await register.issue("L-TQ-2609", 1).batch.issuedOn == RegisterFixture.today)
        #expect(try await register.differences().isEmpty)
        let log = register.store.log
        var audit = RightsAudit()
        for leaf in try log.entries(0..<log.entryCount()) { audit.add(leaf) }
        #expect(audit.findings == [], "\(audit.findings.map(\.line.en))")
    }

    @Test func `nothing is corrected where the clock is not behind, and no unknown request is approved`() async throws {
        let later = Authorship.test.on(day("2027-11-22"))
        #expect(try await register.refusal { _ = try await ask(by: later) } == [.usage])
        #expect(
            try await register.refusal {
                _ = try await register.registrar.perform(ApproveClockCorrection("CC-000001"), by: .office)
            } == [.recordUnknown])
        let asked = try await ask()
        #expect(
            try await register.refusal { _ = try await approve(asked, by: .office.on(day("2027-11-22"))) } == [.usage])
        let producer = Authorship.producer
        #expect(try await register.refusal { _ = try await ask(by: producer) } == [.rightMissing])
    }

    @Test(arguments: ["", "  ", "gọi 0912 345 678", String(repeating: "a", count: 301)])
    func `a reason says why, and nothing of a person`(reason: String) async throws {
        let codes = try await register.refusal {
            _ = try await register.registrar.perform(AskClockCorrection(because: reason), by: .test)
        }
        #expect(codes == [.dataInvalid] || codes == [.personalDataInStamp])
        #expect(try await register.ledger(.clockCorrection).isEmpty)
    }
}

/// Registers for trials.
@Suite(.onEveryStore) struct DemoClockTests {
    private func demo(_ host: String, name: String = "Thử") async throws -> RegisterFixture {
        let register = try await RegisterFixture()
        let issuer = Issuer(host: try IssuerHost(host), name: name, demoClockOffset: 0)
        let store = try await StoreKind.current.emptyStore(path: "\(register.folder)/demo.sqlite")
        _ = try await Registrar(store).perform(
            InitialiseRegister(issuer: issuer, key: RegisterFixture.signingKey()), by: .test)
        return register
    }

    @Test(arguments: ["TG.EXAMPLE", "tg.test", "A.B.INVALID"])
    func `its host is one that no register in earnest can have`(host: String) async throws {
        _ = try await demo(host)
    }

    @Test(arguments: ["TG.VN", "EXAMPLE.VN", "TGEXAMPLE"])
    func `a host that may be real is refused`(host: String) async throws {
        let register = try await RegisterFixture()
        #expect(try await register.refusal { _ = try await demo(host) } == [.usage])
    }

    @Test func `its clock moves forward by an entry, never back, and only its own`() async throws {
        let register = try await RegisterFixture()
        let store = try await StoreKind.current.emptyStore(path: "\(register.folder)/demo.sqlite")
        let registrar = Registrar(store)
        let issuer = Issuer(host: try IssuerHost("TG.EXAMPLE"), name: "Thử", demoClockOffset: 0)
        _ = try await registrar.perform(
            InitialiseRegister(issuer: issuer, key: RegisterFixture.signingKey()), by: .test)
        let author = try Authorship.test.asking("R-1")
        let week: Int64 = 604_800
        for _ in 0..<2 {
            let moved = try await registrar.perform(MoveDemoClock(to: day("2026-11-28")), by: author)
            #expect(moved.demoClockOffset == week)
        }
        #expect(try await store.read { try $0.head() } == 3)
        let machine = Authorship.test.time.secondsSince1970
        let clock = try await registrar.clock { machine }
        #expect(clock.now().text == "2026-11-28T08:00:00Z" && clock.offset == week)
        let then = Authorship(.issuer(name: "test"), at: clock.now())
        #expect(
            try await register.refusal {
                _ = try await registrar.perform(MoveDemoClock(to: day("2026-11-27")), by: then)
            } == [.usage])
        let leaves = try store.log.entries(0..<store.log.entryCount()).map { try LogLeaf(bytes: $0) }
        #expect(leaves.filter { $0.kind == .issuer }.allSatisfy { $0.body["demo"] == true })
        #expect(
            try await register.refusal {
                _ = try await register.registrar.perform(MoveDemoClock(to: day("2026-11-28")), by: .test)
            } == [.usage])
        #expect(try await store.audit { _ in }.differences.isEmpty)
    }
}
