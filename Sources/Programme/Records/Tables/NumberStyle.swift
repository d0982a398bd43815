internal import Encodings

/// How the numbers of a table are written; a table has one style, so that no cell is guessed.
public enum NumberStyle: String, Sendable, CaseIterable {
    /// `1.234,5`.
    case vietnamese = "vi"
    /// `1,234.5`.
    case english = "en"

    private var groupSign: Character { self == .vietnamese ? "." : "," }
    private var decimalSign: Character { self == .vietnamese ? "," : "." }

    /// The number that a text is in this style; nil where it is none.
    ///
    /// Digits in groups of three or without groups, a sign perhaps, a fraction perhaps; nothing else.
    func number(_ text: String) -> JSONValue? {
        let isNegative = text.first == "-"
        let digits = isNegative || text.first == "+" ? text.dropFirst() : text[...]
        let parts = digits.split(separator: decimalSign, maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let whole = ungrouped(first), parts.dropFirst().allSatisfy(Self.areDigits) else {
            return nil
        }
        let fraction = parts.dropFirst().map { "." + $0 }.joined()
        return Double((isNegative ? "-" : "") + whole + fraction).flatMap { $0.isFinite ? .decimal($0) : nil }
    }

    /// The number that a text is, whatever its style; nil where it is none, or another one in each style (`1.200`).
    public static func unambiguous(_ text: String) -> Double? {
        let readings = Set(allCases.compactMap { $0.number(text) })
        return readings.count == 1 ? readings.first?.number : nil
    }

    private func ungrouped(_ text: Substring) -> String? {
        let groups = text.split(separator: groupSign, omittingEmptySubsequences: false)
        guard groups.allSatisfy(Self.areDigits), let first = groups.first else { return nil }
        if groups.count > 1 {
            // A group never begins a number with a zero: 0.125 has a fraction.
            guard first.count <= 3, first.first != "0", groups.dropFirst().allSatisfy({ $0.count == 3 }) else {
                return nil
            }
        }
        return groups.joined()
    }

    private static func areDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber }
    }

    /// The styles in which a text is a number, where they differ in which number; nil where it says nothing of style.
    static func evidence(_ text: String) -> [NumberStyle]? {
        let readings = allCases.compactMap { style in style.number(text).map { (style, $0) } }
        let values = Set(readings.map(\.1))
        return readings.isEmpty || (readings.count == allCases.count && values.count == 1) ? nil : readings.map(\.0)
    }
}
