/// The seal of a stamp: version, key id and Ed25519 signature in 162 decimal digits (STAMP-V1 §2).
///
/// Whether the signature is good is not known of a seal alone.
public struct Seal: Hashable, Sendable {
    /// The version of the format that this module writes, and the only one that it verifies.
    public static let currentVersion: UInt8 = 1
    /// The length of a seal in digits.
    public static let digitCount = SealNumeral.digitCount
    /// The length of a signature in bytes.
    public static let signatureLength = 64

    /// Byte 0 of the seal.
    public let version: UInt8
    /// Bytes 1 and 2: which of the host's keys signed.
    public let keyID: KeyID
    /// Bytes 3 to 66: R and S of RFC 8032 §5.1.6, 64 bytes.
    public let signature: [UInt8]

    /// Joins a key id and a signature of the current version.
    ///
    /// - Throws: `StampKeyError.length` when the signature has other than 64 bytes.
    public init(keyID: KeyID, signature: [UInt8]) throws(StampKeyError) {
        guard signature.count == Self.signatureLength else {
            throw .length(given: signature.count, required: Self.signatureLength)
        }
        self.version = Self.currentVersion
        self.keyID = keyID
        self.signature = signature
    }

    /// Reads 162 digits, of any version.
    ///
    /// - Throws: `StampError.length` or `.character`, both of part `.seal`; `.sealTooLarge` at 2^536 or more.
    public init(digits text: Span<UInt8>) throws(StampError) {
        let numeral = try SealNumeral(digits: text)
        version = UInt8(truncatingIfNeeded: numeral.head >> 16)
        keyID = KeyID(rawValue: UInt16(truncatingIfNeeded: numeral.head))
        signature = numeral.signature
    }

    /// The 162 digits: the one encoding that decodes to this seal.
    public var digits: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.digitCount)
        appendDigits(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    func appendDigits(to bytes: inout [UInt8]) {
        let head = UInt64(version) << 16 | UInt64(keyID.rawValue)
        SealNumeral(head: head, signature: signature.span).appendDigits(to: &bytes)
    }
}

/// The number of a signing key, unique within its host for ever.
public struct KeyID: Hashable, Sendable, RawRepresentable {
    /// The number itself.
    public let rawValue: UInt16

    /// Takes a number.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The id as 4 upper-case hexadecimal digits, as it is signed.
    public var text: String {
        var digits: [UInt8] = []
        append(to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }

    func append(to bytes: inout [UInt8]) {
        for place in stride(from: 12, through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: rawValue >> place & 15)
            bytes.append(digit < 10 ? 0x30 + digit : 0x37 + digit)
        }
    }
}

extension KeyID: Comparable {
    /// Orders by number.
    public static func < (left: KeyID, right: KeyID) -> Bool { left.rawValue < right.rawValue }
}

extension KeyID: CustomStringConvertible {
    /// The 4 hexadecimal digits.
    public var description: String { text }
}
