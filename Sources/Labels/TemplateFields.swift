internal import CivilTime
internal import Yams

extension TemplateReader {
    /// The `fields:` of a template, in order.
    mutating func fields(_ node: Node) -> [LabelTemplate.Field]? {
        guard let pairs = node.mapping else {
            report(node, "fields is a mapping", hint: "write product: {type: text, max: 60, sample: …}")
            return nil
        }
        var fields: [LabelTemplate.Field] = []
        for (key, value) in pairs {
            guard let name = key.string, Self.isFieldName(name) else {
                report(key, "\"\(key.string ?? "")\" is no field name", hint: "use a letter, then letters and digits")
                continue
            }
            if let field = field(name, value) { fields.append(field) }
        }
        return fields.count == pairs.count ? fields : nil
    }

    static func isFieldName(_ name: String) -> Bool {
        guard let first = name.utf8.first, 1...40 ~= name.utf8.count else { return false }
        let isLetter = { (byte: UInt8) in 0x61...0x7A ~= byte | 0x20 }
        return isLetter(first) && name.utf8.allSatisfy { isLetter($0) || 0x30...0x39 ~= $0 }
    }

    private enum KindName: String, CaseIterable { case text, date, integer, stars, stamp }
    private enum Scope: String, CaseIterable { case job, label }

    private mutating func field(_ name: String, _ node: Node) -> LabelTemplate.Field? {
        let parts = mapping(
            node, "a field", required: ["type", "sample"], optional: ["max", "per", "optional"])
        guard let parts, let type = parts["type"], let sampleNode = parts["sample"] else { return nil }
        let scope = parts["per"].map { word($0, Scope.self) } ?? .job
        let optional = parts["optional"].map { boolean($0) } ?? false
        guard let kindName = word(type, KindName.self), let kind = kind(kindName, type, max: parts["max"]),
            let scope, let optional, let sample = sample(sampleNode, kind)
        else { return nil }
        let field = LabelTemplate.Field(
            name: name, kind: kind, isPerLabel: scope == .label, isOptional: optional, sample: sample)
        do throws(LabelError) {
            try field.check(sample)
        } catch {
            report(sampleNode, "the sample cannot be printed: \(error)", hint: "give one that can")
            return nil
        }
        return field
    }

    private mutating func kind(_ name: KindName, _ type: Node, max: Node?) -> LabelTemplate.Kind? {
        if let max, name != .text {
            report(max, "only a text has a max", hint: "leave it out")
            return nil
        }
        switch name {
        case .text:
            guard let max else {
                report(type, "a text needs a max", hint: "add max: 60")
                return nil
            }
            return integer(max, in: 1...500).map { .text(max: $0) }
        case .date: return .date
        case .integer: return .integer
        case .stars: return .stars
        case .stamp: return .stamp
        }
    }

    private mutating func sample(_ node: Node, _ kind: LabelTemplate.Kind) -> FieldValue? {
        guard let text = node.string else {
            report(node, "a sample is one value", hint: "write it on this line")
            return nil
        }
        switch kind {
        case .text: return .text(text)
        case .stamp: return .stamp(text)
        case .integer:
            if let number = Int(text) { return .integer(number) }
            report(node, "\"\(text)\" is no whole number", hint: "write digits")
        case .stars:
            if let number = Int(text) { return .stars(number) }
            report(node, "\"\(text)\" is no rank", hint: "write 3, 4 or 5")
        case .date:
            if let date = CivilDate(text) { return .date(date) }
            report(node, "\"\(text)\" is no day", hint: "write it as 2026-10-12")
        }
        return nil
    }
}
