public import GS1

/// Why a text is not a stamp, or a value cannot be part of one.
///
/// Every case but `unsupportedVersion` is the spec's `malformed` (STAMP-V1 §4).
public enum StampError: Error, Hashable, Sendable {
    /// The input has more bytes than any stamp with its query may have; nothing of it was read.
    case tooLong(bytes: Int, limit: Int)
    /// The text does not begin with `HTTPS://`, in any case.
    case notHTTPS
    /// The text ends where this part must begin.
    case missing(StampPart)
    /// The part has `given` characters; its grammar allows a number of them in `allowed`.
    case length(StampPart, given: Int, allowed: ClosedRange<Int>)
    /// The byte at offset `at` (from 0, within the part) cannot stand there.
    case character(StampPart, byte: UInt8, at: Int)
    /// The serial number is above the largest that 7 characters can hold.
    case serialNumberAboveLimit(given: UInt64, limit: UInt64)
    /// A run of `given` serial numbers from that first number on; only a count in `allowed` is possible.
    case serialCount(given: Int, allowed: ClosedRange<Int>)
    /// The seal's digits make a number of 2^536 or more.
    case sealTooLarge
    /// The product key is introduced by neither `/01/` nor `/P/`; `at` is the offset in the stamp, from 0.
    case unknownProductKey(at: Int)
    /// The digits after `/01/` are no GTIN of 14 digits.
    case gtin(GS1KeyError)
    /// What follows offset `at` of the stamp is no part of it: a trailing slash, or qualifiers out of order.
    case unexpected(at: Int)
    /// The text is a stamp of another version of the format; 1 is the only one read here.
    case unsupportedVersion(UInt8)
}

/// A part of a stamp, to say where an error lies.
public enum StampPart: String, Hashable, Sendable {
    /// The issuer's host name.
    case host
    /// The 162 digits that hold version, key id and signature.
    case seal
    /// `/01/` or `/P/` and what follows.
    case productKey = "product key"
    /// The code after `/P/`.
    case productCode = "product code"
    /// The lot number after `/10/`.
    case lot
    /// Number and guard after `/21/`.
    case serial
}

extension StampError: CustomStringConvertible {
    /// One English sentence: what is wrong, the limit and what was given.
    public var description: String {
        switch self {
        case .tooLong(let bytes, let limit):
            "the text has \(bytes) bytes, and a stamp with its query has at most \(limit)"
        case .notHTTPS:
            "the text does not begin with HTTPS://"
        case .missing(let part):
            "the text ends before its \(part.rawValue)"
        case .length(let part, let given, let allowed) where allowed.lowerBound == allowed.upperBound:
            "the \(part.rawValue) has \(given) characters, and must have \(allowed.lowerBound)"
        case .length(let part, let given, let allowed):
            "the \(part.rawValue) has \(given) characters, and must have "
                + "\(allowed.lowerBound) to \(allowed.upperBound)"
        case .character(let part, let byte, let at):
            "byte \(at + 1) of the \(part.rawValue) is 0x\(String(byte, radix: 16)), which cannot stand there"
        case .serialNumberAboveLimit(let given, let limit):
            "the serial number is \(given), and must be at most \(limit)"
        case .serialCount(let given, let allowed):
            "\(given) serial numbers were asked for, and \(allowed.lowerBound) to \(allowed.upperBound) are possible"
        case .sealTooLarge:
            "the seal is 2^536 or more"
        case .unknownProductKey(let at):
            "byte \(at + 1) begins neither /01/ nor /P/"
        case .gtin(let error):
            "GTIN: \(error)"
        case .unexpected(let at):
            "byte \(at + 1) begins something that is no part of a stamp"
        case .unsupportedVersion(let version):
            "the stamp is of version \(version), and only version 1 is known here"
        }
    }
}
