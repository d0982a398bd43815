internal import CPango
internal import Raster

/// Text that is shaped and broken into lines, ready to be drawn.
protocol SetText {
    var weight: TextLayer.Weight { get }
    /// Dots an em.
    var em: Int { get }
    var lines: Int { get }
    /// What is black, and the room that the lines take with their ascents and descents, in dots from the origin.
    var extents: (ink: DotBox, logical: DotBox) { get }
    /// The lines as glyphs, in reading order.
    var runs: [GlyphRun] { get }
    /// Draws the text with its origin at a dot of the page.
    func draw(on page: inout Bitmap, x: Int, y: Int) throws(LabelError)
}

/// Any text, as Pango sets it.
final class Paragraph: SetText {
    let layout: GObject
    let em: Int
    let weight: TextLayer.Weight

    /// A dot is black from two fifths of coverage on: at a half, thin strokes of 18 dots an em break and tones are a
    /// dot apart.
    static let threshold: UInt8 = 104

    fileprivate enum Unit {
        static let perDot = Int32(PANGO_SCALE)
    }

    init(
        _ text: String, _ face: borrowing Face, _ layer: TextLayer, em: Int, width: Int?,
        context: OpaquePointer
    ) throws(LabelError) {
        guard let layout = pango_layout_new(context) else {
            throw .drawing(status: Int(CAIRO_STATUS_NO_MEMORY.rawValue))
        }
        self.layout = GObject(layout)
        self.em = em
        weight = layer.weight
        face.describe(layout, em: em)
        pango_layout_set_text(layout, text, -1)
        pango_layout_set_single_paragraph_mode(layout, 1)
        pango_layout_set_width(layout, width.map { Int32($0) * Unit.perDot } ?? -1)
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD)
        pango_layout_set_line_spacing(layout, Float(layer.leading) / Float(face.lineHeight))
        let alignment =
            switch layer.align {
            case .left: PANGO_ALIGN_LEFT
            case .centre: PANGO_ALIGN_CENTER
            case .right: PANGO_ALIGN_RIGHT
            }
        pango_layout_set_alignment(layout, alignment)
    }

    var lines: Int { Int(pango_layout_get_line_count(layout.opaque)) }

    /// Characters that were set as an empty box: a face that says it has a glyph and has not.
    var unknownGlyphs: Int { Int(pango_layout_get_unknown_glyphs_count(layout.opaque)) }

    var extents: (ink: DotBox, logical: DotBox) {
        var ink = PangoRectangle()
        var logical = PangoRectangle()
        pango_layout_get_pixel_extents(layout.opaque, &ink, &logical)
        return (DotBox(ink), DotBox(logical))
    }

    func draw(on page: inout Bitmap, x: Int, y: Int) throws(LabelError) {
        let ink = extents.ink
        guard ink.width > 0, ink.height > 0 else { return }
        try page.drawCoverage(x: x + ink.x, y: y + ink.y, width: ink.width, height: ink.height) { show(in: ink, $0) }
    }

    /// A byte for each dot of the ink, in rows; empty when there is none.
    func coverage() throws(LabelError) -> [UInt8] {
        let ink = extents.ink
        guard ink.width > 0, ink.height > 0 else { return [] }
        return try Coverage.drawn(width: ink.width, height: ink.height) {
            show(in: ink, $0)
        } take: { rows, stride in
            (0..<ink.height).flatMap { rows[$0 * stride..<$0 * stride + ink.width] }
        }
    }

    private func show(in ink: DotBox, _ cairo: OpaquePointer) {
        cairo_translate(cairo, Double(-ink.x), Double(-ink.y))
        pango_cairo_show_layout(cairo, layout.opaque)
    }
}

extension DotBox {
    fileprivate init(_ rectangle: PangoRectangle) {
        self.init(
            x: Int(rectangle.x), y: Int(rectangle.y), width: Int(rectangle.width), height: Int(rectangle.height))
    }
}

extension Bitmap {
    /// Blackens the dots that are covered enough by what `body` draws with cairo, from a dot of the page.
    mutating func drawCoverage(
        x: Int, y: Int, width: Int, height: Int, _ body: (_ cairo: OpaquePointer) -> Void
    ) throws(LabelError) {
        try Coverage.drawn(width: width, height: height, body) { rows, stride in
            draw(
                coverage: rows.span, stride: stride, width: width, height: height, x: x, y: y,
                threshold: Paragraph.threshold)
        }
    }
}

/// How much of each dot is covered, 0…255.
enum Coverage {
    /// Draws with cairo, and gives `take` the rows and the bytes from one to the next.
    static func drawn<Result>(
        width: Int, height: Int, _ body: (_ cairo: OpaquePointer) -> Void,
        take: (_ rows: UnsafeBufferPointer<UInt8>, _ stride: Int) -> Result
    ) throws(LabelError) -> Result {
        let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, Int32(width), Int32(height))
        defer { cairo_surface_destroy(surface) }
        // A failed surface is never null: cairo answers with one that remembers why.
        guard let surface, let cairo = cairo_create(surface) else {
            throw .drawing(status: Int(CAIRO_STATUS_NO_MEMORY.rawValue))
        }
        defer { cairo_destroy(cairo) }
        cairo_set_source_rgba(cairo, 0, 0, 0, 1)
        body(cairo)
        cairo_surface_flush(surface)
        let status = cairo_status(cairo)
        guard status == CAIRO_STATUS_SUCCESS, let first = cairo_image_surface_get_data(surface) else {
            throw .drawing(status: Int(status.rawValue))
        }
        let stride = Int(cairo_image_surface_get_stride(surface))
        return take(UnsafeBufferPointer(start: first, count: stride * height), stride)
    }
}
