internal import QRCode
internal import Raster

/// What is painted on a page or form, as PDF operators (ISO 32000-1 §8, §9).
///
/// Units are dots, counted right and down from a corner that the caller has set.
struct PDFContent {
    private(set) var bytes: [UInt8] = []

    /// Dots from the page's top left corner on, moved right and down by some points.
    init(pageOf height: Length, dotsPerInch: Int, right: Double = 0, down: Double = 0) {
        let scale = 72 / Double(dotsPerInch)
        // A hundredth of a dot inside: no reader's rounding puts a glyph on the dot before.
        let nudge = scale / 100
        for number in [scale, 0, 0, -scale, right + nudge, height.points - down - nudge] {
            bytes.append(decimal: number, places: 6)
            bytes.append(" ")
        }
        bytes.append("cm\n")
    }

    /// For a form, whose page sets the corner.
    init() {}

    /// Draws a label, whose form is drawn first, with its corner at a dot.
    mutating func draw(
        _ label: LabelDrawing, x: Int, y: Int, fonts: inout PDFFonts, _ typesetter: borrowing Typesetter
    ) {
        bytes.append("q 1 0 0 1 \(x) \(y) cm/S Do\n")
        for ink in label.own { draw(ink, fonts: &fonts, typesetter) }
        bytes.append("Q\n")
    }

    mutating func draw(_ ink: Ink, fonts: inout PDFFonts, _ typesetter: borrowing Typesetter) {
        switch ink {
        case .fill(let box): fill(box)
        case .clear(let box):
            bytes.append("q 1 g\n")
            fill(box)
            bytes.append("Q\n")
        case .stars(let row): draw(row)
        case .code(let code): draw(code)
        case .picture(let picture): draw(picture)
        case .text(let text):
            switch text.paragraph.weight {
            case .regular: draw(text, &fonts, typesetter.regular)
            case .bold: draw(text, &fonts, typesetter.bold)
            }
        }
    }

    mutating func fill(_ box: DotBox) {
        bytes.append("\(box.x) \(box.y) \(box.width) \(box.height) re f\n")
    }

    private mutating func draw(_ row: StarRow) {
        bytes.append("q 1 0 0 1 \(row.box.x) \(row.box.y) cm ")
        bytes.append(decimals: row.stroke)
        bytes.append("w\n")
        for star in row.filled { trace(star, "f\n") }
        for star in row.outlined { trace(star, "s\n") }
        bytes.append("Q\n")
    }

    private mutating func trace(_ corners: [StarRow.Corner], _ paint: String) {
        for (index, corner) in corners.enumerated() {
            bytes.append(decimals: corner.x, corner.y)
            bytes.append(index == 0 ? "m " : "l ")
        }
        bytes.append(paint)
    }

    /// A mask of one bit a module: squares would be six times larger, and leave grey seams.
    private mutating func draw(_ placed: PlacedCode) {
        let code = placed.code
        // Just inside its dots: readers that take in every dot that an edge touches add none.
        let (inset, side) = (0.02, Double(placed.side))
        bytes.append("q ")
        bytes.append(decimals: side - 2 * inset, 0, 0, 2 * inset - side, Double(placed.x) + inset)
        bytes.append(decimal: Double(placed.y) + side - inset)
        bytes.append(" cm\n")
        bytes.append("BI/IM true/W \(code.side)/H \(code.side)/BPC 1/D[1 0]/F/AHx ID\n")
        bytes.append(hex: code.packed)
        bytes.append(">\nEI Q\n")
    }

    private mutating func draw(_ picture: PlacedPicture) {
        let dots = picture.dots
        bytes.append("q \(dots.width) 0 0 -\(dots.height) \(picture.x) \(picture.y + dots.height) cm\n")
        bytes.append("BI/IM true/W \(dots.width)/H \(dots.height)/BPC 1/D[1 0]/F/AHx ID\n")
        bytes.append(hex: dots.bytes)
        bytes.append(">\nEI Q\n")
    }

    private mutating func draw(_ placed: PlacedText, _ fonts: inout PDFFonts, _ face: borrowing Face) {
        let (weight, em) = (placed.paragraph.weight, Double(placed.paragraph.em))
        bytes.append("BT/\(PDFFonts.name(weight)) \(placed.paragraph.em) Tf\n")
        for run in placed.paragraph.runs {
            var pen = Double(placed.x + run.x)
            // Where a reader is; nil when it has to be told.
            var reader: Double?
            for glyph in run.glyphs {
                let isMoved = glyph.offset != (0, 0)
                if let at = reader, !isMoved {
                    // A number in TJ moves left, in thousandths of an em.
                    let gap = ((at - pen) * 10_000 / em).rounded() / 10
                    if gap != 0 {
                        bytes.append(">")
                        bytes.append(decimal: gap, places: 1)
                        bytes.append("<")
                        reader = at - gap * em / 1000
                    }
                } else {
                    if reader != nil { bytes.append(">]TJ ") }
                    bytes.append("1 0 0 -1 ")
                    bytes.append(decimals: pen + glyph.offset.x, Double(placed.y + run.baseline) + glyph.offset.y)
                    bytes.append("Tm[<")
                    reader = pen
                }
                bytes.append(hex: [UInt8(truncatingIfNeeded: glyph.id >> 8), UInt8(truncatingIfNeeded: glyph.id)])
                let advance = Double(fonts.use(glyph, weight, face)) * em / 1000
                reader = reader.map { $0 + advance }
                if isMoved {
                    bytes.append(">]TJ ")
                    reader = nil
                }
                pen += glyph.advance
            }
            if reader != nil { bytes.append(">]TJ\n") }
        }
        bytes.append("ET\n")
    }
}
