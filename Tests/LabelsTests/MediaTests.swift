import Foundation
import Labels
import Testing

struct MediaTests {
    static let sheet = """
        format: 1
        name: sheet
        label: {width: 60mm, height: 40mm}
        sheet:
          page: {width: 210mm, height: 297mm}
          columns: 3
          rows: 7
          margin: {left: 10mm, top: 8mm}
          pitch: {x: 64mm, y: 40mm}
        """
    static let roll = """
        format: 1
        name: roll
        label: {width: 60mm, height: 40mm}
        roll: {width: 64mm, gap: 2mm}
        """

    @Test func `media that ships is read, and fits the template of its name`() throws {
        let folder = Shipped.root.appending(path: "media")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(files == ["a4-2x7-99x38.yaml", "a4-3x8-63x34.yaml", "roll-60x40.yaml"])
        for file in files {
            let name = String(file.dropLast(5))
            let media = try LabelMedia(
                name: name, yaml: String(contentsOf: folder.appending(path: file), encoding: .utf8))
            let template = try Shipped.template(name == "roll-60x40" ? "ocop-60x40" : name)
            #expect(media.fits(template))
            #expect(template.media == nil || template.media == name)
        }
    }

    @Test func `a sheet is read as it is written`() throws {
        let media = try LabelMedia(name: "sheet", yaml: Self.sheet)
        guard case .sheet(let layout) = media.form else {
            Issue.record("not a sheet")
            return
        }
        #expect(media.name == "sheet")
        #expect(media.labelWidth.micrometres == 60_000 && media.labelHeight.micrometres == 40_000)
        #expect("\(layout)".contains("columns: 3, rows: 7"))
    }

    @Test func `a roll is read as it is written, and does not fit another size`() throws {
        let media = try LabelMedia(name: "roll", yaml: Self.roll)
        guard case .roll(let width, let gap) = media.form else {
            Issue.record("not a roll")
            return
        }
        #expect(width.micrometres == 64_000 && gap.micrometres == 2000)
        #expect(try !media.fits(Small.template()))
    }

    @Test(arguments: [
        ("format: 1", "format: 2", "1:9: format 2 is not known"),
        ("name: sheet", "name: shet", "2:7: the name is not the folder's"),
        ("label: {width: 60mm, height: 40mm}\n", "", "1:1: media needs label"),
        ("label:", "colour: red\nlabel:", "3:1: media has no colour"),
        ("columns: 3", "columns: 0", "6:12: \"0\" is out of range"),
        ("columns: 3", "columns: 4", "6:12: the labels reach 262mm, the page ends at 210mm"),
        ("rows: 7", "rows: 8", "7:9: the labels reach 328mm, the page ends at 297mm"),
        ("x: 64mm", "x: 59mm", "9:14: the pitch of 59mm is less than the label's 60mm"),
        ("y: 40mm", "y: 39mm", "9:23: the pitch of 39mm is less than the label's 40mm"),
        ("left: 10mm, ", "", "8:11: a margin needs left"),
        ("page: {width: 210mm,", "page: {width: 210cm,", "5:17: \"210cm\" is no length"),
        ("sheet:\n", "roll: {width: 64mm, gap: 2mm}\nsheet:\n", "1:1: media is a sheet or a roll"),
    ])
    func `a mistake in media is told by line and column`(old: String, new: String, expected: String) {
        let problems = problems("sheet", Self.sheet.replacing(old, with: new, maxReplacements: 1))
        #expect(problems.contains { $0.description.hasPrefix(expected) }, "\(problems.map(\.description))")
    }

    @Test func `labels wider than their roll are a mistake, and all mistakes come at once`() {
        let yaml = Self.roll.replacing("64mm", with: "50mm").replacing("format: 1", with: "format: 3")
        #expect(problems("roll", yaml).map(\.line) == [1, 4])
    }

    @Test(arguments: ["", "- 1", "42", "{", "sheet: {}\nroll: {}"])
    func `what is no media is refused without a trap`(yaml: String) {
        #expect(!problems("sheet", yaml).isEmpty)
    }

    private func problems(_ name: String, _ yaml: String) -> [TemplateProblem] {
        do throws(LabelTemplateError) {
            _ = try LabelMedia(name: name, yaml: yaml)
            return []
        } catch {
            switch error {
            case .invalid(let problems): return problems
            }
        }
    }
}
