import Foundation
import Labels
import Testing
import Wording

@Suite(.enabled(if: Fonts.areInstalled, "Noto Sans is not installed: set TEMGOC_FONTS"))
struct LintTests {
    @Test func `a template without a mistake has no problems`() throws {
        #expect(try Self.lint(Small.yaml).isEmpty)
        #expect(try Self.lint(Self.food).isEmpty)
    }

    @Test(arguments: [
        ("name: small", "name: small\ncolour: red", "3:1: error: a template has no colour"),
        ("\"{product}\"", "\"{produce}\"", "11:5: error: there is no field \"produce\""),
        ("  note: {", "  lot: {type: text, max: 9, sample: L1}\n  note: {", "7:3: error: the field lot is never drawn"),
        ("[1mm, 1mm, 38mm, 5mm]", "[1mm, 1mm, 39.5mm, 5mm]", "11:17: error: this reaches 40.5mm × 6mm"),
        ("[1mm, 1mm, 38mm, 5mm]", "[1mm, 1mm, 38mm, 9mm]", "11:5: error: this is drawn in the box of a qr"),
        (
            "[20mm, 8mm, 18mm, 18mm]", "[20mm, 8mm, 9mm, 9mm]",
            "14:15: error: 21 modules get 2 dots, 0.25mm, each at 203 dpi"
        ),
        (
            "value: \"{stamp}\"", "value: \"{stamp}\", min-module: 0.6mm",
            "14:15: error: 21 modules get 7 dots, 0.592mm, each at 300 dpi"
        ),
        (
            "[20mm, 8mm, 18mm, 18mm]", "[20mm, 8mm, 11mm, 11mm]",
            "14:15: warning: a module is 0.375mm at 203 dpi"
        ),
        (
            "[20mm, 8mm, 18mm, 18mm]", "[20mm, 8mm, 11mm, 11mm]",
            "14:15: warning: a module is 0.338mm at 300 dpi"
        ),
        ("sample: \"HTTPS://TG.EXAMPLE/A\"", "sample: \"\"", "9:3: error: the sample has no QR code"),
        (
            "40mm, height: 30mm}\ndpi: [203, 300]", "999mm, height: 30mm}\ndpi: [1200]",
            "4:6: error: the label has 47197 dots along a side at 1200 dpi"
        ),
        ("fit: {min: 2mm}", "fit: {min: 1.9mm}", "11:82: warning: letters of 15 dots an em at 203 dpi"),
        ("fit: {min: 2mm}", "fit: {min: 1.4mm}", "11:82: error: letters of 11 dots an em at 203 dpi"),
        ("size: 2mm, when", "size: 1.2mm, when", "12:63: warning: letters of 14 dots an em at 300 dpi"),
        ("sample: \"Chè\"", "sample: \"Chè 茶\"", "11:47: error: the font has no glyph for U+8336 in \"Chè 茶\""),
        (
            "sample: \"Chè\"", "sample: \"Hợp tác xã Sản xuất và Thương mại Nông nghiệp Khau Vạc\"",
            "11:47: error: \"Hợp tác xã Sản xuất và Thương mại Nông nghiệp Khau Vạc\" does not fit 38mm × 5mm"
        ),
        ("sample: \"ngon\"", "sample: \"ngon ngọt thơm mát\"", "12:47: error: \"ngon ngọt thơm mát\" does not fit"),
        (
            "  - stars:",
            "  - text: {box: [1mm, 12mm, 5mm, 3mm], value: \"không có hạng sao\", size: 2mm, unless: stars}\n  - stars:",
            "13:47: error: \"không có hạng sao\" does not fit 5mm × 3mm in 1 lines of 2mm at 203 dpi"
        ),
        (
            "  stars: {", "  mark: {type: image}\n  stars: {", "8:3: error: the mark is drawn without requires"
        ),
        ("layers:\n", "layers:\n  - artwork: artwork.svg\n", "11:5: error: the folder has no artwork.svg"),
        ("layers:\n", "layers:\n  - artwork: ../logo.svg\n", "11:14: error: the artwork is the template's own file"),
        ("format: 1", "format: 1\nmedia: ../roll", "2:8: error: \"../roll\" is no name of media"),
        ("format: 1", "format: 1\npurpose: leaflet", "2:10: error: \"leaflet\" is not known"),
    ])
    func `a mistake is found where it stands`(old: String, new: String, expected: String) throws {
        let found = try Self.lint(Small.yaml.replacing(old, with: new, maxReplacements: 1))
        #expect(found.contains { $0.hasPrefix(expected) }, "\(found)")
    }

    @Test(arguments: [
        ("product", "a food label must say the name of the goods"),
        ("producer", "a food label must say the responsible organisation"),
        ("producerAddress", "a food label must say the address of the responsible organisation"),
        ("origin", "a food label must say the origin"),
        ("netContent", "a food label must say the net quantity"),
        ("packedOn", "a food label must say the day of production or packing"),
        ("expiresOn", "a food label must say the expiry date"),
        ("ingredients", "a food label must say the ingredients"),
        ("warnings", "a food label must say warnings"),
        ("usage", "a food label must say instructions for use"),
        ("storage", "a food label must say instructions for storage"),
    ])
    func `a food label without a mandatory item is an error at its purpose`(field: String, what: String) throws {
        let without = Self.food.split(separator: "\n")
            .filter { !$0.contains("  \(field):") && !$0.contains("{\(field)}") }.joined(separator: "\n")
        let found = try Self.lint(without)
        #expect(found == ["3:10: error: \(what)"])
        #expect(try Self.lint(without.replacing("food-label", with: "trace-label")).isEmpty)
    }

