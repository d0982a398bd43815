public import Time

/// What the counts know of one code on one day in Vietnam.
public struct ScanDay: Sendable, Equatable {
    /// The day.
    public let day: CivilDate
    /// Checks by people: one a visitor, however often they loaded the page.
    public var checks: Int
    /// Different visitors that were told apart, at most `VisitorBook.mostPerCode` of one process.
    public var visitors: Int
    /// Checks by inspectors.
    public var inspections: Int
    /// All checks by where they came from and what they were answered; those counted before this was kept are missing.
    public var outcomes: [ScanOutcome: Int]
    /// The provinces that people gave, two-digit codes in order, one a visitor: the same may stand there twice.
    public var provinces: [String]
    /// Provinces that visitors took back for another, which are still to be taken out of what was counted before.
    var takenBack: [String] = []
    /// How often the number under the cover was typed rightly, after its first use and by somebody else or much later.
    public var reuses: Int
    /// The first check by people, in seconds since 1970-01-01T00:00:00Z; 0 where there was none, or it is not known.
    public var firstTime: Int64
    /// The last check, in seconds since 1970-01-01T00:00:00Z.
    public var lastTime: Int64

    /// Takes the parts as they are.
    public init(
        day: CivilDate, checks: Int = 0, visitors: Int = 0, inspections: Int = 0, provinces: [String] = [],
        reuses: Int = 0, outcomes: [ScanOutcome: Int] = [:], firstTime: Int64 = 0, lastTime: Int64 = 0
    ) {
        self.day = day
        self.checks = checks
        self.visitors = visitors
        self.inspections = inspections
        self.provinces = provinces
        self.reuses = reuses
        self.outcomes = outcomes
        self.firstTime = firstTime
        self.lastTime = lastTime
    }

    /// One check alone; of somebody who was there already that day its outcome only.
    ///
    /// - Parameter result: the verdict's raw value; nil of a check that is not answered yet.
    public init(_ check: Check, isNewVisitor: Bool, result: String? = nil) {
        // The issuer's own desk is not told apart, and counts each time.
        let counts = check.channel.isOfPeople && (isNewVisitor || check.visitor == nil || !check.channel.weighs)
        self.init(
            day: CivilDate(inVietnamAt: check.time), checks: counts ? 1 : 0, visitors: isNewVisitor ? 1 : 0,
            inspections: check.channel.isOfPeople ? 0 : 1,
            outcomes: result.map { [ScanOutcome(check.channel, $0): 1] } ?? [:], firstTime: counts ? check.time : 0,
            lastTime: check.time)
    }

    /// The province that a visitor gives, in the place of the one that they gave before.
    public init(_ check: Check, province: String, former: String?) {
        self.init(day: CivilDate(inVietnamAt: check.time), provinces: [province], lastTime: check.time)
        takenBack = former.map { [$0] } ?? []
    }

    /// The number under the cover, typed again.
    public init(reuseAt time: Int64) {
        self.init(day: CivilDate(inVietnamAt: time), reuses: 1, lastTime: time)
    }

    /// Adds the counts of the same day.
    public mutating func add(_ other: ScanDay) {
        checks += other.checks
        visitors += other.visitors
        inspections += other.inspections
        if !other.provinces.isEmpty { provinces = (provinces + other.provinces).sorted() }
        for former in other.takenBack {
            if let place = provinces.firstIndex(of: former) {
                provinces.remove(at: place)
            } else {
                takenBack.append(former)
            }
        }
        reuses += other.reuses
        if !other.outcomes.isEmpty { outcomes.merge(other.outcomes, uniquingKeysWith: +) }
        firstTime =
            firstTime == 0 || other.firstTime == 0 ? max(firstTime, other.firstTime) : min(firstTime, other.firstTime)
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

    /// How often the number under the cover was used again; see `ScanDay.reuses`.
    public var reuses: Int { days.reduce(0) { $0 + $1.reuses } }

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

    /// When people checked it first, in seconds since 1970-01-01T00:00:00Z; nil where that is not known.
    public var firstTime: Int64? { days.first { $0.checks > 0 }.flatMap { $0.firstTime == 0 ? nil : $0.firstTime } }

    /// The last day on which people checked it.
    public var last: CivilDate? { days.last { $0.checks > 0 }?.day }
}
