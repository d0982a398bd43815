/// A Global Location Number: a legal entity, a workshop, a plantation; its check digit verified.
///
/// Source: GS1 General Specifications §3.4 and §7.9.
public struct GLN: Hashable, Sendable {
    /// The 13 digits as a number, below 10^13.
    private let number: UInt64

    /// Reads 13 digits.
    ///
    /// - Throws: `GS1KeyError` when the length, a character or the check digit is wrong.
    public init(_ text: String) throws(GS1KeyError) {
        try self.init(utf8: text.utf8Span.span)
    }

    /// Reads 13 ASCII digits.
    ///
    /// - Throws: `GS1KeyError` when the length, an byte or the check digit is wrong.
    public init(utf8 digits: Span<UInt8>) throws(GS1KeyError) {
        number = try numericKey(digits, lengths: [13])
    }

    /// The 13 digits, as in `/414/` of a Digital Link.
    public var text: String { zeroPadded(number, to: 13) }
}

extension GLN: Comparable {
    /// Orders by number, which is the order of the 13 digits.
    public static func < (left: GLN, right: GLN) -> Bool { left.number < right.number }
}

extension GLN: CustomStringConvertible {
    /// The 13 digits.
    public var description: String { text }
}
