import Encodings
import Law
import ProgrammeSamples
import Records
import Testing
import Wording

/// What is told of a product and a lot: INV-14 and INV-15.
struct ContentRuleTests {
    private let sample: SampleProgramme

    init() throws { sample = try SampleProgramme() }

    /// The tea without its story, recognised with so many stars under a decision.
    private func untold(stars: Int, _ decision: String, set: Int = 11) throws -> [Finding] {
        let changed = sample.setting("products", 0, "storyVi", to: nil)
            .setting("products", 0, "setNumber", to: .integer(set))
            .setting("recognitions", 0, "stars", to: .integer(stars))
            .setting("markAuthorisations", 0, "stars", to: .integer(stars))
            .setting("recognitions", 0, "legalBasis", to: .string(decision))
        return try changed.issuanceCase("L-TQ-2609").findings().filter { $0.problem.code == .storyMissing }
    }

    @Test(arguments: [(3, Severity.hint), (4, .refusal), (5, .refusal)])
    func `tea of four stars without a story is refused, of three it is a hint`(stars: Int, severity: Severity) throws {
        let found = try untold(stars: stars, "26/2026/QĐ-TTg")
        #expect(found.map(\.severity) == [severity])
        #expect(
            found.first?.problem.text.vi.hasPrefix(
                "Sản phẩm 4 sao trở lên cần câu chuyện sản phẩm trong nội dung truy xuất.") == true)
    }

    @Test func `tea recognised before these criteria is warned until its re-evaluation`() throws {
        #expect(try untold(stars: 4, "148/QĐ-TTg").map(\.severity) == [.warning])
        #expect(try untold(stars: 3, "148/QĐ-TTg").map(\.severity) == [.hint])
    }

    @Test func `a tourism service is not asked for a story, and a told one has no finding`() throws {
        #expect(try untold(stars: 4, "26/2026/QĐ-TTg", set: 26).isEmpty)
        #expect(try !sample.issuanceCase("L-TQ-2609").findings().contains { $0.problem.code == .storyMissing })
    }

    @Test func `a label without the mark needs no story`() throws {
        let plain = try sample.issuanceCase("L-QT-2610", withMark: false).findings()
        #expect(!plain.contains { $0.problem.code == .storyMissing })
    }

    /// The tea with all ten items.
    private var complete: SampleProgramme {
        let image: JSONValue = [
            "sha256": .string(String(repeating: "0a", count: 32)), "mediaType": "image/jpeg", "caption": "Gói 100 g",
        ]
        let events: JSONValue = [
            ["stage": "harvest", "at": "2026-09-12", "place": "Z-TQ-01"],
            ["stage": "packing", "at": "2026-09-18", "place": "P-TQ-001/F1", "note": "đóng gói hút chân không"],
        ]
        return sample.setting("products", 0, "images", to: [image]).setting("products", 0, "brand", to: "Khau Vạc")
            .setting("products", 0, "standards", to: ["TCVN 9740:2013"]).setting("lots", 0, "events", to: events)
            .setting("lots", 0, "producedOn", to: "2026-09-17")
    }

    @Test func `a lot with all ten items has nothing to add`() throws {
        let issuanceCase = try complete.issuanceCase("L-TQ-2609")
        #expect(issuanceCase.traceContent.missing.isEmpty && issuanceCase.findings().isEmpty)
    }

    @Test(arguments: TraceItem.allCases)
    func `each of the ten items is missed when it is taken away`(item: TraceItem) throws {
        var items = try complete.issuanceCase("L-TQ-2609").traceContent.items
        #expect(items.count == 10)
        items[item] = nil
        #expect(TraceContent(items: items).missing == [item])
        items[item] = ""
        #expect(TraceContent(items: items).missing == [item])
    }

    static let removals: [(section: String, member: String, item: TraceItem, severity: Severity)] = [
        ("products", "images", .image, .warning), ("products", "standards", .standards, .warning),
        ("lots", "events", .stages, .warning), ("products", "brand", .brand, .hint),
        ("lots", "expiresOn", .shelfLife, .hint),
    ]

    @Test(arguments: removals)
    func `what the record leaves out is named, and weighs by whether the law says if any`(
        _ removal: (section: String, member: String, item: TraceItem, severity: Severity)
    ) throws {
        let less = complete.setting(.member(removal.section), 0, .member(removal.member), to: nil)
        let issuanceCase = try less.issuanceCase("L-TQ-2609")
        #expect(issuanceCase.traceContent.missing == [removal.item])
        #expect(issuanceCase.findings().map(\.severity) == [removal.severity])
        #expect(
            issuanceCase.findings().first?.problem.text.vi.contains("1 trên 10 mục: \(removal.item.name.vi)") == true)
        #expect(issuanceCase.violations().isEmpty)
    }

    @Test func `an event without its place is no stage`() throws {
        let placeless = complete.setting("lots", 0, "events", to: [["stage": "harvest", "at": "2026-09-12"]])
        #expect(try placeless.issuanceCase("L-TQ-2609").traceContent.missing == [.stages])
    }

    @Test func `a policy may refuse what is incomplete`() throws {
        let shipped = try #require(Self.law.setting(["missingTraceItems"], to: "refusal"))
        let strict = try LegalFramework(reading: shipped)
        let lots = try complete.setting("products", 0, "images", to: nil).issuanceCase("L-TQ-2609", framework: strict)
        #expect(lots.violations().map(\.code) == [.traceItemsMissing])
        let brandless = try complete.setting("products", 0, "brand", to: nil)
            .issuanceCase("L-TQ-2609", framework: strict)
        #expect(brandless.violations().isEmpty)
    }

    /// A law with nothing in it but what must be there.
    private static let law: JSONValue = [
        "validityMonths": 36, "reEvaluation": ["opensDaysBefore": 180, "closesDaysBefore": 120],
        "extension": ["mostDays": 180], "missingTraceItems": "warning",
        "provinceMergers": ["effectiveFrom": "2025-07-01", "provinces": []],
    ]

    @Test func `the new members are read back as they were written`() throws {
        let product = try complete.setting("products", 0, "ingredients", to: "100% búp chè Shan tuyết")
            .setting("products", 0, "instructions", to: "Pha với nước 95 °C").setting(
                "products", 0, "warnings", to: "Giữ khô"
            )
            .setting("products", 0, "links", to: [["kind": "shop", "url": "https://shop.example/che?x=1"]])
            .record(Product.self, "PR-TQ-1")
        #expect(try Product.read(product.json, path: "$").get() == product)
        #expect(product.links.first?.kind == .shop && product.images.first?.mediaType == .jpeg)
        let lot = try complete.setting("lots", 0, "facility", to: "P-TQ-001/F1")
            .setting("lots", 0, "inputs", 1, to: ["material": "x", "kg": 1, "originUnknown": true])
            .record(Lot.self, "L-TQ-2609")
        #expect(try Lot.read(lot.json, path: "$").get() == lot)
        #expect(lot.facility?.place == "F1" && lot.events.count == 2)
    }

    @Test(arguments: [
        "http://shop.example/", "https://localhost/", "https://a@shop.example/", "https://shop.example:8443\\",
        "javascript:alert(1)",
        "https://shop.example/ x", "https://chè.example/", "https://.example/", "https://",
    ])
    func `a link that a page may not carry is refused`(url: String) {
        let problems = sample.setting("products", 0, "links", to: [["kind": "shop", "url": .string(url)]]).problems()
        #expect(problems.map(\.path) == ["$.products[0].links[0].url"])
    }

    static let wrongMembers: [(String, String, JSONValue, String)] = [
        ("products", "images", [["sha256": "00", "mediaType": "image/png"]], "images[0].sha256"),
        (
            "products", "images",
            [["mediaType": "image/svg+xml", "sha256": .string(String(repeating: "0a", count: 32))]],
            "images[0].mediaType"
        ),
        ("products", "standards", ["", "x"], "standards"),
        ("lots", "events", [["stage": "eating", "at": "2026-09-12"]], "events[0].stage"),
        ("lots", "facility", "F1", "facility"), ("lots", "producedOn", "2026-09-19", "packedOn"),
        ("recognitions", "potentialFiveStar", 1, "potentialFiveStar"),
    ]

    @Test(arguments: wrongMembers)
    func `a new member of the wrong form is named with its place`(
        section: String, member: String, value: JSONValue, path: String
    ) {
        let problems = sample.setting(.member(section), 0, .member(member), to: value).problems()
        #expect(problems.map(\.path) == ["$.\(section)[0].\(path)"])
    }
}
