internal import Raster

/// Where words go that stand on every label of a job and in no template: in the largest size that finds a blank place.
struct SignPlace {
    /// Dots of a cell across: a byte of a row.
    private static let across = 8
    /// Dots of a cell down.
    private static let down = 4
    /// The smallest size that is tried, in micrometres.
    private static let smallest = 1_400

    private let columns: Int
    private let rows: Int
    private let page: (width: Int, height: Int)
    /// How many cells above and left of each corner are taken.
    private let sums: [Int32]

    /// - Parameter page: black wherever something is or may be.
    init(on page: Bitmap) {
        let columns = page.bytesPerRow
        let rows = (page.height + Self.down - 1) / Self.down
        var sums = [Int32](repeating: 0, count: (columns + 1) * (rows + 1))
        for row in 0..<rows {
            var taken: Int32 = 0
            for column in 0..<columns {
                let lines = row * Self.down..<min(page.height, (row + 1) * Self.down)
                if lines.contains(where: { page.bytes[$0 * columns + column] != 0 }) { taken += 1 }
                sums[(row + 1) * (columns + 1) + column + 1] = sums[row * (columns + 1) + column + 1] + taken
            }
        }
        (self.columns, self.rows, self.sums) = (columns, rows, sums)
        self.page = (page.width, page.height)
    }

    /// The words, set and placed; the smallest size in the upper left corner where no place is blank.
    ///
    /// - Throws: `LabelError` where the font has no glyph for them.
    func ink(_ words: String, dotsPerInch: Int, _ typesetter: borrowing Typesetter) throws(LabelError) -> Ink {
        let zero = Length(micrometres: 0)
        let text = Typesetter.normalised(words)
        var size = 5_000
        while true {
            let em = Length(micrometres: size)
            let layer = TextLayer(
                box: Box(x: zero, y: zero, width: em, height: em), pieces: [.literal(text)], weight: .bold, size: em,
                smallest: em, lines: 1, leading: 1_200, align: .left, valign: .top)
            try typesetter.checkGlyphs(of: text, layer, line: 0)
            let dots = max(1, em.dots(perInch: dotsPerInch))
            let set = try typesetter.paragraph(text, layer, em: dots, width: page.width * 2)
            let (ink, _) = set.extents
            size -= 200
            if let place = blank(ink.width, ink.height) ?? (size < Self.smallest ? (x: 0, y: 0) : nil) {
                return .text(PlacedText(paragraph: set, x: place.x - ink.x, y: place.y - ink.y))
            }
        }
    }

    /// The first place of so many dots, with a cell around it, that is blank.
    private func blank(_ width: Int, _ height: Int) -> (x: Int, y: Int)? {
        let across = (width + Self.across - 1) / Self.across + 2
        let down = (height + Self.down - 1) / Self.down + 2
        guard across <= columns, down <= rows else { return nil }
        for row in 0...(rows - down) {
            for column in 0...(columns - across) where taken(column, row, across, down) == 0 {
                let (x, y) = ((column + 1) * Self.across, (row + 1) * Self.down)
                if x + width < page.width, y + height < page.height { return (x, y) }
            }
        }
        return nil
    }

    private func taken(_ column: Int, _ row: Int, _ across: Int, _ down: Int) -> Int32 {
        func sum(_ column: Int, _ row: Int) -> Int32 { sums[row * (columns + 1) + column] }
        return sum(column + across, row + down) - sum(column, row + down) - sum(column + across, row)
            + sum(column, row)
    }
}
