/// A day of the calendar, without a time and without a time zone.
///
/// Law counts in days of Vietnam (UTC+7 all year, no summer time), so a day needs no time zone data.
public struct CivilDate: Sendable, Hashable, Comparable {
    /// 1 … 9999.
    public let year: Int
    /// 1 … 12.
    public let month: Int
    /// 1 … 31.
    public let day: Int

    /// A day of the proleptic Gregorian calendar, years 1 to 9999; nil where there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard 1...9999 ~= year, 1...12 ~= month, day >= 1, day <= Self.days(inMonth: month, of: year) else {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    /// A day written `yyyy-MM-dd` (ISO 8601), digits only; nil for any other text.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        func number(_ range: Range<Int>) -> Int? {
            bytes[range].reduce(Optional(0)) { sum, byte in
                guard let sum, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
                return sum * 10 + Int(byte - UInt8(ascii: "0"))
            }
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day in Vietnam (UTC+7) at an instant, given in seconds since 1970-01-01T00:00:00Z.
    ///
    /// Instants outside the years 1 to 9999 are moved to their nearest end.
    public init(inVietnamAt secondsSince1970: Int64) {
        let (local, overflow) = secondsSince1970.addingReportingOverflow(7 * 3600)
        let (days, rest) = (overflow ? secondsSince1970 : local).quotientAndRemainder(dividingBy: 86_400)
        self = CivilDate(daysSince1970: Int(clamping: rest < 0 ? days - 1 : days))
    }

    /// The day in Vietnam at an instant written in UTC to the second (RFC 3339): `2026-11-21T17:00:00Z` is the 22nd.
    ///
    /// nil for any other text.
    public init?(inVietnamAtUTC text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[19] == UInt8(ascii: "Z"),
            let day = CivilDate(text.prefix(10)), let hour = Int(text.dropFirst(11).prefix(2)), 0...23 ~= hour
        else { return nil }
        self.init(inVietnamAt: Int64(day.daysSince1970) * 86_400 + Int64(hour) * 3_600)
    }

    /// Orders by time.
    public static func < (a: CivilDate, b: CivilDate) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }
}

extension CivilDate {
    /// `yyyy-MM-dd`, as in data.
    public var iso: String { "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }

    /// `dd/MM/yyyy`, as people in Vietnam read it.
    public var vietnamese: String { "\(padded(day, 2))/\(padded(month, 2))/\(padded(year, 4))" }

    /// The day as English readers take it for no other: `18 Sep 2026`.
    public var english: String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(day) \(months[month - 1]) \(padded(year, 4))"
    }

    /// The day after this one (the last day of the calendar stays).
    public var next: CivilDate { adding(days: 1) }

    /// Moves by days; stops at the ends of the calendar.
    public func adding(days: Int) -> CivilDate {
        let (sum, overflow) = daysSince1970.addingReportingOverflow(days)
        return CivilDate(daysSince1970: overflow ? (days < 0 ? .min : .max) : sum)
    }

    /// The same day so many calendar months later, or the last day of that month where it is shorter.
    ///
    /// 36 months after 2024-02-29 is 2027-02-28. Stops at the ends of the calendar.
    public func adding(months: Int) -> CivilDate {
        let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow, 12..<(10_000 * 12) ~= sum else { return CivilDate(daysSince1970: months < 0 ? .min : .max) }
        let (year, month) = (sum / 12, sum % 12 + 1)
        return CivilDate(checkedYear: year, month, min(day, Self.days(inMonth: month, of: year)))
    }

    /// Days from 1970-01-01 to this day; negative before it.
    public var daysSince1970: Int {
        // Years are counted from 1 March, so that the leap day is the last of its year.
        let y = month > 2 ? year : year - 1
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    private init(checkedYear year: Int, _ month: Int, _ day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    private init(daysSince1970 days: Int) {
        // 0001-01-01 … 9999-12-31
        let z = min(max(days, -719_162), 2_932_896) + 719_468
        let era = z / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        self.init(checkedYear: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

private func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

extension CivilDate {
    /// Its noon in Vietnam, for which a day stands where a time is asked for; in seconds since 1970-01-01T00:00:00Z.
    public var noon: Int64 { Int64(daysSince1970) * 86_400 + 5 * 3_600 }
}
