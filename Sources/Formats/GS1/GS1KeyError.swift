/// Why a text is not a GS1 identification key.
public enum GS1KeyError: Error, Hashable, Sendable {
    /// The key has `given` bytes; its kind allows only the lengths in `allowed`.
    case length(given: Int, allowed: [Int])
    /// The byte at `at` (from 0) is not one of the digits 0 … 9.
    case notDigit(byte: UInt8, at: Int)
    /// The last digit is `given`; the digits before it call for `right`.
    case checkDigit(given: UInt8, right: UInt8)
}

extension GS1KeyError: CustomStringConvertible {
    /// One English sentence: what is wrong, what was given and what would be right.
    public var description: String {
        switch self {
        case .length(let given, let allowed):
            "the key has \(given) digits, and must have \(allowed.map(String.init).joined(separator: ", "))"
        case .notDigit(let byte, let at):
            "byte \(at + 1) of the key is 0x\(String(byte, radix: 16)), and must be a digit 0-9"
        case .checkDigit(let given, let right):
            "the check digit is \(given), and must be \(right) for the digits before it"
        }
    }
}
