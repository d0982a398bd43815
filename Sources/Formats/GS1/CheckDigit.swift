/// The GS1 check digit that completes a key, from the digits before it.
///
/// Digits are weighted 3, 1, 3 … from the right, so leading zeros change nothing and one number serves every
/// key length up to 19 digits. Source: GS1 General Specifications §7.9.
///
/// - Returns: 0 … 9.
public func checkDigit(completing payload: UInt64) -> UInt8 {
    var rest = payload
    var weight: UInt64 = 3
    var sum: UInt64 = 0
    while rest > 0 {
        sum += rest % 10 * weight
        weight = 4 - weight
        rest /= 10
    }
    return UInt8((10 - sum % 10) % 10)
}

/// Reads a whole numeric key and verifies its last digit.
///
/// - Parameter lengths: the lengths that the key may have; none above 19, so the number fits.
func numericKey(_ digits: Span<UInt8>, lengths: [Int]) throws(GS1KeyError) -> UInt64 {
    guard lengths.contains(digits.count) else {
        throw .length(given: digits.count, allowed: lengths)
    }
    var number: UInt64 = 0
    for position in digits.indices {
        let byte = digits[position]
        guard byte >= 0x30, byte <= 0x39 else { throw .notDigit(byte: byte, at: position) }
        number = number * 10 + UInt64(byte - 0x30)
    }
    let given = UInt8(number % 10)
    let right = checkDigit(completing: number / 10)
    guard given == right else { throw .checkDigit(given: given, right: right) }
    return number
}

/// The digits of `number`, padded with zeros on the left to `length`.
func zeroPadded(_ number: UInt64, to length: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, length - digits.utf8.count)) + digits
}
