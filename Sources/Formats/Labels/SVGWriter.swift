internal import QRCode
internal import Raster

/// Labels as SVG documents: text as text, no script, nothing from elsewhere.
final class SVGWriter: LabelWriter {
    func label(_ drawing: LabelDrawing, name: String, _ press: borrowing LabelPress) -> [UInt8] {
        let (width, height) = press.size
        let perMicrometre = Double(press.dotsPerInch) / 25_400
        var svg: [UInt8] = []
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 ")
        // In dots, so that a page of the printer's resolution has the QR code on them.
        svg.append(decimals: Double(width.micrometres) * perMicrometre)
        svg.append(decimal: Double(height.micrometres) * perMicrometre)
        svg.append("\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n")
        svg.append("<g font-family=\"'Noto Sans'\" xml:space=\"preserve\">\n")
        for ink in drawing.shared + drawing.own { svg.append(ink) }
        svg.append("</g>\n</svg>\n")
        return svg
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ ink: Ink) {
        switch ink {
        case .fill(let box):
            append(
                "<path shape-rendering=\"crispEdges\" d=\"M\(box.x) \(box.y)h\(box.width)v\(box.height)h-\(box.width)z\"/>\n"
            )
        case .clear(let box):
            append(
                "<path fill=\"#fff\" shape-rendering=\"crispEdges\" "
                    + "d=\"M\(box.x) \(box.y)h\(box.width)v\(box.height)h-\(box.width)z\"/>\n")
        case .stars(let row):
            append("<g transform=\"translate(\(row.box.x) \(row.box.y))\">")
            for star in row.filled { append(polygon: star, "") }
            let outline = "fill=\"none\" stroke=\"#000\" stroke-linejoin=\"miter\" stroke-width=\"\(row.stroke)\""
            for star in row.outlined { append(polygon: star, outline) }
            append("</g>\n")
        case .code(let placed): append(placed)
        case .picture(let picture): append(picture)
        case .text(let placed):
            for run in placed.paragraph.runs { append(run, placed) }
        }
    }

    private mutating func append(polygon corners: [StarRow.Corner], _ attributes: String) {
        append("<polygon \(attributes) points=\"")
        for corner in corners { append(decimals: corner.x, corner.y) }
        append("\"/>")
    }

    private mutating func append(_ run: GlyphRun, _ placed: PlacedText) {
        append("<text x=\"\(placed.x + run.x)\" y=\"\(placed.y + run.baseline)\" font-size=\"\(placed.paragraph.em)\"")
        // Letters keep the room that they were given: another shaper's could leave the box.
        append(" textLength=\"")
        append(decimal: run.glyphs.reduce(0) { $0 + $1.advance })
        append("\"")
        if placed.paragraph.weight == .bold { append(" font-weight=\"700\"") }
        append(">")
        append(escaped: run.text)
        append("</text>\n")
    }

    /// Text as XML has it; control characters never get this far.
    private mutating func append(escaped text: String) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): append("&amp;")
            case UInt8(ascii: "<"): append("&lt;")
            case UInt8(ascii: ">"): append("&gt;")
            default: append(byte)
            }
        }
    }

    private mutating func append(_ placed: PlacedCode) {
        let code = placed.code
        append(
            "<path shape-rendering=\"crispEdges\" transform=\"translate(\(placed.x) \(placed.y)) scale(\(placed.scale))\" d=\""
        )
        append(runsOf: code.side, code.side) { code[row: $0, column: $1] }
        append("\"/>\n")
    }

    private mutating func append(_ picture: PlacedPicture) {
        let dots = picture.dots
        append("<path shape-rendering=\"crispEdges\" transform=\"translate(\(picture.x) \(picture.y))\" d=\"")
        append(runsOf: dots.width, dots.height) { dots[x: $1, y: $0] }
        append("\"/>\n")
    }

    /// The dark runs of each row, a unit a module or dot.
    private mutating func append(runsOf width: Int, _ height: Int, isDark: (_ row: Int, _ column: Int) -> Bool) {
        for row in 0..<height {
            var column = 0
            while column < width {
                let start = column
                while column < width, isDark(row, column) { column += 1 }
                if column > start {
                    append("M\(start) \(row)h\(column - start)v1h-\(column - start)z")
                } else {
                    column += 1
                }
            }
        }
    }
}
