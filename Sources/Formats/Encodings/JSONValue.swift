/// A JSON value whose text is unique: equal values are written as equal bytes.
///
/// An I-JSON value (RFC 7493): names of an object are unique, numbers are those of IEEE 754 double precision. Whole
/// numbers within ±(2^53 − 1) are kept as integers.
public enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])
}

extension JSONValue {
    /// The largest whole number that every JSON reader keeps exactly: 2^53 − 1 (RFC 7493 §2.2).
    public static let largestInteger = 9_007_199_254_740_991

    /// A number: as an integer where it is whole, so that 240.0 and 240 are one value.
    public static func decimal(_ value: Double) -> JSONValue {
        guard let whole = Int(exactly: value), whole.magnitude <= largestInteger else { return .number(value) }
        return .integer(whole)
    }

    /// The member of an object; nil for other values and absent names.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    /// The text of a string value.
    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The value of a truth value.
    public var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    /// The value of a whole number.
    public var integer: Int? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    /// The value of any number.
    public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .null, .bool, .string, .array, .object: nil
        }
    }

    /// The elements of an array.
    public var array: [JSONValue]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The object without its members that are null.
    ///
    /// Absent and null mean the same in temgoc's formats; an entry never carries a null.
    public static func record(_ members: [String: JSONValue?]) -> JSONValue {
        .object(members.compactMapValues { $0 == .null ? nil : $0 })
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// True or false.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// The last of equal names wins, as a literal with equal names is a mistake of the programmer alone.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements) { $1 })
    }
}
