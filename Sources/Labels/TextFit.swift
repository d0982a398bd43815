internal import Raster

extension TextLayer {
    /// The layer's text with the fields' values in it; nothing of a value is ever read as markup.
    func filled(with values: [String: FieldValue]) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .literal(let literal): text += literal
            case .field(let name): text += values[name]?.printed ?? ""
            }
        }
        return Typesetter.normalised(text)
    }
}

extension Bitmap {
    /// Sets text in its box at the largest size that fits, in whole dots an em.
    ///
    /// Throws ``LabelError/doesNotFit(text:box:lines:smallest:line:)`` rather than clip or overflow.
    mutating func draw(
        _ text: String, _ layer: TextLayer, line: Int, dotsPerInch: Int, _ typesetter: borrowing Typesetter
    ) throws(LabelError) {
        try typesetter.checkGlyphs(of: text, layer, line: line)
        let box = layer.box.dots(perInch: dotsPerInch)
        let largest = max(1, layer.size.dots(perInch: dotsPerInch))
        let smallest = min(largest, max(1, layer.smallest.dots(perInch: dotsPerInch)))
        for em in stride(from: largest, through: smallest, by: -1) {
            let paragraph = try typesetter.paragraph(text, layer, em: em, width: box.width)
            guard let placed = paragraph.placement(in: box, layer) else { continue }
            guard paragraph.lines > 1 else { return try paragraph.draw(on: &self, x: placed.x, y: placed.y) }
            return try drawBalanced(text, layer, em: em, lines: paragraph.lines, box, typesetter)
        }
        throw .doesNotFit(text: text, box: layer.box, lines: layer.lines, smallest: layer.smallest, line: line)
    }

    /// Breaks lines in the narrowest column that needs no more of them: `Chè Shan tuyết / Khau Vạc`, no widow.
    private mutating func drawBalanced(
        _ text: String, _ layer: TextLayer, em: Int, lines: Int, _ box: DotBox, _ typesetter: borrowing Typesetter
    ) throws(LabelError) {
        var narrow = 0
        var wide = box.width
        while narrow + 1 < wide {
            let middle = (narrow + wide) / 2
            let column = box.column(of: middle, layer.align)
            let paragraph = try typesetter.paragraph(text, layer, em: em, width: middle)
            if paragraph.lines == lines, paragraph.placement(in: column, layer) != nil {
                wide = middle
            } else {
                narrow = middle
            }
        }
        let column = box.column(of: wide, layer.align)
        let paragraph = try typesetter.paragraph(text, layer, em: em, width: wide)
        guard let placed = paragraph.placement(in: column, layer) else { return }
        try paragraph.draw(on: &self, x: placed.x, y: placed.y)
    }
}

extension Paragraph {
    /// Where its origin goes in the box; nil when it has too many lines, or a dot would lie outside.
    fileprivate func placement(in box: DotBox, _ layer: TextLayer) -> (x: Int, y: Int)? {
        let (ink, logical) = extents
        guard lines <= layer.lines, logical.width <= box.width, logical.height <= box.height, unknownGlyphs == 0
        else { return nil }
        let slack = box.height - logical.height
        let y =
            switch layer.valign {
            case .top: box.y
            case .middle: box.y + slack / 2
            case .bottom: box.y + slack
            }
        guard let right = Self.nudge(ink.x, ink.width, into: box.width),
            let down = Self.nudge(y - box.y + ink.y, ink.height, into: box.height)
        else { return nil }
        return (box.x + right, y + down)
    }

    /// How far ink must move to lie in `0 ..< room`: the accent of `ì` reaches left of its stem, and of its origin.
    private static func nudge(_ start: Int, _ length: Int, into room: Int) -> Int? {
        if length > room { return nil }
        if start < 0 { return -start }
        return min(0, room - start - length)
    }
}

extension DotBox {
    /// A narrower column of the box, where the alignment wants it.
    fileprivate func column(of width: Int, _ align: TextLayer.Align) -> DotBox {
        let slack = self.width - width
        let left =
            switch align {
            case .left: 0
            case .centre: slack / 2
            case .right: slack
            }
        return DotBox(x: x + left, y: y, width: width, height: height)
    }
}
