internal import GS1

/// The bytes of a text as it arrived, without what scanners, messengers and keyboards put into it.
///
/// Full-width characters are the plain ones, every blank is a space, every end of a line a line feed, and what nobody
/// sees is not there. Other characters beyond ASCII are one byte each that stands in no stamp.
struct ArrivedText: Equatable {
    let bytes: [UInt8]

    static let blank: UInt8 = 0x20
    static let lineEnd: UInt8 = 0x0A
    /// Stands for a character beyond ASCII.
    static let other: UInt8 = 0xFF

    init(_ text: some Sequence<UInt8>) {
        var plain: [UInt8] = []
        for scalar in String(decoding: Array(text), as: UTF8.self).unicodeScalars {
            if let byte = Self.plain(scalar.value) { plain.append(byte) }
        }
        bytes = plain
    }

    private init(plain bytes: [UInt8]) { self.bytes = bytes }

    /// The text with its percent sequences decoded once more; nil where it has none.
    var decoded: ArrivedText? {
        let decoded = URIPart.path.decoded(bytes.span)
        guard decoded.count < bytes.count else { return nil }
        return ArrivedText(decoded)
    }

    /// The text without its line ends, and where asked without its blanks.
    func joined(blanksToo: Bool) -> ArrivedText {
        ArrivedText(plain: bytes.filter { $0 != Self.lineEnd && !(blanksToo && $0 == Self.blank) })
    }

    /// The byte of a character; nil for one that is not seen.
    private static func plain(_ scalar: UInt32) -> UInt8? {
        switch scalar {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: lineEnd
        case 0x09, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: blank
        // Zero-width, joiners and marks of direction; the soft hyphen; the byte order mark; variation selectors.
        case 0xAD, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF: nil
        case 0x00...0x1F, 0x7F: nil
        case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: UInt8(ascii: "-")
        case 0xFF01...0xFF5E: UInt8(truncatingIfNeeded: scalar - 0xFF00 + 0x20)
        case 0x21..<0x7F: UInt8(truncatingIfNeeded: scalar)
        default: other
        }
    }
}
