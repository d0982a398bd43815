internal import CSV
internal import Encodings
internal import Time
internal import Wording

// From the text of a cell to a value of a record. Only what a spreadsheet does to values is judged here; whether a value
// is right in its record is asked of the record.

/// What a cell holds.
enum TableCell {
    case blank
    case value(JSONValue)
    case wrong(Bilingual)

    /// Reads a cell of a column.
    ///
    /// - Parameter numbers: the style of the table's numbers; nil where none of its numbers tells.
    init(_ raw: String, _ form: ColumnForm, numbers: NumberStyle?) {
        let text = Self.text(raw)
        if text.isEmpty {
            self = .blank
        } else if VietnameseLetters.folded(text) == Self.cleared {
            self = .value(.null)
        } else if let fault = Self.spreadsheetFault(raw, text) {
            self = .wrong(fault)
        } else {
            self = Self.read(text, form, numbers)
        }
    }

    /// What a cell says where its record is to lose what it has; an empty cell changes nothing.
    private static let cleared = VietnameseLetters.folded("(xóa)")

    /// The text without white space at its ends, without the apostrophe that keeps it from being a formula, and with
    /// its letters composed.
    static func text(_ raw: String) -> String {
        VietnameseLetters.composed(CSVWriter.restored(trimmed(raw)))
    }

    private static func trimmed(_ text: String) -> String {
        let rest = text.drop(while: \.isWhitespace)
        return String(rest.prefix(upTo: rest.lastIndex { !$0.isWhitespace }.map(rest.index(after:)) ?? rest.startIndex))
    }

    private static func spreadsheetFault(_ raw: String, _ text: String) -> Bilingual? {
        if trimmed(raw).utf8.first == UInt8(ascii: "=") {
            return wrong(
                text, vi: "giá trị, không phải công thức của bảng tính (dán lại dưới dạng giá trị)",
                en: "a value, not a spreadsheet's formula (paste it as a value)")
        }
        if ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"].contains(text)
            || text.allSatisfy({ $0 == "#" })
        {
            return wrong(
                text, vi: "giá trị, không phải lỗi của bảng tính", en: "a value, not a spreadsheet's error")
        }
        if isScientific(text) {
            return wrong(
                text,
                vi: "đủ các chữ số; bảng tính đã rút gọn (đặt cột ở dạng Văn bản rồi nhập lại)",
                en: "all its digits; a spreadsheet has shortened it (format the column as Text and enter it again)")
        }
        return nil
    }

    /// `9.52E+12`: digits, perhaps a fraction, `E`, a sign, digits.
    private static func isScientific(_ text: String) -> Bool {
        let parts = text.uppercased().split(separator: "E", omittingEmptySubsequences: false)
        guard parts.count == 2, let sign = parts[1].first, sign == "+" || sign == "-" else { return false }
        let mantissa = parts[0].split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        return mantissa.count <= 2 && (mantissa + [parts[1].dropFirst()]).allSatisfy(areDigits)
    }

    private static func read(_ text: String, _ form: ColumnForm, _ numbers: NumberStyle?) -> TableCell {
        switch form {
        case .text: .value(.string(text))
        case .capitals: .value(.string(text.uppercased()))
        case .gtin: gtin(text)
        case .taxCode: taxCode(text)
        case .unitCode(let level): unitCode(text, level)
        case .number: number(text, numbers)
        case .date: date(text)
        case .word(let words, let shown): word(text, words, shown)
        case .list:
            .value(.array(text.split { $0.isWhitespace || ",;|".contains($0) }.map { .string(String($0)) }))
        }
    }

    /// One of a closed set, however people write it.
    private static func word(_ text: String, _ words: [String: String], _ shown: [String]) -> TableCell {
        if let word = words[VietnameseLetters.folded(text)] { return .value(.string(word)) }
        return .wrong(
            wrong(
                text, vi: "một trong: \(shown.joined(separator: ", "))",
                en: "one of: \(Set(words.values).sorted().joined(separator: ", "))"))
    }

    /// A text that is no number at all is left to the record to refuse.
    private static func number(_ text: String, _ style: NumberStyle?) -> TableCell {
        guard let readings = NumberStyle.evidence(text) else {
            return .value(NumberStyle.english.number(text) ?? .string(text))
        }
        guard let style else {
            let values = readings.compactMap { $0.number(text)?.canonicalText }.joined(separator: " / ")
            return .wrong(
                Bilingual(
                    vi:
                        "là «\(text)», có thể là \(values); hãy viết không có dấu phân nhóm, hoặc cho biết cách viết số "
                        + "của tệp (1.234,5 hay 1,234.5)",
                    en: "is \"\(text)\", which may be \(values); write it without a sign between thousands, or say how "
                        + "the file writes numbers (1.234,5 or 1,234.5)"))
        }
        return .value(style.number(text) ?? .string(text))
    }

    private static func date(_ text: String) -> TableCell {
        if let date = CivilDate(text) { return .value(.string(date.iso)) }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        if parts.map(\.count) == [2, 2, 4], let date = CivilDate("\(parts[2])-\(parts[1])-\(parts[0])") {
            return .value(.string(date.iso))
        }
        if parts.map(\.count) == [2, 2, 4], parts.allSatisfy(areDigits) {
            let given = text.prefix(60)
            return .wrong(
                Bilingual(
                    vi: "là «\(given)», không có trong lịch; cần ngày dạng 21/11/2026, ngày trước, tháng sau",
                    en:
                        "is \"\(given)\", which is not in the calendar; it should be a day such as 21/11/2026, the day first"
                ))
        }
        return .wrong(wrong(text, vi: "ngày dạng 21/11/2026 hoặc 2026-11-21", en: "a day: 21/11/2026 or 2026-11-21"))
    }

    static func wrong(_ text: String, vi: String, en: String) -> Bilingual {
        let given = text.count > 60 ? text.prefix(59) + "…" : text
        return Bilingual(vi: "là «\(given)»; cần \(vi)", en: "is \"\(given)\"; it should be \(en)")
    }

    static func areDigits(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }
}
