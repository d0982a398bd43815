public import Wording

/// How much a rule's word weighs.
public enum Severity: String, Sendable, CaseIterable {
    /// Nothing is issued or recorded.
    case refusal
    /// It may be done; somebody ought to look at it.
    case warning
    /// It may be done; it would be better otherwise.
    case hint
}

extension Severity {
    /// What it is called.
    public var name: Bilingual {
        switch self {
        case .refusal: Bilingual(vi: "từ chối", en: "refusal")
        case .warning: Bilingual(vi: "cảnh báo", en: "warning")
        case .hint: Bilingual(vi: "gợi ý", en: "hint")
        }
    }
}

/// What a rule found, and how much it weighs.
public struct Finding: Sendable, Equatable {
    /// What is wrong or missing, and what to do.
    public let problem: Problem
    /// How much it weighs.
    public let severity: Severity

    /// Takes the parts as they are.
    public init(_ problem: Problem, _ severity: Severity) {
        self.problem = problem
        self.severity = severity
    }

    /// A refusal where there is a problem.
    static func refusal(_ problem: Problem?) -> Finding? { problem.map { Finding($0, .refusal) } }
}

extension Collection<Finding> {
    /// The problems of that weight, in their order.
    public func problems(_ severity: Severity) -> [Problem] { filter { $0.severity == severity }.map(\.problem) }
}
