internal import Encodings
public import Time
internal import Wording

/// The forms of members that other readers than those of records use too.
extension RecordReader {
    /// Text without leading or trailing white space or control characters, 1 to `limit` characters.
    public mutating func text(_ name: String, limit: Int = 300) -> String? { required(name, .text(limit)) }

    /// Such text, where it is there.
    public mutating func optionalText(_ name: String, limit: Int = 300) -> String? { optional(name, .text(limit)) }

    /// An identifier within the register, of 1 to 40 letters, digits, dots, underscores, slashes and hyphens.
    public mutating func identifier(_ name: String) -> String? { required(name, .identifier) }

    /// An identifier, where it is there.
    public mutating func optionalIdentifier(_ name: String) -> String? { optional(name, .identifier) }

    /// A SHA-256 digest, in lower case however it was written.
    mutating func sha256(_ name: String) -> String? { required(name, .sha256) }

    /// A day such as `2026-11-21`.
    public mutating func date(_ name: String) -> CivilDate? { required(name, .day) }

    /// A day, where it is there.
    public mutating func optionalDate(_ name: String) -> CivilDate? { optional(name, .day) }

    /// A whole number of the range.
    public mutating func whole(_ name: String, in range: ClosedRange<Int>) -> Int? { required(name, .whole(range)) }

    /// A whole number of the range, where it is there.
    public mutating func optionalWhole(_ name: String, in range: ClosedRange<Int>) -> Int? {
        optional(name, .whole(range))
    }

    /// A number above zero and at most `limit`.
    package mutating func positive(_ name: String, limit: Double = 1e12) -> Double? {
        required(name, .positive(upTo: limit))
    }

    package mutating func optionalPositive(_ name: String, limit: Double = 1e12) -> Double? {
        optional(name, .positive(upTo: limit))
    }

    /// True or false; false where the member is absent.
    package mutating func flag(_ name: String) -> Bool { optional(name, .flag) ?? false }

    /// A list of texts of 1 to `limit` characters; empty where the member is absent.
    package mutating func texts(_ name: String, limit: Int = 300) -> [String] { optional(name, .texts(limit)) ?? [] }

    /// One of the words of a closed set.
    public mutating func word<Word>(_ name: String) -> Word?
    where Word: RawRepresentable<String> & CaseIterable {
        required(name, should: Self.wordForm(Word.self)) { $0.string.flatMap(Word.init(rawValue:)) }
    }

    /// One of the words of a closed set, where it is there.
    public mutating func optionalWord<Word>(_ name: String) -> Word?
    where Word: RawRepresentable<String> & CaseIterable {
        optional(name, should: Self.wordForm(Word.self)) { $0.string.flatMap(Word.init(rawValue:)) }
    }

    private static func wordForm<Word>(_: Word.Type) -> Bilingual
    where Word: RawRepresentable<String> & CaseIterable {
        let words = Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        return Bilingual(vi: "một trong: \(words)", en: "one of: \(words)")
    }

    /// An instant in UTC to the second.
    public mutating func utcTime(_ name: String) -> UTCTime? {
        let form = Bilingual(
            vi: "thời điểm UTC dạng \"2026-11-22T08:00:00Z\"", en: "an instant in UTC such as \"2026-11-22T08:00:00Z\"")
        return required(name, should: form) { $0.string.flatMap(UTCTime.init) }
    }

    /// Demands that an end does not lie before its beginning.
    package mutating func order(_ first: (String, CivilDate?), notAfter last: (String, CivilDate?)) {
        guard let from = first.1, let through = last.1, through < from else { return }
        problem(
            "\(path).\(last.0)",
            Bilingual(
                vi: "là \(through.iso), trước \(first.0) (\(from.iso)); cần cùng ngày hoặc sau đó",
                en: "is \(through.iso), before \(first.0) (\(from.iso)); it should be the same day or later"))
    }
}
