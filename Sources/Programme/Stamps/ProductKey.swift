public import GS1

/// What a stamp names: a GTIN, or the code of a product that has none (STAMP-V1 §1).
public enum ProductKey: Hashable, Sendable {
    /// A product with a GTIN: `/01/`.
    case gtin(GTIN)
    /// A product without one: `/P/`.
    case code(ProductCode)

    /// The key as it stands in a stamp, with its leading slash: `/01/08931234567897` or `/P/08-02260-03-2026`.
    public var path: String {
        switch self {
        case .gtin(let gtin): "/01/" + gtin.text
        case .code(let code): "/P/" + code.text
        }
    }
}

extension ProductKey: CustomStringConvertible {
    /// The path.
    public var description: String { path }
}

/// The code of a product without a GTIN: its OCOP code, or the issuer's own.
///
/// 1 to 30 characters: a letter `A`–`Z` or digit, then letters, digits, `-` and `.` (STAMP-V1 §1).
public struct ProductCode: Hashable, Sendable {
    /// The longest code, in characters.
    public static let maximumLength = 30

    /// The code as it is printed.
    public let text: String

    /// Reads a code; case is kept, and small letters are refused.
    ///
    /// - Throws: `StampError.length` or `.character`, both of part `.productCode`.
    public init(_ text: String) throws(StampError) {
        try self.init(utf8: text.utf8Span.span)
    }

    /// Reads a code from its bytes.
    ///
    /// - Throws: `StampError.length` or `.character`, both of part `.productCode`.
    public init(utf8 text: Span<UInt8>) throws(StampError) {
        self.text = try Grammar.token(text, of: .productCode, limit: Self.maximumLength)
    }
}

extension ProductCode: Comparable {
    /// Orders by the bytes of the text.
    public static func < (left: ProductCode, right: ProductCode) -> Bool { left.text < right.text }
}

extension ProductCode: CustomStringConvertible {
    /// The code as it is printed.
    public var description: String { text }
}

/// A lot number as a stamp carries it.
///
/// 1 to 20 characters: a letter `A`–`Z` or digit, then letters, digits, `-` and `.` (STAMP-V1 §1).
public struct LotNumber: Hashable, Sendable {
    /// The longest lot number, in characters.
    public static let maximumLength = 20

    /// The lot number as it is printed.
    public let text: String

    /// Reads a lot number; case is kept, and small letters are refused.
    ///
    /// - Throws: `StampError.length` or `.character`, both of part `.lot`.
    public init(_ text: String) throws(StampError) {
        try self.init(utf8: text.utf8Span.span)
    }

    /// Reads a lot number from its bytes.
    ///
    /// - Throws: `StampError.length` or `.character`, both of part `.lot`.
    public init(utf8 text: Span<UInt8>) throws(StampError) {
        self.text = try Grammar.token(text, of: .lot, limit: Self.maximumLength)
    }
}

extension LotNumber: Comparable {
    /// Orders by the bytes of the text.
    public static func < (left: LotNumber, right: LotNumber) -> Bool { left.text < right.text }
}

extension LotNumber: CustomStringConvertible {
    /// The lot number as it is printed.
    public var description: String { text }
}
