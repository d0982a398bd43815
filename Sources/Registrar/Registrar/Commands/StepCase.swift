public import Time
public import Access
public import Encodings
public import Inspection
internal import Records
internal import Wording

/// A step of a case.
public enum CaseStep: Sendable, Equatable {
    /// It is looked into.
    case investigate
    /// An authority did or asked for something; on the author's day where none is said.
    case measure(Measure.Kind, reason: String, authority: String, on: CivilDate?)
    /// It is over.
    case close(InspectionCase.Outcome, reason: String)
    /// It is taken up again.
    case reopen(reason: String)

    var content: JSONValue {
        switch self {
        case .investigate: ["step": "investigate"]
        case .measure(let kind, let reason, let authority, let day):
            .record([
                "step": "measure", "kind": .string(kind.rawValue), "reason": .string(reason),
                "authority": .string(authority), "on": day.map { .string($0.iso) },
            ])
        case .close(let outcome, let reason):
            ["step": "close", "outcome": .string(outcome.rawValue), "reason": .string(reason)]
        case .reopen(let reason): ["step": "reopen", "reason": .string(reason)]
        }
    }
}

/// Takes a step of a case; a step that changes nothing writes nothing.
public struct StepCase: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "stepCase"

    /// The case's identifier.
    public let id: String
    /// The step.
    public let step: CaseStep

    /// Takes the parts as they are.
    public init(_ id: String, _ step: CaseStep) {
        self.id = id
        self.step = step
    }

    /// What is asked, as data.
    public var content: JSONValue { ["case": .string(id), "do": step.content] }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.writeCase]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: InspectionCase, subject: Subject) {
        let found = try register.inspectionCase(id)
        return (found, try register.subject(of: found))
    }

    /// - Throws: `Problem` `caseStateConflict`, also where another case about the same is not closed when this one is
    ///   taken up again; `DataProblems` where a reason is about a person, or something is not of its form.
    public func perform(
        on before: InspectionCase, in register: any RegisterTransaction, by author: Authorship
    ) throws -> InspectionCase {
        let after = try stepped(before, by: author)
        if after == before { return after }
        // What is said must be such that the register can read it again.
        _ = try InspectionCase.read(after.json, path: "$").get()
        try Impersonal.demand([
            ("reason", after.closure?.reason), ("reason", after.reopenings.last?.reason),
            ("reason", after.measures.last?.reason), ("authority", after.measures.last?.authority),
        ])
        if before.status == .closed {
            let others: [InspectionCase] = try register.openCases(after.key).map { try $0.value() }
            if let open = after.key.joins(others) {
                throw Problem(
                    .caseStateConflict, vi: "Vụ việc \(open.id) về cùng nội dung đang mở; ghi tiếp vào vụ việc đó.",
                    en: "Case \(open.id) about the same is not closed; go on with that one.")
            }
        }
        try register.record(.inspectionCase, after.json, by: author)
        return after
    }

    private func stepped(_ found: InspectionCase, by author: Authorship) throws -> InspectionCase {
        let (day, account) = (author.today, author.actor)
        return switch step {
        case .investigate: try found.investigating()
        case .measure(let kind, let reason, let authority, let on):
            try found.taking(Measure(kind: kind, reason: reason, on: on ?? day, authority: authority, by: account))
        case .close(let outcome, let reason): try found.closed(outcome, because: reason, on: day, by: account)
        case .reopen(let reason): try found.reopened(because: reason, on: day, by: account)
        }
    }
}
