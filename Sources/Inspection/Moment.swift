internal import CanonicalJSON
public import CivilTime
internal import Traceability

/// An instant in UTC to the second, as RFC 3339 writes it (`2026-11-22T08:00:00Z`).
public struct Moment: Sendable, Equatable {
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

    /// The instant of this second.
    public init(secondsSince1970 seconds: Int64) {
        func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let ofDay = ((seconds % 86_400) + 86_400) % 86_400
        let utc = CivilDate(inVietnamAt: seconds - 7 * 3_600)
        text = "\(utc.iso)T\(two(ofDay / 3_600)):\(two(ofDay / 60 % 60)):\(two(ofDay % 60))Z"
        day = CivilDate(inVietnamAt: seconds)
        secondsSince1970 = seconds
    }
}

extension RecordReader {
    /// An instant in UTC to the second.
    mutating func moment(_ name: String) -> Moment? {
        let form = Bilingual(
            vi: "thời điểm UTC dạng \"2026-11-22T08:00:00Z\"", en: "an instant in UTC such as \"2026-11-22T08:00:00Z\"")
        return required(name, should: form) { $0.string.flatMap(Moment.init) }
    }
}
