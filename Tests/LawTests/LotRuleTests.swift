import Encodings
import Law
import ProgrammeSamples
import Records
import Testing
import Wording

/// The rules about a lot: what may be claimed of it (INV-09), and how many packs it has (INV-10).
struct LotRuleTests {
    private let sample: SampleProgramme

    init() throws { sample = try SampleProgramme() }

    @Test(arguments: [
        ("2026-09-10", "2026-09-15", true), ("2025-02-28", "2026-09-15", false), ("2026-09-10", "2027-03-01", false),
        ("2025-03-01", "2027-02-28", true),
    ])
    func `a claim needs the whole harvest within the certificate`(from: String, to: String, isCovered: Bool) throws {
        let changed = sample.setting("lots", 0, "inputs", 0, "harvestedFrom", to: .string(from))
            .setting("lots", 0, "inputs", 0, "harvestedTo", to: .string(to))
        let found = try codes(changed.issuanceCase("L-TQ-2609", claims: [.organic]))
        #expect(found.contains(.claimNotCovered) == !isCovered)
    }

    @Test(arguments: ["suspended", "withdrawn"])
    func `a certificate that was suspended or withdrawn carries no claim`(status: String) throws {
        let changed = sample.setting("certificates", 0, "status", to: .string(status))
        #expect(try codes(changed.issuanceCase("L-TQ-2609", claims: [.organic])) == [.claimNotCovered])
    }

    @Test func `a certificate of another zone carries no claim`() throws {
        let changed = sample.setting("certificates", 0, "scope", "zone", to: "Z-TQ-02")
        #expect(try codes(changed.issuanceCase("L-TQ-2609", claims: [.organic])) == [.claimNotCovered])
    }

    @Test func `one input without the certificate spoils the claim of the lot`() throws {
        let problem = try #require(sample.issuanceCase("L-QN-2611", claims: [.vietgap]).violations().first)
        #expect(problem.code == .claimNotCovered && problem.text.vi.contains("«Gạo mua ngoài tỉnh»"))
    }

    @Test func `a lot without inputs claims nothing`() throws {
        let empty = sample.setting("lots", 0, "inputs", to: [])
        #expect(try codes(empty.issuanceCase("L-TQ-2609", withMark: false, claims: [.organic])) == [.claimNotCovered])
    }

    // Oracle: exact fractions; in binary 2,400 × 0.1 is above 240.
    static let packs: [(output: Double, content: Double, unit: String, packs: Int)] = [
        (240.0, 100.0, "g", 2_400), (0.3, 0.1, "kg", 3), (1.0, 0.3, "kg", 3), (0.7, 0.1, "kg", 7),
        (0.999_9, 1.0, "kg", 0), (1e12, 1e-300, "g", 1_000_000_000),
        (1e12, .leastNonzeroMagnitude, "kg", 1_000_000_000),
    ]

    @Test(arguments: packs)
    func `the output allows this many packs and not one more`(
        output: Double, content: Double, unit: String, packs: Int
    ) throws {
        let changed = sample.setting("lots", 0, "outputKg", to: .decimal(output))
            .setting("lots", 0, "unitsMax", to: 1_000_000_000).setting("lots", 0, "inputs", to: [])
            .setting("products", 0, "netContent", to: ["value": .decimal(content), "unit": .string(unit)])
        func isRefused(_ count: Int) throws -> Bool {
            try !changed.issuanceCase("L-TQ-2609", count: count, withMark: false).violations().isEmpty
        }
        if packs > 0 { #expect(try !isRefused(packs)) }
        #expect(try isRefused(packs + 1))
    }
}
