public import Access
public import Encodings
internal import Law
public import Records
public import Time
internal import Wording

/// Asks that the register goes on from the clock's time, where an entry was dated ahead by a clock that was wrong.
public struct AskClockCorrection: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "askClockCorrection"

    /// Why the newest entry's time is wrong.
    public let reason: String

    /// Takes the parts as they are.
    public init(because reason: String) {
        self.reason = reason
    }

    /// What is asked, as data.
    public var content: JSONValue { ["reason": .string(reason)] }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.manageKeys]
    /// The clock is behind when it is asked for.
    public static let mendsClock = true

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: UTCTime?, subject: Subject) {
        (try register.newestTime(), Subject())
    }

    /// - Throws: `Problem` `usage` where the clock is not behind; `dataInvalid` where the reason is not one.
    public func perform(
        on newest: UTCTime?, in register: any RegisterTransaction, by author: Authorship
    ) throws -> ClockCorrection {
        let newest = try author.demandBehind(newest)
        try demandPublic([(.reason, reason)])
        guard 1...300 ~= reason.count, !reason.allSatisfy(\.isWhitespace) else {
            throw Problem(
                .dataInvalid, vi: "Lý do cần 1 đến 300 ký tự.", en: "The reason has 1 to 300 characters.")
        }
        let asked = ClockCorrection(
            id: ClockCorrection.id(sequence: try register.head() + 1), state: .asked, reason: reason, from: newest,
            to: author.time, askedBy: author.actor)
        // Asking mends nothing yet: it stands at the newest entry's time.
        try register.record(.clockCorrection, asked.json, by: author.at(newest))
        return asked
    }
}

/// Approves it: from this entry on times go on from the clock's.
public struct ApproveClockCorrection: RegisterCommand {
    /// What entries of requests call it.
    public static let name = "approveClockCorrection"

    /// The identifier of what was asked for.
    public let correction: String

    /// Takes the parts as they are.
    public init(_ correction: String) {
        self.correction = correction
    }

    /// What is asked, as data.
    public var content: JSONValue { ["correction": .string(correction)] }
    /// The rights, of which one is enough.
    public static let rights: [Action] = [.manageKeys]
    /// The clock is behind when it is approved.
    public static let mendsClock = true

    /// Looks up what it is about.
    public func find(in register: any RegisterSnapshot) throws -> (found: ClockCorrection, subject: Subject) {
        guard let asked = try register.value(ClockCorrection.self, .clockCorrection, correction) else {
            throw Problem(
                .recordUnknown, vi: "Không có đề nghị chỉnh giờ «\(correction)».",
                en: "There is no clock correction \"\(correction)\".",
                hint: Bilingual(
                    vi: "Đề nghị bằng temgoc clock correct --reason …",
                    en: "Ask for one: temgoc clock correct --reason …"))
        }
        return (asked, Subject())
    }

    /// - Throws: `Problem` `usage` where the clock is not behind; `approverIsRequester`.
    public func perform(
        on asked: ClockCorrection, in register: any RegisterTransaction, by author: Authorship
    ) throws -> ClockCorrection {
        if asked.state == .approved { return asked }
        _ = try author.demandBehind(register.newestTime())
        if try register.isOnePerson(asked.askedBy, author) {
            throw Problem(
                .approverIsRequester,
                vi: "«\(author.actor)» đã đề nghị chỉnh giờ nên không tự duyệt được; cần người khác duyệt.",
                en: "\"\(author.actor)\" asked for the clock correction and cannot approve it; another person does.",
                hint: Bilingual(
                    vi: "Người duyệt dùng --actor hoặc TEMGOC_ACTOR của mình.",
                    en: "The approver uses an --actor or TEMGOC_ACTOR of their own."))
        }
        let approved = asked.approved(by: author.actor, at: author.time)
        try register.record(.clockCorrection, approved.json, by: author)
        return approved
    }
}

extension Authorship {
    /// The newest entry's time, which this is behind by more than clocks waver.
    ///
    /// - Throws: `Problem` `usage`.
    fileprivate func demandBehind(_ newest: UTCTime?) throws(Problem) -> UTCTime {
        if let newest, newest.secondsSince1970 - time.secondsSince1970 > RegisterClock.tolerance { return newest }
        throw Problem(
            .usage, vi: "Đồng hồ (\(time.text)) không chậm hơn mục mới nhất của sổ; không có gì để chỉnh.",
            en: "The clock (\(time.text)) is not behind the newest entry; there is nothing to correct.")
    }
}
