public import Wording
internal import Yams

/// One thing wrong in a template's folder, or in a file of `label-templates/media`.
public struct TemplateProblem: Sendable, Equatable {
    /// Which file it stands in.
    public let file: File
    /// Whether the template can be used all the same.
    public let severity: Severity
    /// From 1.
    public let line: Int
    /// From 1; in characters of `label.yaml`, in bytes of `artwork.svg`.
    public let column: Int
    /// What is wrong.
    public let what: Bilingual
    /// What to write instead.
    public let hint: Bilingual

    /// A file of a template.
    public enum File: String, Sendable { case label = "label.yaml", artwork = "artwork.svg" }

    /// An error keeps the template from being used; a warning is worth a look.
    public enum Severity: String, Sendable { case error, warning }
}

extension TemplateProblem: CustomStringConvertible {
    /// Such as `7:12: "60cm" is no length; write millimetres, such as 4.4mm`.
    public var description: String { "\(line):\(column): \(what.en); \(hint.en)" }
}

/// Why a `label.yaml`, or a media file, cannot be used.
public enum LabelTemplateError: Error, Equatable {
    /// Everything that is wrong, in the order of the file; never empty.
    case invalid([TemplateProblem])
}

/// What is wrong and what to do about it, wherever it stands.
struct Mistake: Sendable, Equatable {
    let what: Bilingual
    let hint: Bilingual

    init(en: String, _ hint: String, vi: String, _ viHint: String) {
        what = Bilingual(vi: vi, en: en)
        self.hint = Bilingual(vi: viHint, en: hint)
    }
}

extension TemplateProblem {
    init(
        _ mistake: Mistake, line: Int, column: Int, severity: Severity = .error, file: File = .label
    ) {
        self.init(
            file: file, severity: severity, line: line, column: column, what: mistake.what, hint: mistake.hint)
    }

    init(at mark: Mark?, _ mistake: Mistake, severity: Severity = .error) {
        self.init(mistake, line: mark?.line ?? 1, column: mark?.column ?? 1, severity: severity)
    }

    /// What the YAML parser itself refuses; it stops at the first.
    init(_ error: any Error) {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(at: mark, .notYAML(problem))
        case .duplicatedKeysInMapping(let duplicates, let context):
            self.init(at: context.mark, .givenTwice(duplicates.joined(separator: ", ")))
        default: self.init(at: nil, .unreadable("\(error)"))
        }
    }
}

extension [TemplateProblem] {
    /// In the order of the files: the label's first, then its artwork's.
    func inOrder() -> Self {
        sorted { ($0.file == .artwork ? 1 : 0, $0.line, $0.column) < ($1.file == .artwork ? 1 : 0, $1.line, $1.column) }
    }
}
