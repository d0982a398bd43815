/// The serial of one pack: its running number and the guard that proves the number was issued (STAMP-V1 §3).
public struct Serial: Hashable, Sendable {
    /// The running number of the product.
    public let number: SerialNumber
    /// The first 20 bits of the number's HMAC under the batch secret.
    public let `guard`: SerialGuard

    /// Joins a number and its guard; whether they belong together only the batch secret tells.
    public init(number: SerialNumber, guard: SerialGuard) {
        self.number = number
        self.guard = `guard`
    }

    /// Reads the 11 characters of a stamp, folding nothing.
    ///
    /// - Throws: `StampError.length` or `.character`, both of part `.serial`.
    public init(_ text: String) throws(StampError) {
        try self.init(utf8: text.utf8Span.span)
    }

    /// Reads the 11 bytes of a stamp, folding nothing.
    ///
    /// - Throws: `StampError.length` or `.character`, both of part `.serial`.
    public init(utf8 text: Span<UInt8>) throws(StampError) {
        guard text.count == Self.length else {
            throw .length(.serial, given: text.count, allowed: Self.length...Self.length)
        }
        let value = try Crockford.number(text, of: .serial)
        number = SerialNumber(masking: value >> 20)
        `guard` = SerialGuard(masking: value)
    }

    /// Reads what a person typed: any case, `O` as 0, `I` and `L` as 1, spaces and hyphens dropped.
    ///
    /// At most 64 bytes are read, which leaves room for a separator after every character and more.
    ///
    /// - Throws: `StampError.length` or `.character`, both of part `.serial`; a `.character` counts `at` in what
    ///   was typed.
    public init(typed text: String) throws(StampError) {
        let typed = text.utf8Span.span
        guard typed.count <= 64 else {
            throw .length(.serial, given: typed.count, allowed: Self.length...Self.length)
        }
        var value: UInt64 = 0
        var count = 0
        for position in typed.indices {
            let byte = typed[position]
            if byte == 0x20 || byte == 0x2D { continue }
            guard let digit = Crockford.value(of: Self.fold(byte)) else {
                throw .character(.serial, byte: byte, at: position)
            }
            value = value << 5 | digit  // more than 11 shift out at the top, and are refused below
            count += 1
        }
        guard count == Self.length else {
            throw .length(.serial, given: count, allowed: Self.length...Self.length)
        }
        number = SerialNumber(masking: value >> 20)
        `guard` = SerialGuard(masking: value)
    }

    /// The length of a serial in characters: 7 of number and 4 of guard.
    public static let length = 11

    /// The 11 characters of a stamp.
    public var text: String { number.text + `guard`.text }

    /// The serial as it is set in type for people: `0000 12K-7Q2M`.
    public var readable: String {
        let digits = number.text
        return "\(digits.prefix(4)) \(digits.suffix(3))-\(`guard`.text)"
    }

    private static func fold(_ byte: UInt8) -> UInt8 {
        switch Grammar.capital(byte) {
        case 0x4F: 0x30  // O
        case 0x49, 0x4C: 0x31  // I, L
        case let capital: capital
        }
    }
}

extension Serial: CustomStringConvertible {
    /// The 11 characters of a stamp.
    public var description: String { text }
}
