/// What makes a label a specimen: «MẪU» across mark, stars and code, and a code that is no stamp.
enum Specimen {
    /// What the code of a specimen says, to whoever scans it.
    static let code = "MAU THU - SPECIMEN - KHONG CO GIA TRI"

    private static let word = "MẪU"

    /// A white band with the word across a box, as high as a third of it.
    static func band(
        across box: Box, dotsPerInch: Int, line: Int, _ typesetter: borrowing Typesetter
    ) throws(LabelError) -> [Ink] {
        // Half a centimetre at most, so that artwork of a whole label does not lose it.
        let height = min(box.height.micrometres, min(5_000, max(1_800, box.height.micrometres / 3)))
        let top = box.y.micrometres + (box.height.micrometres - height) / 2
        let band = Box(x: box.x, y: Length(micrometres: top), width: box.width, height: Length(micrometres: height))
        let text = TextLayer(
            box: band, pieces: [.literal(word)], weight: .bold, size: Length(micrometres: height * 7 / 10),
            smallest: Length(micrometres: 300), lines: 1, leading: 1_000, align: .centre, valign: .middle)
        let dots = band.dots(perInch: dotsPerInch)
        return [
            .clear(dots), .fill(DotBox(x: dots.x, y: dots.y, width: dots.width, height: 1)),
            .fill(DotBox(x: dots.x, y: dots.y + dots.height - 1, width: dots.width, height: 1)),
            .text(try text.place(word, line: line, dotsPerInch: dotsPerInch, typesetter)),
        ]
    }
}
