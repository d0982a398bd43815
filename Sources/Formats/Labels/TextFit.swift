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

    /// Sets text in its box at the largest size that fits, in whole dots an em.
    ///
    /// Throws ``LabelError/doesNotFit(text:box:lines:smallest:line:)`` rather than clip or overflow.
    func place(
        _ text: String, line: Int, dotsPerInch: Int, _ typesetter: borrowing Typesetter
    ) throws(LabelError) -> PlacedText {
        try typesetter.checkGlyphs(of: text, self, line: line)
        let room = box.dots(perInch: dotsPerInch)
        let largest = max(1, size.dots(perInch: dotsPerInch))
        let least = min(largest, max(1, smallest.dots(perInch: dotsPerInch)))
        for em in stride(from: largest, through: least, by: -1) {
            let paragraph = try typesetter.paragraph(text, self, em: em, width: room.width)
            // A face may say it has a glyph and have none.
            guard paragraph.unknownGlyphs == 0, let placed = paragraph.placed(in: room, self) else { continue }
            return paragraph.lines > 1 ? try balance(placed, text, em: em, in: room, typesetter) : placed
        }
        throw .doesNotFit(text: text, box: box, lines: lines, smallest: smallest, line: line)
    }

    /// Breaks lines in the narrowest column that needs no more of them: `Chè Shan tuyết / Khau Vạc`, no widow.
    private func balance(
        _ greedy: PlacedText, _ text: String, em: Int, in room: DotBox, _ typesetter: borrowing Typesetter
    ) throws(LabelError) -> PlacedText {
        var best = greedy
        var narrow = 0
        var wide = room.width
        while narrow + 1 < wide {
            let middle = (narrow + wide) / 2
            let paragraph = try typesetter.paragraph(text, self, em: em, width: middle)
            if paragraph.lines == greedy.paragraph.lines,
                let placed = paragraph.placed(in: room.column(of: middle, align), self)
            {
                wide = middle
                best = placed
            } else {
                narrow = middle
            }
        }
        return best
    }
}

extension SetText {
    /// Where its origin goes in the box; nil when it has too many lines, or a dot would lie outside.
    func placed(in box: DotBox, _ layer: TextLayer) -> PlacedText? {
        let (ink, logical) = extents
        guard lines <= layer.lines, logical.width <= box.width, logical.height <= box.height
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
        return PlacedText(paragraph: self, x: box.x + right, y: y + down)
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
