internal import Yams

extension TemplateReader {
    /// The `layers:` of a template, bottom first.
    ///
    /// `fields` is nil when they could not be read; what names them is then not checked.
    mutating func layers(_ node: Node, on label: Box, fields: [LabelTemplate.Field]?) -> [Layer]? {
        guard let list = node.sequence, !list.isEmpty else {
            report(node, .layers)
            return nil
        }
        for (index, item) in list.enumerated() {
            guard let found = layer(item, on: label) else { continue }
            layerNodes.append(found)
            if let fields { check(found.layer, item, fields) }
            if index > 0, found.layer.content == .artwork { report(item, .artworkNotFirst) }
        }
        checkQuietZones()
        guard layerNodes.count == list.count else { return nil }
        if let fields {
            let drawn = Set(layerNodes.flatMap(\.layer.fields))
            for field in fields where !drawn.contains(field.name) {
                report(fieldNodes[field.name], .unusedField(field.name))
            }
        }
        return layerNodes.map(\.layer)
    }

    private enum LayerName: String, CaseIterable { case text, stars, qr, line, rect, image, artwork }

    /// `- text: {…}`: a mapping with one key.
    private mutating func layer(_ node: Node, on label: Box) -> LayerNodes? {
        guard let pairs = node.mapping, pairs.count == 1, let pair = pairs.first else {
            report(node, .layerName(LayerName.allCases.map(\.rawValue).joined(separator: ", ")))
            return nil
        }
        guard let name = word(pair.key, LayerName.self) else { return nil }
        let line = pair.key.mark?.line ?? 1
        if name == .artwork {
            guard pair.value.string == "artwork.svg" else {
                report(pair.value, .artworkName)
                return nil
            }
            return LayerNodes(layer: Layer(line: line, condition: nil, content: .artwork), whole: node, parts: [:])
        }
        let count = problems.count
        guard let parts = parts(of: name, pair.value) else { return nil }
        let condition = condition(parts)
        let content = self.content(of: name, parts, on: label)
        guard let content, problems.count == count else { return nil }
        return LayerNodes(
            layer: Layer(line: line, condition: condition, content: content), whole: node, parts: parts)
    }

    private mutating func content(of name: LayerName, _ parts: [String: Node], on label: Box) -> Layer.Content? {
        switch name {
        case .text: text(parts, on: label).map(Layer.Content.text)
        case .stars: stars(parts, on: label).map(Layer.Content.stars)
        case .qr: qr(parts, on: label).map(Layer.Content.qr)
        case .line: line(parts, on: label).map(Layer.Content.rule)
        case .rect: rect(parts, on: label)
        case .image: image(parts, on: label).map(Layer.Content.image)
        case .artwork: .artwork
        }
    }

    private mutating func parts(of name: LayerName, _ node: Node) -> [String: Node]? {
        let conditions = ["when", "unless"]
        return switch name {
        case .text:
            mapping(
                node, "a text", required: ["box", "value", "size"],
                optional: ["weight", "fit", "leading", "align", "valign"] + conditions)
        case .stars: mapping(node, "stars", required: ["box", "value", "of"], optional: conditions)
        case .qr:
            mapping(node, "a qr", required: ["box", "value"], optional: ["ec", "min-module", "quiet"] + conditions)
        case .line: mapping(node, "a line", required: ["from", "to", "width"], optional: conditions)
        case .rect: mapping(node, "a rect", required: ["box", "width"], optional: conditions)
        case .image: mapping(node, "an image", required: ["box", "value"], optional: conditions)
        case .artwork: nil
        }
    }

    private mutating func condition(_ parts: [String: Node]) -> Layer.Condition? {
        if parts["when"] != nil, let unless = parts["unless"] {
            report(unless, .whenAndUnless)
            return nil
        }
        if let when = parts["when"] { return .when(when.string ?? "") }
        return parts["unless"].map { .unless($0.string ?? "") }
    }

    private mutating func text(_ parts: [String: Node], on label: Box) -> TextLayer? {
        let box = parts["box"].flatMap { self.box($0, on: label) }
        let pieces = parts["value"].flatMap { self.pieces($0) }
        let size = parts["size"].flatMap { length($0, in: 1000...100_000) }
        let fit = parts["fit"].map { mapping($0, "a fit", required: [], optional: ["min", "lines"]) } ?? [:]
        let smallest = fit?["min"].map { length($0, in: 1000...(size?.micrometres ?? 100_000)) } ?? size
        let lines = fit?["lines"].map { integer($0, in: 1...20) } ?? 1
        let leading = parts["leading"].map { decimal($0, in: 1000...3000) } ?? 1200
        let weight = parts["weight"].map { word($0, TextLayer.Weight.self) } ?? .regular
        let align = parts["align"].map { word($0, TextLayer.Align.self) } ?? .left
        let valign = parts["valign"].map { word($0, TextLayer.VerticalAlign.self) } ?? .top
        guard let box, let pieces, let size, let smallest, let lines, let leading, let weight, let align, let valign
        else { return nil }
        return TextLayer(
            box: box, pieces: pieces, weight: weight, size: size, smallest: smallest, lines: lines, leading: leading,
            align: align, valign: valign)
    }

    private mutating func stars(_ parts: [String: Node], on label: Box) -> StarsLayer? {
        let box = parts["box"].flatMap { self.box($0, on: label) }
        let field = parts["value"].flatMap { onlyField($0) }
        let of = parts["of"].flatMap { integer($0, in: 5...5) }
        guard let box, let field, let of else { return nil }
        return StarsLayer(box: box, field: field, of: of)
    }

    private mutating func image(_ parts: [String: Node], on label: Box) -> ImageLayer? {
        let box = parts["box"].flatMap { self.box($0, on: label) }
        let field = parts["value"].flatMap { onlyField($0) }
        guard let box, let field else { return nil }
        return ImageLayer(box: box, field: field)
    }

    private mutating func qr(_ parts: [String: Node], on label: Box) -> QRLayer? {
        let box = parts["box"].flatMap { self.box($0, on: label) }
        let field = parts["value"].flatMap { onlyField($0) }
        let minimum = parts["ec"].map { word($0, QRLayer.MinimumErrorCorrection.self) } ?? .medium
        let module = parts["min-module"].map { length($0, in: 100...10_000) } ?? Length(micrometres: 330)
        // The standard asks for four; more is allowed, less is not.
        let quiet = parts["quiet"].map { integer($0, in: 4...20) } ?? 4
        guard let box, let field, let minimum, let module, let quiet else { return nil }
        return QRLayer(box: box, field: field, minimum: minimum, smallestModule: module, quietZone: quiet)
    }
}
