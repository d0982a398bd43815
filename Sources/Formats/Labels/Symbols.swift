internal import CPango
internal import QRCode
internal import Raster

extension QRLayer {
    /// Makes a QR code and centres it in its box.
    ///
    /// It takes the largest whole number of dots a module, then the highest error correction that keeps it: more dots
    /// read better than more correction.
    func place(_ text: String, line: Int, dotsPerInch: Int) throws(LabelError) -> PlacedCode {
        let box = box.dots(perInch: dotsPerInch)
        let room = min(box.width, box.height)
        let minimum = ErrorCorrection(minimum)
        let (content, least) = try Self.measure(text, minimum)
        let scale = room / (least + 2 * quietZone)
        let module = Length(micrometres: scale * 25_400 / dotsPerInch)
        guard scale >= 3, module >= smallestModule else {
            throw .moduleTooSmall(dots: scale, module: module, smallest: smallestModule, modules: least, line: line)
        }
        let code = try Self.encode(content, from: minimum, side: room / scale - 2 * quietZone)
        let side = code.side * scale
        return PlacedCode(
            code: code, scale: scale, x: box.x + (box.width - side) / 2, y: box.y + (box.height - side) / 2)
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
}

/// A row of five-pointed stars from the left of a box: `rank` filled, the rest in outline.
struct StarRow {
    let box: DotBox
    /// Of the outlines, which lie inside their stars.
    let stroke: Double
    /// Corners in dots from the box's top left corner.
    let filled: [[Corner]]
    let outlined: [[Corner]]

    typealias Corner = (x: Double, y: Double)

    init(rank: Int, of count: Int, in box: DotBox) {
        // A star of radius r is 1.902 r wide and 1.809 r high; between two lies a sixth of a width.
        let cells = Double(count) + Double(count - 1) / 6
        let radius = min(Double(box.width) / (cells * 1.9022), Double(box.height) / 1.8091)
        let stroke = max(2, (radius / 7).rounded())
        // The mitred point of a stroke reaches 1 / sin 18° half strokes past its path.
        let stars = (0..<count).map { star in
            Self.star(
                x: radius * 1.9022 * (0.5 + Double(star) * 7 / 6), y: radius,
                radius: star < rank ? radius : radius - stroke * 1.618)
        }
        self.box = box
        self.stroke = stroke
        filled = Array(stars.prefix(rank))
        outlined = Array(stars.dropFirst(rank))
    }

    /// A pentagram's outline: its inner corners lie at 0.382 of the radius.
    private static func star(x: Double, y: Double, radius: Double) -> [Corner] {
        corners.enumerated().map { index, corner in
            let reach = index.isMultiple(of: 2) ? radius : radius * 0.381_966
            return (x + corner.x * reach, y + corner.y * reach)
        }
    }

    /// Ten directions 36° apart, the first straight up.
    private static let corners: [Corner] = {
        let half = [
            (0.0, -1.0), (0.587_785, -0.809_017), (0.951_057, -0.309_017), (0.951_057, 0.309_017),
            (0.587_785, 0.809_017),
        ]
        return half.map { (x: $0.0, y: $0.1) } + half.map { (x: -$0.0, y: -$0.1) }
    }()
}

extension Bitmap {
    mutating func draw(_ row: StarRow) throws(LabelError) {
        try drawCoverage(x: row.box.x, y: row.box.y, width: row.box.width, height: row.box.height) { cairo in
            cairo_set_line_join(cairo, CAIRO_LINE_JOIN_MITER)
            cairo_set_line_width(cairo, row.stroke)
            for star in row.filled {
                Self.trace(star, cairo)
                cairo_fill(cairo)
            }
            for star in row.outlined {
                Self.trace(star, cairo)
                cairo_stroke(cairo)
            }
        }
    }

    private static func trace(_ corners: [StarRow.Corner], _ cairo: OpaquePointer) {
        for corner in corners { cairo_line_to(cairo, corner.x, corner.y) }
        cairo_close_path(cairo)
    }
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
