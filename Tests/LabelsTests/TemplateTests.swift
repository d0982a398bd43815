import Labels
import Testing
import Wording

struct TemplateTests {
    @Test func `a template is read as it is written`() throws {
        let template = try Small.template()
        #expect(template.name == "small")
        #expect(template.width.micrometres == 40_000 && template.height.micrometres == 30_000)
        #expect(template.resolutions == [203, 300])
        #expect(template.fields.map(\.name) == ["product", "note", "stars", "stamp"])
        #expect(template.fields.map(\.isPerLabel) == [false, false, false, true])
        #expect(template.fields.map(\.isOptional) == [false, true, true, false])
        #expect(template.fields[0].kind == .text(max: 80))
        #expect(template.sampleLabel == ["stamp": .stamp("HTTPS://TG.EXAMPLE/A")])
        #expect(template.sampleJob["stars"] == .stars(4))
    }

    @Test(arguments: [
        ("format: 1", "format: 2", "1:9: format 2 is not known"),
        ("name: small", "name: big", "2:7: the name is not the folder's"),
        ("format: 1\n", "", "1:1: a template needs format"),
        ("format: 1", "colour: red\nformat: 1", "1:1: a template has no colour"),
        ("width: 40mm", "width: 40cm", "3:15: \"40cm\" is no length"),
        ("width: 40mm", "width: 40", "3:15: \"40\" is no length"),
        ("width: 40mm", "width: 4.1234mm", "3:15: \"4.1234mm\" is no length"),
        ("width: 40mm", "width: 4mm", "3:15: 4mm is out of range"),
        ("[203, 300]", "300", "4:6: dpi is a list"),
        ("[203, 300]", "[203, 30]", "4:12: \"30\" is out of range"),
        ("max: 80, ", "", "6:19: a text needs a max"),
        (
            "type: text, max: 80", "type: text, max: 80, source: request",
            "6:42: a text that a request gives has 30 characters at most, this one 80"
        ),
        ("type: text, max: 80", "type: word", "6:19: \"word\" is not known"),
        ("type: stars,", "type: stars, max: 3,", "8:29: only a text has a max"),
        ("sample: 4", "sample: 2", "8:48: the sample cannot be printed: stars is 3, 4 or 5 stars, not 2"),
        ("sample: 4", "sample: four", "8:48: \"four\" is no rank"),
        ("per: label", "per: page", "9:29: \"page\" is not known"),
        ("  note: {", "  no-te: {", "7:3: \"no-te\" is no field name"),
        ("\"{product}\"", "\"{produce}\"", "11:5: there is no field \"produce\""),
        ("\"{product}\"", "\"{product} {stamp}\"", "11:5: a stamp is drawn as a qr only"),
        ("\"{product}\"", "\"{product\"", "11:47: a brace in \"{product\" names no field"),
        ("\"{product}\"", "\"{product} }\"", "11:47: a brace in \"{product} }\" names no field"),
        ("[1mm, 1mm, 38mm, 5mm]", "[1mm, 1mm, 39.5mm, 5mm]", "11:17: this reaches 40.5mm × 6mm"),
        ("[1mm, 1mm, 38mm, 5mm]", "[1mm, 1mm, 38mm]", "11:17: a box has four lengths"),
        ("[1mm, 1mm, 38mm, 5mm]", "[1mm, 1mm, 0mm, 5mm]", "11:17: the box is empty"),
        ("[1mm, 1mm, 38mm, 5mm]", "[1mm, 1mm, 38mm, 9mm]", "11:5: this is drawn in the box of a qr"),
        ("fit: {min: 2mm}", "fit: {min: 4mm}", "11:82: 4mm is out of range"),
        ("fit: {min: 2mm}", "fit: {mini: 2mm}", "11:77: a fit has no mini"),
        (", when: note", "", "12:5: note is optional"),
        ("when: note", "when: product", "12:5: product is always there"),
        ("when: note", "unless: note", "12:5: note has no value here"),
        ("when: note", "when: note, unless: stars", "12:88: a layer has when or unless"),
        ("- stars:", "- star:", "13:5: \"star\" is not known"),
        ("value: \"{stars}\"", "value: \"{stars} sao\"", "13:49: this takes one field"),
        ("value: \"{stamp}\"", "value: \"{product}\"", "14:5: product is no stamp field"),
        ("value: \"{stamp}\"", "value: \"{stamp}\", quiet: 2", "14:65: \"2\" is out of range"),
        ("to: [39mm, 28mm]", "to: [39mm, 29mm]", "15:35: the line is neither level nor upright"),
        ("layers:\n", "layers:\n  - text\n", "11:5: a layer has one name"),
        ("dpi:", "name:", "2:1: name is given twice"),
        ("size: {width", "size: {{width", "4:1: this is not YAML"),
    ])
    func `a mistake is told by line and column`(old: String, new: String, expected: String) throws {
        let problems = problems(old, new)
        #expect(problems.contains { $0.description.hasPrefix(expected) }, "\(problems.map(\.description))")
        for problem in problems {
            #expect(!problem.hint.en.isEmpty && !problem.hint.vi.isEmpty && !problem.what.vi.isEmpty)
            #expect(problem.severity == .error && problem.file == .label)
        }
    }

    @Test func `every mistake is told at once, in the order of the file`() {
        let yaml = Small.yaml.replacing("format: 1", with: "format: 7").replacing("40mm", with: "40in")
            .replacing("{note}", with: "{not}").replacing("of: 5", with: "of: 6")
        let problems = problems(yaml)
        #expect(problems.map(\.line) == [1, 3, 12, 13])
    }

    @Test func `a field that nothing draws is a mistake`() {
        let problems = problems("  stars: {type", "  lot: {type: text, max: 9, sample: L1}\n  stars: {type")
        #expect(problems.map(\.description) == ["8:3: the field lot is never drawn; draw it or remove it from fields"])
    }

    @Test(arguments: ["", "- 1", "42", "\u{0}", "a: &a [*a]", "{", "format: [1", "layers: {}\nfields: []\nsize: 3"])
    func `what is no template is refused without a trap`(yaml: String) {
        #expect(throws: LabelTemplateError.self) { try LabelTemplate(name: "small", yaml: yaml) }
    }

    @Test func `a template cut short anywhere never traps`() {
        for count in 0..<Small.yaml.count {
            _ = try? LabelTemplate(name: "small", yaml: String(Small.yaml.prefix(count)))
        }
        #expect(throws: LabelTemplateError.self) {
            try LabelTemplate(name: "small", yaml: String(Small.yaml.prefix(Small.yaml.count / 2)))
        }
    }

    private func problems(_ old: String, _ new: String) -> [TemplateProblem] {
        problems(Small.yaml.replacing(old, with: new, maxReplacements: 1))
    }

    private func problems(_ yaml: String) -> [TemplateProblem] {
        do throws(LabelTemplateError) {
            _ = try LabelTemplate(name: "small", yaml: yaml)
            return []
        } catch {
            switch error {
            case .invalid(let problems): return problems
            }
        }
    }
}
