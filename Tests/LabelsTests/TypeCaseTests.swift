import Raster
import Testing
@testable import Labels

/// Pango, asked for the whole line, is the oracle.
@Suite(.enabled(if: Fonts.areInstalled, "Noto Sans is not installed: set TEMGOC_FONTS"))
struct TypeCaseTests {
    /// Serials, and lines of the closest and widest pairs, the same in every run.
    static func texts(_ count: Int) -> [String] {
        var dice = Dice(state: 11)
        let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        let any = letters + ["I", "L", "O", "U", "-", " "]
        return (0..<count).map { index in
            let pick = { (from: [Character]) in from[Int(dice.next() % UInt64(from.count))] }
            guard index % 2 == 1 else {
                let groups = [4, 3, 4].map { String((0..<$0).map { _ in pick(letters) }) }
                return "\(groups[0]) \(groups[1])-\(groups[2])"
            }
            let middle = String((0..<Int(dice.next() % 9)).map { _ in pick(any) })
            return "A" + middle.replacing("  ", with: " ") + "V"
        } + ["AVAVAV", "LT-LT-LY", "7-7-7-T-Y", "J-J", "1", "W"]
    }

    private func layer(
        _ weight: TextLayer.Weight, _ align: TextLayer.Align, _ valign: TextLayer.VerticalAlign, size: Double
    ) -> Layer {
        let box = Box(
            x: Length(millimetres: 1.3), y: Length(millimetres: 2), width: Length(millimetres: 30.4),
            height: Length(millimetres: 7))
        return Layer(
            line: 1, condition: nil,
            content: .text(
                TextLayer(
                    box: box, pieces: [.field("serial")], weight: weight, size: Length(millimetres: size),
                    smallest: Length(millimetres: 1.5), lines: 2, leading: 1140, align: align, valign: valign)))
    }

    @Test(arguments: [203, 300, 600])
    func `a line put together is the line that Pango sets, glyph for glyph and dot for dot`(dotsPerInch: Int) throws {
        let typesetter = try Typesetter(Runs.faces.get())
        let layers = [
            layer(.bold, .left, .top, size: 2.3), layer(.regular, .centre, .middle, size: 2.1),
            layer(.bold, .right, .bottom, size: 3.4), layer(.bold, .centre, .top, size: 4),
        ]
        var composed = 0
        var lines = 0
        let texts = Self.texts(300)
        for layer in layers {
            guard case .text(let text) = layer.content, text.size.dots(perInch: dotsPerInch) <= TypeCase.largest
            else { continue }
            let typeCase = try #require(TypeCase(layer, dotsPerInch: dotsPerInch))
            lines += texts.count
            for serial in texts {
                guard let line = try typeCase.place(serial, typesetter) else { continue }
                composed += 1
                let oracle = try text.place(serial, line: 1, dotsPerInch: dotsPerInch, typesetter)
                #expect(line.x == oracle.x && line.y == oracle.y && line.paragraph.em == oracle.paragraph.em)
                #expect(line.paragraph.extents == oracle.paragraph.extents, "\(serial)")
                #expect(line.paragraph.runs.map(Self.shape) == oracle.paragraph.runs.map(Self.shape), "\(serial)")
                #expect(try Self.page(line) == Self.page(oracle), "\(serial) at \(line.paragraph.em)")
            }
        }
        // What is left to Pango is what does not fit on one line.
        #expect(composed > lines * 3 / 4)
    }

    @Test func `what is no line of capitals and digits is left to Pango`() throws {
        let typesetter = try Typesetter(Runs.faces.get())
        let typeCase = try #require(TypeCase(layer(.bold, .left, .top, size: 2.3), dotsPerInch: 300))
        for text in ["", " A", "A ", "a", "Đ", "A\u{0301}", "0000/12K", String(repeating: "W", count: 40)] {
            #expect(try typeCase.place(text, typesetter) == nil, "\(text)")
        }
        #expect(try typeCase.place("0000 12K-7Q2M", typesetter) != nil)
    }

    private static func shape(_ run: GlyphRun) -> String {
        "\(run.x) \(run.baseline) "
            + run.glyphs.map { "\($0.id):\($0.advance):\($0.offset):\($0.text)" }.joined(separator: " ")
    }

    private static func page(_ text: PlacedText) throws -> Bitmap {
        var page = try Bitmap(width: 800, height: 250)
        try page.draw(Ink.text(text))
        return page
    }
}

/// Numbers that are the same in every run (Knuth's MMIX).
struct Dice {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
