/// Why a table of comma-separated values cannot be read; rows and columns count from 1, the header being row 1.
public enum CSVError: Error, Hashable, Sendable {
    /// The bytes are UTF-16, as some spreadsheets save "Unicode text".
    case utf16
    /// There is no row at all.
    case empty
    /// A field holds bytes that are not UTF-8.
    case invalidUTF8(row: Int, column: Int)
    /// A quotation mark opens a field and none closes it before the end.
    case unclosedQuote(row: Int, column: Int)
    /// After a field's closing quotation mark comes something other than a delimiter or the row's end.
    case textAfterQuote(row: Int, column: Int)
    /// A quotation mark stands within a field that does not begin with one.
    case quoteInField(row: Int, column: Int)
    /// A row has another number of fields than the header.
    case fieldCount(row: Int, given: Int, expected: Int)
    /// A field has more bytes than the limit.
    case fieldTooLong(row: Int, column: Int, limit: Int)
    /// A row has more bytes than the limit.
    case rowTooLong(row: Int, limit: Int)
    /// A row has more fields than the limit.
    case tooManyFields(row: Int, limit: Int)
}

extension CSVError {
    /// The row that it is about; nil where it is about the whole file.
    public var row: Int? {
        switch self {
        case .utf16, .empty: nil
        case .invalidUTF8(let row, _), .unclosedQuote(let row, _), .textAfterQuote(let row, _),
            .quoteInField(let row, _), .fieldCount(let row, _, _), .fieldTooLong(let row, _, _),
            .rowTooLong(let row, _), .tooManyFields(let row, _):
            row
        }
    }

    /// The column that it is about, where it is about one field.
    public var column: Int? {
        switch self {
        case .utf16, .empty, .fieldCount, .rowTooLong, .tooManyFields: nil
        case .invalidUTF8(_, let column), .unclosedQuote(_, let column), .textAfterQuote(_, let column),
            .quoteInField(_, let column), .fieldTooLong(_, let column, _):
            column
        }
    }

    /// Whether the place where the next row begins is still certain, so that reading may go on.
    public var canContinue: Bool {
        switch self {
        case .invalidUTF8, .fieldCount: true
        case .utf16, .empty, .unclosedQuote, .textAfterQuote, .quoteInField, .fieldTooLong, .rowTooLong,
            .tooManyFields:
            false
        }
    }
}

/// The letters that spreadsheets write over a column: 1 is `A`, 26 is `Z`, 27 is `AA`.
public func columnLetters(_ column: Int) -> String {
    var letters = ""
    var rest = column
    while rest > 0 {
        let (quotient, place) = (rest - 1).quotientAndRemainder(dividingBy: 26)
        letters.insert(Character(Unicode.Scalar(UInt8(ascii: "A") + UInt8(place))), at: letters.startIndex)
        rest = quotient
    }
    return letters
}
