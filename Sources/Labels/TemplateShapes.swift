internal import Yams

extension TemplateReader {
    /// `[x, y, width, height]`, which must lie on the label.
    mutating func box(_ node: Node, on label: Box) -> Box? {
        guard let list = node.sequence, list.count == 4 else {
            report(node, "a box has four lengths", hint: "write [x, y, width, height], such as [2mm, 2mm, 30mm, 5mm]")
            return nil
        }
        let lengths = list.compactMap { length($0) }
        guard lengths.count == 4 else { return nil }
        let box = Box(x: lengths[0], y: lengths[1], width: lengths[2], height: lengths[3])
        guard box.width.micrometres > 0, box.height.micrometres > 0 else {
            report(node, "the box is empty", hint: "give it a width and a height")
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
        report(
            node, "the line is neither level nor upright", hint: "keep x or y the same; slanted lines have ragged dots")
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
            report(node, "a value is text", hint: "write what is printed, such as \"Số lô: {lot}\"")
            return nil
        }
        var pieces: [TextLayer.Piece] = []
        var rest = text[...]
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            let tail = rest[brace...]
            guard tail.first == "{", let end = tail.firstIndex(of: "}"),
                Self.isFieldName(String(tail[..<end].dropFirst()))
            else {
                report(node, "a brace in \"\(text)\" names no field", hint: "write {field}")
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
        report(node, "this takes one field", hint: "write \"{field}\" and nothing else")
        return nil
    }

    /// A decimal number, in thousandths.
    mutating func decimal(_ node: Node, in range: ClosedRange<Int>) -> Int? {
        if let number = node.string.flatMap({ Length.thousandths($0[...]) }), range ~= number { return number }
        let (least, most) = (range.lowerBound / 1000, range.upperBound / 1000)
        report(node, "\"\(node.string ?? "")\" is out of range", hint: "write \(least) to \(most), such as 1.2")
        return nil
    }

    private mutating func point(_ node: Node) -> (x: Length, y: Length)? {
        guard let list = node.sequence, list.count == 2 else {
            report(node, "a point has two lengths", hint: "write [x, y], such as [2mm, 12mm]")
            return nil
        }
        let lengths = list.compactMap { length($0) }
        return lengths.count == 2 ? (lengths[0], lengths[1]) : nil
    }

    private mutating func check(_ box: Box, _ node: Node, on label: Box) -> Box? {
        guard box.right <= label.right, box.bottom <= label.bottom else {
            report(
                node, "this reaches \(box.right) × \(box.bottom)",
                hint: "the label is \(label.width) × \(label.height): move it or make it smaller")
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
                report(node, "there is no field \"\(name)\"", hint: "declare it in fields, or take one of \(known)")
                continue
            }
            check(layer, node, field)
        }
    }

    private mutating func check(_ layer: Layer, _ node: Node, _ field: LabelTemplate.Field) {
        switch layer.condition {
        case .when(field.name), .unless(field.name):
            if !field.isOptional {
                report(node, "\(field.name) is always there", hint: "make it optional, or remove when and unless")
            }
            if layer.condition == .unless(field.name), layer.content.fields.contains(field.name) {
                report(node, "\(field.name) has no value here", hint: "remove it from value, or write when")
            }
        default:
            if field.isOptional {
                report(node, "\(field.name) is optional", hint: "add when: \(field.name)")
            }
        }
        switch (layer.content, field.kind) {
        case (.text(let text), .stamp) where text.fields.contains(field.name):
            report(node, "a stamp is drawn as a qr only", hint: "print a text field beside it")
        case (.stars(let stars), let kind) where stars.field == field.name && kind != .stars:
            report(node, "\(field.name) is no stars field", hint: "declare it with type: stars")
        case (.qr(let qr), let kind) where qr.field == field.name && kind != .stamp:
            report(node, "\(field.name) is no stamp field", hint: "declare it with type: stamp")
        default: break
        }
    }

    /// The white around a QR code is part of it: nothing else may be drawn in its box.
    mutating func checkQuietZones(_ layers: [(layer: Layer, node: Node)]) {
        for code in layers {
            guard case .qr(let qr) = code.layer.content else { continue }
            for other in layers where other.layer != code.layer && other.layer.ink.contains(where: qr.box.overlaps) {
                report(other.node, "this is drawn in the box of a qr", hint: "move it off the quiet zone")
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
