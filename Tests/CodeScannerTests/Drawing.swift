import QRCode
import Raster

/// Pictures of our own drawing.
enum Drawing {
    /// A text as long as a stamp, with its number in it.
    static func stamp(_ number: Int) -> String {
        "HTTPS://TG.EXAMPLE/" + String(repeating: "9081726354", count: 15)
            + "/01/09520000000011/21/\(1_000_000 + number)"
    }

    /// Codes in lines of two, each with a quiet zone and some white around it.
    static func page(_ texts: [String], scale: Int = 4) throws -> [UInt8] {
        let codes = try texts.map { try QRCode($0) }
        let side = (codes.map(\.side).max() ?? 0) * scale + 40 * scale
        let columns = min(codes.count, 2)
        var page = try Bitmap(width: columns * side, height: (codes.count + 1) / 2 * side)
        for (index, code) in codes.enumerated() {
            page.draw(
                side: code.side, scale: scale, x: index % 2 * side + 20 * scale, y: index / 2 * side + 20 * scale
            ) { code[row: $0, column: $1] }
        }
        return try PNG.encode(page, dotsPerInch: 300)
    }
}

/// Numbers that are the same in every run (Steele, Lea and Flood 2014).
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
