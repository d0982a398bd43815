public import Time

/// What became of a covered number that somebody typed.
public enum PINOutcome: Sendable, Equatable {
    /// Right, and never used before: it is used up at this time, in seconds since 1970-01-01T00:00:00Z.
    case first(at: Int64)
    /// Right, and used by the same visitor within the last 30 minutes, at this time.
    case again(at: Int64)
    /// Right, and used before.
    case usedBefore(on: CivilDate)
    /// Wrong; so many tries are left within the hour.
    case wrong(left: Int)
    /// Not looked at: too many wrong tries. One more is allowed after so many seconds.
    case tooMany(secondsLeft: Int)

    /// The name in data.
    public var name: String {
        switch self {
        case .first: "first"
        case .again: "again"
        case .usedBefore: "usedBefore"
        case .wrong: "wrong"
        case .tooMany: "tooMany"
        }
    }
}

/// The wrong tries of a code, by their times.
public enum PINTries {
    /// Wrong tries that a code has in an hour.
    public static let limit = 5
    /// The hour in seconds.
    public static let span: Int64 = 3_600
    /// For how many seconds a second entry by the same visitor is told as what it is.
    public static let again: Int64 = 1_800

    /// How many seconds a code must wait; 0 where a try is allowed.
    ///
    /// - Parameter times: of its wrong tries, in order.
    public static func wait(_ times: [Int64], at now: Int64) -> Int {
        let recent = times.filter { $0 > now - span }
        guard recent.count >= limit else { return 0 }
        return Int(clamping: recent[recent.count - limit] - now + span)
    }

    /// How many wrong tries are left after one more.
    public static func left(_ times: [Int64], at now: Int64) -> Int {
        max(0, limit - 1 - times.count { $0 > now - span })
    }
}
