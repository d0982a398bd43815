internal import CPango

/// Glyphs of one line in one face, with the text that they stand for.
struct GlyphRun {
    /// Of the first glyph's origin, in dots from the paragraph's.
    let x: Int
    let baseline: Int
    let glyphs: [Glyph]

    /// The run's own text.
    var text: String { glyphs.reduce(into: "") { $0 += $1.text } }

    struct Glyph {
        /// Its number in the font file.
        let id: UInt32
        /// To the next glyph's origin, in dots.
        let advance: Double
        /// Where it is drawn, in dots right of and below its origin.
        let offset: (x: Double, y: Double)
        /// The characters that it stands for; empty when an earlier glyph of the cluster stands for them.
        let text: String
    }
}

extension Paragraph {
    var runs: [GlyphRun] {
        guard let iterator = pango_layout_get_iter(layout.opaque), let start = pango_layout_get_text(layout.opaque)
        else { return [] }
        defer { pango_layout_iter_free(iterator) }
        let bytes = UnsafeRawBufferPointer(start: start, count: strlen(start))
        var runs: [GlyphRun] = []
        repeat {
            guard let run = pango_layout_iter_get_run_readonly(iterator) else { continue }
            var logical = PangoRectangle()
            pango_layout_iter_get_run_extents(iterator, nil, &logical)
            runs.append(
                GlyphRun(
                    x: Self.whole(logical.x), baseline: Self.whole(pango_layout_iter_get_baseline(iterator)),
                    glyphs: Self.glyphs(of: run.pointee, in: bytes)))
        } while pango_layout_iter_next_run(iterator) != 0
        return runs
    }

    /// The nearest dot, where cairo draws glyphs on a page of dots: other outputs look the same.
    private static func whole(_ units: Int32) -> Int { Int((dots(units) + 0.5).rounded(.down)) }

    private static func dots(_ units: Int32) -> Double { Double(units) / Double(PANGO_SCALE) }

    private static func glyphs(of run: PangoGlyphItem, in text: UnsafeRawBufferPointer) -> [GlyphRun.Glyph] {
        guard let item = run.item?.pointee, let string = run.glyphs?.pointee, let infos = string.glyphs,
            let clusters = string.log_clusters
        else { return [] }
        let count = Int(string.num_glyphs)
        return (0..<count).compactMap { index in
            let info = infos[index]
            // Left to right only: the faces have no letters of the other direction.
            let first = clusters[index]
            let next = (index + 1..<count).lazy.map { clusters[$0] }.first { $0 > first } ?? item.length
            let isFirst = index == 0 || clusters[index - 1] < first
            let range = Int(item.offset + first)..<Int(item.offset + max(first, next))
            guard range.upperBound <= text.count else { return nil }
            return GlyphRun.Glyph(
                id: info.glyph, advance: dots(info.geometry.width),
                offset: (dots(info.geometry.x_offset), dots(info.geometry.y_offset)),
                text: isFirst ? String(decoding: text[range], as: UTF8.self) : "")
        }
    }
}
