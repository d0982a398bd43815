import Testing
import WebSyntax

@Suite struct WeightedListTests {
    @Test(arguments: [
        ("a;q=0.5", [WeightedList.Item(name: "a", weight: 500)]), ("a;q=1.000", [.init(name: "a", weight: 1_000)]),
        ("a;q=1.001", []), ("a;q=0.1234", []), ("a;q=", []), ("a;q=2", []),
        ("a;q=0,5", [.init(name: "a", weight: 0), .init(name: "5", weight: 1_000)]),
        (" A/B ; level=1 ; Q=0.25 ", [.init(name: "a/b", weight: 250)]),
    ])
    func `weights are those of RFC 9110`(field: String, items: [WeightedList.Item]) {
        #expect(WeightedList(field).items == items)
    }

    @Test func `a list of a million items is read no further than its 32nd`() {
        let items = WeightedList(String(repeating: "a,", count: 1_000_000)).items
        #expect(items.count == 32)
    }
}
