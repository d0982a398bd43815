public import Access
internal import Inspection
internal import Records
public import Time
public import Wording

/// Who does something to a register, when, and under which name of theirs.
///
/// Every command takes one, and nothing has a default that permits: the caller says for whom.
public struct Authorship: Sendable {
    /// Who asks, with their role and what they answer for.
    public private(set) var principal: Principal
    /// The time of the entries that it writes.
    public private(set) var time: UTCTime
    /// What they call the request; the same again gives the first answer.
    public let request: RequestIdentifier?
    /// What stands in the entries of that request; set by the registrar.
    private(set) var key: RequestKey?

    /// - Parameter time: now, by the register's clock.
    public init(_ principal: Principal, at time: UTCTime, request: RequestIdentifier? = nil) {
        self.principal = principal
        self.time = time
        self.request = request
    }

    /// The day in Vietnam by which rules judge, which is that of the entries.
    public var today: CivilDate { time.day }

    /// What stands as actor in the entries.
    public var actor: String { principal.name }

    /// The same, writing at another time.
    func at(_ time: UTCTime) -> Authorship {
        var author = self
        author.time = time
        return author
    }

    /// The same, for an organisation as the register writes it.
    func named(_ organisation: String) -> Authorship {
        var author = self
        author.principal = principal.named(organisation)
        return author
    }

    /// The same, for the entries of a request.
    func naming(_ key: RequestKey) -> Authorship {
        var author = self
        author.key = key
        return author
    }
}

/// An asker's own name for a request.
public struct RequestIdentifier: Sendable, Hashable {
    /// 1 … 100 characters, no white space and no control characters.
    public let text: String

    /// - Throws: `Problem` `usage`.
    public init(_ text: String) throws(Problem) {
        let isRight =
            1...RequestKey.longest ~= text.count && !text.contains(where: \.isWhitespace)
            && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard isRight else {
            throw Problem(
                .usage, vi: "Mã yêu cầu cần 1 đến 100 ký tự, không có khoảng trắng và ký tự điều khiển.",
                en: "A request identifier has 1 to 100 characters, no white space and no control characters.")
        }
        self.text = text
    }
}

extension Principal {
    /// Asks for one of some rights to do this to the subject.
    ///
    /// - Throws: `Problem` `rightMissing`, which names the first of them and who has it.
    public func demand(anyOf actions: [Action], on subject: Subject) throws(Problem) {
        if actions.contains(where: { permits($0, on: subject) }) { return }
        for action in actions { try demand(action, on: subject) }
    }
}
