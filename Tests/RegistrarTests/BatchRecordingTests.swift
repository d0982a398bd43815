import Encodings
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Testing
import Verification
import Wording

@Suite(.onEveryStore) struct BatchRecordingTests {
    private let sample: SampleProgramme
    private let register: RegisterFixture

    /// The sample with a second lot of the tea.
    init() async throws {
        sample = try SampleProgramme().adding("lots", like: 0, ["id": "L-TQ-2610", "lotNumber": "KV261001"])
        register = try await RegisterFixture(importing: sample)
    }

    @Test func `batches of two lots of one product share one run of numbers, without gap or overlap`() async throws {
        let other = try await register.opened()
        var next: UInt64 = 1
        for round in 1...12 {
            let batch = try await register.issue(
                round.isMultiple(of: 3) ? "L-TQ-2610" : "L-TQ-2609", round * 7, withMark: round.isMultiple(of: 2),
                through: round.isMultiple(of: 5) ? other : nil
            ).batch
            #expect(batch.numbers.first.rawValue == next && batch.numbers.count == round * 7)
            next = batch.numbers.last.rawValue + 1
        }
        // 7 × (1 + 2 + … + 12)
        #expect(next == 547)
    }

    @Test func `another product has numbers of its own`() async throws {
        try await register.issue("L-TQ-2609", 10)
        #expect(try await register.issue("L-QT-2610", 10).batch.numbers.first.rawValue == 1)
    }

    @Test func `a batch is one ledger entry and named after it`() async throws {
        let batch = try await register.issue("L-TQ-2609", 100).batch
        let entry = try #require(await register.ledger(.batch).first)
        #expect(entry.sequence == 39 && batch.id == "B-000039" && entry.body == batch.json)
        let principal = Authorship.test.principal
        #expect(try await register.registrar.batches(ofLot: "L-TQ-2609", limit: 9, for: principal) == [batch])
        #expect(try await register.registrar.batch("B-000039", for: principal).facts.batch?.sequence == 39)
    }

    @Test func `the same request gives the same batch, from this process or another`() async throws {
        let other = try await register.opened()
        let first = try await register.issue("L-TQ-2609", 10, as: "R1")
        let again = try await register.issue("L-TQ-2609", 10, as: "R1", through: other)
        #expect(first.isNew && !again.isNew && again.batch == first.batch)
        let conflict = try await register.refusal {
            try await register.issue("L-TQ-2610", 10, as: "R1", through: other)
        }
        #expect(conflict == [.requestConflict])
        #expect(try await register.ledger(.batch).count == 1)
    }

    @Test func `one request asked many times at once makes one batch`() async throws {
        let registrars = [register.registrar, try await register.opened()]
        let issued = try await withThrowingTaskGroup(of: IssuedBatch.self) { group in
            for turn in 0..<24 {
                let registrar = registrars[turn % 2]
                group.addTask { [register] in
                    try await register.issue("L-TQ-2609", 10, as: "R1", through: registrar)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(issued.count { $0.isNew } == 1 && Set(issued.map(\.batch.id)).count == 1)
        #expect(try await register.ledger(.batch).count == 1)
    }

    /// Asks so often at once, through two connections to one register; gives what each was refused with.
    private func race(_ turns: Int, lot: String, count: Int, withMark: Bool) async throws -> [[ProblemCode]] {
        let registrars = [register.registrar, try await register.opened()]
        return try await withThrowingTaskGroup(of: [ProblemCode].self) { group in
            for turn in 0..<turns {
                let registrar = registrars[turn % 2]
                group.addTask { [register] in
                    try await register.refusal {
                        try await register.issue(lot, count, withMark: withMark, through: registrar)
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    // The right M-3 has 10 marks left: quota 30,000, printed 29,990.
    @Test func `of many orders of 10 with 10 marks left exactly one wins`() async throws {
        let refusals = try await race(24, lot: "L-QN-2611", count: 10, withMark: true)
        #expect(refusals.count { $0.isEmpty } == 1)
        #expect(refusals.count { $0 == [.quotaExceeded] } == 23)
        #expect(try await register.ledger(.batch).count == 1)
        #expect(try await register.differences().isEmpty)
    }

    // The lot has 500 packs, by number and by mass.
    @Test func `of many orders of 200 for a lot of 500 packs exactly two win`() async throws {
        let refusals = try await race(16, lot: "L-QN-2611", count: 200, withMark: false)
        #expect(refusals.count { $0.isEmpty } == 2)
        #expect(refusals.count { $0 == [.lotOutputExceeded, .lotUnitsExceeded] } == 14)
        let numbers = try await register.registrar.batches(
            ofLot: "L-QN-2611", limit: 9, for: Authorship.test.principal
        ).map(\.numbers.first.rawValue)
        #expect(numbers == [201, 1])
    }

    @Test func `marks of batches with the mark alone count against the quota`() async throws {
        try await register.issue("L-QN-2611", 100, withMark: false)
        try await register.issue("L-QN-2611", 10)
        #expect(try await register.refusal { try await register.issue("L-QN-2611", 1) } == [.quotaExceeded])
    }

    @Test func `a refused order leaves the register as it was`() async throws {
        let before = try await register.ledger()
        #expect(try await register.refusal { try await register.issue("L-QN-2611", 11) } == [.quotaExceeded])
        #expect(try await register.refusal { try await register.issue("L-TQ-2611H", 1) } == [.recognitionNotInForce])
        #expect(try await register.ledger() == before)
    }

    @Test func `a lot may be named by the number on its packs`() async throws {
        #expect(try await register.issue("KV260918", 1).batch.lot == "L-TQ-2609")
    }

    @Test func `a number that two lots have names neither of them`() async throws {
        try await register.take(sample.adding("lots", like: 3, ["id": "L-TWIN", "lotNumber": "KV260918"]))
        let error = await #expect(throws: Problem.self) { try await register.issue("KV260918", 1) }
        #expect(error?.code == .lotUnknown && error?.text.vi.contains("L-TQ-2609, L-TWIN") == true)
    }

    @Test(arguments: ["L-NONE", "", "'; DROP TABLE batch; --", "%"])
    func `a lot that nobody has is unknown, and the latest lots are named`(name: String) async throws {
        let error = await #expect(throws: Problem.self) { try await register.issue(name, 1) }
        #expect(error?.code == .lotUnknown && error?.hint?.vi.contains("L-TQ-2610") == true)
    }
}
