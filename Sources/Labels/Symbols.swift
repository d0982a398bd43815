internal import CPango
internal import QRCode
internal import Raster

extension Bitmap {
    /// Draws a QR code centred in its box.
    ///
    /// It takes the largest whole number of dots a module, then the highest error correction that keeps it: more dots read better than more correction.
    mutating func draw(_ text: String, _ layer: QRLayer, line: Int, dotsPerInch: Int) throws(LabelError) {
        let box = layer.box.dots(perInch: dotsPerInch)
        let room = min(box.width, box.height)
        let minimum = ErrorCorrection(layer.minimum)
        let (content, least) = try Self.measure(text, minimum)
        let scale = room / (least + 2 * layer.quietZone)
        let module = Length(micrometres: scale * 25_400 / dotsPerInch)
        guard scale >= 3, module >= layer.smallestModule else {
            throw .moduleTooSmall(
                dots: scale, module: module, smallest: layer.smallestModule, modules: least, line: line)
        }
        let code = try Self.encode(content, from: minimum, side: room / scale - 2 * layer.quietZone)
        let side = code.side * scale
        draw(
            side: code.side, scale: scale, x: box.x + (box.width - side) / 2, y: box.y + (box.height - side) / 2
        ) { code[row: $0, column: $1] }
    }

    private static func measure(
        _ text: String, _ errorCorrection: ErrorCorrection
    ) throws(LabelError) -> (content: QRText, side: Int) {
        do throws(QRCodeError) {
            let content = try QRText(text)
            return (content, try content.side(at: errorCorrection))
        } catch {
            throw .stamp(error)
        }
    }

    /// The code of the highest error correction that is at most `side` modules large.
    private static func encode(
        _ content: QRText, from minimum: ErrorCorrection, side: Int
    ) throws(LabelError) -> QRCode {
        do throws(QRCodeError) {
            var strongest = minimum
            for candidate in ErrorCorrection.allCases where candidate > minimum {
                guard let larger = try? content.side(at: candidate), larger <= side else { break }
                strongest = candidate
            }
            return try QRCode(content, errorCorrection: strongest)
        } catch {
            throw .stamp(error)
        }
    }

    /// Draws a row of five-pointed stars in a box, from its left: `rank` filled, the rest in outline.
    mutating func drawStars(_ rank: Int, of count: Int, in box: DotBox) throws(LabelError) {
        // A star of radius r is 1.902 r wide and 1.809 r high; between two lies a sixth of a width.
        let cells = Double(count) + Double(count - 1) / 6
        let radius = min(Double(box.width) / (cells * 1.9022), Double(box.height) / 1.8091)
        let stroke = max(2, (radius / 7).rounded())
        try drawCoverage(x: box.x, y: box.y, width: box.width, height: box.height) { cairo in
            cairo_set_line_join(cairo, CAIRO_LINE_JOIN_MITER)
            cairo_set_line_width(cairo, stroke)
            for star in 0..<count {
                let x = radius * 1.9022 * (0.5 + Double(star) * 7 / 6)
                if star < rank {
                    Self.star(cairo, x: x, y: radius, radius: radius)
                    cairo_fill(cairo)
                } else {
                    // The mitred point of a stroke reaches 1 / sin 18° half strokes past its path.
                    Self.star(cairo, x: x, y: radius, radius: radius - stroke * 1.618)
                    cairo_stroke(cairo)
                }
            }
        }
    }

    /// A pentagram's outline: its inner corners lie at 0.382 of the radius.
    private static func star(_ cairo: OpaquePointer, x: Double, y: Double, radius: Double) {
        for (index, corner) in Self.corners.enumerated() {
            let reach = index.isMultiple(of: 2) ? radius : radius * 0.381_966
            cairo_line_to(cairo, x + corner.x * reach, y + corner.y * reach)
        }
        cairo_close_path(cairo)
    }

    /// Ten directions 36° apart, the first straight up.
    private static let corners: [(x: Double, y: Double)] = {
        let half = [
            (0.0, -1.0), (0.587_785, -0.809_017), (0.951_057, -0.309_017), (0.951_057, 0.309_017),
            (0.587_785, 0.809_017),
        ]
        return half.map { (x: $0.0, y: $0.1) } + half.map { (x: -$0.0, y: -$0.1) }
    }()
}

extension ErrorCorrection {
    init(_ minimum: QRLayer.MinimumErrorCorrection) {
        self =
            switch minimum {
            case .low: .low
            case .medium: .medium
            case .quartile: .quartile
            case .high: .high
            }
    }
}
