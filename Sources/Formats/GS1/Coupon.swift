/// A part of a coupon of North America, by the name that GS1's linters have for it.
///
/// Source: GS1 General Specifications, AI 8110 and 8112; North American Coupon Application Guideline.
public enum CouponPart: String, Sendable {
    case format = "FORMAT_CODE"
    case funder = "FUNDER"
    case companyPrefix = "GCP"
    case offer = "OFFER_CODE"
    case saveValue = "SAVE_VALUE"
    case firstRequirement = "1ST_PURCHASE_REQUIREMENT"
    case firstRequirementCode = "1ST_PURCHASE_REQUIREMENT_CODE"
    case firstFamily = "1ST_PURCHASE_FAMILY_CODE"
    case rules = "ADDITIONAL_PURCHASE_RULES_CODE"
    case secondRequirement = "2ND_PURCHASE_REQUIREMENT"
    case secondRequirementCode = "2ND_PURCHASE_REQUIREMENT_CODE"
    case secondFamily = "2ND_PURCHASE_FAMILY_CODE"
    case secondPrefix = "2ND_PURCHASE_GCP"
    case thirdRequirement = "3RD_PURCHASE_REQUIREMENT"
    case thirdRequirementCode = "3RD_PURCHASE_REQUIREMENT_CODE"
    case thirdFamily = "3RD_PURCHASE_FAMILY_CODE"
    case thirdPrefix = "3RD_PURCHASE_GCP"
    case expiration = "EXPIRATION_DATE"
    case start = "START_DATE"
    case serial = "SERIAL_NUMBER"
    case retailer = "RETAILER_GCP_OR_GLN"
    case saveValueCode = "SAVE_VALUE_CODE"
    case saveValueItem = "SAVE_VALUE_APPLIES_TO_ITEM"
    case storeFlag = "STORE_COUPON_FLAG"
    case multiplyFlag = "DONT_MULTIPLY_FLAG"
    /// What stands after the last part.
    case rest = "DATA"
}

/// What is wrong with a part of a coupon.
public enum CouponFault: Sendable {
    /// The digit that says how long the part is is not there.
    case noLength
    /// That digit is none of those that may stand there.
    case length
    /// The part is not there.
    case missing
    /// The part ends too early.
    case truncated
    /// The part is none of the values that it may have.
    case value
    /// Nothing may stand there.
    case excess
    /// The coupon ends before it starts.
    case endsBeforeStart

    func english(_ part: CouponPart) -> String {
        let name = part.rawValue.lowercased().split(separator: "_").joined(separator: " ")
        return switch self {
        case .noLength: "the length of the coupon's \(name) is missing"
        case .length: "the length of the coupon's \(name) is not one that it may have"
        case .missing: "the coupon's \(name) is missing"
        case .truncated: "the coupon's \(name) is cut off"
        case .value: "the coupon's \(name) is not one that it may be"
        case .excess: "more stands after the coupon's last part"
        case .endsBeforeStart: "the coupon's expiration date is before its start date"
        }
    }
}

func verifyCoupon(_ bytes: Span<UInt8>) throws(ValueFault) {
    var reader = try CouponReader(bytes)
    try reader.measured(.companyPrefix, 0...6, plus: 6)
    try reader.fixed(.offer, 6)
    try reader.measured(.saveValue, 1...5)
    try reader.purchase(.firstRequirement, .firstRequirementCode, .firstFamily)
    if reader.skip(1) {
        try reader.code(.rules, [0, 1, 2, 3])
        try reader.purchase(.secondRequirement, .secondRequirementCode, .secondFamily)
        try reader.measured(.secondPrefix, 0...6, plus: 6, none: 9)
    }
    if reader.skip(2) {
        try reader.purchase(.thirdRequirement, .thirdRequirementCode, .thirdFamily)
        try reader.measured(.thirdPrefix, 0...6, plus: 6, none: 9)
    }
    let expiration = reader.skip(3) ? try reader.date(.expiration) : nil
    if reader.skip(4) {
        let start = try reader.date(.start)
        if let expiration, expiration < start { throw reader.endsBeforeStart() }
    }
    if reader.skip(5) { try reader.measured(.serial, 0...9, plus: 6) }
    if reader.skip(6) { try reader.measured(.retailer, 1...7, plus: 6) }
    if reader.skip(9) {
        try reader.code(.saveValueCode, [0, 1, 2, 5, 6])
        try reader.code(.saveValueItem, [0, 1, 2])
        try reader.code(.storeFlag, 0...9)
        try reader.code(.multiplyFlag, [0, 1])
    }
    try reader.end()
}

