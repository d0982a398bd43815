internal import Raster

/// The glyphs that a PDF has used so far, and what a reader must know of them (ISO 32000-1 §9.7).
struct PDFFonts {
    private var faces: [TextLayer.Weight: [UInt32: Glyph]] = [:]

    private struct Glyph {
        /// In thousandths of an em, as the font file has it.
        let advance: Int
        /// What a search finds; empty when it stands for nothing alone.
        let text: String
    }

    static func name(_ weight: TextLayer.Weight) -> String {
        switch weight {
        case .regular: "R"
        case .bold: "B"
        }
    }

    func uses(_ weight: TextLayer.Weight) -> Bool { faces[weight] != nil }

    /// Notes a glyph, and says how far a reader moves after it, in thousandths of an em.
    mutating func use(_ glyph: GlyphRun.Glyph, _ weight: TextLayer.Weight, _ face: borrowing Face) -> Int {
        if let known = faces[weight]?[glyph.id] { return known.advance }
        let advance = face.advance(of: glyph.id)
        faces[weight, default: [:]][glyph.id] = Glyph(advance: advance, text: glyph.text)
        return advance
    }

    /// Writes the face with the glyphs that were used; nothing when none was.
    func write(
        _ weight: TextLayer.Weight, _ face: borrowing Face, to file: inout PDFFile, as number: Int?
    ) throws(DeflateError) {
        guard let glyphs = faces[weight]?.sorted(by: { $0.key < $1.key }), let number else { return }
        guard let program = try? face.subset(glyphs.map(\.key)) else { throw .outOfMemory }
        let outlines = try file.write(
            stream: program.bytes,
            program.hasPostScriptOutlines ? "/Subtype/OpenType" : "/Length1 \(program.bytes.count)")
        let name = "\(Self.tag(glyphs.map(\.key)))+\(program.name)"
        let box = program.box.map(String.init).joined(separator: " ")
        let descriptor = file.write(
            "<</Type/FontDescriptor/FontName/\(name)/Flags 4/FontBBox[\(box)]/ItalicAngle 0/Ascent \(program.ascent)"
                + "/Descent \(program.descent)/CapHeight \(program.ascent)/StemV \(weight == .bold ? 140 : 80)"
                + "/FontFile\(program.hasPostScriptOutlines ? 3 : 2) \(outlines) 0 R>>")
        let widths = glyphs.map { "\($0.key)[\($0.value.advance)]" }.joined()
        let kind = program.hasPostScriptOutlines ? "/CIDFontType0" : "/CIDFontType2/CIDToGIDMap/Identity"
        let font = file.write(
            "<</Type/Font/Subtype\(kind)/BaseFont/\(name)/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
                + "/Supplement 0>>/FontDescriptor \(descriptor) 0 R/DW 0/W[\(widths)]>>")
        let unicode = try file.write(stream: Self.unicode(glyphs.map { ($0.key, $0.value.text) }))
        file.write(
            "<</Type/Font/Subtype/Type0/BaseFont/\(name)/Encoding/Identity-H/DescendantFonts[\(font) 0 R]"
                + "/ToUnicode \(unicode) 0 R>>", as: number)
    }

    /// Six capitals that say which glyphs are in it (§9.6.4), by FNV-1a.
    private static func tag(_ glyphs: [UInt32]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for glyph in glyphs { hash = (hash ^ UInt64(glyph)) &* 0x100_0000_01B3 }
        var letters: [UInt8] = []
        for _ in 0..<6 {
            letters.append(UInt8(ascii: "A") + UInt8(hash >> 32 % 26))
            hash /= 26
        }
        return String(decoding: letters, as: UTF8.self)
    }

    /// What each glyph stands for, so that text can be searched and copied (§9.10.3).
    private static func unicode(_ glyphs: [(id: UInt32, text: String)]) -> [UInt8] {
        var map: [UInt8] = []
        map.append(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """)
        let known = glyphs.filter { !$0.text.isEmpty }
        // A block has at most a hundred entries.
        for start in stride(from: 0, to: known.count, by: 100) {
            let block = known[start..<min(start + 100, known.count)]
            map.append("\(block.count) beginbfchar\n")
            for (glyph, text) in block {
                map.append("<")
                map.append(hex: [UInt8(truncatingIfNeeded: glyph >> 8), UInt8(truncatingIfNeeded: glyph)])
                map.append("> <")
                for unit in text.utf16 { map.append(hex: [UInt8(unit >> 8), UInt8(unit & 0xFF)]) }
                map.append(">\n")
            }
            map.append("endbfchar\n")
        }
        map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
        return map
    }
}
