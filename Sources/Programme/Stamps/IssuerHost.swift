/// The host name of an issuer, in capitals.
///
/// 1 to 40 characters of `A`–`Z`, `0`–`9`, `-` and `.`; hosts that differ only in case are equal (STAMP-V1 §1).
public struct IssuerHost: Hashable, Sendable {
    /// The longest host, in characters.
    ///
    /// Above 12 the QR code of an item stamp grows (STAMP-V1 §5).
    public static let maximumLength = 40

    /// The host in capitals, as it is printed and signed.
    public let text: String

    /// Reads a host in any case.
    ///
    /// - Throws: `StampError.length` or `.character`, both of part `.host`.
    public init(_ text: String) throws(StampError) {
        try self.init(utf8: text.utf8Span.span)
    }

    /// Reads a host in any case from its bytes.
    ///
    /// - Throws: `StampError.length` or `.character`, both of part `.host`.
    public init(utf8 text: Span<UInt8>) throws(StampError) {
        guard !text.isEmpty, text.count <= Self.maximumLength else {
            throw .length(.host, given: text.count, allowed: 1...Self.maximumLength)
        }
        for position in text.indices {
            let byte = Grammar.capital(text[position])
            guard Grammar.isAlphanumeric(byte) || Grammar.isHyphenOrDot(byte) else {
                throw .character(.host, byte: text[position], at: position)
            }
        }
        self.text = String(unsafeUninitializedCapacity: text.count) { capitals in
            for position in text.indices { capitals[position] = Grammar.capital(text[position]) }
            return text.count
        }
    }
}

extension IssuerHost {
    /// Whether no register in earnest can have the name: it ends in `.EXAMPLE`, `.TEST` or `.INVALID` (RFC 2606).
    public var isReserved: Bool { [".EXAMPLE", ".TEST", ".INVALID"].contains(where: text.hasSuffix) }
}

extension IssuerHost: Comparable {
    /// Orders by the bytes of the text.
    public static func < (left: IssuerHost, right: IssuerHost) -> Bool { left.text < right.text }
}

extension IssuerHost: CustomStringConvertible {
    /// The host in capitals.
    public var description: String { text }
}
