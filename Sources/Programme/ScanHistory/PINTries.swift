public import Time

/// What became of a covered number that somebody typed.
public enum PINOutcome: Sendable, Equatable {
    /// Right, and never used before: it is used up now.
    case first
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
        case .usedBefore: "usedBefore"
        case .wrong: "wrong"
        case .tooMany: "tooMany"
        }
    }
}

/// The wrong tries of the last hour, code by code, in memory: a restart forgets them.
public struct PINTries: Sendable {
    /// Wrong tries that a code has in an hour.
    public static let limit = 5
    /// The hour in seconds.
    public static let span: Int64 = 3_600
    /// How many codes with wrong tries are kept; beyond them no further code may be tried until one is an hour old.
    public static let mostCodes = 65_536

    private var wrong: [ScanCode: [Int64]] = [:]

    /// Without any tries.
    public init() {}

    /// How many seconds a code must wait; 0 where a try is allowed.
    public mutating func wait(of code: ScanCode, at now: Int64) -> Int {
        if wrong[code] == nil, wrong.count >= Self.mostCodes {
            wrong = wrong.filter { $0.value.contains { $0 > now - Self.span } }
            if wrong.count >= Self.mostCodes { return Int(Self.span) }
        }
        let recent = (wrong[code] ?? []).filter { $0 > now - Self.span }
        guard recent.count >= Self.limit, let oldest = recent.first else { return 0 }
        return Int(clamping: oldest + Self.span - now)
    }

    /// Remembers a wrong try, and says how many are left.
    public mutating func miss(_ code: ScanCode, at now: Int64) -> Int {
        let recent = ((wrong[code] ?? []).filter { $0 > now - Self.span } + [now]).suffix(Self.limit)
        wrong[code] = Array(recent)
        return Self.limit - recent.count
    }
}
