/// The rows of a page as literals and copies of the row above.
struct WindowRows {
    let bytes: [UInt8]
    let bytesPerRow: Int

    init(_ bytes: [UInt8], bytesPerRow: Int) {
        self.bytes = bytes
        self.bytesPerRow = bytesPerRow
    }

    /// Gives the visitor some bytes of one row, in order.
    func visit(_ range: Range<Int>, _ visitor: inout some WindowVisitor) {
        // Most rows repeat the one above, as the rows of a module do.
        if range.lowerBound >= bytesPerRow, DeflateCode.lengths ~= range.count,
            bytes.isSame(as: bytes, from: range.lowerBound - bytesPerRow, in: range)
        {
            return visitor.copy(range.count)
        }
        let bytes = bytes.span
        var at = range.lowerBound
        while at < range.upperBound {
            var length = 0
            if at >= bytesPerRow {
                let room = min(range.upperBound - at, DeflateCode.lengths.upperBound)
                while length < room, bytes[at + length] == bytes[at + length - bytesPerRow] { length += 1 }
            }
            if length >= DeflateCode.lengths.lowerBound {
                visitor.copy(length)
                at += length
            } else {
                visitor.literal(bytes[at])
                at += 1
            }
        }
    }
}

/// Takes the bytes of windows, as the page has them.
protocol WindowVisitor {
    mutating func literal(_ byte: UInt8)
    /// So many bytes, 3…258, as the row above has them.
    mutating func copy(_ length: Int)
}

/// Notes what the windows of a sample are made of.
struct TokenList: WindowVisitor {
    private(set) var tokens: [DeflateCode.Token] = []
    private let lines: ScanlineStream

    init(_ lines: ScanlineStream) { self.lines = lines }

    mutating func literal(_ byte: UInt8) { tokens.append(.literal(lines.stored(byte))) }

    mutating func copy(_ length: Int) { tokens.append(.copy(length: length, distance: lines.stride)) }
}

/// The codes that windows are written with.
struct WindowCode {
    /// By the page's byte.
    let literals: [BitString.Code]
    /// Of the row above, by their length; those under 3 are empty.
    let copies: [BitString.Code]
    let end: BitString.Code

    init(_ code: DeflateCode, _ lines: ScanlineStream) {
        literals = (0...255).map { code.code(.literal(lines.stored($0))) }
        copies = (0...DeflateCode.lengths.upperBound).map {
            DeflateCode.lengths ~= $0 ? code.code(.copy(length: $0, distance: lines.stride)) : BitString.Code()
        }
        end = code.end
    }
}

/// Writes windows in their code.
struct WindowWriter: WindowVisitor {
    var bits: BitString
    let code: WindowCode

    mutating func literal(_ byte: UInt8) { bits.append(code.literals[Int(byte)]) }

    mutating func copy(_ length: Int) { bits.append(code.copies[length]) }
}
