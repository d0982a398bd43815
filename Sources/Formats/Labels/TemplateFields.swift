internal import Time
internal import Yams

extension TemplateReader {
    /// The `fields:` of a template, in order.
    mutating func fields(_ node: Node) -> [LabelTemplate.Field]? {
        guard let pairs = node.mapping else {
            report(node, .fields)
            return nil
        }
        var fields: [LabelTemplate.Field] = []
        for (key, value) in pairs {
            guard let name = key.string, Self.isFieldName(name) else {
                report(key, .fieldName(key.string ?? ""))
                continue
            }
            fieldNodes[name] = key
            if let field = field(name, value) { fields.append(field) }
        }
        fieldsRead = fields
        return fields.count == pairs.count ? fields : nil
    }

    static func isFieldName(_ name: String) -> Bool {
        guard let first = name.utf8.first, 1...40 ~= name.utf8.count else { return false }
        let isLetter = { (byte: UInt8) in 0x61...0x7A ~= byte | 0x20 }
        return isLetter(first) && name.utf8.allSatisfy { isLetter($0) || 0x30...0x39 ~= $0 }
    }

    private enum KindName: String, CaseIterable { case text, date, integer, stars, stamp, image }
    private enum Scope: String, CaseIterable { case job, label }

    private mutating func field(_ name: String, _ node: Node) -> LabelTemplate.Field? {
        let parts = mapping(
            node, "a field", required: ["type"], optional: ["sample", "max", "pattern", "per", "optional", "source"])
        guard let parts, let type = parts["type"] else { return nil }
        if type.string == KindName.image.rawValue { return image(name, parts) }
        guard let sampleNode = parts["sample"] else {
            report(node, .missingKey("sample", of: "a field"))
            return nil
        }
        let scope = parts["per"].map { word($0, Scope.self) } ?? .job
        let optional = parts["optional"].map { boolean($0) } ?? false
        guard let kindName = word(type, KindName.self), let kind = kind(kindName, type, max: parts["max"]),
            let scope, let optional, let sample = sample(sampleNode, kind)
        else { return nil }
        let pattern = parts["pattern"].flatMap { self.pattern($0, kindName) }
        let filledBy: LabelTemplate.FieldSource? =
            if let node = parts["source"] { source(node, kind, scope) } else { .register }
        guard let source = filledBy else { return nil }
        let field = LabelTemplate.Field(
            name: name, kind: kind, isPerLabel: scope == .label, isOptional: optional, source: source,
            pattern: pattern, sample: sample)
        do throws(LabelError) {
            try field.check(sample)
        } catch {
            report(sampleNode, .unprintableSample(error))
            return nil
        }
        return field
    }

    /// A slot for a picture: it has no sample, and is optional without saying so.
    private mutating func image(_ name: String, _ parts: [String: Node]) -> LabelTemplate.Field? {
        for key in ["sample", "max", "pattern", "per", "source"] {
            if let node = parts[key] { report(node, .notForImage(key)) }
        }
        if let node = parts["optional"], boolean(node) == false { report(node, .imageIsOptional) }
        return LabelTemplate.Field(
            name: name, kind: .image, isPerLabel: false, isOptional: true, source: .request, pattern: nil, sample: nil)
    }

    /// The most characters of a text that a request gives: an amount, a day, a shop's name, and no sentence.
    private static let longestRequestText = 30

    /// Only a short text that is one for the whole job is given by a request.
    private mutating func source(
        _ node: Node, _ kind: LabelTemplate.Kind, _ scope: Scope
    ) -> LabelTemplate.FieldSource? {
        guard let source = word(node, LabelTemplate.FieldSource.self) else { return nil }
        guard source == .request else { return source }
        guard case .text(let most) = kind, scope == .job else {
            report(node, .notForKind("source: request", only: "text"))
            return nil
        }
        guard most <= Self.longestRequestText else {
            report(node, .requestTextTooLong(most, limit: Self.longestRequestText))
            return nil
        }
        return source
    }

    private mutating func pattern(_ node: Node, _ kind: KindName) -> FieldPattern? {
        guard kind == .text else {
            report(node, .notForKind("pattern", only: "text"))
            return nil
        }
        if let pattern = node.string.flatMap({ FieldPattern($0) }) { return pattern }
        report(node, .notPattern(node.string ?? ""))
        return nil
    }

    private mutating func kind(_ name: KindName, _ type: Node, max: Node?) -> LabelTemplate.Kind? {
        if let max, name != .text {
            report(max, .notForKind("max", only: "text"))
            return nil
        }
        switch name {
        case .text:
            guard let max else {
                report(type, .textNeedsMax)
                return nil
            }
            return integer(max, in: 1...500).map { .text(max: $0) }
        case .date: return .date
        case .integer: return .integer
        case .stars: return .stars
        case .stamp: return .stamp
        case .image: return .image
        }
    }

    private mutating func sample(_ node: Node, _ kind: LabelTemplate.Kind) -> FieldValue? {
        guard let text = node.string else {
            report(node, .sampleShape)
            return nil
        }
        switch kind {
        case .text: return .text(text)
        case .stamp: return .stamp(text)
        case .image: return nil
        case .integer:
            if let number = Int(text) { return .integer(number) }
            report(node, .notNumber(text))
        case .stars:
            if let number = Int(text) { return .stars(number) }
            report(node, .notRank(text))
        case .date:
            if let date = CivilDate(text) { return .date(date) }
            report(node, .notDay(text))
        }
        return nil
    }
}
