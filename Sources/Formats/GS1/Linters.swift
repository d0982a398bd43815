extension ComponentCheck {
    /// The check that a linter of the GS1 Barcode Syntax Dictionary makes; nil for a name that it does not use.
    public init?(linter: String) {
        guard let check = Self.linters[linter] else { return nil }
        self = check
    }

    private static let linters: [String: ComponentCheck] = [
        "csum": .checkDigit, "csumalpha": .checkPair, "gcppos1": .companyPrefix(skipping: 0),
        "gcppos2": .companyPrefix(skipping: 1), "yymmd0": .date(dayMayBeZero: true),
        "yymmdd": .date(dayMayBeZero: false), "yyyymmdd": .longDate, "hh": .clock(.hour), "mi": .clock(.minute),
        "ss": .clock(.second), "hhmi": .hourAndMinute, "iso3166": .listed(.countryNumber),
        "iso3166999": .listed(.countryNumberOr999), "iso3166alpha2": .listed(.countryLetters),
        "iso4217": .listed(.currency), "iso5218": .listed(.sex), "mediatype": .listed(.mediaType),
        "packagetype": .listed(.packageType), "winding": .listed(.winding), "yesno": .listed(.yesNo), "zero": .zero,
        "nonzero": .nonzero, "pieceoftotal": .pieceOfTotal, "posinseqslash": .pieceSlashTotal,
        "nozeroprefix": .noLeadingZero, "importeridx": .importerIndex, "hasnondigit": .nonDigit, "hyphen": .hyphen,
        "iban": .iban, "latitude": .degrees(limit: 1_800_000_000), "longitude": .degrees(limit: 3_600_000_000),
        "pcenc": .percentSequences, "couponcode": .coupon, "couponposoffer": .couponOffer,
    ]
}

/// A part of a time of day in two digits.
public enum ClockPart: String, Sendable {
    case hour
    case minute
    case second

    /// The last that there is.
    var last: Int { self == .hour ? 23 : 59 }

    var vietnamese: String {
        switch self {
        case .hour: "giờ"
        case .minute: "phút"
        case .second: "giây"
        }
    }

    func verify(_ bytes: Span<UInt8>) throws(ValueFault) {
        guard bytes.count == 2 else {
            throw ValueFault(.length(given: bytes.count, allowed: 2...2), at: bytes.indices)
        }
        try EncodableCharacterSet.digits.check(bytes)
        let given = twoDigits(bytes, at: 0)
        guard given <= last else { throw ValueFault(.clock(self, given), at: 0..<2) }
    }
}

func verifyHourAndMinute(_ bytes: Span<UInt8>) throws(ValueFault) {
    guard bytes.count == 4 else {
        throw ValueFault(.length(given: bytes.count, allowed: 4...4), at: bytes.indices)
    }
    try ClockPart.hour.verify(bytes.extracting(..<2))
    do { try ClockPart.minute.verify(bytes.extracting(2...)) } catch { throw error.moved(by: 2) }
}

func verifyPieceSlashTotal(_ bytes: Span<UInt8>) throws(ValueFault) {
    let malformed = ValueFault(.pieceSlashTotal, at: bytes.indices)
    var slash: Int?
    for position in bytes.indices where !EncodableCharacterSet.digits.contains(bytes[position]) {
        guard slash == nil, bytes[position] == UInt8(ascii: "/") else { throw malformed }
        slash = position
    }
    guard let slash, slash > 0, slash < bytes.count - 1 else { throw malformed }
    let piece = bytes.extracting(..<slash)
    let total = bytes.extracting((slash + 1)...)
    guard piece[0] != 0x30 else { throw ValueFault(.leadingZero, at: 0..<slash) }
    guard total[0] != 0x30 else { throw ValueFault(.leadingZero, at: slash + 1..<bytes.count) }
    // Without zeros in front, the longer number is the larger one.
    let isBeyond = piece.count == total.count ? total.text < piece.text : total.count < piece.count
    guard !isBeyond else { throw ValueFault(.pieceBeyondTotal, at: bytes.indices) }
}

func verifyDegrees(_ bytes: Span<UInt8>, limit: UInt64) throws(ValueFault) {
    guard bytes.count == 10 else {
        throw ValueFault(.length(given: bytes.count, allowed: 10...10), at: bytes.indices)
    }
    try EncodableCharacterSet.digits.check(bytes)
    guard let given = number(bytes), given <= limit else { throw ValueFault(.degrees(limit: limit), at: bytes.indices) }
}

func verifyPercentSequences(_ bytes: Span<UInt8>) throws(ValueFault) {
    var position = 0
    while position < bytes.count {
        guard bytes[position] == UInt8(ascii: "%") else {
            position += 1
            continue
        }
        let end = min(bytes.count, position + 3)
        guard position + 2 < bytes.count, isHexadecimal(bytes[position + 1]), isHexadecimal(bytes[position + 2]) else {
            throw ValueFault(.percentSequence, at: position..<end)
        }
        position = end
    }
}

private func isHexadecimal(_ byte: UInt8) -> Bool {
    0x30...0x39 ~= byte || 0x41...0x46 ~= byte || 0x61...0x66 ~= byte
}