    @Test func `a mandatory item that may be left out, and letters larger than the name, are warnings`() throws {
        let optional = Self.food.replacing("origin: {type: text, ", with: "origin: {type: text, optional: true, ")
            .replacing("value: \"{origin}\", size: 3mm", with: "value: \"{origin}\", size: 5mm, when: origin")
        let found = try Self.lint(optional)
        #expect(found.count == 2)
        #expect(found.first == "10:3: warning: the origin may be missing from a food label")
        #expect(found.last?.hasSuffix("warning: 5mm is larger than the name of the goods, 4mm") == true)
    }

    @Test func `all problems come at once, the file's own with those of its drawing`() throws {
        let yaml = Small.yaml.replacing("size: 3mm, fit: {min: 2mm}", with: "size: 1.3mm")
            .replacing("format: 1", with: "format: 7").replacing("of: 5", with: "of: 6")
            .replacing("sample: \"ngon\"", with: "sample: \"茶\"")
        let found = try Self.lint(yaml)
        #expect(found.map { $0.prefix(while: { $0 != " " }) } == ["1:9:", "11:66:", "11:66:", "12:47:", "13:64:"])
    }

    @Test func `every problem and its hint is told in both languages`() throws {
        let yaml = Small.yaml.replacing("size: 3mm, fit: {min: 2mm}", with: "size: 1.3mm")
        let problems = try TemplateLint.problems(name: "small", yaml: yaml, artwork: nil, fonts: Fonts.files)
        #expect(problems.first?.what.vi == "chữ chỉ có 10 điểm ở 203 dpi")
        #expect(problems.first?.hint.vi == "cần 16 điểm để phân biệt các dấu: viết ít nhất 2.002mm")
        #expect(problems.first?.hint.en == "16 dots tell all tones apart: write at least 2.002mm")
    }

    @Test(arguments: ["", "- 1", "42", "a: &a [*a]", "{", "layers: {}\nfields: []\nsize: 3"])
    func `what is no template has problems and no trap`(yaml: String) throws {
        #expect(try !Self.lint(yaml).isEmpty)
    }

    /// As `line:column: severity: what`, of `label.yaml` or with the file before it.
    static func lint(_ yaml: String, artwork: String? = nil) throws -> [String] {
        try TemplateLint.problems(
            name: "small", yaml: yaml, artwork: artwork.map { Array($0.utf8) }, fonts: Fonts.files
        ).map { problem in
            let file = problem.file == .label ? "" : "\(problem.file.rawValue):"
            return "\(file)\(problem.line):\(problem.column): \(problem.severity): \(problem.what.en)"
        }
    }

    /// A food label with every item on a line of its own.
    static let food = """
        format: 1
        name: small
        purpose: food-label
        size: {width: 60mm, height: 60mm}
        dpi: [300]
        fields:
          product: {type: text, max: 40, sample: "Chè"}
          producer: {type: text, max: 40, sample: "Hợp tác xã"}
          producerAddress: {type: text, max: 40, sample: "Tuyên Quang"}
          origin: {type: text, max: 40, sample: "Việt Nam"}
          netContent: {type: text, max: 40, sample: "100 g"}
          packedOn: {type: date, sample: 2026-10-12}
          expiresOn: {type: date, sample: 2028-10-12}
          ingredients: {type: text, max: 40, sample: "Chè"}
          warnings: {type: text, max: 40, sample: "Không"}
          usage: {type: text, max: 40, sample: "Pha"}
          storage: {type: text, max: 40, sample: "Khô"}
        layers:
          - line: {from: [1mm, 58mm], to: [59mm, 58mm], width: 0.2mm}
          - text: {box: [1mm, 1mm, 50mm, 6mm], value: "{product}", size: 4mm}
          - text: {box: [1mm, 7mm, 50mm, 5mm], value: "{producer}", size: 3mm}
          - text: {box: [1mm, 12mm, 50mm, 5mm], value: "{producerAddress}", size: 3mm}
          - text: {box: [1mm, 17mm, 50mm, 8mm], value: "{origin}", size: 3mm}
          - text: {box: [1mm, 25mm, 50mm, 5mm], value: "{netContent}", size: 3mm}
          - text: {box: [1mm, 30mm, 50mm, 5mm], value: "{packedOn}", size: 3mm}
          - text: {box: [1mm, 35mm, 50mm, 5mm], value: "{expiresOn}", size: 3mm}
          - text: {box: [1mm, 40mm, 50mm, 5mm], value: "{ingredients}", size: 3mm}
          - text: {box: [1mm, 45mm, 50mm, 5mm], value: "{warnings}", size: 3mm}
          - text: {box: [1mm, 50mm, 25mm, 5mm], value: "{usage}", size: 3mm}
          - text: {box: [26mm, 50mm, 25mm, 5mm], value: "{storage}", size: 3mm}
        """
}
