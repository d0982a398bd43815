import Testing
import Wording

@Suite struct NumberTextTests {
    @Test(arguments: [
        (0.0, "0", "0"), (0.5, "0,5", "0.5"), (100, "100", "100"), (999.9994, "999,999", "999.999"),
        (999.9996, "1.000", "1,000"), (1_234.5, "1.234,5", "1,234.5"), (1_000_000, "1.000.000", "1,000,000"),
        (0.1 + 0.2, "0,3", "0.3"), (-1_234.25, "−1.234,25", "−1,234.25"), (-0.0001, "0", "0"),
        (12.05, "12,05", "12.05"),
    ])
    func `numbers are written as each language's readers write them`(value: Double, vi: String, en: String) {
        #expect(Language.vi.text(value) == vi)
        #expect(Language.en.text(value) == en)
    }

    @Test func `a number that no register has does not stop the page`() {
        for value in [Double.nan, .infinity, -.infinity, 1e300] { #expect(!Language.vi.text(value).isEmpty) }
    }
}
