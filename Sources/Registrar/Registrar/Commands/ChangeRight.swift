public import Access
public import Encodings
public import Records
internal import Time
internal import Wording

/// Lets a right to print a mark be used, or not: suspended, resumed, ended (tạm dừng, cho dùng lại, chấm dứt).
public struct ChangeRight: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "changeRight"

    /// The right's identifier.
    public let authorisation: String
    /// What it is to be.
    public let standing: MarkAuthorisation.Standing
    /// Why; nil where it is resumed.
    public let reason: String?
    /// The number of the decision; nil where it is not recorded.
    public let number: String?
    /// Whose decision it is; nil where it is not recorded.
    public let office: String?

    /// Takes the parts as they are.
    public init(
        _ authorisation: String, to standing: MarkAuthorisation.Standing, because reason: String?,
        decision number: String? = nil, of office: String? = nil
    ) {
        self.number = number
        self.office = office
        self.authorisation = authorisation
        self.standing = standing
        self.reason = reason
    }

    /// What is asked, as data.
    public var content: JSONValue {
        .record([
            "authorisation": .string(authorisation), "to": .string(standing.rawValue),
            "reason": reason.map(JSONValue.string), "decision": number.map(JSONValue.string),
            "by": office.map(JSONValue.string),
        ])
    }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.suspendAuthorisation]

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: MarkAuthorisation, subject: Subject) {
        let right = try register.authorisation(authorisation)
        return (right, try register.subject(of: right))
    }

    /// - Throws: `Problem` `authorisationEnded`.
    public func perform(
        on right: MarkAuthorisation, in register: any RegisterTransaction, by author: Authorship
    ) throws -> MarkAuthorisation {
        try demandPublic([(.reason, reason), (.authority, office)])
        let changed = try right.with(standing, because: reason)
        if standing == .active, changed != right { try register.demandAnother(than: right, author) }
        if changed != right { try register.record(.decision, decision(on: author.today).json, by: author) }
        return changed
    }

    /// The first answer again, out of the entries that were written.
    public func answer(again entries: [LedgerEntry], in register: any RegisterSnapshot) throws -> MarkAuthorisation {
        let right = try register.authorisation(authorisation)
        let then = decision(on: right.validThrough).applied(to: right.json)
        guard case .success(let answer) = MarkAuthorisation.read(then, path: "$") else {
            throw damaged("markAuthorisation")
        }
        return answer
    }

    private func decision(on day: CivilDate) -> Decision {
        let act: Decision.Act =
            switch standing {
            case .active: .resumed
            case .suspended: .suspended
            case .ended: .ended
            }
        return Decision(
            act, .markAuthorisation, authorisation, ground: standing == .active ? nil : reason, number: number, on: day,
            by: office)
    }
}

extension RegisterSnapshot {
    /// Whoever suspended a right does not resume it; nor does an organisation below it.
    ///
    /// - Throws: `Problem` `approverIsRequester`, `decidedElsewhere`.
    fileprivate func demandAnother(than right: MarkAuthorisation, _ author: Authorship) throws {
        guard let sequence = try lastDecision(of: .markAuthorisation, right.id)?.sequence,
            let entry = try entries(after: sequence - 1, kind: .decision, item: right.id, limit: 1).first
        else { return }
        if try isOnePerson(entry.actor, author) {
            throw Problem(
                .approverIsRequester,
                vi:
                    "«\(author.actor)» đã tạm dừng quyền in \(right.id) nên không thể tự cho dùng lại; cần bên khác quyết "
                    + "định.",
                en: "\"\(author.actor)\" suspended the right \(right.id) and cannot resume it; another must.")
        }
        guard try rank(of: author) < rank(ofActor: entry.actor) else { return }
        throw Problem(
            .decidedElsewhere,
            vi:
                "Quyền in \(right.id) do «\(entry.actor)» tạm dừng; chỉ cơ quan cùng cấp hoặc cấp trên cho dùng lại được.",
            en:
                "The right \(right.id) was suspended by \"\(entry.actor)\"; only an office of the same rank or above resumes "
                + "it.")
    }
}
