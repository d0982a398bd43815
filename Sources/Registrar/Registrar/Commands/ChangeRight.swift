public import Access
public import Encodings
public import Records

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

    /// Takes the parts as they are.
    public init(_ authorisation: String, to standing: MarkAuthorisation.Standing, because reason: String?) {
        self.authorisation = authorisation
        self.standing = standing
        self.reason = reason
    }

    /// What is asked, as data.
    public var content: JSONValue {
        .record([
            "authorisation": .string(authorisation), "to": .string(standing.rawValue),
            "reason": reason.map(JSONValue.string),
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
        let changed = try right.with(standing, because: reason)
        if changed != right { try register.record(.record(.markAuthorisation), changed.json, by: author) }
        return changed
    }
}
