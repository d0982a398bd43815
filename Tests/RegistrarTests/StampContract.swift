import Access
import Encodings
import GS1
import Law
import ProgrammeSamples
import Records
import RegisterFixtures
import Registrar
import Stamps
import Testing
import Time
import Wording

// RegisterStoreContract: products, lots, batches, and what became of their stamps.

@Suite(.onEveryStore) struct StampContract {
    private let register: RegisterFixture
    private let tea: ProductKey
    private let roll: Batch
    private let own: Batch
    private let other: Batch

    /// A roll of the tea (numbers 1 to 1,000), a batch of its lot (1,001 to 1,100), one of the rice paper.
    init() async throws {
        register = try await RegisterFixture(importing: SampleProgramme())
        tea = .gtin(try GTIN("9520000000011"))
        roll = try await register.roll(1_000)
        own = try await register.issue("L-TQ-2609", 100).batch
        other = try await register.issue("L-QN-2611", 10).batch
    }

    private func ask<Answer: Sendable>(
        _ question: @escaping @Sendable (any RegisterSnapshot) throws -> Answer
    ) async throws -> Answer { try await register.store.read(question) }

    @Test func `keys are their products' for ever`() async throws {
        try await register.write(.product, 0, ["gtin": .null])
        let code = ProductKey.code(try ProductCode("PR-TQ-1"))
        let unknown = ProductKey.code(try ProductCode("NONE"))
        let tea = tea
        #expect(
            try await ask { try $0.owners(of: [tea, code, unknown]) } == [tea: "PR-TQ-1", code: "PR-TQ-1"])
        #expect(try await ask { try $0.keys(ofProduct: "PR-TQ-1") } == [tea, code])
        #expect(try await ask { try $0.keys(ofProduct: "NONE").isEmpty })
        await #expect(throws: KeyTaken.self) {
            try await register.store.write { try $0.put(.productKey(tea, product: "PR-QN-1"), ofEntry: 5) }
        }
    }

    @Test func `lots are found by the number on their packs, the latest recorded first`() async throws {
        try await register.take(
            SampleProgramme().adding("lots", like: 3, ["id": "A-TWIN", "lotNumber": "KV260918"]))
        func lots(_ number: String, _ product: String?) async throws -> [String] {
            try await ask { try $0.lots(numbered: number, ofProduct: product).map(\.id) }
        }
        #expect(try await lots("KV260918", nil) == ["A-TWIN", "L-TQ-2609"])
        #expect(try await lots("KV260918", "PR-TQ-1") == ["L-TQ-2609"])
        #expect(try await lots("kv260918", nil).isEmpty)
        #expect(try await lots("L-TQ-2609", nil).isEmpty)
    }

    @Test func `what lots took from zones is summed by zone and year, one lot left out`() async throws {
        try await register.take(
            SampleProgramme().adding("lots", like: 0, ["id": "L-2", "lotNumber": "KV2"])
                .adding("lots", like: 0, ["id": "L-3", "lotNumber": "KV3"]))
        func taken(_ zones: [String], without lot: String) async throws -> [ZoneHarvest: Double] {
            try await ask { try $0.harvests(ofZones: zones, without: lot) }
        }
        let tea = ZoneHarvest(zone: "Z-TQ-01", year: 2026)
        #expect(try await taken(["Z-TQ-01"], without: "L-2") == [tea: 2_400])
        #expect(try await taken(["Z-TQ-01"], without: "NONE") == [tea: 3_600])
        #expect(
            try await taken(["Z-TQ-01", "Z-QT-01", "Z-NONE"], without: "L-3") == [
                tea: 2_400, ZoneHarvest(zone: "Z-QT-01", year: 2026): 420,
            ])
        #expect(try await taken([], without: "L-2").isEmpty)
        // A lot that is declared anew takes what it says now.
        let inputs: JSONValue = [
            ["zone": "Z-TQ-01", "material": "Chè búp tươi", "kg": 1_100, "harvestedTo": "2026-09-15"]
        ]
        try await register.write(.lot, 0, ["inputs": inputs])
        #expect(try await taken(["Z-TQ-01"], without: "L-2") == [tea: 2_300])
    }

    @Test func `batches are found by identifier, by number, and by former request`() async throws {
        let (roll, own, tea) = (roll, own, tea)
        #expect(
            try await ask { try $0.batches(ids: ["B-000039", "NONE", "B-000038"]) }
                == [StoredBatch(batch: roll, sequence: 38), StoredBatch(batch: own, sequence: 39)])
        #expect(try await ask { try $0.batches(ids: []).isEmpty })
        func last(_ number: UInt64) async throws -> String? {
            try await ask { try $0.lastBatch(of: tea, from: SerialNumber(number))?.batch.id }
        }
        #expect(try await last(0) == nil)
        for (number, id) in [(1, roll.id), (1_000, roll.id), (1_001, own.id), (34_359_738_367, own.id)] {
            #expect(try await last(UInt64(number)) == id)
        }
        let honey = ProductKey.code(try ProductCode("PR-TQ-2"))
        #expect(try await ask { try [$0.numberAfterLast(of: tea), $0.numberAfterLast(of: honey)] } == [1_101, nil])
        let order = try await register.approve(register.ask(1))
        #expect(try await ask { try $0.batch(ofFormerRequest: "order/\(order.id)")?.batch.id } == order.batch)
        #expect(try await ask { try $0.batch(ofFormerRequest: "NONE") } == nil)
    }

    @Test func `batches of a filter`() async throws {
        try await register.activate(roll.places(1, 5))
        func found(_ change: (inout BatchFilter) -> Void) async throws -> (ids: [String], allotted: Int) {
            var filter = BatchFilter()
            change(&filter)
            let asked = filter
            return try await ask { register in
                (try register.batches(asked).map(\.batch.id), try register.balance(of: asked).allotted)
            }
        }
        let (roll, own, other) = (roll.id, own.id, other.id)
        #expect(try await found { _ in } == ([roll, own, other], 1_110))
        #expect(try await found { $0.lot = "L-TQ-2609" } == ([roll, own], 1_100))
        #expect(try await found { $0.lot = "L-QN-2611" } == ([other], 10))
        #expect(try await found { $0.producer = "P-TQ-001" } == ([roll, own], 1_100))
        #expect(try await found { $0.producer = "NONE" } == ([], 0))
        #expect(try await found { $0.scope = .producer("P-QN-001") } == ([other], 10))
        #expect(try await found { $0.scope = .commune("02260") } == ([roll, own], 1_100))
        #expect(try await found { $0.scope = .province("48") } == ([other], 10))
        #expect(try await found { $0.from = day("2026-11-21") } == ([roll, own, other], 1_110))
        #expect(try await found { $0.from = day("2026-11-22") } == ([], 0))
        #expect(try await found { $0.to = day("2026-11-20") } == ([], 0))
        #expect(try await found { ($0.from, $0.to) = (day("2026-11-21"), day("2026-11-21")) }.ids.count == 3)
        // A page is of the filter; the sums are of all its pages.
        #expect(try await found { $0.after = 38 } == ([own, other], 1_110))
        #expect(try await found { ($0.after, $0.limit) = (38, 1) } == ([own], 1_110))
        #expect(try await found { $0.latestFirst = true } == ([other, own, roll], 1_110))
        #expect(try await found { ($0.latestFirst, $0.after, $0.limit) = (true, 40, 1) } == ([own], 1_110))
    }

    @Test func `balances are sums of what was issued, reported and made void`() async throws {
        try await register.void(own, 1, 3, .spoiled)
        try await register.void(own, 10, 11, .returned)
        try await register.void(own, 20, 20, .cancelled)
        try await register.draw(own)
        try await register.draw(roll, 1, 7)
        let outcome = PrintOutcome(printed: nil, spoiled: [], returned: [], reason: nil)
        _ = try await register.registrar.perform(CloseOrder(.batch(own.id), outcome), by: .office)
        let (own, other) = (own, other)
        let expected = MarkBalance(allotted: 100, drawn: 94, printed: 94, spoiled: 3, returned: 2, lost: 1)
        let balances = try await ask { try $0.balances(ofBatches: [own.id, other.id, "NONE"]) }
        #expect(balances == [own.id: expected, other.id: MarkBalance(allotted: 10)])
        let rights = try await ask { try $0.balances(ofAuthorisations: ["M-1", "M-3", "M-4"]) }
        #expect(
            rights["M-1"] == MarkBalance(allotted: 1_100, drawn: 101, printed: 94, spoiled: 3, returned: 2, lost: 1))
        #expect(rights["M-3"] == MarkBalance(allotted: 10) && (rights["M-4"] ?? MarkBalance()) == MarkBalance())
        #expect(
            try await ask { try $0.balance(of: BatchFilter()) }
                == MarkBalance(allotted: 1_110, drawn: 101, printed: 94, spoiled: 3, returned: 2, lost: 1))
    }

    @Test func `stamps in use of a lot, of a roll partly void before and after it was given`() async throws {
        func inUse() async throws -> Int { try await ask { try $0.stampsInUse(ofLot: "L-TQ-2609") } }
        #expect(try await inUse() == 100)
        try await register.void(roll, 1, 5, .spoiled)
        #expect(try await inUse() == 100)
        try await register.activate(roll.places(6, 20))
        #expect(try await inUse() == 115)
        // A range that reaches over what the lot got and what nobody got.
        try await register.void(roll, 18, 25, .returned)
        #expect(try await inUse() == 112)
        try await register.void(roll, 10, 11, .cancelled)
        #expect(try await inUse() == 112)
        try await register.activate(roll.places(26, 30))
        #expect(try await inUse() == 117)
        try await register.void(own, 1, 10, .spoiled)
        #expect(try await inUse() == 107)
        #expect(try await ask { try $0.stampsInUse(ofLot: "NONE") } == 0)
    }

    @Test func `activations and cancellations come in the order of their numbers`() async throws {
        try await register.activate(roll.places(50, 60))
        try await register.activate(roll.places(1, 5))
        try await register.void(roll, 70, 71, .spoiled)
        try await register.void(own, 1, 2, .returned)
        try await register.void(roll, 65, 65, .cancelled)
        let (roll, own, tea) = (roll, own, tea)
        let given = try await ask { try $0.activations(ofBatch: roll.id) }
        #expect(try given.map(\.numbers) == [roll.places(1, 5), roll.places(50, 60)])
        #expect(given.allSatisfy { $0.batch == roll.id && $0.key == tea && $0.lot == "L-TQ-2609" })
        #expect(try await ask { try $0.activations(ofLot: "L-TQ-2609") } == given)
        #expect(try await ask { try $0.activations(ofLot: "L-QN-2611").isEmpty })
        let void = try await ask { try $0.voids(of: tea, in: roll.numbers) }
        #expect(try void.map(\.numbers) == [roll.places(65, 65), roll.places(70, 71)])
        #expect(void.map(\.cause) == [.cancelled, .spoiled] && void.allSatisfy { $0.reason == "thử" })
        #expect(void.allSatisfy { $0.batch == roll.id && $0.on == RegisterFixture.today })
        #expect(try await ask { try $0.voids(of: tea, in: own.numbers).map(\.sequence) } == [44])
        let all = try await ask { try $0.voids(after: (0, 0), limit: 9) }
        #expect(all.map(\.sequence) == [43, 44, 45])
        let after = all[0]
        #expect(
            try await ask { try $0.voids(after: (after.sequence, after.numbers.first.rawValue), limit: 1) } == [all[1]])
    }

    @Test func `several ranges of one cancellation are paged by their first numbers`() async throws {
        let void = StampVoid(
            batch: own.id, numbers: [try own.places(1, 2), try own.places(5, 5), try own.places(9, 9)],
            cause: .spoiled, reason: "thử", on: RegisterFixture.today)
        _ = try await register.registrar.perform(VoidStamps(void), by: .office)
        let all = try await ask { try $0.voids(after: (0, 0), limit: 9) }
        #expect(all.map(\.numbers) == void.numbers)
        let rest = try await ask {
            try $0.voids(after: (all[0].sequence, all[0].numbers.first.rawValue), limit: 9)
        }
        #expect(rest == Array(all.dropFirst()))
    }

    @Test func `around a number stand the last ranges at or before it, and where the next begins`() async throws {
        try await register.activate(roll.places(10, 20))
        try await register.void(roll, 15, 16, .spoiled)
        try await register.void(roll, 40, 49, .cancelled)
        let (roll, tea) = (roll, tea)
        func around(_ place: Int) async throws -> (void: SerialRange?, given: SerialRange?, next: UInt64?) {
            let found = try await ask { try $0.surroundings(of: roll.numbers[place - 1], tea) }
            return (found.void?.numbers, found.activation?.numbers, found.next)
        }
        let (given, first, second) = (try roll.places(10, 20), try roll.places(15, 16), try roll.places(40, 49))
        #expect(try await around(9) == (nil, nil, 10))
        #expect(try await around(10) == (nil, given, 15))
        #expect(try await around(15) == (first, given, 40))
        #expect(try await around(30) == (first, given, 40))
        #expect(try await around(40) == (second, given, nil))
        #expect(try await around(999) == (second, given, nil))
    }
}
