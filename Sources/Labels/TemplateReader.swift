internal import Yams

extension LabelTemplate {
    /// Reads a `label.yaml`; `name` is that of its folder, and the file must say the same.
    ///
    /// Throws every problem found, not only the first.
    public init(name: String, yaml: String) throws(LabelTemplateError) {
        var reader = TemplateReader()
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch {
            throw .invalid([TemplateProblem(error)])
        }
        let template = reader.template(root, name: name)
        guard let template, reader.problems.isEmpty else {
            throw .invalid(reader.problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
        }
        self = template
    }
}

/// Turns YAML nodes into values, and keeps what is wrong with them.
///
/// Every method reports why when it returns nil.
struct TemplateReader {
    private(set) var problems: [TemplateProblem] = []

    mutating func report(_ node: Node?, _ what: String, hint: String) {
        problems.append(TemplateProblem(at: node?.mark, what, hint: hint))
    }

    mutating func template(_ root: Node?, name: String) -> LabelTemplate? {
        guard let root else {
            report(nil, "the file is empty", hint: "start with format: 1")
            return nil
        }
        let keys = ["format", "name", "size", "dpi", "fields", "layers"]
        guard let parts = mapping(root, "a template", required: keys) else { return nil }
        if let format = parts["format"], format.string != "1" {
            report(format, "format \(format.string ?? "") is not known", hint: "write format: 1")
        }
        if let said = parts["name"], said.string != name {
            report(said, "the name is not the folder's", hint: "write name: \(name)")
        }
        let size = parts["size"].flatMap { mapping($0, "a size", required: ["width", "height"]) }
        let width = size?["width"].flatMap { length($0, in: 5000...1_000_000) }
        let height = size?["height"].flatMap { length($0, in: 5000...1_000_000) }
        let resolutions = parts["dpi"].flatMap { self.resolutions($0) }
        let fields = parts["fields"].flatMap { self.fields($0) }
        let label = Box(
            x: Length(micrometres: 0), y: Length(micrometres: 0), width: width ?? Length(micrometres: 1_000_000),
            height: height ?? Length(micrometres: 1_000_000))
        let layers = parts["layers"].flatMap { self.layers($0, on: label, fields: fields) }
        guard let width, let height, let resolutions, let fields, let layers else { return nil }
        return LabelTemplate(
            name: name, width: width, height: height, resolutions: resolutions, fields: fields, layers: layers)
    }

    /// The values of a mapping's keys; unknown and missing keys are reported, the known are returned all the same.
    mutating func mapping(
        _ node: Node, _ what: String, required: [String], optional: [String] = []
    ) -> [String: Node]? {
        guard let pairs = node.mapping else {
            report(node, "\(what) is a mapping", hint: "write its keys: \(required.joined(separator: ", "))")
            return nil
        }
        var values: [String: Node] = [:]
        for (key, value) in pairs {
            guard let name = key.string, (required + optional).contains(name) else {
                let known = (required + optional).joined(separator: ", ")
                report(key, "\(what) has no \(key.string ?? "such key")", hint: "its keys are \(known)")
                continue
            }
            values[name] = value
        }
        for name in required where values[name] == nil {
            report(node, "\(what) needs \(name)", hint: "add \(name):")
        }
        return values
    }

    mutating func length(_ node: Node, in range: ClosedRange<Int> = 0...1_000_000) -> Length? {
        guard let length = node.string.flatMap({ Length($0) }) else {
            report(node, "\"\(node.string ?? "")\" is no length", hint: "write millimetres, such as 4.4mm")
            return nil
        }
        guard range ~= length.micrometres else {
            let (least, most) = (Length(micrometres: range.lowerBound), Length(micrometres: range.upperBound))
            report(node, "\(length) is out of range", hint: "write \(least) to \(most)")
            return nil
        }
        return length
    }

    mutating func integer(_ node: Node, in range: ClosedRange<Int>) -> Int? {
        guard let number = node.string.flatMap({ Int($0) }), range ~= number else {
            report(
                node, "\"\(node.string ?? "")\" is out of range",
                hint: "write \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return number
    }

    mutating func boolean(_ node: Node) -> Bool? {
        switch node.string {
        case "true": return true
        case "false": return false
        default:
            report(node, "\"\(node.string ?? "")\" is neither", hint: "write true or false")
            return nil
        }
    }

    /// One of a closed set of words.
    mutating func word<Word: RawRepresentable & CaseIterable>(
        _ node: Node, _: Word.Type
    ) -> Word? where Word.RawValue == String {
        if let word = node.string.flatMap({ Word(rawValue: $0) }) { return word }
        let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
        report(node, "\"\(node.string ?? "")\" is not known", hint: "write one of \(known)")
        return nil
    }

    private mutating func resolutions(_ node: Node) -> [Int]? {
        guard let list = node.sequence, !list.isEmpty else {
            report(node, "dpi is a list", hint: "write dpi: [203, 300]")
            return nil
        }
        let numbers = list.compactMap { integer($0, in: 100...2400) }
        return numbers.count == list.count ? numbers : nil
    }
}