func verifyCouponOffer(_ bytes: Span<UInt8>) throws(ValueFault) {
    var reader = try CouponReader(bytes)
    try reader.code(.format, [0, 1])
    try reader.measured(.funder, 0...6, plus: 6)
    try reader.fixed(.offer, 6)
    try reader.measured(.serial, 0...9, plus: 6)
    try reader.end()
}

/// Reads a coupon from left to right.
private struct CouponReader {
    private let digits: [UInt8]
    private var position = 0

    init(_ bytes: Span<UInt8>) throws(ValueFault) {
        try EncodableCharacterSet.digits.check(bytes)
        digits = bytes.indices.map { bytes[$0] - 0x30 }
    }

    /// Passes the digit that announces an optional part, and says whether it stood there.
    mutating func skip(_ digit: UInt8) -> Bool {
        guard position < digits.count, digits[position] == digit else { return false }
        position += 1
        return true
    }

    /// A digit that says how long the part is, then the part.
    mutating func measured(
        _ part: CouponPart, _ allowed: ClosedRange<UInt8>, plus: Int = 0, none: UInt8? = nil
    ) throws(ValueFault) {
        guard position < digits.count else { throw fault(part, .noLength) }
        let digit = digits[position]
        guard allowed ~= digit || digit == none else { throw fault(part, .length, at: position..<position + 1) }
        position += 1
        try fixed(part, digit == none ? 0 : Int(digit) + plus)
    }

    mutating func fixed(_ part: CouponPart, _ length: Int) throws(ValueFault) {
        guard digits.count - position >= length else {
            throw fault(part, .truncated, at: position == digits.count ? nil : position..<digits.count)
        }
        position += length
    }

    /// One digit of those.
    mutating func code(_ part: CouponPart, _ allowed: some Sequence<UInt8>) throws(ValueFault) {
        guard position < digits.count else { throw fault(part, .missing) }
        guard allowed.contains(digits[position]) else { throw fault(part, .value, at: position..<position + 1) }
        position += 1
    }

    mutating func purchase(
        _ requirement: CouponPart, _ code: CouponPart, _ family: CouponPart
    ) throws(ValueFault) {
        try measured(requirement, 1...5)
        try self.code(code, [0, 1, 2, 3, 4, 9])
        try fixed(family, 3)
    }

    /// YYMMDD, as a number that orders days.
    mutating func date(_ part: CouponPart) throws(ValueFault) -> Int {
        let start = position
        try fixed(part, 6)
        let text = digits[start..<position].map { $0 + 0x30 }
        do throws(ValueFault) {
            try ComponentCheck.date(dayMayBeZero: false).verify(text.span)
        } catch {
            throw fault(part, .value, at: start..<position)
        }
        return number(text.span) ?? 0
    }

    /// Both dates, with the digit before each.
    func endsBeforeStart() -> ValueFault {
        fault(.expiration, .endsBeforeStart, at: position - 14..<position)
    }

    func end() throws(ValueFault) {
        guard position == digits.count else { throw fault(.rest, .excess, at: position..<digits.count) }
    }

    private func fault(_ part: CouponPart, _ fault: CouponFault, at place: Range<Int>? = nil) -> ValueFault {
        ValueFault(.coupon(part, fault), at: place ?? 0..<digits.count)
    }
}
