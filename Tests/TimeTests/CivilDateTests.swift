import Testing
import Time

struct CivilDateTests {
    // Oracle: CPython's datetime, (date(y, m, d) - date(1970, 1, 1)).days.
    @Test(arguments: [
        ("0001-01-01", -719_162), ("1900-02-28", -25_509), ("1900-03-01", -25_508), ("1969-12-31", -1),
        ("1970-01-01", 0), ("1972-02-29", 789), ("2000-02-29", 11_016), ("2024-02-29", 19_782),
        ("2026-11-21", 20_778), ("2100-02-28", 47_540), ("2100-03-01", 47_541), ("9999-12-31", 2_932_896),
    ])
    func `days since 1970 are those of Python's calendar, both ways`(iso: String, days: Int) throws {
        let date = try #require(CivilDate(iso))
        #expect(date.daysSince1970 == days)
        #expect(day("1970-01-01").adding(days: days) == date)
        #expect(date.iso == iso)
    }

    @Test(arguments: [2000, 2020, 2024, 2400])
    func `a leap year has 29 February`(year: Int) {
        #expect(CivilDate(year: year, month: 2, day: 29) != nil)
    }

    @Test(arguments: [1900, 2023, 2100, 2025])
    func `a common year has no 29 February`(year: Int) {
        #expect(CivilDate(year: year, month: 2, day: 29) == nil)
        #expect(CivilDate(year: year, month: 2, day: 28)?.next == CivilDate(year: year, month: 3, day: 1))
    }

    @Test(arguments: [
        "", "2026-11-2", "2026-11-211", "2026/11/21", "2026-13-01", "2026-00-01", "2026-11-00", "2026-11-31",
        "0000-01-01", "+026-11-21", "2026-1 -21", " 2026-11-2", "２026-11-21", "21/11/2026", "2026-11-21T00:00:00Z",
    ])
    func `only yyyy-MM-dd of a day that exists is a day`(text: String) {
        #expect(CivilDate(text) == nil)
    }

    // Oracle: the vectors of INV-02 (the first three are published ones), then the rule of the last day of a month.
    @Test(arguments: [
        ("2019-12-23", 36, "2022-12-23"), ("2024-02-29", 36, "2027-02-28"), ("2025-08-31", 36, "2028-08-31"),
        ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"), ("2026-10-31", 1, "2026-11-30"),
        ("2026-12-15", 1, "2027-01-15"), ("2026-01-15", -1, "2025-12-15"), ("2024-03-31", -1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", -48, "2020-02-29"), ("2026-11-21", 0, "2026-11-21"),
    ])
    func `months later is the same day, or the last of a shorter month`(from: String, months: Int, to: String) {
        #expect(day(from).adding(months: months).iso == to)
    }

    // Oracle: CPython's datetime, (date(…) + timedelta(days=…)).
    @Test(arguments: [
        ("2026-11-21", 180, "2027-05-20"), ("2026-10-20", 180, "2027-04-18"), ("2024-02-28", 1, "2024-02-29"),
        ("2026-01-01", -1, "2025-12-31"), ("2026-11-21", -20_778, "1970-01-01"),
    ])
    func `days later is Python's day`(from: String, days: Int, to: String) {
        #expect(day(from).adding(days: days).iso == to)
    }

    // Oracle: CPython's datetime.fromtimestamp(…, timezone(timedelta(hours=7))).
    static let instants: [(Int64, String)] = [
        (1_795_280_399, "2026-11-21"), (1_795_280_400, "2026-11-22"), (1_709_139_600, "2024-02-29"),
        (1_704_041_999, "2023-12-31"), (1_704_042_000, "2024-01-01"), (61_199, "1970-01-01"), (61_200, "1970-01-02"),
        (0, "1970-01-01"), (-1, "1970-01-01"), (-25_200, "1970-01-01"), (-25_201, "1969-12-31"),
        (-493_997_400, "1954-05-07"), (-767_811_600, "1945-09-02"), (-2_203_916_400, "1900-03-01"),
        (-62_135_596_800, "0001-01-01"), (253_402_275_599, "9999-12-31"),
    ]

    @Test(arguments: instants)
    func `a day of Vietnam begins at 17:00 UTC`(seconds: Int64, iso: String) {
        #expect(CivilDate(inVietnamAt: seconds).iso == iso)
    }

    @Test(arguments: [
        ("2026-11-21T16:59:59Z", "2026-11-21"), ("2026-11-21T17:00:00Z", "2026-11-22"),
        ("2026-12-31T23:00:00Z", "2027-01-01"), ("2026-11-21T17:00:00", nil), ("2026-11-31T17:00:00Z", nil),
        ("2026-11-21T24:00:00Z", nil), ("2026-11-21 17:00:00Z", nil), ("", nil),
    ])
    func `an instant written in UTC has its day in Vietnam`(text: String, iso: String?) {
        #expect(CivilDate(inVietnamAtUTC: text)?.iso == iso)
    }

    static let tooEarly: [Int64] = [.min, .min + 1, .min + 25_200, .min + 86_400, -62_135_622_001]
    static let tooLate: [Int64] = [.max, .max - 25_200, .max - 86_400, 253_402_275_600]

    @Test(arguments: tooEarly)
    func `an instant before the calendar is its first day`(seconds: Int64) {
        #expect(CivilDate(inVietnamAt: seconds).iso == "0001-01-01")
    }

    @Test(arguments: tooLate)
    func `an instant after the calendar is its last day`(seconds: Int64) {
        #expect(CivilDate(inVietnamAt: seconds).iso == "9999-12-31")
    }

    @Test(arguments: ["0001-01-01", "2024-02-29", "9999-12-31"])
    func `moving beyond the calendar stops at its ends`(iso: String) {
        for far in [Int.max, .max - 1, 4_000_000] {
            #expect(day(iso).adding(days: far).iso == "9999-12-31")
            #expect(day(iso).adding(months: far).iso == "9999-12-31")
        }
        for far in [Int.min, .min + 1, -4_000_000] {
            #expect(day(iso).adding(days: far).iso == "0001-01-01")
            #expect(day(iso).adding(months: far).iso == "0001-01-01")
        }
    }

    @Test func `days are ordered by the calendar, and people read them the Vietnamese way`() {
        let days = ["2026-01-31", "2025-12-31", "2026-02-01", "2026-01-09"].map(day)
        #expect(days.sorted().map(\.vietnamese) == ["31/12/2025", "09/01/2026", "31/01/2026", "01/02/2026"])
    }
}

private func day(_ iso: String) -> CivilDate {
    guard let date = CivilDate(iso) else { preconditionFailure("\(iso) is no day") }
    return date
}
