import GS1
import Records
import Stamps
import Store
import Testing
import Verification

/// What is remembered for scans is forgotten at once when anything is recorded, by this process or another.
@Suite struct ScanMemoryTests {
    private let disk: RegisterOnDisk
    private let tea: ProductKey

    init() async throws {
        disk = try RegisterOnDisk(importing: SampleProgramme())
        tea = .gtin(try GTIN("9520000000011"))
        try await disk.issue("L-TQ-2609", 20)
    }

    private func facts(_ number: UInt64) async throws -> StampFacts {
        try #require(try await disk.register.facts(of: tea, number: try SerialNumber(number)))
    }

    @Test func `stamps of which the same is known have the same revision, others another`() async throws {
        let first = try await facts(1)
        #expect(first.revision != nil)
        #expect(try await facts(20).revision == first.revision)
        let lost = try SerialRange(first: SerialNumber(5), count: 2)
        _ = try disk.opened().void(
            StampVoid(batch: "B-000031", numbers: [lost], cause: .spoiled, reason: "thử", on: RegisterOnDisk.today),
            as: RegisterOnDisk.office)
        let (before, within, after) = (try await facts(4), try await facts(5), try await facts(7))
        #expect(before.void == nil && within.void != nil && after.void == nil)
        #expect(Set([first, before, within, after].map(\.revision)).count == 4)
        #expect(try await facts(6).revision == within.revision)
        #expect(try await facts(20).revision == after.revision)
    }

    @Test func `a recall by another process is seen at the next scan`() async throws {
        #expect(try await facts(3).recall == nil)
        _ = try disk.opened().recall(
            lot: "L-TQ-2609", from: RegisterOnDisk.today, reason: "thử", authority: nil, instructions: nil,
            as: RegisterOnDisk.office)
        #expect(try await facts(3).recall != nil)
    }

    @Test func `a checkpoint that covers a batch is seen at the next scan`() async throws {
        #expect(try await facts(3).batch?.isLogged == false)
        try disk.signLog()
        #expect(try await facts(3).batch?.isLogged == true)
    }

    @Test func `a write that says nothing of stamps makes nothing stale`() async throws {
        let revision = try await facts(3).revision
        try disk.behindItsBack("CREATE TABLE elsewhere (number INTEGER); INSERT INTO elsewhere VALUES (1)")
        #expect(try await facts(3).revision == revision)
    }
}
