import Labels
import Testing
import Wording

struct PatternTests {
    /// Through a template, as patterns come in: whether the sample has the form, nil when the pattern is none.
    private func matches(_ pattern: String, _ text: String) -> Bool? {
        let yaml = """
            format: 1
            name: small
            size: {width: 40mm, height: 30mm}
            dpi: [300]
            fields:
              lot: {type: text, max: 500, pattern: '\(pattern)', sample: '\(text)'}
            layers:
              - text: {box: [1mm, 1mm, 38mm, 5mm], value: "{lot}", size: 3mm}
            """
        do throws(LabelTemplateError) {
            _ = try LabelTemplate(name: "small", yaml: yaml)
            return true
        } catch {
            guard case .invalid(let problems) = error else { return nil }
            return problems.contains { $0.what.en.hasSuffix("is no pattern") } ? nil : false
        }
    }

    @Test(arguments: [
        ("L[0-9]{4}-[0-9]{2}", "L2610-03", true), ("L[0-9]{4}-[0-9]{2}", "L2610-3", false),
        ("L[0-9]{4}-[0-9]{2}", "L2610-033", false), ("L[0-9]{4}-[0-9]{2}", "xL2610-03", false),
        ("[A-Z]{2,4}", "A", false), ("[A-Z]{2,4}", "AB", true), ("[A-Z]{2,4}", "ABCD", true),
        ("[A-Z]{2,4}", "ABCDE", false), ("a*b+c?", "b", true), ("a*b+c?", "aabbc", true), ("a*b+c?", "aac", false),
        ("[0-9-]+", "1-2", true), ("[-0-9]+", "1-2", true), ("Chè .+", "Chè Shan", true), ("Chè .+", "Chè ", false),
        ("a\\.b", "a.b", true), ("a\\.b", "axb", false), ("[a\\]]+", "a]", true), ("[À-ỹ]+", "ẳ", true),
        ("a?a?a?aaa", "aaa", true), ("(a|b)", "a", nil), ("[z-a]", "a", nil), ("[", "a", nil), ("[]", "a", nil),
        ("a{2", "a", nil), ("a{3,2}", "a", nil), ("a{x}", "a", nil), ("a{-1,3}", "a", nil), ("*a", "a", nil),
        ("", "a", nil), ("a{1001}", "a", nil), ("^a$", "a", nil), ("a{0}", "a", nil), ("[a-", "a", nil),
    ])
    func `a pattern takes the whole text or refuses it`(pattern: String, text: String, expected: Bool?) {
        #expect(matches(pattern, text) == expected)
    }

    @Test func `a pattern that makes others backtrack for ever ends at once`() {
        #expect(matches("a*a*a*a*a*a*a*a*a*a*a*a*b", String(repeating: "a", count: 500)) == false)
    }

    @Test func `only a text has a pattern, and a value of another form is refused with both`() throws {
        let template = try LabelTemplate(
            name: "small",
            yaml: Small.yaml.replacing(
                "note: {type: text, max: 20", with: "note: {type: text, max: 20, pattern: \"[a-z]+\""))
        #expect(throws: LabelError.wrongForm(field: "note", text: "NGON", pattern: "[a-z]+")) {
            _ = try LabelPress(
                template, dotsPerInch: 300, fonts: Fonts.files,
                job: template.sampleJob.merging(["note": .text("NGON")]) { $1 })
        }
        #expect(throws: LabelTemplateError.self) {
            try LabelTemplate(
                name: "small", yaml: Small.yaml.replacing("type: stars,", with: "type: stars, pattern: \"4\","))
        }
    }
}
