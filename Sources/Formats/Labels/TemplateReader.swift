internal import Yams

extension LabelTemplate {
    /// Reads a `label.yaml`; `name` is that of its folder, and the file must say the same.
    ///
    /// Throws every problem found, not only the first.
    public init(name: String, yaml: String) throws(LabelTemplateError) {
        var reader = TemplateReader()
        guard let template = reader.template(yaml: yaml, name: name), reader.problems.isEmpty else {
            throw .invalid(reader.problems.inOrder())
        }
        self = template
    }
}

/// Turns YAML nodes into values, and keeps what is wrong with them.
///
/// Every method reports why when it returns nil.
struct TemplateReader {
    private(set) var problems: [TemplateProblem] = []
    /// What could be read and where it stands, for the lint, which goes on where a template has mistakes.
    var rootNodes: [String: Node] = [:]
    var fieldNodes: [String: Node] = [:]
    var layerNodes: [LayerNodes] = []
    var fieldsRead: [LabelTemplate.Field] = []
    private(set) var label: Box?
    private(set) var resolutionsRead: [Int] = []

    /// A layer with the nodes that it was read from.
    struct LayerNodes {
        let layer: Layer
        let whole: Node
        let parts: [String: Node]
    }

    /// Leaves out all resolutions but one, where the template has it.
    mutating func look(onlyAt dotsPerInch: Int) {
        if resolutionsRead.contains(dotsPerInch) { resolutionsRead = [dotsPerInch] }
    }

    mutating func report(_ node: Node?, _ mistake: Mistake, severity: TemplateProblem.Severity = .error) {
        problems.append(TemplateProblem(at: node?.mark, mistake, severity: severity))
    }

    mutating func append(_ problem: TemplateProblem) { problems.append(problem) }

    /// The mapping that the whole file is.
    mutating func root(yaml: String) -> Node? {
        do {
            if let root = try Yams.compose(yaml: yaml) { return root }
            report(nil, .emptyFile)
        } catch {
            problems.append(TemplateProblem(error))
        }
        return nil
    }

    mutating func template(yaml: String, name: String) -> LabelTemplate? {
        guard let root = root(yaml: yaml) else { return nil }
        let keys = ["format", "name", "size", "dpi", "fields", "layers"]
        let choices = ["purpose", "media", "requires"]
        guard let parts = mapping(root, "a template", required: keys, optional: choices) else { return nil }
        rootNodes = parts
        checkHeading(parts, name: name)
        let size = parts["size"].flatMap { mapping($0, "a size", required: ["width", "height"]) }
        let width = size?["width"].flatMap { length($0, in: 5000...1_000_000) }
        let height = size?["height"].flatMap { length($0, in: 5000...1_000_000) }
        let resolutions = parts["dpi"].flatMap { self.resolutions($0) }
        resolutionsRead = resolutions ?? []
        let fields = parts["fields"].flatMap { self.fields($0) }
        let label = Box(
            x: Length(micrometres: 0), y: Length(micrometres: 0), width: width ?? Length(micrometres: 1_000_000),
            height: height ?? Length(micrometres: 1_000_000))
        if width != nil, height != nil { self.label = label }
        let layers = parts["layers"].flatMap { self.layers($0, on: label, fields: fields) }
        let purpose = parts["purpose"].map { word($0, LabelTemplate.Purpose.self) } ?? .traceLabel
        let media = parts["media"].flatMap { mediaName($0) }
        let requirement = parts["requires"].flatMap { self.requirement($0) }
        if let fields { checkMark(requirement, parts["requires"], fields) }
        guard let width, let height, let resolutions, let fields, let layers, let purpose else { return nil }
        return LabelTemplate(
            name: name, width: width, height: height, resolutions: resolutions, purpose: purpose,
            media: media, requirement: requirement, fields: fields, layers: layers)
    }

    /// `format: 1` and the name of the folder or file.
    mutating func checkHeading(_ parts: [String: Node], name: String) {
        if let format = parts["format"], format.string != "1" { report(format, .format(format.string ?? "")) }
        if let said = parts["name"], said.string != name { report(said, .name(name)) }
    }

    /// The values of a mapping's keys; unknown and missing keys are reported, the known are returned all the same.
    mutating func mapping(
        _ node: Node, _ what: String, required: [String], optional: [String] = []
    ) -> [String: Node]? {
        guard let pairs = node.mapping else {
            report(node, .notMapping(what, keys: required.joined(separator: ", ")))
            return nil
        }
        var values: [String: Node] = [:]
        for (key, value) in pairs {
            guard let name = key.string, (required + optional).contains(name) else {
                let known = (required + optional).joined(separator: ", ")
                report(key, .unknownKey(key.string ?? "such key", of: what, known: known))
                continue
            }
            values[name] = value
        }
        for name in required where values[name] == nil {
            report(node, .missingKey(name, of: what))
        }
        return values
    }

    mutating func length(_ node: Node, in range: ClosedRange<Int> = 0...1_000_000) -> Length? {
        guard let length = node.string.flatMap({ Length($0) }) else {
            report(node, .notLength(node.string ?? ""))
            return nil
        }
        guard range ~= length.micrometres else {
            let (least, most) = (Length(micrometres: range.lowerBound), Length(micrometres: range.upperBound))
            report(node, .range("\(length)", "\(least)", "\(most)"))
            return nil
        }
        return length
    }

    mutating func integer(_ node: Node, in range: ClosedRange<Int>) -> Int? {
        guard let number = node.string.flatMap({ Int($0) }), range ~= number else {
            report(node, .range("\"\(node.string ?? "")\"", "\(range.lowerBound)", "\(range.upperBound)"))
            return nil
        }
        return number
    }

    mutating func boolean(_ node: Node) -> Bool? {
        switch node.string {
        case "true": return true
        case "false": return false
        default:
            report(node, .notBoolean(node.string ?? ""))
            return nil
        }
    }

    /// One of a closed set of words.
    mutating func word<Word: RawRepresentable & CaseIterable>(
        _ node: Node, _: Word.Type
    ) -> Word? where Word.RawValue == String {
        if let word = node.string.flatMap({ Word(rawValue: $0) }) { return word }
        let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
        report(node, .unknownWord(node.string ?? "", known: known))
        return nil
    }

    /// Part of a path: nothing that could lead out of the media folder.
    private mutating func mediaName(_ node: Node) -> String? {
        let text = node.string ?? ""
        let isName = text.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "-") }
        if isName, 1...60 ~= text.utf8.count { return text }
        report(node, .mediaName(text))
        return nil
    }

    private mutating func resolutions(_ node: Node) -> [Int]? {
        guard let list = node.sequence, !list.isEmpty else {
            report(node, .resolutions)
            return nil
        }
        let numbers = list.compactMap { integer($0, in: 100...2400) }
        return numbers.count == list.count ? numbers : nil
    }
}
