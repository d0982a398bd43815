/// The codewords of a symbol, in the order in which they are placed (ISO/IEC 18004 §7.4–7.6).
struct Codewords {
    let bytes: [UInt8]

    /// `version` must be one of ``Blocks/versions``, and hold the text.
    init(_ text: QRText, version: Int, _ errorCorrection: ErrorCorrection) {
        let blocks = Blocks(version: version, errorCorrection)
        let data = Self.packed(text, version: version, count: blocks.data)
        let check = CheckCode.of(degree: blocks.check)
        var placed: [UInt8] = []
        placed.reserveCapacity(blocks.data + blocks.count * blocks.check)
        let parts = blocks.ranges.map { data[$0] }
        for offset in 0..<(parts.last?.count ?? 0) {
            for part in parts where offset < part.count { placed.append(part[part.startIndex + offset]) }
        }
        let checks = parts.map { check.codewords(for: $0) }
        for offset in 0..<blocks.check {
            for check in checks { placed.append(check[offset]) }
        }
        bytes = placed
    }

    /// Segments, terminator and padding.
    private static func packed(_ text: QRText, version: Int, count: Int) -> [UInt8] {
        var bits = DataBits(capacity: count)
        for segment in text.segments(version: version) {
            let field = Mode.countFields[Mode.countField(version: version)][segment.mode.rawValue]
            bits.append(segment.mode.indicator, count: 4)
            bits.append(segment.range.count, count: field)
            bits.append(text.bytes[segment.range], segment.mode)
        }
        bits.append(0, count: min(4, max(0, count * 8 - bits.count)))
        bits.append(0, count: -bits.count & 7)
        return bits.padded(to: count)
    }
}

extension Mode {
    /// ISO/IEC 18004 table 2.
    fileprivate var indicator: Int {
        switch self {
        case .numeric: 1
        case .alphanumeric: 2
        case .byte: 4
        }
    }
}

/// Bits, the first of each byte in its highest place.
private struct DataBits {
    private var bytes: [UInt8] = []
    private var pending = 0
    private(set) var count = 0

    init(capacity: Int) { bytes.reserveCapacity(capacity + 2) }

    mutating func append(_ value: Int, count added: Int) {
        pending = pending << added | value
        var unwritten = count & 7 + added
        while unwritten >= 8 {
            unwritten -= 8
            bytes.append(UInt8(truncatingIfNeeded: pending >> unwritten))
        }
        pending &= 1 << unwritten - 1
        count += added
    }

    /// ISO/IEC 18004 §7.4.3–7.4.5: three digits in 10 bits, two characters in 11, a byte in 8.
    mutating func append(_ text: ArraySlice<UInt8>, _ mode: Mode) {
        switch mode {
        case .byte: for byte in text { append(Int(byte), count: 8) }
        case .numeric:
            for start in stride(from: text.startIndex, to: text.endIndex, by: 3) {
                let digits = text[start..<min(start + 3, text.endIndex)]
                append(digits.reduce(0) { $0 * 10 + Int($1 & 15) }, count: 1 + 3 * digits.count)
            }
        case .alphanumeric:
            for start in stride(from: text.startIndex, to: text.endIndex, by: 2) {
                let pair = text[start..<min(start + 2, text.endIndex)]
                append(pair.reduce(0) { $0 * 45 + Self.value(of: $1) }, count: pair.count == 2 ? 11 : 6)
            }
        }
    }

    /// The bytes and, up to `count`, 0xEC and 0x11 in turn (§7.4.10).
    func padded(to count: Int) -> [UInt8] {
        bytes + (0..<max(0, count - bytes.count)).map { $0.isMultiple(of: 2) ? 0xEC : 0x11 }
    }

    private static func value(of byte: UInt8) -> Int { Int(values[Int(byte)]) }

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0, count: 256)
        for (value, byte) in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8.enumerated() {
            values[Int(byte)] = UInt8(value)
        }
        return values
    }()
}
