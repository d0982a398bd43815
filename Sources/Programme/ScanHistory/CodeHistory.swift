public import Time

/// What the counts know of one code on one day in Vietnam.
public struct ScanDay: Sendable, Equatable {
    /// The day.
    public let day: CivilDate
    /// Checks by people, every one of them.
    public var checks: Int
    /// Different visitors that were told apart, at most `VisitorBook.mostPerCode` of one process.
    public var visitors: Int
    /// Checks by inspectors.
    public var inspections: Int
    /// All checks by where they came from and what they were answered; those counted before this was kept are missing.
    public var outcomes: [ScanOutcome: Int]
    /// The provinces that people gave, two-digit codes in order.
    public var provinces: [String]
    /// The last check, in seconds since 1970-01-01T00:00:00Z.
    public var lastTime: Int64

    /// Takes the parts as they are.
    public init(
        day: CivilDate, checks: Int = 0, visitors: Int = 0, inspections: Int = 0, provinces: [String] = [],
        outcomes: [ScanOutcome: Int] = [:], lastTime: Int64 = 0
    ) {
        self.day = day
        self.checks = checks
        self.visitors = visitors
        self.inspections = inspections
        self.provinces = provinces
        self.outcomes = outcomes
        self.lastTime = lastTime
    }

    /// One check alone.
    ///
    /// - Parameter result: the verdict's raw value; nil of a check that is not answered yet.
    public init(_ check: Check, isNewVisitor: Bool, result: String? = nil) {
        self.init(
            day: CivilDate(inVietnamAt: check.time), checks: check.channel.isOfPeople ? 1 : 0,
            visitors: isNewVisitor ? 1 : 0, inspections: check.channel.isOfPeople ? 0 : 1,
            provinces: check.channel.weighs ? check.province.map { [$0] } ?? [] : [],
            outcomes: result.map { [ScanOutcome(check.channel, $0): 1] } ?? [:], lastTime: check.time)
    }

    /// Adds the counts of the same day.
    public mutating func add(_ other: ScanDay) {
        checks += other.checks
        visitors += other.visitors
        inspections += other.inspections
        if !other.provinces.isEmpty { provinces = Set(provinces).union(other.provinces).sorted() }
        if !other.outcomes.isEmpty { outcomes.merge(other.outcomes, uniquingKeysWith: +) }
        lastTime = max(lastTime, other.lastTime)
    }
}

/// The checks of one code, day by day.
///
/// It knows no visitor, no device and no address.
public struct CodeHistory: Sendable, Equatable {
    /// The days on which somebody checked it, the first first.
    public private(set) var days: [ScanDay] = []

    /// A history from its days, in any order.
    public init(_ days: [ScanDay] = []) {
        for day in days { add(day) }
    }

    /// Adds the counts of a day.
    public mutating func add(_ day: ScanDay) {
        if let index = days.lastIndex(where: { $0.day <= day.day }) {
            if days[index].day == day.day {
                days[index].add(day)
            } else {
                days.insert(day, at: index + 1)
            }
        } else {
            days.insert(day, at: 0)
        }
    }

    /// How often people checked it.
    public var checks: Int { days.reduce(0) { $0 + $1.checks } }

    /// The different visitors of each day, added up.
    public var visitors: Int { days.reduce(0) { $0 + $1.visitors } }

    /// How often inspectors checked it.
    public var inspections: Int { days.reduce(0) { $0 + $1.inspections } }

    /// The last day on which inspectors checked it.
    public var lastInspection: CivilDate? { days.last { $0.inspections > 0 }?.day }

    /// All checks by where they came from and what they were answered; see `ScanDay.outcomes`.
    public var outcomes: [ScanOutcome: Int] {
        days.reduce(into: [:]) { $0.merge($1.outcomes, uniquingKeysWith: +) }
    }

    /// The first day on which people checked it.
    public var first: CivilDate? { days.first { $0.checks > 0 }?.day }

    /// The last day on which people checked it.
    public var last: CivilDate? { days.last { $0.checks > 0 }?.day }
}
