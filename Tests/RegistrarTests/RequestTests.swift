import Access
import Encodings
import FoundationEssentials
import Inspection
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Testing
import Wording

/// The same request again, which a program sends when no answer came.
@Suite(.onEveryStore) struct RequestTests {
    private let register: RegisterFixture

    init() async throws { register = try await RegisterFixture(importing: SampleProgramme()) }

    @Test(arguments: AskedCommand.all)
    func
        `the same request gives the first answer and writes nothing but deliveries, another one under its name is a conflict`(
            _ asked: AskedCommand
        ) async throws
    {
        let command = try await asked.prepare(register)
        let first = try await command.perform("R-1")
        let head = try await register.ledger().count
        #expect(try await command.perform("R-1") == first)
        let again = head + command.entriesAgain
        #expect(try await register.ledger().count == again)
        #expect(try await register.refusal { _ = try await command.performOther("R-1") } == [.requestConflict])
        #expect(try await register.ledger().count == again)
        let named = try await register.ledger().filter { $0.request?.identifier == "R-1" }
        #expect(named.count == command.entries + command.entriesAgain && Set(named.map(\.request)).count == 1)
        #expect(try await register.differences().isEmpty)
    }

    @Test func `every command is in the list of those that are asked twice`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Registrar/Registrar")
        var names: Set<String> = []
        for folder in ["Commands", "Labels"] {
            let path = root.appending(path: folder).path
            for file in try FileManager.default.contentsOfDirectory(atPath: path) {
                let text = try String(contentsOf: URL(filePath: "\(path)/\(file)"), encoding: .utf8)
                for match in text.matches(of: /static let name = "(\w+)"/) { names.insert(String(match.1)) }
            }
        }
        let others: Set = ["giveToken", "initialiseRegister", "moveDemoClock"]
        #expect(Set(AskedCommand.all.map(\.name)) == names.subtracting(others))
    }

    @Test func `the first entries of a register are made once`() async throws {
        let store = try await StoreKind.current.emptyStore(path: "\(register.folder)/new.sqlite")
        let command = InitialiseRegister(issuer: try RegisterFixture.issuer(), key: try RegisterFixture.signingKey())
        let author = try Authorship.test.asking("R-1")
        for _ in 0..<2 { #expect(try await Registrar(store).perform(command, by: author) == command.issuer) }
        #expect(try await store.read { try $0.head() } == 2)
        let other = InitialiseRegister(issuer: Issuer(host: command.issuer.host, name: "khác"), key: command.key)
        #expect(
            try await register.refusal { _ = try await Registrar(store).perform(other, by: author) }
                == [.requestConflict])
    }

    @Test func `a token's secret is not given twice, and nothing is written for it`() async throws {
        let author = try Authorship.test.asking("R-1")
        let first = try await register.giveToken(1, by: author)
        let head = try await register.ledger().count
        // Its digest is another one each time, as its secret is.
        let error = await #expect(throws: Problem.self) { try await register.giveToken(2, by: author) }
        #expect(error?.code == .alreadyGiven && error?.text.en.contains(first.id) == true)
        let other = try await register.refusal {
            try await register.giveToken(2, scope: .producer("P-QN-001"), by: author)
        }
        #expect(other == [.requestConflict])
        #expect(try await register.ledger().count == head)
    }

    @Test func `an import that is asked again gives the same counts, of new, changed and equal records`() async throws {
        let sample = try SampleProgramme().changing("products", 0, ["nameVi": "Chè Shan"])
            .adding("lots", like: 0, ["id": "L-NEW", "lotNumber": "KV261001"])
        let author = try Authorship.test.asking("R-1")
        let first = try await register.take(sample, by: author)
        #expect(first.counts[.product].map { [$0.added, $0.changed, $0.unchanged] } == [0, 1, 4])
        #expect(first.counts[.lot].map { [$0.added, $0.changed, $0.unchanged] } == [1, 0, 4])
        try await register.take(sample.changing("products", 0, ["nameVi": "Chè"]))
        #expect(try await register.take(sample, by: author) == first)
    }

    @Test func `each account has names of its own`() async throws {
        let recall = RecallLot(lot: "KV260918", reason: "thử")
        let lot = RecallLot(lot: "ST261116", reason: "thử")
        _ = try await register.registrar.perform(recall, by: .province.asking("R-1"))
        #expect(try await register.registrar.perform(lot, by: .test.asking("R-1")).lot == "L-QN-2611")
        // Another token of the same office is the same account.
        let colleague = Authorship(
            somebody("T-000901", .provinceOffice, .province("08")), at: Authorship.province.time)
        let again = try await register.registrar.perform(recall, by: colleague.asking("R-1"))
        #expect(again.announcedBy == "T-000900")
    }

    @Test func `the right is asked again before the first answer is given`() async throws {
        let recall = RecallLot(lot: "KV260918", reason: "thử")
        _ = try await register.registrar.perform(recall, by: .province.asking("R-1"))
        let sample = try SampleProgramme.declared()
        let elsewhere = try #require(sample.json["producers"]?.array?[1]["address"])
        try await register.take(sample.changing("producers", 0, ["address": elsewhere]))
        _ = try await register.registrar.perform(Confirm(.producer, "P-TQ-001", by: "office-tq"), by: .test)
        let refusal = try await register.refusal {
            _ = try await register.registrar.perform(recall, by: .province.asking("R-1"))
        }
        #expect(refusal == [.rightMissing])
    }

    @Test func `what is tried only uses no name`() async throws {
        let author = try Authorship.test.asking("R-1")
        let recall = RecallLot(lot: "KV260918", reason: "thử")
        _ = try await register.registrar.perform(recall, by: author, dryRun: true)
        try await register.registrar.check(RecallLot(lot: "KV260918", reason: "khác"), by: author)
        #expect(try await register.ledger().count == 37)
        #expect(try await register.registrar.perform(recall, by: author).reason == "thử")
    }

    /// Records a batch as versions did before entries had requests: its name stands in the batch alone.
    private func record(former name: String, lot: String, count: Int) async throws -> Batch {
        let command = IssueBatch(
            try IssuanceRequest(.lot(lot), count: count, withMark: true), sealing: RegisterFixture.sealing)
        let made = try await register.registrar.perform(command, by: .test, dryRun: true)
        let entry = LedgerEntry(
            sequence: made.sequence, time: "2026-11-20T08:00:00Z", actor: "test", kind: .batch,
            body: made.batch.json.merging(["request": .string(name)]))
        try await register.store.write { try $0.apply(entry) }
        return try Batch.read(entry.body, path: "$").get()
    }

    @Test(arguments: ["R-1", "issuer@everything/R-1"])
    func `a request of before entries had them is still answered, of the command line and of a program`(
        former: String
    ) async throws {
        let batch = try await record(former: former, lot: "L-TQ-2609", count: 24)
        let again = try await register.issue("KV260918", 24, as: "R-1")
        #expect(again.batch == batch && again.sequence == 38 && !again.isNew)
        for (lot, count) in [("L-TQ-2609", 25), ("L-QN-2611", 2)] {
            let error = await #expect(throws: Problem.self) { try await register.issue(lot, count, as: "R-1") }
            #expect(error?.code == .requestConflict && error?.text.vi.contains("B-000038") == true)
        }
        #expect(try await register.ledger().count == 38)
        #expect(try await register.issue("L-TQ-2609", 24, as: "R-2").isNew)
    }

    @Test func `of two former requests of one name each is answered to anyone who asks for the same`() async throws {
        let own = try await record(former: "R-1", lot: "L-TQ-2609", count: 24)
        let program = try await record(former: "issuer@everything/R-1", lot: "L-QT-2610", count: 3)
        #expect(try await register.issue("L-TQ-2609", 24, as: "R-1").batch == own)
        #expect(try await register.issue("L-QT-2610", 3, as: "R-1").batch == program)
    }
}
