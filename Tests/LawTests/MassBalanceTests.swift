import Encodings
import Law
import ProgrammeSamples
import Records
import Testing
import Wording

/// INV-10: zones, inputs and outputs agree.
struct MassBalanceTests {
    private let sample: SampleProgramme

    init() throws { sample = try SampleProgramme() }

    // 1,200 kg of buds make 240 kg of tea at 5 : 1; without a declared ratio dried tea is no heavier than its buds.
    static let ratios: [(ratio: Double?, output: Double, isRight: Bool)] = [
        (5, 240, true), (5, 240.01, false), (nil, 1_200, true), (nil, 1_200.5, false), (0.1, 1_201, false),
    ]

    @Test(arguments: ratios)
    func `a lot weighs no more than its raw material makes`(ratio: Double?, output: Double, isRight: Bool) throws {
        let changed = sample.setting("lots", 0, "processRatio", to: ratio.map(JSONValue.decimal))
            .setting("lots", 0, "outputKg", to: .decimal(output))
        #expect(try codes(changed.issuanceCase("L-TQ-2609")) == (isRight ? [] : [.lotOutputExceeded]))
    }

    @Test func `the sentence gives the output, the inputs and the ratio`() throws {
        let problem = try #require(
            sample.setting("lots", 0, "outputKg", to: .number(1_240.5)).issuanceCase("L-TQ-2609").violations().first)
        #expect(problem.text.vi.hasPrefix("Sản lượng 1.240,5 kg của lô L-TQ-2609 nhiều hơn 240 kg"))
        #expect(problem.text.en.contains("1,240.5 kg") && problem.text.en.contains("5 kg for 1 kg"))
    }

    @Test func `salted goods may be heavier than what grew, where no ratio is declared`() throws {
        let salted = sample.setting("lots", 3, "outputKg", to: 500)
        #expect(try codes(salted.issuanceCase("L-QT-2610")).isEmpty)
    }

    // 42 ha × 1,800 kg and the certificate's 75,600 kg are the same; another lot takes the rest.
    private func withOtherLot(_ kilograms: Double, harvestedTo: String = "2026-05-20") throws -> SampleProgramme {
        let other: JSONValue = [
            "id": "L-X", "product": "PR-TQ-1", "lotNumber": "X1", "packedOn": "2026-06-01", "outputKg": 1,
            "unitsMax": 1,
            "inputs": [
                ["zone": "Z-TQ-01", "material": "Chè", "kg": .decimal(kilograms), "harvestedTo": .string(harvestedTo)]
            ],
        ]
        return sample.setting("lots", 4, to: other)
    }

    @Test func `the lots of a year take no more from a zone than it yields`() throws {
        #expect(try codes(withOtherLot(74_400).issuanceCase("L-TQ-2609")).isEmpty)
        let problem = try #require(withOtherLot(74_400.5).issuanceCase("L-TQ-2609").violations().first)
        #expect(problem.code == .lotOutputExceeded)
        #expect(problem.text.vi.contains("Vùng Z-TQ-01 năm 2026: các lô dùng 75.600,5 kg, nhiều hơn 75.600 kg"))
        #expect(try codes(withOtherLot(74_400.5, harvestedTo: "2025-12-31").issuanceCase("L-TQ-2609")).isEmpty)
    }

    @Test func `of capacity and certificate the lesser bounds`() throws {
        let less = try withOtherLot(40_000).setting("certificates", 0, "scope", "maxOutputKgYear", to: 41_000)
        #expect(try codes(less.issuanceCase("L-TQ-2609")) == [.lotOutputExceeded])
        let small = try withOtherLot(40_000).setting("zones", 0, "areaHa", to: 20)
        #expect(try codes(small.issuanceCase("L-TQ-2609")) == [.lotOutputExceeded])
        let unmeasured = try withOtherLot(1e6).setting("zones", 0, "areaHa", to: nil)
            .setting("certificates", 0, "scope", "maxOutputKgYear", to: nil)
        #expect(try codes(unmeasured.issuanceCase("L-TQ-2609")).isEmpty)
    }

    // 260 hives × 9 kg.
    @Test(arguments: [(2_340.0, true), (2_340.1, false)])
    func `hives yield what bees make`(kilograms: Double, isRight: Bool) throws {
        let changed = sample.setting("lots", 1, "inputs", 0, "kg", to: .decimal(kilograms))
        let found = try codes(changed.issuanceCase("L-TQ-2611H", withMark: false))
        #expect(found == (isRight ? [] : [.lotOutputExceeded]))
    }

    @Test func `inputs are summed by zone and year of harvest`() throws {
        let sums = try sample.records(Lot.self).zoneInputs
        #expect(
            sums == [
                ZoneHarvest(zone: "Z-TQ-01", year: 2026): 1_200, ZoneHarvest(zone: "Z-TQ-02", year: 2026): 185,
                ZoneHarvest(zone: "Z-QN-01", year: 2026): 90, ZoneHarvest(zone: "Z-QT-01", year: 2026): 420,
            ])
    }
}
