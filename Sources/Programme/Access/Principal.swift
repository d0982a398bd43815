public import Wording

/// Somebody whose identity is known, with roles and the part of the programme that they answer for.
public struct Principal: Sendable, Hashable {
    /// What stands as actor in ledger entries: the identifier of a token, or an organisation's; never a person's name.
    public let name: String
    /// What they are to the programme; of several, the first.
    public let role: Role
    /// What else they are: a co-operative that prints its own labels is producer and packer.
    public let furtherRoles: [Role]
    /// What they answer for; of a kind that each of their roles can have.
    public let scope: Scope
    /// The one organisation that they act for.
    public let organisation: String
    /// Who entered it in their name; nil where they did so themselves.
    public let via: String?

    /// What the issuer's own operator is called.
    public static let operatorName = "operator"

    /// - Parameter organisation: nil for the producer, or the office, that the scope names.
    /// - Throws: `Problem` `dataInvalid` where a role cannot have a scope of that kind.
    public init(
        name: String, role: Role, also furtherRoles: [Role] = [], scope: Scope, organisation: String? = nil
    ) throws(Problem) {
        for role in [role] + furtherRoles where !role.scopes.contains(scope.kind) {
            let kinds = role.scopes.map(\.rawValue).sorted().joined(separator: ", ")
            throw Problem(
                .dataInvalid,
                vi: "Vai trò \(role.title.vi) không dùng được phạm vi \(scope); cần phạm vi loại: \(kinds).",
                en: "The role \(role.title.en) cannot have the scope \(scope); it should be of the kind: \(kinds).")
        }
        self.init(checked: name, role, furtherRoles, scope, organisation: organisation)
    }

    private init(
        checked name: String, _ role: Role, _ furtherRoles: [Role] = [], _ scope: Scope, organisation: String? = nil,
        via: String? = nil
    ) {
        self.name = name
        self.role = role
        self.furtherRoles = furtherRoles.reduce(into: []) { if $1 != role, !$0.contains($1) { $0.append($1) } }
        self.scope = scope
        self.via = via
        self.organisation = organisation ?? Self.organisation(role, scope)
    }

    /// The organisation of somebody whose token names none.
    private static func organisation(_ role: Role, _ scope: Scope) -> String {
        if case .producer(let id) = scope { return id }
        return role == .issuer ? operatorName : "\(role.rawValue)@\(scope)"
    }

    /// The issuer at its own command line.
    public static func issuer(name: String) -> Principal {
        Principal(checked: name, .issuer, [], .everything, organisation: name)
    }

    /// The issuer's operator, who enters what an organisation asked for or decided; its name is looked up when something
    /// is recorded.
    public static func `operator`(inNameOf organisation: String) -> Principal {
        let name = organisation.trimmingWhiteSpace
        if name.lowercased() == operatorName { return issuer(name: operatorName) }
        return Principal(checked: name, .issuer, [], .everything, organisation: name, via: operatorName)
    }

    /// The same, for an organisation as the register writes it.
    public func named(_ organisation: String) -> Principal {
        Principal(checked: organisation, role, furtherRoles, scope, organisation: organisation, via: via)
    }

    /// Citizens, who have the rights of nobody: what they send in stands in the ledger in the name of them all.
    public static let citizens = Principal(checked: "citizens", .producer, [], .producer(""))

    /// All that they are to the programme.
    public var roles: [Role] { [role] + furtherRoles }

    /// Roles and scope in one word, such as `producer@producer:P-TQ-001`: who they are, whatever token they use.
    public var account: String { "\(roles.map(\.rawValue).joined(separator: "+"))@\(scope)" }
}

extension String {
    /// The text without white space at its ends.
    fileprivate var trimmingWhiteSpace: String {
        let start = drop(while: \.isWhitespace)
        return String(start.prefix(start.count - start.reversed().prefix(while: \.isWhitespace).count))
    }
}

extension Principal {
    /// Whether they may do this to the subject.
    public func permits(_ action: Action, on subject: Subject) -> Bool {
        roles.contains { role in
            let reach = action.reach(of: role)
            let isPlaced =
                switch reach.place {
                case .none: false
                case .own, .inScope: scope.contains(subject)
                case .all: true
                }
            return isPlaced && (reach.stars.map { !subject.stars.isDisjoint(with: $0) } ?? true)
        }
    }

    /// Asks for a right to do this to the subject.
    ///
    /// - Throws: `Problem` `rightMissing`, which names the right and who has it.
    public func demand(_ action: Action, on subject: Subject) throws(Problem) {
        if !permits(action, on: subject) { throw denial(of: action) }
    }

    /// The part of the programme in which they may do this to something; nil where there is none.
    public func extent(of action: Action) -> Scope? {
        let places = roles.map { action.reach(of: $0).place }
        if places.contains(.all) { return .everything }
        return places.contains { $0 != .none } ? scope : nil
    }

    /// The no to somebody who lacks the right to do this here.
    public func denial(of action: Action) -> Problem {
        // Where one of their roles has it, its bounds say more than that another has it not.
        let role = roles.first { action.reach(of: $0).place != .none } ?? self.role
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
