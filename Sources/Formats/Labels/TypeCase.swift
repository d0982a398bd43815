internal import CPango

/// The characters of one text layer as pieces of type: set by Pango once each, then put together without it.
///
/// Only for lines in which each character has one glyph that stands as far from the next as the two alone ask for, as
/// capitals, digits and hyphens do; what a piece is, and every distance, is Pango's own answer. Anything else, a line
/// that is too wide, and a character that the face does not have are left to Pango.
final class TypeCase {
    private let layer: TextLayer
    private let line: Int
    private let em: Int
    private let room: DotBox
    private var sorts: [UInt8: Sort?] = [:]
    private var advances: [Pair: Int?] = [:]

    /// A piece of type: one character.
    final class Sort {
        let glyph: UInt32
        /// To the end of a line that it ends, in dots.
        let advance: Int
        let baseline: Int
        /// What is black, from the origin.
        let ink: DotBox
        /// Of a line with nothing else.
        let height: Int
        /// A byte a dot of its ink.
        let coverage: [UInt8]

        init(glyph: GlyphRun.Glyph, _ run: GlyphRun, _ paragraph: Paragraph) throws(LabelError) {
            let (ink, logical) = paragraph.extents
            self.glyph = glyph.id
            advance = logical.width
            baseline = run.baseline
            self.ink = ink
            height = logical.height
            coverage = try paragraph.coverage()
        }
    }

    /// Dots an em up to which lines put together are dot for dot those that cairo draws; some of 80 are not.
    static let largest = 64

    private struct Pair: Hashable {
        let first: UInt8
        let second: UInt8
    }

    /// A case for a layer of text of at most ``largest`` dots an em; nil for any other.
    init?(_ layer: Layer, dotsPerInch: Int) {
        guard case .text(let text) = layer.content, text.size.dots(perInch: dotsPerInch) <= Self.largest else {
            return nil
        }
        line = layer.line
        self.layer = text
        em = max(1, text.size.dots(perInch: dotsPerInch))
        room = text.box.dots(perInch: dotsPerInch)
    }

    /// The text in its box at the layer's own size, as ``TextLayer/place(_:line:dotsPerInch:_:)`` has it.
    ///
    /// Nil when it must be asked.
    func place(_ text: String, _ typesetter: borrowing Typesetter) throws(LabelError) -> PlacedText? {
        guard text.utf8.allSatisfy(Self.isPlain), text.first != " ", text.last != " ", !text.isEmpty else { return nil }
        var pieces: [TypeLine.Piece] = []
        pieces.reserveCapacity(text.utf8.count)
        var pen = 0
        var before: UInt8?
        for character in text.utf8 {
            guard let sort = try sort(character, typesetter) else { return nil }
            if let before, let last = pieces.indices.last {
                guard let advance = try advance(Pair(first: before, second: character), typesetter) else { return nil }
                pieces[last].advance = advance
                pen += advance
            }
            pieces.append(TypeLine.Piece(character: character, sort: sort, x: pen, advance: sort.advance))
            before = character
        }
        guard let last = pieces.last else { return nil }
        let line = TypeLine(
            pieces, weight: layer.weight, em: em, width: pen + last.sort.advance, in: room.width, layer.align)
        return line.placed(in: room, layer)
    }

    /// Capitals, digits, hyphen and space: no shaper joins them, and no line breaks but at a space.
    private static func isPlain(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x41...0x5A ~= byte || byte == 0x2D || byte == 0x20
    }

    private func sort(_ character: UInt8, _ typesetter: borrowing Typesetter) throws(LabelError) -> Sort? {
        if let known = sorts[character] { return known }
        let text = String(UnicodeScalar(character))
        try typesetter.checkGlyphs(of: text, layer, line: line)
        let paragraph = try typesetter.paragraph(text, layer, em: em, width: nil)
        var sort: Sort?
        if let glyph = Self.glyphs(of: paragraph, count: 1)?.first, let run = paragraph.runs.first {
            sort = try Sort(glyph: glyph, run, paragraph)
        }
        sorts[character] = .some(sort)
        return sort
    }

    /// From the first character's origin to the second's.
    private func advance(_ pair: Pair, _ typesetter: borrowing Typesetter) throws(LabelError) -> Int? {
        if let known = advances[pair] { return known }
        let text = String(String.UnicodeScalarView([UnicodeScalar(pair.first), UnicodeScalar(pair.second)]))
        let paragraph = try typesetter.paragraph(text, layer, em: em, width: nil)
        var advance: Int?
        if let glyphs = Self.glyphs(of: paragraph, count: 2), glyphs[0].id == sorts[pair.first]??.glyph,
            glyphs[1].id == sorts[pair.second]??.glyph
        {
            advance = Int(glyphs[0].advance)
        }
        advances[pair] = .some(advance)
        return advance
    }

    /// So many glyphs at whole dots and on the baseline; nil for anything else.
    private static func glyphs(of paragraph: Paragraph, count: Int) -> [GlyphRun.Glyph]? {
        let runs = paragraph.runs
        guard paragraph.unknownGlyphs == 0, paragraph.lines == 1, runs.count == 1, let run = runs.first, run.x == 0,
            run.glyphs.count == count,
            run.glyphs.allSatisfy({ $0.offset == (0, 0) && $0.advance == $0.advance.rounded() && !$0.text.isEmpty })
        else { return nil }
        return run.glyphs
    }
}
