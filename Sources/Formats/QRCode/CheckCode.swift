/// How the codewords of a version are divided (ISO/IEC 18004 table 9).
struct Blocks {
    /// Data codewords of all blocks.
    let data: Int
    let count: Int
    /// Check codewords of each block.
    let check: Int

    /// The versions of at most 61 modules a side: those of labels.
    static let versions = 1...11

    init(version: Int, _ errorCorrection: ErrorCorrection) {
        let (count, check) = Self.table[errorCorrection.rawValue][version - 1]
        self.count = count
        self.check = check
        data = Capacity.dataCodewords(errorCorrection)[version - 1]
    }

    /// The data of each block: the shorter blocks come first.
    var ranges: [Range<Int>] {
        let (length, longer) = data.quotientAndRemainder(dividingBy: count)
        var start = 0
        return (0..<count).map { block in
            let end = start + length + (block >= count - longer ? 1 : 0)
            defer { start = end }
            return start..<end
        }
    }

    private static let table: [[(count: Int, check: Int)]] = [
        [(1, 7), (1, 10), (1, 15), (1, 20), (1, 26), (2, 18), (2, 20), (2, 24), (2, 30), (4, 18), (4, 20)],
        [(1, 10), (1, 16), (1, 26), (2, 18), (2, 24), (4, 16), (4, 18), (4, 22), (5, 22), (5, 26), (5, 30)],
        [(1, 13), (1, 22), (2, 18), (2, 26), (4, 18), (4, 24), (6, 18), (6, 22), (8, 20), (8, 24), (8, 28)],
        [(1, 17), (1, 28), (2, 22), (4, 16), (4, 22), (4, 28), (5, 26), (6, 26), (8, 24), (8, 28), (11, 24)],
    ]
}

/// A Reed–Solomon code over GF(256) with the polynomial 0x11D (ISO/IEC 18004 §7.5.2).
struct CheckCode {
    private let degree: Int
    /// For each factor the products with the generator's coefficients after the first, highest power first.
    private let products: [UInt8]

    /// The code of 7…30 check codewords; made once for each.
    static func of(degree: Int) -> Self { codes[degree] }

    /// The remainder of the data by the generator.
    func codewords(for data: ArraySlice<UInt8>) -> [UInt8] {
        var remainder = [UInt8](repeating: 0, count: degree)
        for byte in data {
            let row = Int(byte ^ remainder[0]) * degree
            for index in 1..<degree { remainder[index - 1] = remainder[index] ^ products[row + index - 1] }
            remainder[degree - 1] = products[row + degree - 1]
        }
        return remainder
    }

    private static let codes = (0...30).map { Self(degree: $0) }

    private init(degree: Int) {
        // (x - 1)(x - α)…, α = 2.
        var generator = [UInt8](repeating: 0, count: max(0, degree - 1)) + [1]
        var root: UInt8 = 1
        for _ in 0..<degree {
            for index in 0..<degree {
                generator[index] =
                    Self.product(generator[index], root) ^ (index + 1 < degree ? generator[index + 1] : 0)
            }
            root = Self.product(root, 2)
        }
        self.degree = degree
        products = (0...255).flatMap { factor in
            generator.prefix(degree).map { Self.product($0, UInt8(factor)) }
        }
    }

    private static func product(_ first: UInt8, _ second: UInt8) -> UInt8 {
        var product = 0
        for bit in stride(from: 7, through: 0, by: -1) {
            product = product << 1 ^ (product >> 7) * 0x11D
            if second >> UInt8(bit) & 1 == 1 { product ^= Int(first) }
        }
        return UInt8(truncatingIfNeeded: product)
    }
}
