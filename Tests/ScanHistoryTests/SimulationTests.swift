import ScanHistory
import SeededRandom
import Testing

/// What the standard rules find in the market of decision 0010.
@Suite struct SimulationTests {
    private func suspected(
        _ runs: Int, packs: Int, by rules: CopyRules = .standard, in market: Market = Market(), seed: UInt64
    ) -> Double {
        var dice = SeededGenerator(seed: seed)
        var found = 0
        for _ in 0..<runs where rules.suspicion(of: market.history(packs: packs, &dice)) != nil { found += 1 }
        // The figures of decision 0010.
        print("\(packs) packs, seed \(seed): \(found) of \(runs) suspected")
        return Double(found) / Double(runs)
    }

    @Test func `a code cloned 50 times is found in 95 of 100 runs or more`() {
        let found = suspected(10_000, packs: 51, seed: 1)
        #expect(found >= 0.95, "\(found)")
    }

    @Test func `an honest code is suspected in less than one of 1,000`() {
        let found = suspected(400_000, packs: 1, seed: 2)
        #expect(found < 0.001, "\(found)")
        // The model has honest packs that look like copies: a simulation that cannot fail would prove nothing.
        #expect(found > 0.0002, "\(found)")
    }

    @Test func `rules that are stricter or laxer miss one of the two aims`() {
        let stricter = suspected(5_000, packs: 51, by: CopyRules([.apart(occasions: 3, days: 5)]), seed: 3)
        #expect(stricter < 0.95, "\(stricter)")
        let laxer = suspected(100_000, packs: 1, by: CopyRules([.apart(occasions: 2, days: 1)]), seed: 4)
        #expect(laxer > 0.001, "\(laxer)")
    }

    @Test
    func `where one scanned pack in fifty is looked at by a stranger later, honest codes are suspected more often`() {
        var market = Market()
        market.leftOnShelf = 0.02
        let found = suspected(100_000, packs: 1, in: market, seed: 5)
        #expect(found > 0.001 && found < 0.003, "\(found)")
    }
}
