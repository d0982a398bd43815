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
    /// YYYYMMDD (GS1 General Specifications §3.9, AI 7250).
    case longDate
    /// HH, MI or SS: two digits below a limit.
    case clock(ClockPart)
    /// HHMI.
    case hourAndMinute
    /// A code of a list: a country, a currency, a type of package.
    case listed(ListedCode)
    /// Zeros only.
    case zero
    /// A number other than zero.
    case nonzero
    /// The number of a piece, then that of all pieces, in equal halves.
    case pieceOfTotal
    /// The number of a piece, a slash, then that of all pieces.
    case pieceSlashTotal
    /// A number that does not start with zero.
    case noLeadingZero
    /// One character of an importer index: a letter, a digit, `-` or `_`.
    case importerIndex
    /// The last two characters complete the ones before them (GS1 General Specifications §7.9.5).
    case checkPair
    /// There is a character that is no digit.
    case nonDigit
    /// Hyphens only.
    case hyphen
    /// An International Bank Account Number (ISO 13616).
    case iban
    /// Degrees times 10^7, from 0 to a limit (GS1 General Specifications §3.9, AI 4309).
    case degrees(limit: UInt64)
    /// After a percent sign stand two hexadecimal digits.
    case percentSequences
    /// A coupon of North America (AI 8110).
    case coupon
    /// A positive offer file coupon of North America (AI 8112).
    case couponOffer

    /// Checks the bytes of the part.
    ///
    /// - Throws: `ValueFault`, placed from the start of the part.
    public func verify(_ bytes: Span<UInt8>) throws(ValueFault) {
        switch self {
        case .checkDigit: try verifyCheckDigit(bytes)
        case .companyPrefix(let skipped): try verifyCompanyPrefix(bytes, after: Int(skipped))
        case .date(let dayMayBeZero): try verifyDate(bytes, firstDay: dayMayBeZero ? 0 : 1)
        case .longDate: try verifyLongDate(bytes)
        case .clock(let part): try part.verify(bytes)
        case .hourAndMinute: try verifyHourAndMinute(bytes)
        case .listed(let code):
            guard code.contains(bytes) else { throw ValueFault(.unlisted(code), at: bytes.indices) }
        case .zero:
            var areZeros = !bytes.isEmpty
            for position in bytes.indices where bytes[position] != 0x30 { areZeros = false }
            guard areZeros else { throw ValueFault(.notZero, at: bytes.indices) }
        case .nonzero:
            try EncodableCharacterSet.digits.check(bytes)
            guard has({ $0 != 0x30 }, bytes) else { throw ValueFault(.zeroValue, at: bytes.indices) }
        case .pieceOfTotal: try verifyPieceOfTotal(bytes)
        case .pieceSlashTotal: try verifyPieceSlashTotal(bytes)
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
        case .checkPair: try verifyCheckPair(bytes)
        case .nonDigit:
            guard has({ !EncodableCharacterSet.digits.contains($0) }, bytes) else {
                throw ValueFault(.digitsOnly, at: bytes.indices)
            }
        case .hyphen:
            guard !bytes.isEmpty, !has({ $0 != UInt8(ascii: "-") }, bytes) else {
                throw ValueFault(.notHyphen, at: bytes.indices)
            }
        case .iban: try verifyIBAN(bytes)
        case .degrees(let limit): try verifyDegrees(bytes, limit: limit)
        case .percentSequences: try verifyPercentSequences(bytes)
        case .coupon: try verifyCoupon(bytes)
        case .couponOffer: try verifyCouponOffer(bytes)
        }
    }
}

/// Whether a byte of the part is one of those.
private func has(_ isMeant: (UInt8) -> Bool, _ bytes: Span<UInt8>) -> Bool {
    for position in bytes.indices where isMeant(bytes[position]) { return true }
    return false
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
    // A year of two digits is a leap year in every century that a label can mean: 2000 is one, 2100 is too far away.
    try verifyDay(bytes, year: twoDigits(bytes, at: 0), monthAt: 2, firstDay: firstDay)
}

private func verifyLongDate(_ bytes: Span<UInt8>) throws(ValueFault) {
    guard bytes.count == 8 else {
        throw ValueFault(.length(given: bytes.count, allowed: 8...8), at: bytes.indices)
    }
    try EncodableCharacterSet.digits.check(bytes)
    let year = twoDigits(bytes, at: 0) * 100 + twoDigits(bytes, at: 2)
    try verifyDay(
        bytes, year: year.isMultiple(of: 100) && !year.isMultiple(of: 400) ? 1 : year, monthAt: 4, firstDay: 1)
}

/// Checks month and day, two digits each; `year` is a leap year where 4 divides it.
private func verifyDay(_ bytes: Span<UInt8>, year: Int, monthAt: Int, firstDay: Int) throws(ValueFault) {
    let month = twoDigits(bytes, at: monthAt)
    let day = twoDigits(bytes, at: monthAt + 2)
    guard 1...12 ~= month else { throw ValueFault(.month(month), at: monthAt..<monthAt + 2) }
    let february = year.isMultiple(of: 4) ? 29 : 28
    let last = month == 2 ? february : [4, 6, 9, 11].contains(month) ? 30 : 31
    guard firstDay...last ~= day else { throw ValueFault(.day(day, last: last), at: monthAt + 2..<monthAt + 4) }
}

/// The number of two digits.
func twoDigits(_ bytes: Span<UInt8>, at start: Int) -> Int {
    Int(bytes[start] - 0x30) * 10 + Int(bytes[start + 1] - 0x30)
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
func number(_ digits: Span<UInt8>) -> Int? {
    guard 1...18 ~= digits.count else { return nil }
    var number = 0
    for position in digits.indices {
        guard EncodableCharacterSet.digits.contains(digits[position]) else { return nil }
        number = number * 10 + Int(digits[position] - 0x30)
    }
    return number
}
