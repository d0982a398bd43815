internal import CPango

/// A face as another program needs it to draw the same glyphs.
struct FontProgram {
    /// Its PostScript name, such as `NotoSans-Bold`.
    let name: String
    /// TrueType, or OpenType with PostScript outlines.
    let bytes: [UInt8]
    let hasPostScriptOutlines: Bool
    /// In thousandths of an em: left, bottom, right, top.
    let box: [Int]
    let ascent: Int
    let descent: Int
}

extension Face {
    /// Thousandths of an em from a glyph's origin to the next, as the font file has it.
    func advance(of glyph: UInt32) -> Int {
        withHarfBuzz { font in
            let perEm = Int(hb_face_get_upem(hb_font_get_face(font)))
            guard perEm > 0 else { return 0 }
            let own = hb_font_create(hb_font_get_face(font))
            defer { hb_font_destroy(own) }
            return Int(hb_font_get_glyph_h_advance(own, glyph)) * 1000 / perEm
        }
    }

    /// The font file with nothing but these glyphs, under their own numbers; throws when it does not allow it.
    func subset(_ glyphs: some Sequence<UInt32>) throws(LabelError) -> FontProgram {
        let program: FontProgram? = withHarfBuzz { font in
            guard let face = hb_font_get_face(font), let input = hb_subset_input_create_or_fail() else { return nil }
            defer { hb_subset_input_destroy(input) }
            hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS.rawValue | HB_SUBSET_FLAGS_NO_HINTING.rawValue)
            let wanted = hb_subset_input_glyph_set(input)
            for glyph in glyphs { hb_set_add(wanted, glyph) }
            // Positions are final: what a shaper reads is dead weight.
            let dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG)
            for tag in ["GSUB", "GPOS", "GDEF", "name", "OS/2", "STAT", "meta"] {
                hb_set_add(dropped, hb_tag_from_string(tag, 4))
            }
            guard let subset = hb_subset_or_fail(face, input) else { return nil }
            defer { hb_face_destroy(subset) }
            return Self.program(subset, name: Self.name(of: face))
        }
        guard let program else { throw .drawing(status: Int(CAIRO_STATUS_NO_MEMORY.rawValue)) }
        return program
    }

    private func withHarfBuzz<T>(_ body: (OpaquePointer) -> T) -> T {
        let face: UnsafeMutablePointer<PangoFont> = font.pointer()
        return body(pango_font_get_hb_font(face))
    }

    private static func program(_ face: OpaquePointer, name: String) -> FontProgram? {
        let blob = hb_face_reference_blob(face)
        defer { hb_blob_destroy(blob) }
        var count: UInt32 = 0
        let perEm = Int(hb_face_get_upem(face))
        guard let start = hb_blob_get_data(blob, &count), count > 0, perEm > 0 else { return nil }
        let bytes = Array(UnsafeRawBufferPointer(start: start, count: Int(count)))
        let head = table("head", of: face)
        let hhea = table("hhea", of: face)
        // OpenType §head: xMin, yMin, xMax, yMax at 36; §hhea: ascender, descender at 4.
        guard head.count >= 44, hhea.count >= 8 else { return nil }
        let signed = { (table: [UInt8], at: Int) in
            Int(Int16(bitPattern: UInt16(table[at]) << 8 | UInt16(table[at + 1]))) * 1000 / perEm
        }
        return FontProgram(
            name: name, bytes: bytes, hasPostScriptOutlines: bytes.starts(with: "OTTO".utf8),
            box: [36, 38, 40, 42].map { signed(head, $0) }, ascent: signed(hhea, 4), descent: signed(hhea, 6))
    }

    private static func table(_ name: String, of face: OpaquePointer) -> [UInt8] {
        let blob = hb_face_reference_table(face, hb_tag_from_string(name, 4))
        defer { hb_blob_destroy(blob) }
        var count: UInt32 = 0
        guard let start = hb_blob_get_data(blob, &count) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(count)))
    }

    /// Letters, digits and hyphens of the PostScript name: what needs no escape in a PDF.
    private static func name(of face: OpaquePointer) -> String {
        var count: UInt32 = 64
        var text = [CChar](repeating: 0, count: 64)
        hb_ot_name_get_utf8(face, hb_ot_name_id_t(6), nil, &count, &text)
        let name = text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            .filter { 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == 0x2D }
        return name.isEmpty ? "Font" : String(decoding: name, as: UTF8.self)
    }
}
