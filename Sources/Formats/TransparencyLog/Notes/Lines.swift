/// Reads a text line by line, as bytes: no rule of Unicode may join or split what a protocol says is a line.
struct LineReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The next line without its newline; nil at the end, and where the last line has none.
    mutating func line() -> ArraySlice<UInt8>? {
        guard let newline = rest.firstIndex(of: Ascii.newline) else { return nil }
        defer { rest = rest[(newline + 1)...] }
        return rest[..<newline]
    }

    /// The rest of the next line, where it starts with these bytes; nil otherwise, and nothing is read.
    mutating func line(after prefix: String) -> ArraySlice<UInt8>? {
        guard rest.starts(with: prefix.utf8) else { return nil }
        return line()?.dropFirst(prefix.utf8.count)
    }
}

/// The bytes that the formats are made of.
enum Ascii {
    static let newline = UInt8(ascii: "\n")
    static let space = UInt8(ascii: " ")
    static let tab = UInt8(ascii: "\t")
    static let plus = UInt8(ascii: "+")
}

/// Decimal numbers as the formats write them: no sign, no leading zero, at most 2^63 − 1.
enum Decimal {
    /// The number that the digits are; nil where they are another spelling of it, or none.
    static func parse(_ digits: ArraySlice<UInt8>) -> UInt64? {
        guard let first = digits.first, digits.count == 1 || first != UInt8(ascii: "0") else { return nil }
        var number: UInt64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            let (product, overflow) = number.multipliedReportingOverflow(by: 10)
            number = product &+ UInt64(digit - UInt8(ascii: "0"))
            guard !overflow, number <= UInt64(Int64.max) else { return nil }
        }
        return number
    }
}

extension [UInt8] {
    mutating func appendLine(_ text: String) {
        append(contentsOf: text.utf8)
        append(Ascii.newline)
    }

    mutating func appendLine(_ bytes: [UInt8]) {
        append(contentsOf: bytes)
        append(Ascii.newline)
    }
}
