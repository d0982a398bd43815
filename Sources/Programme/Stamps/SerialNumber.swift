/// The running number of a pack among the packs of its product: 0 … 32^7 − 1 (STAMP-V1 §1).
public struct SerialNumber: Hashable, Sendable, RawRepresentable {
    /// The largest number, 34,359,738,367.
    public static let maximum = SerialNumber(masking: UInt64.max)

    /// The number itself, at most `maximum`.
    public let rawValue: UInt64

    /// Takes a number, or gives nil when it is above `maximum`.
    public init?(rawValue: UInt64) {
        guard rawValue <= Self.maximum.rawValue else { return nil }
        self.rawValue = rawValue
    }

    /// Takes a number.
    ///
    /// - Throws: `StampError.serialNumberAboveLimit`.
    public init(_ number: UInt64) throws(StampError) {
        guard let checked = SerialNumber(rawValue: number) else {
            throw .serialNumberAboveLimit(given: number, limit: Self.maximum.rawValue)
        }
        self = checked
    }

    /// Takes the lowest 35 bits.
    init(masking bits: UInt64) { rawValue = bits & (1 << 35 - 1) }

    /// The 7 Crockford characters of a stamp.
    public var text: String {
        var digits: [UInt8] = []
        Crockford.append(rawValue, digits: 7, to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }
}

extension SerialNumber: Comparable {
    /// Orders by number.
    public static func < (left: SerialNumber, right: SerialNumber) -> Bool { left.rawValue < right.rawValue }
}

extension SerialNumber: CustomStringConvertible {
    /// The 7 Crockford characters.
    public var description: String { text }
}

/// The guard of a serial number: 20 bits that only the holder of the batch secret can tell (STAMP-V1 §3).
public struct SerialGuard: Hashable, Sendable, RawRepresentable {
    /// The largest guard, 2^20 − 1.
    public static let maximum = SerialGuard(masking: UInt64.max)

    /// The bits as a number, at most `maximum`.
    public let rawValue: UInt32

    /// Takes a guard, or gives nil when it is above `maximum`.
    public init?(rawValue: UInt32) {
        guard rawValue <= Self.maximum.rawValue else { return nil }
        self.rawValue = rawValue
    }

    /// Takes the lowest 20 bits.
    init(masking bits: UInt64) { rawValue = UInt32(truncatingIfNeeded: bits & (1 << 20 - 1)) }

    /// The 4 Crockford characters of a stamp.
    public var text: String {
        var digits: [UInt8] = []
        Crockford.append(UInt64(rawValue), digits: 4, to: &digits)
        return String(decoding: digits, as: UTF8.self)
    }
}

extension SerialGuard: CustomStringConvertible {
    /// The 4 Crockford characters.
    public var description: String { text }
}
