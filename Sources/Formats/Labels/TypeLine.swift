internal import Raster

/// One line of type from a ``TypeCase``.
struct TypeLine: SetText {
    let weight: TextLayer.Weight
    let em: Int
    let extents: (ink: DotBox, logical: DotBox)
    private let pieces: [Piece]

    /// A sort in its place.
    struct Piece {
        let character: UInt8
        let sort: TypeCase.Sort
        /// Of its origin, from that of the first.
        let x: Int
        /// To the origin of the next, or to the end of the line.
        var advance: Int
    }

    var lines: Int { 1 }

    /// Aligned in a column as Pango does it.
    init(
        _ pieces: [Piece], weight: TextLayer.Weight, em: Int, width: Int, in column: Int, _ align: TextLayer.Align
    ) {
        let start =
            switch align {
            case .left: 0
            // Pango rounds the half dot up.
            case .centre: (column - width + 1) / 2
            case .right: column - width
            }
        self.weight = weight
        self.em = em
        self.pieces = pieces
        let height = pieces.reduce(0) { max($0, $1.sort.height) }
        var ink: DotBox?
        for piece in pieces where piece.sort.ink.width > 0 && piece.sort.ink.height > 0 {
            let own = piece.sort.ink.moved(right: start + piece.x)
            ink = ink.map { $0.united(with: own) } ?? own
        }
        extents = (
            ink: ink ?? DotBox(x: start, y: 0, width: 0, height: 0),
            logical: DotBox(x: start, y: 0, width: width, height: height)
        )
    }

    var runs: [GlyphRun] {
        let glyphs = pieces.map { piece in
            GlyphRun.Glyph(
                id: piece.sort.glyph, advance: Double(piece.advance), offset: (0, 0),
                text: String(UnicodeScalar(piece.character)))
        }
        return [GlyphRun(x: extents.logical.x, baseline: pieces.first?.sort.baseline ?? 0, glyphs: glyphs)]
    }

    /// Where two characters overlap their coverage is added, as cairo does it.
    func draw(on page: inout Bitmap, x: Int, y: Int) {
        let ink = extents.ink
        guard ink.width > 0, ink.height > 0 else { return }
        var coverage = [UInt8](repeating: 0, count: ink.width * ink.height)
        for piece in pieces {
            let own = piece.sort.ink
            let left = extents.logical.x + piece.x + own.x - ink.x
            for row in 0..<own.height {
                let start = (own.y - ink.y + row) * ink.width + left
                for column in 0..<own.width {
                    let added = piece.sort.coverage[row * own.width + column]
                    let (sum, overflow) = coverage[start + column].addingReportingOverflow(added)
                    coverage[start + column] = overflow ? 255 : sum
                }
            }
        }
        page.draw(
            coverage: coverage.span, stride: ink.width, width: ink.width, height: ink.height, x: x + ink.x,
            y: y + ink.y, threshold: Paragraph.threshold)
    }
}

extension DotBox {
    fileprivate func moved(right: Int) -> Self { Self(x: x + right, y: y, width: width, height: height) }

    fileprivate func united(with other: Self) -> Self {
        let (left, top) = (min(x, other.x), min(y, other.y))
        return Self(
            x: left, y: top, width: max(x + width, other.x + other.width) - left,
            height: max(y + height, other.y + other.height) - top)
    }
}
