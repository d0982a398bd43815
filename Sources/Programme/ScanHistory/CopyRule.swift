internal import Time
public import Wording

/// A rule that suspects that a code was copied, from nothing but its history; its raw name stands in answers.
///
/// Why these, and what they assume of honest and dishonest packs: docs/decisions/0010-scan-history.md.
public enum CopyRule: Sendable, Hashable {
    /// Visitors who said where they are, in so many provinces on one day.
    case provinces(Int)
    /// So many different visitors within so many days.
    case visitors(Int, withinDays: Int)
    /// Visitors on so many occasions, each so many days after the one before began.
    case apart(occasions: Int, days: Int)

    /// The name in answers and in `scan-rules.json`.
    public var name: String {
        switch self {
        case .provinces: "provinces"
        case .visitors: "visitors"
        case .apart: "apart"
        }
    }

    /// Whether the history is such as the rule describes.
    public func suspects(_ history: CodeHistory) -> Bool { figure(of: history) >= limit }

    /// From how many on the rule suspects a copy: provinces, visitors or occasions.
    public var limit: Int {
        switch self {
        case .provinces(let least), .visitors(let least, _), .apart(let least, _): least
        }
    }

    /// How many the history has of what the rule counts, where it has most of them.
    public func figure(of history: CodeHistory) -> Int {
        switch self {
        case .provinces: return history.days.reduce(0) { max($0, $1.provinces.count) }
        case .visitors(_, let span):
            let days = history.days
            return days.indices.map { start in
                let end = days[start].day.adding(days: span)
                return days[start...].prefix { $0.day < end }.reduce(0) { $0 + $1.visitors }
            }.max() ?? 0
        case .apart(_, let days): return Self.occasions(history, days)
        }
    }

    /// What the rule counts.
    public var subject: Bilingual {
        switch self {
        case .provinces: Bilingual(vi: "tỉnh khác nhau trong một ngày", en: "different provinces on one day")
        case .visitors(_, let days):
            Bilingual(vi: "người khác nhau trong \(days) ngày", en: "different visitors within \(days) days")
        case .apart(_, let days):
            Bilingual(vi: "dịp cách nhau từ \(days) ngày", en: "occasions at least \(days) days apart")
        }
    }

    private static func occasions(_ history: CodeHistory, _ days: Int) -> Int {
        var count = 0
        var next: CivilDate?
        for day in history.days where day.visitors > 0 {
            if let next, day.day < next { continue }
            count += 1
            next = day.day.adding(days: days)
        }
        return count
    }

    /// What was seen, for people; it follows "checked {n} times, first on {day}, ".
    public var finding: Bilingual {
        switch self {
        case .provinces: Bilingual(vi: "tại nhiều nơi khác nhau", en: "in several different places")
        case .visitors(_, let days):
            Bilingual(
                vi: "bởi nhiều người khác nhau trong vòng \(days) ngày",
                en: "by several different visitors within \(days) days")
        case .apart(_, let days):
            Bilingual(
                vi: "vào những dịp cách nhau từ \(days) ngày trở lên", en: "on occasions at least \(days) days apart")
        }
    }

    /// The rule with its limit, in a sentence.
    public var explanation: Bilingual {
        switch self {
        case .provinces(let least):
            Bilingual(
                vi: "Trong một ngày, người tra cứu cho biết mình ở \(least) tỉnh, thành phố khác nhau trở lên.",
                en: "On one day, people who checked said that they were in \(least) provinces or more.")
        case .visitors(let least, let days):
            Bilingual(
                vi: "Trong \(days) ngày có từ \(least) người khác nhau tra cứu cùng một mã.",
                en: "Within \(days) days, \(least) or more different visitors checked the same code.")
        case .apart(let occasions, let days):
            Bilingual(
                vi:
                    "Cùng một mã được tra cứu ở \(occasions) dịp trở lên, mỗi dịp cách nhau ít nhất \(days) ngày; một gói "
                    + "hàng thường chỉ được tra cứu quanh ngày mua.",
                en:
                    "The same code was checked on \(occasions) occasions or more, at least \(days) days apart; a pack is "
                    + "usually checked around the day of purchase only.")
        }
    }
}

/// The rules of one issuer, in the order in which they are asked.
public struct CopyRules: Sendable, Equatable {
    /// The rules.
    public let rules: [CopyRule]

    /// Takes the rules as they are.
    public init(_ rules: [CopyRule]) {
        self.rules = rules
    }

    /// Those that the simulation of decision 0010 was made with.
    public static let standard = CopyRules([
        .provinces(2), .visitors(5, withinDays: 5), .apart(occasions: 2, days: 5),
    ])

    /// The first rule that suspects a copy; nil where none does.
    public func suspicion(of history: CodeHistory) -> CopyRule? { rules.first { $0.suspects(history) } }
}
