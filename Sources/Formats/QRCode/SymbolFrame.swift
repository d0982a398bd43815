/// What is the same in all symbols of a version: function patterns, the places of data, the masks.
struct SymbolFrame {
    /// Finder, timing and alignment patterns, the version, and the module that is always dark.
    let patterns: ModuleGrid
    /// Where each bit of the codewords goes, in order (ISO/IEC 18004 §7.7.3).
    let places: [(row: Int, column: Int)]
    /// What each mask inverts, 0…7 (§7.8.2); no function module.
    let masks: [ModuleGrid]

    /// One of ``Blocks/versions``; made once for each.
    static func of(version: Int) -> Self { frames[version - Blocks.versions.lowerBound] }

    private static let frames = Blocks.versions.map { Self(version: $0) }

    private init(version: Int) {
        var drawing = FunctionPatterns(version: version)
        drawing.draw()
        let reserved = drawing.reserved
        let places = Self.zigzag(side: reserved.side).filter { !reserved.isDark(row: $0.row, column: $0.column) }
        masks = (0..<8).map { mask in
            places.reduce(into: ModuleGrid(side: reserved.side)) { grid, place in
                if Self.inverts(mask, place.row, place.column) { grid.darken(row: place.row, column: place.column) }
            }
        }
        patterns = drawing.dark
        self.places = places
    }

    /// Two columns at a time from the right, up and down in turn; the timing column is left out.
    private static func zigzag(side: Int) -> [(row: Int, column: Int)] {
        var places: [(row: Int, column: Int)] = []
        var isUpward = true
        for right in stride(from: side - 1, through: 1, by: -2) {
            let first = right <= 6 ? right - 1 : right
            for step in 0..<side {
                let row = isUpward ? side - 1 - step : step
                places.append((row, first))
                places.append((row, first - 1))
            }
            isUpward.toggle()
        }
        return places
    }

    private static func inverts(_ mask: Int, _ row: Int, _ column: Int) -> Bool {
        switch mask {
        case 0: (row + column) % 2 == 0
        case 1: row % 2 == 0
        case 2: column % 3 == 0
        case 3: (row + column) % 3 == 0
        case 4: (row / 2 + column / 3) % 2 == 0
        case 5: row * column % 2 + row * column % 3 == 0
        case 6: (row * column % 2 + row * column % 3) % 2 == 0
        default: ((row + column) % 2 + row * column % 3) % 2 == 0
        }
    }

    /// The places of the 15 bits of the format, twice each, the lowest bit first (§7.9.1).
    static func formatPlaces(side: Int) -> [[(row: Int, column: Int)]] {
        (0..<15).map { bit in
            let first =
                switch bit {
                case 0...5: (row: bit, column: 8)
                case 6: (row: 7, column: 8)
                case 7: (row: 8, column: 8)
                case 8: (row: 8, column: 7)
                default: (row: 8, column: 14 - bit)
                }
            return [first, bit < 8 ? (row: 8, column: side - 1 - bit) : (row: side - 15 + bit, column: 8)]
        }
    }
}

/// Draws the modules that hold no data (ISO/IEC 18004 §6.3).
private struct FunctionPatterns {
    private let version: Int
    private let side: Int
    private(set) var dark: ModuleGrid
    /// Every module that holds no data, dark or light.
    private(set) var reserved: ModuleGrid

    init(version: Int) {
        self.version = version
        side = QRCode.side(version: version)
        dark = ModuleGrid(side: side)
        reserved = dark
    }

    mutating func draw() {
        for (row, column) in [(3, 3), (3, side - 4), (side - 4, 3)] {
            square(row, column, radius: 4) { $0 != 2 && $0 != 4 }
        }
        for index in 8..<side - 8 {
            set(6, index, index.isMultiple(of: 2))
            set(index, 6, index.isMultiple(of: 2))
        }
        let centres = alignmentCentres
        for row in centres {
            for column in centres where !isFinder(row, column) { square(row, column, radius: 2) { $0 != 1 } }
        }
        for place in SymbolFrame.formatPlaces(side: side).joined() { set(place.row, place.column, false) }
        set(side - 8, 8, true)
        if version >= 7 { drawVersion() }
    }

    /// Rings around a centre, as far as they lie in the symbol.
    private mutating func square(_ row: Int, _ column: Int, radius: Int, isDark: (_ ring: Int) -> Bool) {
        for down in -radius...radius {
            for right in -radius...radius where 0..<side ~= row + down && 0..<side ~= column + right {
                set(row + down, column + right, isDark(max(abs(down), abs(right))))
            }
        }
    }

    private func isFinder(_ row: Int, _ column: Int) -> Bool {
        [row, column] == [6, 6] || [row, column] == [6, side - 7] || [row, column] == [side - 7, 6]
    }

    /// ISO/IEC 18004 annex E, of the versions up to 11.
    private var alignmentCentres: [Int] {
        switch version {
        case 1: []
        case 2...6: [6, side - 7]
        default: [6, 2 * version + 8, side - 7]
        }
    }

    /// Six bits and their BCH code of twelve (§7.10).
    private mutating func drawVersion() {
        var remainder = version
        for _ in 0..<12 { remainder = remainder << 1 ^ (remainder >> 11) * 0x1F25 }
        let bits = version << 12 | remainder
        for bit in 0..<18 {
            let isDark = bits >> bit & 1 == 1
            set(bit / 3, side - 11 + bit % 3, isDark)
            set(side - 11 + bit % 3, bit / 3, isDark)
        }
    }

    private mutating func set(_ row: Int, _ column: Int, _ isDark: Bool) {
        if isDark { dark.darken(row: row, column: column) }
        reserved.darken(row: row, column: column)
    }
}
