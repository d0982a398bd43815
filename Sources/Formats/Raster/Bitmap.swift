/// A page of dots, each black or white, as a printer's head burns them.
///
/// Rows run top to bottom, each padded with white to whole bytes, its leftmost dot in the most significant
/// bit; a set bit is black. Drawing outside the page is dropped.
public struct Bitmap: Sendable, Equatable {
    /// Dots across.
    public let width: Int
    /// Dots down.
    public let height: Int
    /// Bytes from one row to the next.
    public let bytesPerRow: Int
    /// All rows, top first: `bytesPerRow` × `height` bytes.
    public private(set) var bytes: [UInt8]

    /// The most dots across or down: 1.3 m at 600 dots per inch.
    public static let longestSide = 32_768

    /// A white page of 1…``longestSide`` dots a side.
    public init(width: Int, height: Int) throws(BitmapError) {
        guard 1...Self.longestSide ~= width, 1...Self.longestSide ~= height else {
            throw .size(width: width, height: height, longestSide: Self.longestSide)
        }
        self.width = width
        self.height = height
        bytesPerRow = (width + 7) / 8
        bytes = [UInt8](repeating: 0, count: bytesPerRow * height)
    }

    /// Rows as another program packed them; nil when they are not exactly the page, padding aside.
    init?(width: Int, height: Int, packed rows: [UInt8]) {
        guard var page = try? Self(width: width, height: height), page.bytes.count == rows.count else { return nil }
        page.bytes = rows
        let padding = page.bytesPerRow * 8 - width
        for last in stride(from: page.bytesPerRow - 1, to: rows.count, by: page.bytesPerRow) {
            page.bytes[last] &= 0xFF << padding
        }
        self = page
    }

    /// Whether the dot is black; outside the page it is white.
    public subscript(x x: Int, y y: Int) -> Bool {
        guard 0..<width ~= x, 0..<height ~= y else { return false }
        return bytes[y * bytesPerRow + x >> 3] & (0x80 >> UInt8(x & 7)) != 0
    }

    /// Makes a rectangle of dots black, or white.
    public mutating func fill(x: Int, y: Int, width: Int, height: Int, black: Bool = true) {
        let columns = Self.clip(x, width, to: self.width)
        let rows = Self.clip(y, height, to: self.height)
        guard !columns.isEmpty else { return }
        for row in rows { Self.set(columns, in: &bytes, from: row * bytesPerRow, black: black) }
    }

    /// Draws a square of `side` × `side` modules, each `scale` × `scale` dots; light modules leave the page as it is.
    public mutating func draw(
        side: Int, scale: Int, x: Int, y: Int, isDark: (_ row: Int, _ column: Int) -> Bool
    ) {
        guard 1...Self.longestSide ~= side else { return }
        let stride = (side + 7) / 8
        var modules = [UInt8](repeating: 0, count: stride * side)
        for row in 0..<side {
            for column in 0..<side where isDark(row, column) {
                modules[row * stride + column >> 3] |= 0x80 >> UInt8(column & 7)
            }
        }
        draw(modules: modules, side: side, scale: scale, x: x, y: y)
    }

    /// The same with modules in rows of whole bytes, first module highest; a set bit is dark.
    ///
    /// Draws nothing when there are fewer than `side` rows.
    public mutating func draw(modules: [UInt8], side: Int, scale: Int, x: Int, y: Int) {
        guard 1...Self.longestSide ~= side, 1...Self.longestSide ~= scale, modules.count >= (side + 7) / 8 * side
        else { return }
        let columns = Self.clip(x, side * scale, to: width)
        guard !columns.isEmpty else { return }
        let used = columns.lowerBound >> 3..<(columns.upperBound - 1) >> 3 + 1
        // A row of modules is laid out once, then copied to each of its rows of dots.
        var line = [UInt8](repeating: 0, count: bytesPerRow)
        for row in 0..<side {
            let rows = Self.clip(y + row * scale, scale, to: height)
            guard !rows.isEmpty else { continue }
            for byte in used { line[byte] = 0 }
            let start = row * ((side + 7) / 8)
            var column = 0
            while column < side {
                let first = column
                while column < side, modules[start + column >> 3] & 0x80 >> UInt8(column & 7) != 0 { column += 1 }
                let dots = Self.clip(x + first * scale, (column - first) * scale, to: width)
                if !dots.isEmpty { Self.set(dots, in: &line, from: 0, black: true) }
                column += 1
            }
            blacken(used, of: rows, with: line)
        }
    }

    /// Adds the black dots of a line to some bytes of some rows.
    private mutating func blacken(_ used: Range<Int>, of rows: Range<Int>, with line: [UInt8]) {
        let bytesPerRow = bytesPerRow
        line[used].withUnsafeBufferPointer { line in
            for row in rows {
                let start = row * bytesPerRow
                bytes[start + used.lowerBound..<start + used.upperBound].withUnsafeMutableBufferPointer { bytes in
                    for byte in 0..<min(line.count, bytes.count) { bytes[byte] |= line[byte] }
                }
            }
        }
    }

    /// Blackens the dots whose coverage, 0…255, is at least `threshold`.
    ///
    /// `coverage` has a byte a dot in rows `stride` bytes apart; rows that it does not have are not drawn.
    public mutating func draw(
        coverage: Span<UInt8>, stride: Int, width: Int, height: Int, x: Int, y: Int, threshold: UInt8 = 128
    ) {
        let columns = Self.clip(x, min(width, stride), to: self.width)
        guard !columns.isEmpty, stride <= coverage.count else { return }
        for row in Self.clip(y, height, to: self.height) {
            let start = (row - y) * stride - x
            guard start + columns.upperBound <= coverage.count else { return }
            for column in columns where coverage[start + column] >= threshold {
                bytes[row * bytesPerRow + column >> 3] |= 0x80 >> UInt8(column & 7)
            }
        }
    }

    /// Sets the dots of one row, which begins at byte `start`.
    private static func set(_ columns: Range<Int>, in bytes: inout [UInt8], from start: Int, black: Bool) {
        let first = columns.lowerBound >> 3
        let last = (columns.upperBound - 1) >> 3
        let head: UInt8 = 0xFF >> UInt8(columns.lowerBound & 7)
        let tail: UInt8 = 0xFF << UInt8(7 - (columns.upperBound - 1) & 7)
        for byte in first...last {
            let mask = (byte == first ? head : 0xFF) & (byte == last ? tail : 0xFF)
            bytes[start + byte] = black ? bytes[start + byte] | mask : bytes[start + byte] & ~mask
        }
    }

    /// The part of `start ..< start + length` that lies in `0 ..< end`; empty when the sum is not a number.
    static func clip(_ start: Int, _ length: Int, to end: Int) -> Range<Int> {
        let (stop, overflow) = start.addingReportingOverflow(length)
        let low = max(start, 0)
        let high = overflow ? end : min(stop, end)
        return length > 0 && low < high ? low..<high : 0..<0
    }
}

/// Why there is no such page.
public enum BitmapError: Error, Equatable {
    /// A side is under 1 dot or over the limit.
    case size(width: Int, height: Int, longestSide: Int)
}
