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
