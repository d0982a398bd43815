/// A row of a table.
public struct CSVRow: Hashable, Sendable {
    /// Its number as a spreadsheet shows it: the header is row 1, and blank lines count.
    public let number: Int
    /// The fields' texts, without their quotation marks.
    public let fields: [String]
}

/// What separates the fields of a row.
public enum CSVDelimiter: UInt8, Hashable, Sendable, CaseIterable {
    case comma = 0x2C
    /// What spreadsheets write where the comma is the decimal sign, as in Vietnam.
    case semicolon = 0x3B
    case tab = 0x09
}

/// How large a table's parts may be.
public struct CSVLimits: Hashable, Sendable {
    /// Bytes of one field.
    public let field: Int
    /// Bytes of one row, delimiters and quotation marks included.
    public let row: Int
    /// Fields of one row.
    public let fields: Int

    /// Takes the parts as they are.
    public init(field: Int = 64 << 10, row: Int = 1 << 20, fields: Int = 256) {
        self.field = field
        self.row = row
        self.fields = fields
    }
}

/// Reads comma-separated values (RFC 4180) row by row.
///
/// The text is UTF-8, with or without a byte order mark. Rows end with CRLF, LF or CR, the last perhaps with nothing;
/// lines without an byte are passed over. What RFC 4180 does not allow is an error, never guessed: a quotation mark
/// within an unquoted field, text after a quoted one, rows of unequal length.
public struct CSVReader: Sendable {
    /// What separates the fields: that which stands most often in the header line outside of quotation marks, the
    /// comma where none does.
    public let delimiter: CSVDelimiter
    private let bytes: [UInt8]
    private let limits: CSVLimits
    private var position: Int
    /// The number of the row that is being read, or was read last.
    private var row = 0
    private var fieldCount: Int?

    /// Opens a table; reads no further than its header line.
    ///
    /// - Throws: `CSVError.utf16` or `.empty`.
    public init(_ bytes: [UInt8], limits: CSVLimits = CSVLimits()) throws(CSVError) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { throw .utf16 }
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        guard bytes[position...].contains(where: { $0 != Self.lf && $0 != Self.cr }) else { throw .empty }
        delimiter = Self.delimiter(of: bytes[position...])
        self.bytes = bytes
        self.limits = limits
    }

    /// The next row; nil at the end.
    ///
    /// The first row sets how many fields the others have.
    ///
    /// - Throws: `CSVError`. After an error that `canContinue` the next call reads the next row; after any other it
    ///   gives nil.
    public mutating func next() throws(CSVError) -> CSVRow? {
        skipBlankLines()
        if position >= bytes.count { return nil }
        row += 1
        do throws(CSVError) {
            return CSVRow(number: row, fields: try wholeRow())
        } catch {
            if !error.canContinue { position = bytes.count }
            throw error
        }
    }

    private static let lf = UInt8(ascii: "\n")
    private static let cr = UInt8(ascii: "\r")
    private static let quote = UInt8(ascii: "\"")

    private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

    private static func delimiter(of bytes: ArraySlice<UInt8>) -> CSVDelimiter {
        var counts: [CSVDelimiter: Int] = [:]
        var quoted = false
        for byte in bytes.drop(while: { $0 == lf || $0 == cr }) {
            if byte == quote { quoted.toggle() }
            if quoted { continue }
            if byte == lf || byte == cr { break }
            if let delimiter = CSVDelimiter(rawValue: byte) { counts[delimiter, default: 0] += 1 }
        }
        let most = counts.values.max() ?? 0
        return CSVDelimiter.allCases.first { counts[$0] == most } ?? .comma
    }

    private mutating func skipBlankLines() {
        while skipLineEnd() { row += 1 }
    }

    private mutating func skipLineEnd() -> Bool {
        guard let byte, byte == Self.lf || byte == Self.cr else { return false }
        position += 1
        if byte == Self.cr, self.byte == Self.lf { position += 1 }
        return true
    }

    private mutating func wholeRow() throws(CSVError) -> [String] {
        let start = position
        var fields: [String] = []
        var damaged: CSVError?
        repeat {
            let column = fields.count + 1
            if column > limits.fields { throw .tooManyFields(row: row, limit: limits.fields) }
            let field = byte == Self.quote ? try quotedField(column) : try plainField(column)
            if position - start > limits.row { throw .rowTooLong(row: row, limit: limits.row) }
            let text = String(validating: field, as: UTF8.self)
            if text == nil, damaged == nil { damaged = .invalidUTF8(row: row, column: column) }
            fields.append(text ?? "")
        } while skipDelimiter()
        _ = skipLineEnd()
        let expected = fieldCount ?? fields.count
        fieldCount = expected
        if fields.count != expected { throw .fieldCount(row: row, given: fields.count, expected: expected) }
        if let damaged { throw damaged }
        return fields
    }

    private mutating func skipDelimiter() -> Bool {
        guard byte == delimiter.rawValue else { return false }
        position += 1
        return true
    }

    private mutating func plainField(_ column: Int) throws(CSVError) -> [UInt8] {
        let start = position
        while let byte, byte != delimiter.rawValue, byte != Self.lf, byte != Self.cr {
            if byte == Self.quote { throw .quoteInField(row: row, column: column) }
            position += 1
            if position - start > limits.field {
                throw .fieldTooLong(row: row, column: column, limit: limits.field)
            }
        }
        return Array(bytes[start..<position])
    }

    private mutating func quotedField(_ column: Int) throws(CSVError) -> [UInt8] {
        var field: [UInt8] = []
        position += 1
        while let byte {
            position += 1
            if byte == Self.quote {
                if self.byte != Self.quote { return try closed(field, column) }
                position += 1
            }
            field.append(byte)
            if field.count > limits.field { throw .fieldTooLong(row: row, column: column, limit: limits.field) }
        }
        throw .unclosedQuote(row: row, column: column)
    }

    private func closed(_ field: [UInt8], _ column: Int) throws(CSVError) -> [UInt8] {
        switch byte {
        case nil, delimiter.rawValue, Self.lf, Self.cr: return field
        default: throw .textAfterQuote(row: row, column: column)
        }
    }
}
