internal import Yams

extension TemplateReader {
    /// `[x, y, width, height]`, which must lie on the label.
    mutating func box(_ node: Node, on label: Box) -> Box? {
        guard let list = node.sequence, list.count == 4 else {
            report(node, .notBox)
            return nil
        }
        let lengths = list.compactMap { length($0) }
        guard lengths.count == 4 else { return nil }
        let box = Box(x: lengths[0], y: lengths[1], width: lengths[2], height: lengths[3])
        guard box.width.micrometres > 0, box.height.micrometres > 0 else {
            report(node, .emptyBox)
            return nil
        }
        return check(box, node, on: label)
    }

    /// A hairline, as the box of its ink.
    mutating func line(_ parts: [String: Node], on label: Box) -> Box? {
        let from = parts["from"].flatMap { point($0) }
        let to = parts["to"].flatMap { point($0) }
        let stroke = parts["width"].flatMap { length($0, in: 50...10_000) }
        guard let from, let to, let stroke, let node = parts["to"] else { return nil }
        let (x, y) = (min(from.x, to.x), min(from.y, to.y))
        if from.y == to.y, from.x != to.x {
            let across = Length(micrometres: max(from.x, to.x).micrometres - x.micrometres)
            return check(Box(x: x, y: y, width: across, height: stroke), node, on: label)
        }
        if from.x == to.x, from.y != to.y {
            let down = Length(micrometres: max(from.y, to.y).micrometres - y.micrometres)
            return check(Box(x: x, y: y, width: stroke, height: down), node, on: label)
        }
        report(node, .slanted)
        return nil
    }

    mutating func rect(_ parts: [String: Node], on label: Box) -> Layer.Content? {
        let box = parts["box"].flatMap { self.box($0, on: label) }
        let stroke = parts["width"].flatMap { length($0, in: 50...10_000) }
        guard let box, let stroke else { return nil }
        return .frame(box, stroke: stroke)
    }

    /// Text with `{field}` in it.
    mutating func pieces(_ node: Node) -> [TextLayer.Piece]? {
        guard let text = node.string, !text.isEmpty else {
            report(node, .notValue)
            return nil
        }
        var pieces: [TextLayer.Piece] = []
        var rest = text[...]
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            let tail = rest[brace...]
            guard tail.first == "{", let end = tail.firstIndex(of: "}"),
                Self.isFieldName(String(tail[..<end].dropFirst()))
            else {
                report(node, .brace(text))
                return nil
            }
            if brace > rest.startIndex { pieces.append(.literal(String(rest[..<brace]))) }
            pieces.append(.field(String(tail[..<end].dropFirst())))
            rest = tail[tail.index(after: end)...]
        }
        if !rest.isEmpty { pieces.append(.literal(String(rest))) }
        return pieces
    }

    /// A value that is one field and nothing else.
    mutating func onlyField(_ node: Node) -> String? {
        guard let pieces = pieces(node) else { return nil }
        if pieces.count == 1, case .field(let name) = pieces[0] { return name }
        report(node, .oneField)
        return nil
    }

    /// A decimal number, in thousandths.
    mutating func decimal(_ node: Node, in range: ClosedRange<Int>) -> Int? {
        if let number = node.string.flatMap({ Length.thousandths($0[...]) }), range ~= number { return number }
        let (least, most) = (range.lowerBound / 1000, range.upperBound / 1000)
        report(node, .range("\"\(node.string ?? "")\"", "\(least)", "\(most)"))
        return nil
    }

    private mutating func point(_ node: Node) -> (x: Length, y: Length)? {
        guard let list = node.sequence, list.count == 2 else {
            report(node, .notPoint)
            return nil
        }
        let lengths = list.compactMap { length($0) }
        return lengths.count == 2 ? (lengths[0], lengths[1]) : nil
    }

    private mutating func check(_ box: Box, _ node: Node, on label: Box) -> Box? {
        guard box.right <= label.right, box.bottom <= label.bottom else {
            report(node, .outside(box, of: label))
            return nil
        }
        return box
    }
}

extension TemplateReader {
    /// What a layer says about fields against what `fields:` declares.
    mutating func check(_ layer: Layer, _ node: Node, _ fields: [LabelTemplate.Field]) {
        for name in layer.fields {
            guard let field = fields.first(where: { $0.name == name }) else {
                let known = fields.map(\.name).joined(separator: ", ")
                report(node, .undeclared(name, known: known))
                continue
            }
            check(layer, node, field)
        }
    }

    private mutating func check(_ layer: Layer, _ node: Node, _ field: LabelTemplate.Field) {
        switch layer.condition {
        case .when(field.name), .unless(field.name):
            if !field.isOptional {
                report(node, .alwaysThere(field.name))
            }
            if layer.condition == .unless(field.name), layer.content.fields.contains(field.name) {
                report(node, .noValueHere(field.name))
            }
        default:
            if field.isOptional {
                report(node, .optionalField(field.name))
            }
        }
        switch (layer.content, field.kind) {
        case (.text(let text), .stamp) where text.fields.contains(field.name):
            report(node, .stampInText)
        case (.text(let text), .image) where text.fields.contains(field.name):
            report(node, .imageInText)
        case (.image(let image), let kind) where image.field == field.name && kind != .image:
            report(node, .wrongField(field.name, type: "image"))
        case (.stars(let stars), let kind) where stars.field == field.name && kind != .stars:
            report(node, .wrongField(field.name, type: "stars"))
        case (.qr(let qr), let kind) where qr.field == field.name && kind != .stamp:
            report(node, .wrongField(field.name, type: "stamp"))
        default: break
        }
    }

    /// The white around a QR code is part of it: nothing else may be drawn in its box.
    mutating func checkQuietZones() {
        for code in layerNodes {
            guard case .qr(let qr) = code.layer.content else { continue }
            for other in layerNodes
            where other.layer != code.layer && other.layer.ink.contains(where: qr.box.overlaps) {
                report(other.whole, .inQuietZone)
            }
        }
    }
}

extension Layer {
    /// The boxes that it may blacken.
    fileprivate var ink: [Box] {
        switch content {
        case .text(let text): [text.box]
        case .stars(let stars): [stars.box]
        case .qr(let qr): [qr.box]
        case .rule(let box): [box]
        case .frame(let box, let stroke): box.bands(stroke)
        case .image(let image): [image.box]
        // Where its ink lies only its drawing tells; the lint looks.
        case .artwork: []
        }
    }
}

extension Box {
    /// Its four edges as boxes, drawn inside it: top, bottom, left, right.
    func bands(_ stroke: Length) -> [Box] {
        let (across, down) = (min(stroke, width), min(stroke, height))
        return [
            Box(x: x, y: y, width: width, height: down),
            Box(x: x, y: Length(micrometres: bottom.micrometres - down.micrometres), width: width, height: down),
            Box(x: x, y: y, width: across, height: height),
            Box(x: Length(micrometres: right.micrometres - across.micrometres), y: y, width: across, height: height),
        ]
    }
}
