internal import Yams

/// One thing wrong in a `label.yaml`.
public struct TemplateProblem: Sendable, Equatable {
    /// From 1.
    public let line: Int
    /// From 1, in characters.
    public let column: Int
    /// What is wrong.
    public let what: String
    /// What to write instead.
    public let hint: String
}

extension TemplateProblem: CustomStringConvertible {
    /// Such as `7:12: "60cm" is no length; write millimetres, such as 4.4mm`.
    public var description: String { "\(line):\(column): \(what); \(hint)" }
}

/// Why a `label.yaml` is no template.
public enum LabelTemplateError: Error, Equatable {
    /// Everything that is wrong, in the order of the file; never empty.
    case invalid([TemplateProblem])
}

extension TemplateProblem {
    init(at mark: Mark?, _ what: String, hint: String) {
        self.init(line: mark?.line ?? 1, column: mark?.column ?? 1, what: what, hint: hint)
    }

    /// What the YAML parser itself refuses; it stops at the first.
    init(_ error: any Error) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(at: mark, "this is not YAML: \(problem)", hint: "check indentation, quotes and brackets")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.joined(separator: ", ")
            self.init(at: context.mark, "\(keys) is given twice", hint: "keep one of them")
        default: self.init(at: nil, "this is not YAML: \(error)", hint: "save the file as UTF-8 text")
        }
    }
}
