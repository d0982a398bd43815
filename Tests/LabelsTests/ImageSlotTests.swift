import Labels
import Raster
import Testing

@Suite(.enabled(if: Fonts.areInstalled, "Noto Sans is not installed: set TEMGOC_FONTS"))
struct ImageSlotTests {
    static let yaml = """
        format: 1
        name: small
        size: {width: 40mm, height: 30mm}
        dpi: [254]
        requires: {mark: true, stars: 4..5}
        fields:
          stars: {type: stars, optional: true, sample: 4}
          mark: {type: image}
        layers:
          - image: {box: [10mm, 5mm, 20mm, 10mm], value: "{mark}", when: mark}
          - stars: {box: [1mm, 20mm, 12mm, 2mm], value: "{stars}", of: 5, when: stars}
        """

    /// A picture whose left half is black.
    static func picture(width: Int, height: Int) throws -> LabelImage {
        var page = try Bitmap(width: width, height: height)
        page.fill(x: 0, y: 0, width: width / 2, height: height)
        return try LabelImage(png: PNG.encode(page, dotsPerInch: 300))
    }

    static func page(_ job: [String: FieldValue]) throws -> Bitmap {
        let template = try LabelTemplate(name: "small", yaml: yaml)
        return try LabelPress(template, dotsPerInch: 254, fonts: Fonts.files, job: job).page(for: [:])
    }

    @Test(arguments: [(100, 100), (50, 50), (333, 333)])
    func `a picture fills its slot's height, keeps its proportions and stands in the middle`(
        width: Int, height: Int
    ) throws {
        let page = try Self.page(["stars": .stars(4), "mark": .image(Self.picture(width: width, height: height))])
        // The slot is dots 100 ..< 300 by 50 ..< 150; the square stands at 150 ..< 250, its left half black.
        let row = (0..<400).filter { page[x: $0, y: 100] }
        #expect(row == Array(150..<200))
        let column = (0..<180).filter { page[x: 160, y: $0] }
        #expect(column == Array(50..<150))
    }

    @Test func `a flat picture fills its slot's width`() throws {
        let page = try Self.page(["stars": .stars(5), "mark": .image(Self.picture(width: 400, height: 100))])
        #expect((0..<400).filter { page[x: $0, y: 100] } == Array(100..<200))
        #expect((0..<180).filter { page[x: 160, y: $0] } == Array(75..<125))
    }

    @Test func `without a picture the slot stays white`() throws {
        let page = try Self.page(["stars": .stars(4)])
        #expect((50..<150).allSatisfy { y in !(100..<300).contains { page[x: $0, y: y] } })
    }

    @Test func `the mark is refused without a rank that the template requires`() throws {
        let mark = FieldValue.image(try Self.picture(width: 10, height: 10))
        #expect(throws: LabelError.markWithoutRank(stars: nil, allowed: 4...5)) { try Self.page(["mark": mark]) }
        #expect(throws: LabelError.markWithoutRank(stars: 3, allowed: 4...5)) {
            try Self.page(["mark": mark, "stars": .stars(3)])
        }
        #expect(throws: LabelError.wrongKind(field: "mark", wants: "image", given: "text")) {
            try Self.page(["mark": .text("OCOP"), "stars": .stars(4)])
        }
    }

    @Test(arguments: [
        ("requires: {mark: true, stars: 4..5}\n", "", "7:3: the mark is drawn without requires"),
        ("stars: 4..5", "stars: 2..5", "5:31: \"2..5\" is no range of stars"),
        ("stars: 4..5", "stars: 5..4", "5:31: \"5..4\" is no range of stars"),
        ("stars: 4..5", "stars: 4", "5:31: \"4\" is no range of stars"),
        ("mark: true", "mark: false", "5:18: requires without a mark asks for nothing"),
        ("{mark: true, stars", "{stars", "5:11: requires needs mark"),
        ("{type: image}", "{type: text, max: 9, sample: a}", "5:11: the template requires a mark and has none"),
        ("{type: image}", "{type: image, sample: a.png}", "8:31: an image has no sample"),
        ("{type: image}", "{type: image, per: label}", "8:28: an image has no per"),
        ("{type: image}", "{type: image, optional: false}", "8:33: an image may always be missing"),
        (", when: mark", "", "10:5: mark is optional"),
        ("value: \"{mark}\"", "value: \"{stars}\"", "10:5: stars is no image field"),
        ("of: 5", "of: 5, unless: mark", "11:75: a layer has when or unless"),
        (
            "- stars:", "- text: {box: [1mm, 25mm, 9mm, 3mm], value: \"{mark}\", size: 2mm, when: mark}\n  - stars:",
            "11:5: an image is no text"
        ),
        (
            "stars: {type: stars, optional: true, sample: 4}", "rank: {type: integer, sample: 4}",
            "8:3: the mark needs a field of type stars"
        ),
    ])
    func `a mistake about slots is told by line and column`(old: String, new: String, expected: String) {
        let yaml = Self.yaml.replacing(old, with: new, maxReplacements: 1)
        #expect {
            try LabelTemplate(name: "small", yaml: yaml)
        } throws: {
            guard case .invalid(let problems)? = $0 as? LabelTemplateError else { return false }
            return problems.contains { $0.description.hasPrefix(expected) }
        }
    }

    @Test func `a picture is a grey PNG, and nothing else`() {
        #expect(throws: PNGError.self) { try LabelImage(png: [1, 2, 3]) }
        #expect(throws: PNGError.self) { try LabelImage(png: []) }
    }
}
