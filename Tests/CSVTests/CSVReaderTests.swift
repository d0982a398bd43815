import CSV
import Testing

/// All rows of a table; fails the test where one cannot be read.
func rows(_ text: String, limits: CSVLimits = CSVLimits()) throws -> [[String]] {
    try rows(Array(text.utf8), limits: limits)
}

func rows(_ bytes: [UInt8], limits: CSVLimits = CSVLimits()) throws -> [[String]] {
    var reader = try CSVReader(bytes, limits: limits)
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append(row.fields) }
    return rows
}

struct CSVReaderTests {
    @Test(arguments: [
        "a,b\r\nc,d\r\n", "a,b\nc,d\n", "a,b\rc,d\r", "a,b\nc,d", "\u{FEFF}a,b\r\nc,d", "\n\na,b\n\nc,d\n\n",
    ])
    func `line ends, a byte order mark and blank lines do not change the fields`(text: String) throws {
        #expect(try rows(text) == [["a", "b"], ["c", "d"]])
    }

    @Test func `a quoted field may hold delimiters, line ends and quotation marks`() throws {
        #expect(try rows("a,b\n\"x,\r\ny\",\"5\"\"\"\n\"\",z") == [["a", "b"], ["x,\r\ny", "5\""], ["", "z"]])
    }

    @Test(arguments: [
        ("a,b", CSVDelimiter.comma), ("a;b", .semicolon), ("a\tb", .tab), ("a;b,c;d", .semicolon), ("a", .comma),
        ("\"a;;\",b", .comma), ("a,b\nc;d;e;f", .comma),
    ])
    func `the delimiter is the one that separates the header's fields`(text: String, delimiter: CSVDelimiter) throws {
        #expect(try CSVReader(Array(text.utf8)).delimiter == delimiter)
    }

    @Test func `rows have the numbers that a spreadsheet shows`() throws {
        var reader = try CSVReader(Array("\na,b\n\n\r\n1,2\n\"3\n\",4\n5,6".utf8))
        var numbers: [Int] = []
        while let row = try reader.next() { numbers.append(row.number) }
        #expect(numbers == [2, 5, 6, 7])
    }

    static let wrong: [(text: [UInt8], error: CSVError)] = [
        (Array("".utf8), .empty),
        (Array("\r\n\n".utf8), .empty),
        ([0xEF, 0xBB, 0xBF], .empty),
        ([0xFF, 0xFE, 0x61, 0x00], .utf16),
        ([0xFE, 0xFF, 0x00, 0x61], .utf16),
        (Array("a,b\n1,".utf8) + [0xC3, 0x28], .invalidUTF8(row: 2, column: 2)),
        (Array("a,b\n1,\"x\n2,3".utf8), .unclosedQuote(row: 2, column: 2)),
        (Array("a,b\n\"x\"y,2".utf8), .textAfterQuote(row: 2, column: 1)),
        (Array("a,b\nx\"y\",2".utf8), .quoteInField(row: 2, column: 1)),
        (Array("a,b\n1".utf8), .fieldCount(row: 2, given: 1, expected: 2)),
        (Array("a,b\n\n1,2,3".utf8), .fieldCount(row: 3, given: 3, expected: 2)),
        (Array("a,b\n123456789,2".utf8), .fieldTooLong(row: 2, column: 1, limit: 8)),
        (Array("a,b\n1,\"123456789\"".utf8), .fieldTooLong(row: 2, column: 2, limit: 8)),
        (Array("12345678,12345678,1234".utf8), .rowTooLong(row: 1, limit: 20)),
        (Array("a,b,c,d,e".utf8), .tooManyFields(row: 1, limit: 4)),
    ]

    @Test(arguments: wrong)
    func `what is not a table is refused with its row and column`(text: [UInt8], error: CSVError) {
        #expect(throws: error) { try rows(text, limits: CSVLimits(field: 8, row: 20, fields: 4)) }
    }

    @Test func `fields and rows as long as the limits are read`() throws {
        #expect(
            try rows("12345678,12345678,12", limits: CSVLimits(field: 8, row: 20, fields: 4))
                == [["12345678", "12345678", "12"]])
    }

    @Test func `after a row of the wrong length the next is read`() throws {
        var reader = try CSVReader(Array("a,b\n1\n2,3".utf8))
        _ = try reader.next()
        #expect(throws: CSVError.fieldCount(row: 2, given: 1, expected: 2)) { try reader.next() }
        #expect(try reader.next()?.fields == ["2", "3"])
    }

    @Test func `after a quotation mark out of place nothing more is read`() throws {
        var reader = try CSVReader(Array("a\"b\nc".utf8))
        #expect(throws: CSVError.quoteInField(row: 1, column: 1)) { try reader.next() }
        #expect(try reader.next() == nil)
    }

    @Test(arguments: [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA"), (0, "")])
    func `columns have the letters of spreadsheets`(column: Int, letters: String) {
        #expect(columnLetters(column) == letters)
    }
}
