/// An instant in UTC to the second, as RFC 3339 writes it (`2026-11-22T08:00:00Z`).
public struct UTCTime: Sendable, Equatable {
    /// The text.
    public let text: String
    /// The day in Vietnam at that instant.
    public let day: CivilDate
    /// Seconds since 1970-01-01T00:00:00Z.
    public let secondsSince1970: Int64

    /// nil for any other text.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        func two(_ place: Int) -> Int? {
            guard bytes.indices.contains(place + 1), UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[place],
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[place + 1]
            else { return nil }
            return Int(bytes[place] - UInt8(ascii: "0")) * 10 + Int(bytes[place + 1] - UInt8(ascii: "0"))
        }
        guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "Z"), let day = CivilDate(text.prefix(10)),
            let hour = two(11), let minute = two(14), let second = two(17), hour < 24, minute < 60, second < 60
        else { return nil }
        self.text = text
        self.day = hour >= 17 ? day.next : day
        secondsSince1970 = Int64(day.daysSince1970 * 86_400 + hour * 3_600 + minute * 60 + second)
    }
}

extension UTCTime {
    /// The instant so many seconds after 1970-01-01T00:00:00Z.
    public init(secondsSince1970 seconds: Int64) {
        text = Self.text(secondsSince1970: seconds)
        day = CivilDate(inVietnamAt: seconds)
        secondsSince1970 = seconds
    }

    /// The instant so many seconds after 1970-01-01T00:00:00Z, as text; a year beyond 9999 is written as the last.
    public static func text(secondsSince1970 seconds: Int64) -> String {
        var text: [UInt8] = []
        append(secondsSince1970: seconds, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends an instant as RFC 3339 writes it in UTC: to the second, or to the millisecond where `milliseconds` (0 … 999)
    /// are given.
    public static func append(secondsSince1970 seconds: Int64, milliseconds: Int? = nil, to text: inout [UInt8]) {
        // Vietnam is 7 hours ahead, so its day 7 hours ago is the day in UTC.
        let (ago, overflow) = seconds.subtractingReportingOverflow(7 * 3_600)
        let day = CivilDate(inVietnamAt: overflow ? seconds : ago)
        let ofDay = Int((seconds % 86_400 + 86_400) % 86_400)
        func append(_ value: Int, digits: Int, then end: UInt8?) {
            var divisor = 1
            for _ in 1..<digits { divisor *= 10 }
            while divisor > 0 {
                text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
                divisor /= 10
            }
            if let end { text.append(end) }
        }
        append(day.year, digits: 4, then: UInt8(ascii: "-"))
        append(day.month, digits: 2, then: UInt8(ascii: "-"))
        append(day.day, digits: 2, then: UInt8(ascii: "T"))
        append(ofDay / 3_600, digits: 2, then: UInt8(ascii: ":"))
        append(ofDay / 60 % 60, digits: 2, then: UInt8(ascii: ":"))
        append(ofDay % 60, digits: 2, then: milliseconds == nil ? nil : UInt8(ascii: "."))
        if let milliseconds { append(milliseconds, digits: 3, then: nil) }
        text.append(UInt8(ascii: "Z"))
    }
}
