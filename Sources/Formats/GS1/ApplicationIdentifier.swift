/// A GS1 Application Identifier that temgoc knows: two to four digits that say what the value after them means.
///
/// Source: GS1 General Specifications §3.2; which ones, and their rules, is ``IdentifierRule/table``.
public struct ApplicationIdentifier: Hashable, Sendable {
    /// The row of the table that it has.
    private let row: Int

    /// The identifier of these digits; nil where the table has none.
    public init?(_ text: String) {
        self.init(text.utf8Span.span)
    }

    /// The identifier of these ASCII digits; nil where the table has none.
    public init?(_ digits: Span<UInt8>) {
        guard let number = Self.number(digits), let row = Self.rows[number] else { return nil }
        self.row = row
    }

    /// The identifier that `bytes` start with; no identifier starts another one.
    init?(startOf bytes: Span<UInt8>) {
        for length in 2...4 where length <= bytes.count {
            if let found = ApplicationIdentifier(bytes.extracting(..<length)) {
                self = found
                return
            }
        }
        return nil
    }

    /// What holds of the identifier and its value.
    public var rule: IdentifierRule { IdentifierRule.table[row] }

    /// The digits, as between brackets or in a Digital Link.
    public var text: String { rule.identifier }

    /// The digits with a 1 before them, so that `01` and `001` differ.
    private static func number(_ digits: Span<UInt8>) -> Int? {
        guard 2...4 ~= digits.count else { return nil }
        var number = 1
        for position in digits.indices {
            guard 0x30...0x39 ~= digits[position] else { return nil }
            number = number * 10 + Int(digits[position] - 0x30)
        }
        return number
    }

    private static let rows: [Int: Int] = {
        let pairs = IdentifierRule.table.enumerated().compactMap { row, rule in
            number(rule.identifier.utf8Span.span).map { ($0, row) }
        }
        return Dictionary(pairs) { first, _ in first }
    }()
}

extension ApplicationIdentifier: Comparable {
    /// Orders by the digits as text, which is the order of a canonical Digital Link's query.
    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension ApplicationIdentifier: CustomStringConvertible {
    /// The digits in brackets.
    public var description: String { "(\(text))" }
}
