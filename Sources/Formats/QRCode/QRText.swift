/// A text that a QR code can hold, and how large a symbol it needs.
///
/// Digits cost 3⅓ bits, capitals and `$%*+-./: ` 5½, everything else 8 a UTF-8 byte. The cut into
/// segments is the cheapest there is, so a caller can ask for a size before paying for a symbol.
public struct QRText: Sendable, Equatable {
    let bytes: [UInt8]
    /// By row of ``Mode/countFields``, as far as they are needed.
    private let cuts: [Segmentation]

    /// Parses a text of 1…7,089 UTF-8 bytes without NUL.
    public init(_ text: String) throws(QRCodeError) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= Self.longest else { throw .tooLong(bytes: bytes.count, limit: Self.longest) }
        if let offset = bytes.firstIndex(of: 0) { throw .nul(offset: offset) }
        self.bytes = bytes
        let few = Segmentation(of: bytes, countField: 0)
        // What version 9 holds at every error correction never needs the larger headers.
        let isSmall = few.bits <= Capacity.dataCodewords(.high)[8] * 8
        cuts = [few] + (isSmall ? [] : [1, 2].map { Segmentation(of: bytes, countField: $0) })
    }

    /// The smallest version, 1…40, that holds the text at this error correction; costs no encoding.
    ///
    /// Throws ``QRCodeError/overCapacity(bits:limit:_:)`` when none does.
    public func version(at errorCorrection: ErrorCorrection) throws(QRCodeError) -> Int {
        let codewords = Capacity.dataCodewords(errorCorrection)
        for (index, held) in codewords.enumerated() where cuts[Mode.countField(version: index + 1)].bits <= held * 8 {
            return index + 1
        }
        let limit = (codewords.last ?? 0) * 8
        throw .overCapacity(bits: cuts[Mode.countField(version: 40)].bits, limit: limit, errorCorrection)
    }

    /// Modules along one side of the smallest symbol, without quiet zone.
    public func side(at errorCorrection: ErrorCorrection) throws(QRCodeError) -> Int {
        QRCode.side(version: try version(at: errorCorrection))
    }

    func segments(version: Int) -> [Segment] {
        // A text that never needs the larger headers may still be set in a version that has them.
        let row = Mode.countField(version: version)
        return (row < cuts.count ? cuts[row] : Segmentation(of: bytes, countField: row)).segments
    }

    /// Digits in a version 40-L symbol, the most characters of any kind.
    private static let longest = 7089
}

/// How the characters of a segment are packed (ISO/IEC 18004 §7.3).
enum Mode: Int, CaseIterable {
    case numeric, alphanumeric, byte

    /// Bits of a segment's length field by mode, for versions 1…9, 10…26 and 27…40.
    static let countFields = [[10, 9, 8], [12, 11, 16], [14, 13, 16]]

    static func countField(version: Int) -> Int { version < 10 ? 0 : version < 27 ? 1 : 2 }

    /// The cost of one character in sixths of a bit: whole numbers for 10 bits a triple, 11 a pair, 8 a byte.
    var sixths: Int {
        switch self {
        case .numeric: 20
        case .alphanumeric: 33
        case .byte: 48
        }
    }

    /// The narrower modes that hold a byte; ``byte`` holds all.
    static func holding(_ byte: UInt8) -> (isNumeric: Bool, isAlphanumeric: Bool) {
        (UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte, isAlphanumeric[Int(byte)])
    }

    func holds(_ byte: UInt8) -> Bool {
        switch self {
        case .numeric: Self.holding(byte).isNumeric
        case .alphanumeric: Self.holding(byte).isAlphanumeric
        case .byte: true
        }
    }

    private static let isAlphanumeric: [Bool] = {
        var table = [Bool](repeating: false, count: 256)
        for byte in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8 { table[Int(byte)] = true }
        return table
    }()
}

/// A run of bytes in one mode.
struct Segment: Equatable {
    let mode: Mode
    let range: Range<Int>
}
