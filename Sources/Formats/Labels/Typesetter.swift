internal import CPango

/// Sets text in two faces through Pango, which is told of no other font.
///
/// Not Sendable, by its pointers: one thread at a time.
struct Typesetter: ~Copyable {
    private let fontMap: GObject
    private let context: GObject
    let regular: Face
    let bold: Face

    init(_ typefaces: Typefaces) throws(LabelError) {
        guard let map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT) else {
            throw .drawing(status: Int(CAIRO_STATUS_NO_MEMORY.rawValue))
        }
        let fontMap = GObject(map)
        typefaces.attach(to: fontMap.opaque)
        guard let context = pango_font_map_create_context(map) else {
            throw .drawing(status: Int(CAIRO_STATUS_NO_MEMORY.rawValue))
        }
        let owned = GObject(context)
        // Whatever the machine's locale: Vietnamese forms, and dots that do not depend on its screen.
        pango_context_set_language(context, pango_language_from_string("vi"))
        pango_context_set_base_dir(context, PANGO_DIRECTION_LTR)
        let options = cairo_font_options_create()
        defer { cairo_font_options_destroy(options) }
        // Hints flatten ã to ā at 18 dots an em, and make ẳ the same dots as ắ at 16; unhinted they all differ.
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        pango_cairo_context_set_font_options(context, options)

        let regular = try Face(typefaces.describe(.regular), context: context)
        let bold = try Face(typefaces.describe(.bold), context: context)
        self.fontMap = fontMap
        self.context = owned
        self.regular = regular
        self.bold = bold
    }

    /// The text set in a column `width` dots wide, or on one line, at `em` dots an em and `leading` thousandths of an em a line.
    ///
    /// `text` must be ``normalised(_:)``. Costs about 50 µs.
    func paragraph(_ text: String, _ layer: TextLayer, em: Int, width: Int?) throws(LabelError) -> Paragraph {
        switch layer.weight {
        case .regular: try Paragraph(text, regular, layer, em: em, width: width, context: context.opaque)
        case .bold: try Paragraph(text, bold, layer, em: em, width: width, context: context.opaque)
        }
    }

    /// Throws ``LabelError/missingGlyph(_:font:text:line:)`` for the first character that the face does not have.
    func checkGlyphs(of text: String, _ layer: TextLayer, line: Int) throws(LabelError) {
        switch layer.weight {
        case .regular: try regular.checkGlyphs(of: text, line: line)
        case .bold: try bold.checkGlyphs(of: text, line: line)
        }
    }

    /// The text in Unicode's NFC, so that `ê` + U+0301 is drawn as `ế` is.
    static func normalised(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ $0 < 0x80 }), let composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFC) else {
            return text
        }
        defer { g_free(composed) }
        return String(cString: composed)
    }
}

/// One loaded face.
struct Face: ~Copyable {
    private let description: FaceDescription
    /// Loaded at any size, to ask what characters it has.
    let font: GObject
    /// Ascent plus descent, in thousandths of an em.
    let lineHeight: Int

    fileprivate init(_ description: consuming FaceDescription, context: OpaquePointer) throws(LabelError) {
        let path = description.path
        pango_font_description_set_absolute_size(description.pointer, 1000 * Double(PANGO_SCALE))
        guard let font = pango_context_load_font(context, description.pointer) else {
            throw .font(path: path, faces: 0)
        }
        let owned = GObject(font)
        let pattern = pango_fc_font_get_pattern(
            UnsafeMutableRawPointer(font).assumingMemoryBound(to: PangoFcFont.self))
        // Two files of one family and weight: fontconfig would take one of them for both.
        guard Typefaces.file(of: pattern) == description.file else { throw .font(path: path, faces: 0) }
        let metrics = pango_font_get_metrics(font, nil)
        defer { pango_font_metrics_unref(metrics) }
        let lineHeight = Int(pango_font_metrics_get_height(metrics) / PANGO_SCALE)
        guard lineHeight > 0 else { throw .font(path: path, faces: 0) }
        self.lineHeight = lineHeight
        self.font = owned
        self.description = description
    }

    func checkGlyphs(of text: String, line: Int) throws(LabelError) {
        let face: UnsafeMutablePointer<PangoFont> = font.pointer()
        for scalar in text.unicodeScalars where pango_font_has_char(face, scalar.value) == 0 {
            throw .missingGlyph(scalar, font: description.path, text: text, line: line)
        }
    }

    /// Sets a layout in this face at `em` dots an em, and forbids Pango to look for glyphs elsewhere.
    func describe(_ layout: OpaquePointer, em: Int) {
        pango_font_description_set_absolute_size(description.pointer, Double(em) * Double(PANGO_SCALE))
        pango_layout_set_font_description(layout, description.pointer)
        let attributes = pango_attr_list_new()
        defer { pango_attr_list_unref(attributes) }
        pango_attr_list_insert(attributes, pango_attr_fallback_new(0))
        pango_layout_set_attributes(layout, attributes)
    }
}

/// A reference to an object of GLib.
struct GObject: ~Copyable {
    private let reference: UnsafeMutableRawPointer

    /// Takes over the caller's reference.
    init<Object>(_ object: UnsafeMutablePointer<Object>) { reference = UnsafeMutableRawPointer(object) }

    init(_ object: OpaquePointer) { reference = UnsafeMutableRawPointer(object) }

    deinit { g_object_unref(reference) }

    func pointer<Object>() -> UnsafeMutablePointer<Object> { reference.assumingMemoryBound(to: Object.self) }

    var opaque: OpaquePointer { OpaquePointer(reference) }
}
