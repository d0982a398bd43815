public import Wording

/// Somebody whose identity is known, with a role and the part of the programme that they answer for.
public struct Principal: Sendable, Hashable {
    /// What stands as actor in ledger entries: the identifier of a token, or an operator's name; never a person's.
    public let name: String
    /// What they are to the programme.
    public let role: Role
    /// What they answer for; of a kind that the role can have.
    public let scope: Scope

    /// - Throws: `Problem` `dataInvalid` where the role cannot have a scope of that kind.
    public init(name: String, role: Role, scope: Scope) throws(Problem) {
        guard role.scopes.contains(scope.kind) else {
            let kinds = role.scopes.map(\.rawValue).sorted().joined(separator: ", ")
            throw Problem(
                .dataInvalid,
                vi: "Vai trò \(role.title.vi) không dùng được phạm vi \(scope); cần phạm vi loại: \(kinds).",
                en: "The role \(role.title.en) cannot have the scope \(scope); it should be of the kind: \(kinds).")
        }
        self.init(checked: name, role, scope)
    }

    private init(checked name: String, _ role: Role, _ scope: Scope) {
        self.name = name
        self.role = role
        self.scope = scope
    }

    /// The issuer at its own command line.
    public static func issuer(name: String) -> Principal { Principal(checked: name, .issuer, .everything) }

    /// Citizens, who have the rights of nobody: what they send in stands in the ledger in the name of them all.
    public static let citizens = Principal(checked: "citizens", .producer, .producer(""))

    /// Role and scope in one word, such as `producer@producer:P-TQ-001`: who they are, whatever token they use.
    public var account: String { "\(role.rawValue)@\(scope)" }
}

extension Principal {
    /// Whether they may do this to the subject.
    public func permits(_ action: Action, on subject: Subject) -> Bool {
        let reach = action.reach(of: role)
        let isPlaced =
            switch reach.place {
            case .none: false
            case .own, .inScope: scope.contains(subject)
            case .all: true
            }
        return isPlaced && (reach.stars.map { !subject.stars.isDisjoint(with: $0) } ?? true)
    }

    /// Asks for a right to do this to the subject.
    ///
    /// - Throws: `Problem` `rightMissing`, which names the right and who has it.
    public func demand(_ action: Action, on subject: Subject) throws(Problem) {
        if !permits(action, on: subject) { throw denial(of: action) }
    }

    /// The part of the programme in which they may do this to something; nil where there is none.
    public func extent(of action: Action) -> Scope? {
        switch action.reach(of: role).place {
        case .none: nil
        case .own, .inScope: scope
        case .all: .everything
        }
    }

    /// The no to somebody who lacks the right to do this here.
    public func denial(of action: Action) -> Problem {
        let reach = action.reach(of: role)
        let why: Bilingual =
            if reach.place == .none {
                Bilingual(
                    vi: "vai trò \(role.title.vi) không có quyền này.",
                    en: "the role \(role.title.en) does not have it.")
            } else {
                Bilingual(
                    vi:
                        "vai trò \(role.title.vi) có quyền này \(reach.title.vi) (\(scope)); việc được yêu cầu nằm ngoài.",
                    en: "the role \(role.title.en) has it \(reach.title.en) (\(scope)); what was asked lies outside.")
            }
        let holders = Role.allCases.filter { action.reach(of: $0).place != .none }
        func names(_ language: Language) -> String {
            holders.map { "\($0.title[language]) (\(action.reach(of: $0).title[language]))" }.joined(separator: "; ")
        }
        return Problem(
            .rightMissing, vi: "Thiếu quyền \(action.rawValue) (\(action.title.vi)): \(why.vi)",
            en: "The right \(action.rawValue) (\(action.title.en)) is missing: \(why.en)",
            hint: Bilingual(vi: "Quyền này thuộc về: \(names(.vi)).", en: "Who has it: \(names(.en))."))
    }
}
