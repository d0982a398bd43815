/// Writes comma-separated values (RFC 4180): UTF-8, rows ended by CRLF.
///
/// A field is quoted where it holds the delimiter, a quotation mark, a line end, or white space at an end. No text can
/// become a formula in a spreadsheet: see ``neutralised(_:)``.
public struct CSVWriter: Sendable {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []
    private let delimiter: CSVDelimiter

    /// An empty table.
    ///
    /// - Parameter byteOrderMark: writes one first; Excel takes the text for another encoding without it.
    public init(delimiter: CSVDelimiter = .comma, byteOrderMark: Bool = false) {
        self.delimiter = delimiter
        if byteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
    }

    /// Adds a row; nil is an empty field.
    public mutating func append(_ fields: [String?]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(delimiter.rawValue) }
            append(Self.neutralised(field ?? ""))
        }
        // A row of one empty field would be a blank line, which readers pass over.
        if fields.count == 1, fields.first == "" || fields.first == .some(nil) { bytes += "\"\"".utf8 }
        bytes += "\r\n".utf8
    }

    private mutating func append(_ field: String) {
        let needsQuotes =
            field.first?.isWhitespace == true || field.last?.isWhitespace == true
            || field.utf8.contains { $0 == delimiter.rawValue || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
        if !needsQuotes {
            bytes += field.utf8
            return
        }
        bytes.append(0x22)
        for byte in field.utf8 {
            if byte == 0x22 { bytes.append(0x22) }
            bytes.append(byte)
        }
        bytes.append(0x22)
    }
}

extension CSVWriter {
    /// The text with an apostrophe before it where a spreadsheet would take it for a formula.
    ///
    /// That is where, after any apostrophes, it begins with `=`, `+`, `-`, `@`, a tab or a carriage return; a plain
    /// number such as `-1.5` or `+84` stays. ``restored(_:)`` takes the apostrophe away again.
    public static func neutralised(_ text: String) -> String {
        isNumber(text) || !looksLikeFormula(text) ? text : "'" + text
    }

    /// The text that `neutralised` was given.
    public static func restored(_ text: String) -> String {
        guard text.utf8.first == apostrophe, looksLikeFormula(text) else { return text }
        // By bytes: a combining mark after the apostrophe is one Character with it.
        return String(decoding: text.utf8.dropFirst(), as: UTF8.self)
    }

    private static let apostrophe = UInt8(ascii: "'")

    private static func looksLikeFormula(_ text: String) -> Bool {
        text.utf8.first { $0 != apostrophe }.map { "=+-@\t\r".utf8.contains($0) } ?? false
    }

    /// A sign perhaps, digits, and perhaps one point or comma with digits after it.
    private static func isNumber(_ text: String) -> Bool {
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        let parts = rest.split(maxSplits: 1, omittingEmptySubsequences: false) {
            $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
        }
        return parts.allSatisfy { part in
            !part.isEmpty && part.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        }
    }
}
