/// A Global Trade Item Number, its check digit verified.
///
/// A GTIN-8, GTIN-12 or GTIN-13 and the same number with zeros before it are one value: the canonical form is
/// 14 digits. Source: GS1 General Specifications §3.3.2 and §7.9.
public struct GTIN: Hashable, Sendable {
    /// The 14 digits as a number, below 10^14.
    private let number: UInt64

    /// Reads 8, 12, 13 or 14 digits.
    ///
    /// - Throws: `GS1KeyError` when the length, a character or the check digit is wrong.
    public init(_ text: String) throws(GS1KeyError) {
        try self.init(utf8: text.utf8Span.span)
    }

    /// Reads 8, 12, 13 or 14 ASCII digits.
    ///
    /// - Throws: `GS1KeyError` when the length, an byte or the check digit is wrong.
    public init(utf8 digits: Span<UInt8>) throws(GS1KeyError) {
        number = try numericKey(digits, lengths: [8, 12, 13, 14])
    }

    /// The canonical 14 digits, as in `/01/` of a Digital Link.
    public var text: String { zeroPadded(number, to: 14) }
}

extension GTIN: Comparable {
    /// Orders by number, which is the order of the 14 digits.
    public static func < (left: GTIN, right: GTIN) -> Bool { left.number < right.number }
}

extension GTIN: CustomStringConvertible {
    /// The canonical 14 digits.
    public var description: String { text }
}
