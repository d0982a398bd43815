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
    /// The number under the cover, typed rightly so often; see `ScanDay.reuses`.
    case coveredNumber(Int)

    /// The name in answers and in `scan-rules.json`.
    public var name: String {
        switch self {
        case .provinces: "provinces"
        case .visitors: "visitors"
        case .apart: "apart"
        case .coveredNumber: "coveredNumber"
        }
    }

    /// Whether the history is such as the rule describes.
    public func suspects(_ history: CodeHistory) -> Bool { figure(of: history) >= limit }

    /// From how many on the rule suspects a copy: provinces, visitors or occasions.
    public var limit: Int {
        switch self {
        case .provinces(let least), .visitors(let least, _), .apart(let least, _), .coveredNumber(let least): least
        }
    }

    /// How many the history has of what the rule counts, where it has most of them.
    public func figure(of history: CodeHistory) -> Int {
        switch self {
        case .provinces: return history.days.reduce(0) { max($0, Set($1.provinces).count) }
        case .visitors(_, let span):
            let days = history.days
            return days.indices.map { start in
                let end = days[start].day.adding(days: span)
                return days[start...].prefix { $0.day < end }.reduce(0) { $0 + $1.visitors }
            }.max() ?? 0
        case .apart(_, let days): return Self.occasions(history, days)
        // The first use is kept apart, and is none of a copy.
        case .coveredNumber: return history.reuses == 0 ? 0 : history.reuses + 1
        }
    }

    /// What the rule counts, as the beginning of a line.
    public var subject: Bilingual {
        switch self {
        case .provinces: Bilingual(vi: "Số tỉnh trong một ngày", en: "Provinces on one day")
        case .visitors(_, let days):
            Bilingual(vi: "Số người tra cứu trong \(days) ngày", en: "Visitors within \(days) days")
        case .apart(_, let days):
            Bilingual(vi: "Số lần tra cứu cách nhau từ \(days) ngày", en: "Checks at least \(days) days apart")
        case .coveredNumber:
            Bilingual(vi: "Số lần nhập số dưới lớp phủ", en: "Uses of the number under the cover")
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
                vi: "các lần tra cứu cách nhau từ \(days) ngày trở lên", en: "at times at least \(days) days apart")
        case .coveredNumber:
            Bilingual(
                vi: "số dưới lớp phủ đã được nhập từ hai lần trở lên",
                en: "and the number under the cover was typed more than once")
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
                    "Cùng một mã được tra cứu \(occasions) lần trở lên, mỗi lần cách nhau ít nhất \(days) ngày; một gói "
                    + "hàng thường chỉ được tra cứu quanh ngày mua.",
                en:
                    "The same code was checked on \(occasions) occasions or more, at least \(days) days apart; a pack is "
                    + "usually checked around the day of purchase only.")
        case .coveredNumber:
            Bilingual(
                vi: "Số dưới lớp phủ cào chỉ lộ ra khi cào; số này đã được nhập đúng thêm lần nữa, bởi người khác hoặc "
                    + "sau đó hơn 30 phút.",
                en:
                    "The number is seen only when its cover is scratched off; it was typed rightly once more, by somebody "
                    + "else or more than 30 minutes later.")
        }
    }
}

/// The rules of one issuer, in two grades, each in the order in which they are asked.
public struct CopyRules: Sendable, Equatable {
    /// Those that make a code suspected, which is the headline of its page.
    public let rules: [CopyRule]
    /// Those that let the page say, under a verdict that stays what it is, that the code was checked before.
    public let notices: [CopyRule]

    /// Takes the rules as they are.
    public init(_ rules: [CopyRule], notices: [CopyRule] = CopyRules.standardNotices) {
        self.rules = rules
        self.notices = notices
    }

    /// Those that the simulation of decision 0029 was made with.
    public static let standard = CopyRules([
        .coveredNumber(2), .provinces(3), .visitors(20, withinDays: 10), .apart(occasions: 3, days: 5),
    ])

    /// The notices of the same simulation.
    public static let standardNotices: [CopyRule] = [.apart(occasions: 2, days: 5), .visitors(6, withinDays: 5)]

    /// The first rule that suspects a copy; nil where none does.
    public func suspicion(of history: CodeHistory) -> CopyRule? { rules.first { $0.suspects(history) } }

    /// The first rule that has the page say that the code was checked before; nil where none does.
    public func notice(of history: CodeHistory) -> CopyRule? { notices.first { $0.suspects(history) } }
}
