internal import Encodings
public import Time
internal import Wording

/// The forms that members of records have.
extension RecordReader {
    /// Text without leading or trailing white space or control characters, 1 to `limit` characters.
    public mutating func text(_ name: String, limit: Int = 300) -> String? {
        required(name, should: Self.textForm(limit)) { Self.text($0, limit: limit) }
    }

    /// Such text, where it is there.
    public mutating func optionalText(_ name: String, limit: Int = 300) -> String? {
        optional(name, should: Self.textForm(limit)) { Self.text($0, limit: limit) }
    }

    /// An identifier within the register, of 1 to 40 letters, digits, dots, underscores, slashes and hyphens.
    public mutating func identifier(_ name: String) -> String? {
        required(name, should: Self.identifierForm, Self.identifier)
    }

    /// An identifier, where it is there.
    public mutating func optionalIdentifier(_ name: String) -> String? {
        optional(name, should: Self.identifierForm, Self.identifier)
    }

    package mutating func identifiers(_ name: String) -> [String]? {
        let form = Bilingual(vi: "danh sách mã số, ít nhất một", en: "a list of identifiers, at least one")
        return required(name, should: form) { value in
            guard let elements = value.array, !elements.isEmpty else { return nil }
            let identifiers = elements.compactMap(Self.identifier)
            return identifiers.count == elements.count ? identifiers : nil
        }
    }

    /// A SHA-256 digest, in lower case however it was written.
    package mutating func sha256(_ name: String) -> String? {
        let form = Bilingual(vi: "SHA-256, 64 chữ số thập lục phân", en: "a SHA-256 of 64 hex digits")
        return required(name, should: form) { value in
            value.string.flatMap(octets(hexadecimal:)).flatMap { $0.count == 32 ? hexadecimal($0) : nil }
        }
    }

    /// A day such as `2026-11-21`.
    public mutating func date(_ name: String) -> CivilDate? {
        required(name, should: Self.dateForm, Self.date)
    }

    /// A day, where it is there.
    public mutating func optionalDate(_ name: String) -> CivilDate? {
        optional(name, should: Self.dateForm, Self.date)
    }

    /// A whole number of the range.
    public mutating func whole(_ name: String, in range: ClosedRange<Int>) -> Int? {
        required(name, should: Self.wholeForm(range)) { Self.whole($0, in: range) }
    }

    /// A whole number of the range, where it is there.
    public mutating func optionalWhole(_ name: String, in range: ClosedRange<Int>) -> Int? {
        optional(name, should: Self.wholeForm(range)) { Self.whole($0, in: range) }
    }

    /// A number above zero and at most `limit`.
    package mutating func positive(_ name: String, limit: Double = 1e12) -> Double? {
        required(name, should: Self.positiveForm(limit)) { Self.positive($0, limit: limit) }
    }

    package mutating func optionalPositive(_ name: String, limit: Double = 1e12) -> Double? {
        optional(name, should: Self.positiveForm(limit)) { Self.positive($0, limit: limit) }
    }

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

extension RecordReader {
    private static func text(_ value: JSONValue, limit: Int) -> String? {
        guard let text = value.string, let first = text.first, let last = text.last, text.count <= limit,
            !first.isWhitespace, !last.isWhitespace,
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { return nil }
        return text
    }

    private static func textForm(_ limit: Int) -> Bilingual {
        Bilingual(
            vi: "chữ, từ 1 đến \(limit) ký tự, không có khoảng trắng ở đầu và cuối",
            en: "text of 1 to \(limit) characters, without white space at its ends")
    }

    private static func identifier(_ value: JSONValue) -> String? {
        guard let text = value.string, let first = text.utf8.first, 1...40 ~= text.utf8.count,
            isAlphanumeric(first), text.utf8.allSatisfy({ isAlphanumeric($0) || "._/-".utf8.contains($0) })
        else { return nil }
        return text
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    private static var identifierForm: Bilingual {
        Bilingual(
            vi: "mã số gồm 1 đến 40 ký tự A–Z a–z 0–9 . _ / - và bắt đầu bằng chữ hoặc số",
            en: "an identifier of 1 to 40 characters A–Z a–z 0–9 . _ / - that begins with a letter or digit")
    }

    private static func date(_ value: JSONValue) -> CivilDate? {
        value.string.flatMap { CivilDate($0) }
    }

    private static var dateForm: Bilingual {
        Bilingual(vi: "ngày dạng \"2026-11-21\"", en: "a day such as \"2026-11-21\"")
    }

    private static func whole(_ value: JSONValue, in range: ClosedRange<Int>) -> Int? {
        value.integer.flatMap { range ~= $0 ? $0 : nil }
    }

    private static func wholeForm(_ range: ClosedRange<Int>) -> Bilingual {
        Bilingual(
            vi: "số nguyên từ \(range.lowerBound) đến \(range.upperBound)",
            en: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }

    private static func positive(_ value: JSONValue, limit: Double) -> Double? {
        value.number.flatMap { $0 > 0 && $0 <= limit ? $0 : nil }
    }

    private static func positiveForm(_ limit: Double) -> Bilingual {
        let limit = JSONValue.decimal(limit).canonicalText
        return Bilingual(vi: "số lớn hơn 0, tối đa \(limit)", en: "a number above 0, at most \(limit)")
    }

    private static func wordForm<Word>(_: Word.Type) -> Bilingual
    where Word: RawRepresentable<String> & CaseIterable {
        let words = Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
        return Bilingual(vi: "một trong: \(words)", en: "one of: \(words)")
    }
}

extension RecordReader {
    /// An instant in UTC to the second.
    public mutating func utcTime(_ name: String) -> UTCTime? {
        let form = Bilingual(
            vi: "thời điểm UTC dạng \"2026-11-22T08:00:00Z\"", en: "an instant in UTC such as \"2026-11-22T08:00:00Z\"")
        return required(name, should: form) { $0.string.flatMap(UTCTime.init) }
    }
}
