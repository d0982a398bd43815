extension [UInt8] {
    mutating func append(_ text: String) { append(contentsOf: text.utf8) }

    /// A decimal number of at most `places` digits after the point, as PDF and SVG read it: no exponent, no zeros.
    mutating func append(decimal number: Double, places: Int = 3) {
        let scale = (0..<places).reduce(1) { power, _ in power * 10 }
        let scaled = (number * Double(scale)).rounded()
        // Beyond any page; a number that is none is nothing to draw at.
        guard abs(scaled) < 1e15 else { return append("0") }
        let whole = Int(scaled)
        if whole < 0 { append(UInt8(ascii: "-")) }
        let (units, fraction) = whole.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
        append(String(units))
        guard fraction > 0 else { return }
        var digits = Array<UInt8>(String(UInt(scale) + fraction).utf8.dropFirst())
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        append(UInt8(ascii: "."))
        append(contentsOf: digits)
    }

    /// Numbers, each followed by a space.
    mutating func append(decimals numbers: Double...) {
        for number in numbers {
            append(decimal: number)
            append(UInt8(ascii: " "))
        }
    }

    /// Bytes in hexadecimal, two capitals each.
    mutating func append(hex bytes: some Sequence<UInt8>) {
        for byte in bytes {
            for digit in [byte >> 4, byte & 15] { append(digit < 10 ? 0x30 + digit : 0x37 + digit) }
        }
    }
}

/// Bytes that are only ever added, in pieces that are never moved.
struct ByteStore {
    private var pieces: [[UInt8]] = []

    private static let piece = 65_536

    mutating func append(_ bytes: [UInt8]) {
        if let last = pieces.indices.last, pieces[last].count + bytes.count <= Self.piece {
            pieces[last] += bytes
        } else {
            var piece: [UInt8] = []
            piece.reserveCapacity(Swift.max(Self.piece, bytes.count))
            pieces.append(piece + bytes)
        }
    }

    /// A number in base 128, low digits first, the last one under 128 (LEB128).
    mutating func append(number: Int) {
        var bytes: [UInt8] = []
        var rest = UInt(number.magnitude)
        repeat {
            bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
            rest >>= 7
        } while rest > 0
        append(bytes)
    }

    /// Where reading goes on.
    struct Cursor {
        fileprivate var piece = 0
        fileprivate var byte = 0
    }

    func next(_ cursor: inout Cursor) -> UInt8? {
        while cursor.piece < pieces.count {
            if cursor.byte < pieces[cursor.piece].count {
                cursor.byte += 1
                return pieces[cursor.piece][cursor.byte - 1]
            }
            cursor.piece += 1
            cursor.byte = 0
        }
        return nil
    }

    func nextNumber(_ cursor: inout Cursor) -> Int? {
        var number: UInt = 0
        var shift: UInt = 0
        while let byte = next(&cursor), shift < 63 {
            number |= UInt(byte & 0x7F) << shift
            if byte < 0x80 { return Int(number) }
            shift += 7
        }
        return nil
    }

    func next(_ cursor: inout Cursor, count: Int) -> [UInt8] {
        (0..<count).compactMap { _ in next(&cursor) }
    }
}
