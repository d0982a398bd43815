import Encodings
import Law
import ProgrammeSamples
import Testing
import Wording

/// The days of a lot: INV-13 and INV-16.
struct TimeRuleTests {
    private let sample: SampleProgramme

    init() throws { sample = try SampleProgramme() }

    // Packed on 2026-09-18, keeps 24 months.
    @Test(arguments: [("2026-09-18", true), ("2028-09-18", true), ("2028-09-19", false)])
    func `a lot is not good for longer than its product keeps`(expiresOn: String, isRight: Bool) throws {
        let changed = sample.setting("lots", 0, "expiresOn", to: .string(expiresOn))
        for withMark in [true, false] {
            let found = try codes(changed.issuanceCase("L-TQ-2609", withMark: withMark))
            #expect(found == (isRight ? [] : [.shelfLifeExceeded]))
        }
    }

    @Test func `a lot that is good until before its packing cannot be recorded`() {
        let problems = sample.setting("lots", 0, "expiresOn", to: "2026-09-17").problems()
        #expect(problems.map(\.path) == ["$.lots[0].expiresOn"])
    }

    @Test func `where the shelf life is not declared nothing is asked`() throws {
        let changed = sample.setting("lots", 0, "expiresOn", to: "2099-01-01")
        #expect(try codes(changed.setting("products", 0, "shelfLifeMonths", to: nil).issuanceCase("L-TQ-2609")).isEmpty)
        let problem = try #require(changed.issuanceCase("L-TQ-2609").violations().first)
        #expect(problem.text.vi.contains("muộn nhất là 18/09/2028"))
    }

    @Test(arguments: [("2026-09-18", true), ("2026-09-19", false)])
    func `harvest ends on the packing date at the latest`(harvestedTo: String, isRight: Bool) throws {
        let changed = sample.setting("lots", 0, "inputs", 0, "harvestedTo", to: .string(harvestedTo))
        #expect(try codes(changed.issuanceCase("L-TQ-2609")) == (isRight ? [] : [.eventsOutOfOrder]))
    }

    // Harvested 10 to 15 September, packed on the 18th.
    static let events: [(stage: String, at: String, isRight: Bool)] = [
        ("growing", "2026-03-01", true), ("growing", "2026-09-11", false), ("harvest", "2026-09-12", true),
        ("processing", "2026-09-10", true), ("processing", "2026-09-09", false), ("grading", "2026-09-18", true),
        ("preprocessing", "2026-09-19", false), ("packing", "2026-09-18", true), ("packing", "2026-09-14", false),
        ("sale", "2026-09-18", true), ("sale", "2026-09-17", false), ("storage", "2026-01-01", true),
        ("transport", "2026-12-01", true),
    ]

    @Test(arguments: events)
    func `a stage is in the order of harvest, processing, packing, sale`(
        _ event: (stage: String, at: String, isRight: Bool)
    ) throws {
        let changed = sample.setting(
            "lots", 0, "events", to: [["stage": .string(event.stage), "at": .string(event.at)]])
        #expect(try codes(changed.issuanceCase("L-TQ-2609")) == (event.isRight ? [] : [.eventsOutOfOrder]))
    }

    @Test func `production comes after the first harvest, and the sentence has both days`() throws {
        let changed = sample.setting("lots", 0, "producedOn", to: "2026-09-09")
        let problem = try #require(changed.issuanceCase("L-TQ-2609", withMark: false).violations().first)
        #expect(problem.code == .eventsOutOfOrder)
        #expect(problem.text.vi.contains("chế biến ngày 09/09/2026, trước thu hoạch ngày 10/09/2026"))
    }
}
