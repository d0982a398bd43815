import Encodings
import Records
import Registrar
import Stamps
import Store
import Testing
import Verification
import Wording

struct BatchRecordingTests {
    private let sample: SampleProgramme
    private let disk: RegisterOnDisk

    /// The sample with a second lot of the tea.
    init() throws {
        sample = try SampleProgramme().adding("lots", like: 0, ["id": "L-TQ-2610", "lotNumber": "KV261001"])
        disk = try RegisterOnDisk(importing: sample)
    }

    @Test func `batches of two lots of one product share one run of numbers, without gap or overlap`() async throws {
        let other = try disk.opened()
        var next: UInt64 = 1
        for round in 1...12 {
            let batch = try await disk.issue(
                round.isMultiple(of: 3) ? "L-TQ-2610" : "L-TQ-2609", round * 7, withMark: round.isMultiple(of: 2),
                into: round.isMultiple(of: 5) ? other : nil
            ).batch
            #expect(batch.numbers.first.rawValue == next && batch.numbers.count == round * 7)
            next = batch.numbers.last.rawValue + 1
        }
        // 7 × (1 + 2 + … + 12)
        #expect(next == 547)
    }

    @Test func `another product has numbers of its own`() async throws {
        try await disk.issue("L-TQ-2609", 10)
        #expect(try await disk.issue("L-QT-2610", 10).batch.numbers.first.rawValue == 1)
    }

    @Test func `a batch is one ledger entry and named after it`() async throws {
        let batch = try await disk.issue("L-TQ-2609", 100).batch
        let entry = try #require(disk.ledger(.batch).first)
        #expect(entry.sequence == 32 && batch.id == "B-000032" && entry.body == batch.json)
        #expect(try disk.register.batches(ofLot: "L-TQ-2609", limit: 9) == [batch])
        #expect(try disk.register.batch(id: "B-000032")?.facts.batch?.sequence == 32)
    }

    @Test func `the same request gives the same batch, from this process or another`() async throws {
        let other = try disk.opened()
        let first = try await disk.issue("L-TQ-2609", 10, as: "R1")
        let again = try await disk.issue("L-TQ-2609", 10, as: "R1", into: other)
        #expect(first.isNew && !again.isNew && again.batch == first.batch)
        let conflict = try await disk.refusal { try await disk.issue("L-TQ-2610", 10, as: "R1", into: other) }
        #expect(conflict == [.requestConflict])
        #expect(try disk.ledger(.batch).count == 1)
    }

    @Test func `one request asked many times at once makes one batch`() async throws {
        let registers = [disk.register, try disk.opened()]
        let issued = try await withThrowingTaskGroup(of: IssuedBatch.self) { group in
            for turn in 0..<24 {
                let register = registers[turn % 2]
                group.addTask { [disk] in try await disk.issue("L-TQ-2609", 10, as: "R1", into: register) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(issued.count { $0.isNew } == 1 && Set(issued.map(\.batch.id)).count == 1)
        #expect(try disk.ledger(.batch).count == 1)
    }

    /// Asks so often at once, through two registers on one file; gives what each was refused with.
    private func race(_ turns: Int, lot: String, count: Int, withMark: Bool) async throws -> [[ProblemCode]] {
        let registers = [disk.register, try disk.opened()]
        return try await withThrowingTaskGroup(of: [ProblemCode].self) { group in
            for turn in 0..<turns {
                let register = registers[turn % 2]
                group.addTask { [disk] in
                    try await disk.refusal { try await disk.issue(lot, count, withMark: withMark, into: register) }
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
        #expect(try disk.ledger(.batch).count == 1)
        #expect(try disk.register.audit().differences.isEmpty)
    }

    // The lot has 500 packs, by number and by mass.
    @Test func `of many orders of 200 for a lot of 500 packs exactly two win`() async throws {
        let refusals = try await race(16, lot: "L-QN-2611", count: 200, withMark: false)
        #expect(refusals.count { $0.isEmpty } == 2)
        #expect(refusals.count { $0 == [.lotOutputExceeded, .lotUnitsExceeded] } == 14)
        let numbers = try disk.register.batches(ofLot: "L-QN-2611", limit: 9).map(\.numbers.first.rawValue)
        #expect(numbers == [201, 1])
    }

    @Test func `marks of batches with the mark alone count against the quota`() async throws {
        try await disk.issue("L-QN-2611", 100, withMark: false)
        try await disk.issue("L-QN-2611", 10)
        #expect(try await disk.refusal { try await disk.issue("L-QN-2611", 1) } == [.quotaExceeded])
    }

    @Test func `a refused order leaves the register as it was`() async throws {
        let before = try disk.ledger()
        #expect(try await disk.refusal { try await disk.issue("L-QN-2611", 11) } == [.quotaExceeded])
        #expect(try await disk.refusal { try await disk.issue("L-TQ-2611H", 1) } == [.recognitionNotInForce])
        #expect(try disk.ledger() == before)
    }

    @Test func `a lot may be named by the number on its packs`() async throws {
        #expect(try await disk.issue("KV260918", 1).batch.lot == "L-TQ-2609")
    }

    @Test func `a number that two lots have names neither of them`() async throws {
        let twins = try sample.adding("lots", like: 3, ["id": "L-TWIN", "lotNumber": "KV260918"])
        _ = try disk.register.importProgramme(twins.programme(), as: RegisterOnDisk.stamp)
        let error = await #expect(throws: Problem.self) { try await disk.issue("KV260918", 1) }
        #expect(error?.code == .lotUnknown && error?.text.vi.contains("L-TQ-2609, L-TWIN") == true)
    }

    @Test(arguments: ["L-NONE", "", "'; DROP TABLE batch; --", "%"])
    func `a lot that nobody has is unknown, and the latest lots are named`(name: String) async throws {
        let error = await #expect(throws: Problem.self) { try await disk.issue(name, 1) }
        #expect(error?.code == .lotUnknown && error?.hint?.vi.contains("L-TQ-2610") == true)
    }

    @Test func `a batch row that was given impossible numbers stops issuance, not the process`() async throws {
        try await disk.issue("L-TQ-2609", 10)
        for first in ["-100", "9223372036854775807"] {
            try disk.behindItsBack("UPDATE batch SET first_number = \(first)")
            #expect(try await !disk.refusal { try await disk.issue("L-TQ-2609", 10) }.isEmpty)
        }
    }
}
