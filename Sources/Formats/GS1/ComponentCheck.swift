/// What is checked in a part of a value beside its characters: a "linter" of the GS1 Barcode Syntax Dictionary.
///
/// Each is total: whatever the bytes, it passes or throws.
public enum ComponentCheck: Hashable, Sendable {
    /// The last digit completes the ones before it (GS1 General Specifications §7.9).
    case checkDigit
    /// After some characters stands a GS1 company prefix: four digits or more.
    ///
    /// Whether GS1 has issued the prefix is known to GS1 alone.
    case companyPrefix(skipping: UInt8)
    /// YYMMDD, of any century; `00` as the day means the month (GS1 General Specifications §3.4).
    case date(dayMayBeZero: Bool)
    /// A country's number in ISO 3166-1.
    case country
    /// Zeros only.
    case zero
    /// The number of a piece, then that of all pieces, in equal halves.
    case pieceOfTotal
    /// A number that does not start with zero.
    case noLeadingZero
    /// One character of an importer index: a letter, a digit, `-` or `_`.
    case importerIndex

    /// Checks the bytes of the part.
    ///
    /// - Throws: `ValueFault`, placed from the start of the part.
    public func verify(_ bytes: Span<UInt8>) throws(ValueFault) {
        switch self {
        case .checkDigit: try verifyCheckDigit(bytes)
        case .companyPrefix(let skipped): try verifyCompanyPrefix(bytes, after: Int(skipped))
        case .date(let dayMayBeZero): try verifyDate(bytes, firstDay: dayMayBeZero ? 0 : 1)
        case .country:
            guard bytes.count == 3, let number = number(bytes), countryNumbers.contains(number) else {
                throw ValueFault(.country, at: bytes.indices)
            }
        case .zero:
            var areZeros = !bytes.isEmpty
            for position in bytes.indices where bytes[position] != 0x30 { areZeros = false }
            guard areZeros else { throw ValueFault(.notZero, at: bytes.indices) }
        case .pieceOfTotal: try verifyPieceOfTotal(bytes)
        case .noLeadingZero:
            try EncodableCharacterSet.digits.check(bytes)
            guard bytes.isEmpty || bytes[0] != 0x30 else { throw ValueFault(.leadingZero, at: 0..<1) }
        case .importerIndex:
            guard bytes.count == 1 else {
                throw ValueFault(.length(given: bytes.count, allowed: 1...1), at: bytes.indices)
            }
            guard EncodableCharacterSet.base64URL.contains(bytes[0]) else {
                throw ValueFault(.importerIndex(byte: bytes[0]), at: 0..<1)
            }
        }
    }
}

private func verifyCheckDigit(_ bytes: Span<UInt8>) throws(ValueFault) {
    guard let last = bytes.indices.last else {
        throw ValueFault(.length(given: 0, allowed: 1...18), at: 0..<0)
    }
    try EncodableCharacterSet.digits.check(bytes)
    var sum = 0
    for position in 0..<last {
        sum += Int(bytes[position] - 0x30) * ((last - position).isMultiple(of: 2) ? 1 : 3)
        sum %= 10
    }
    let given = bytes[last] - 0x30
    let right = UInt8((10 - sum) % 10)
    guard given == right else { throw ValueFault(.checkDigit(given: given, right: right), at: last..<last + 1) }
}

private func verifyCompanyPrefix(_ bytes: Span<UInt8>, after skipped: Int) throws(ValueFault) {
    let shortest = 4
    guard bytes.count >= skipped + shortest else {
        throw ValueFault(.tooShortForCompanyPrefix(given: max(0, bytes.count - skipped)), at: bytes.indices)
    }
    for position in skipped..<skipped + shortest where !EncodableCharacterSet.digits.contains(bytes[position]) {
        throw ValueFault(.companyPrefix, at: skipped..<skipped + shortest)
    }
}

private func verifyDate(_ bytes: Span<UInt8>, firstDay: Int) throws(ValueFault) {
    guard bytes.count == 6 else {
        throw ValueFault(.length(given: bytes.count, allowed: 6...6), at: bytes.indices)
    }
    try EncodableCharacterSet.digits.check(bytes)
    let pair = { (at: Int, bytes: Span<UInt8>) in Int(bytes[at] - 0x30) * 10 + Int(bytes[at + 1] - 0x30) }
    let month = pair(2, bytes)
    let day = pair(4, bytes)
    guard 1...12 ~= month else { throw ValueFault(.month(month), at: 2..<4) }
    // A year of two digits is a leap year in every century that a label can mean: 2000 is one, 2100 is too far away.
    let february = pair(0, bytes).isMultiple(of: 4) ? 29 : 28
    let last = month == 2 ? february : [4, 6, 9, 11].contains(month) ? 30 : 31
    guard firstDay...last ~= day else { throw ValueFault(.day(day, last: last), at: 4..<6) }
}

private func verifyPieceOfTotal(_ bytes: Span<UInt8>) throws(ValueFault) {
    // Eighteen digits are two numbers that fit; a longer part than that is in no rule.
    guard 2...18 ~= bytes.count, bytes.count.isMultiple(of: 2) else {
        throw ValueFault(.length(given: bytes.count, allowed: 2...18), at: bytes.indices)
    }
    try EncodableCharacterSet.digits.check(bytes)
    let half = bytes.count / 2
    guard let piece = number(bytes.extracting(..<half)), piece > 0 else { throw ValueFault(.pieceZero, at: 0..<half) }
    guard let total = number(bytes.extracting(half...)), total > 0 else {
        throw ValueFault(.totalZero, at: half..<bytes.count)
    }
    guard piece <= total else { throw ValueFault(.pieceBeyondTotal, at: bytes.indices) }
}

/// The number of up to 18 digits; nil for anything else.
private func number(_ digits: Span<UInt8>) -> Int? {
    guard 1...18 ~= digits.count else { return nil }
    var number = 0
    for position in digits.indices {
        guard EncodableCharacterSet.digits.contains(digits[position]) else { return nil }
        number = number * 10 + Int(digits[position] - 0x30)
    }
    return number
}
