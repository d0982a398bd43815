/// The modules of a symbol of at most 61 a side, a word a row, and again a word a column: bit n is the nth module.
///
/// What lies outside is light, as the quiet zone is.
struct ModuleGrid {
    let side: Int
    private(set) var rows: [UInt64]
    private(set) var columns: [UInt64]

    init(side: Int) {
        self.side = side
        rows = [UInt64](repeating: 0, count: side)
        columns = rows
    }

    mutating func darken(row: Int, column: Int) {
        rows[row] |= 1 &<< UInt64(column)
        columns[column] |= 1 &<< UInt64(row)
    }

    func isDark(row: Int, column: Int) -> Bool { rows[row] &>> UInt64(column) & 1 == 1 }

    /// Where exactly one of both is dark.
    func inverted(by other: Self) -> Self {
        var grid = self
        for index in 0..<side {
            grid.rows[index] ^= other.rows[index]
            grid.columns[index] ^= other.columns[index]
        }
        return grid
    }

    /// Rows of whole bytes, first module highest.
    var packed: [UInt8] {
        let stride = (side + 7) / 8
        var bytes: [UInt8] = []
        bytes.reserveCapacity(stride * side)
        for row in rows {
            let reversed = row.bitReversed
            for byte in 0..<stride { bytes.append(UInt8(truncatingIfNeeded: reversed >> UInt64(56 - 8 * byte))) }
        }
        return bytes
    }
}

extension UInt64 {
    fileprivate var bitReversed: Self {
        var word = byteSwapped
        word = word >> 4 & 0x0F0F_0F0F_0F0F_0F0F | (word & 0x0F0F_0F0F_0F0F_0F0F) << 4
        word = word >> 2 & 0x3333_3333_3333_3333 | (word & 0x3333_3333_3333_3333) << 2
        return word >> 1 & 0x5555_5555_5555_5555 | (word & 0x5555_5555_5555_5555) << 1
    }
}

/// How hard a symbol is to read, as libqrencode 4.1 counts it: ISO/IEC 18004 §7.8.3, but for what is said here.
enum Demerit {
    static func of(_ grid: ModuleGrid) -> Int {
        var demerit = blocks(grid) + balance(grid)
        for index in 0..<grid.side {
            demerit += line(grid.rows[index], side: grid.side) + line(grid.columns[index], side: grid.side)
        }
        return demerit
    }

    /// Three for each 2 × 2 of one colour.
    private static func blocks(_ grid: ModuleGrid) -> Int {
        var count = 0
        let inside = UInt64(1) << UInt64(grid.side) - 2
        for row in 1..<grid.side {
            let (above, here) = (grid.rows[row - 1], grid.rows[row])
            let same = ~(here ^ here << 1) & ~(above ^ above << 1) & ~(here ^ above)
            count += (same & inside).nonzeroBitCount
        }
        return 3 * count
    }

    /// Ten for each 5 % that the dark modules are off a half; libqrencode rounds the share to whole per cents first.
    private static func balance(_ grid: ModuleGrid) -> Int {
        let dark = grid.rows.reduce(0) { $0 + $1.nonzeroBitCount }
        let all = grid.side * grid.side
        return abs((200 * dark + all) / all / 2 - 50) / 5 * 10
    }

    /// Runs of five or more, and what looks like a finder pattern.
    private static func line(_ line: UInt64, side: Int) -> Int {
        // Bit n: as the module before it; there are four of them where five modules are one run.
        let same = ~(line ^ line << 1) & (UInt64(1) << UInt64(side) - 2)
        let five = same & same << 1 & same << 2 & same << 3
        return five.nonzeroBitCount + 2 * (five & ~(five << 1)).nonzeroBitCount + 40 * finders(line)
    }

    /// Dark, light, dark, light, dark as 1 : 1 : 3 : 1 : 1 beside at least four of light; of any size, not of one
    /// module alone.
    private static func finders(_ line: UInt64) -> Int {
        var count = 0
        var size: UInt64 = 1
        while true {
            // The middle: dark for three of its size.
            let middle = run(line, 3 * size)
            if middle == 0 { return count }
            let (dark, light) = (run(line, size), run(~line, size))
            let pattern =
                dark & light >> size & middle >> (2 * size) & light >> (5 * size) & dark >> (6 * size)
                & ~(line << 1) & ~(line >> (7 * size))
            if pattern != 0 {
                let before = ~smeared(line << 1, size)
                let after = run(~(line >> (7 * size)), 4 * size)
                count += (pattern & (before | after)).nonzeroBitCount
            }
            size += 1
        }
    }

    /// Bit n: set from there on for so many.
    private static func run(_ line: UInt64, _ length: UInt64) -> UInt64 {
        (1..<length).reduce(line) { $0 & line >> $1 }
    }

    /// Bit n: set there or in one of the places before it, as many as four of a size less one.
    private static func smeared(_ line: UInt64, _ size: UInt64) -> UInt64 {
        (1..<4 * size).reduce(line) { $0 | line << $1 }
    }
}
