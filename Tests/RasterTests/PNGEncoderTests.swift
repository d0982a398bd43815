import Raster
import Testing

struct PNGEncoderTests {
    /// A page with a pattern in its first rows, and another for each `seed` below.
    static func page(_ seed: Int, width: Int = 131, height: Int = 90) throws -> Bitmap {
        var page = try Bitmap(width: width, height: height)
        for x in stride(from: 0, to: width, by: 7) { page.fill(x: x, y: x % 30, width: 3, height: 2) }
        for x in stride(from: seed % 5, to: width, by: 5 + seed % 3) {
            page.fill(x: x, y: 40 + (x * seed) % 45, width: 2, height: 3)
        }
        return page
    }

    @Test(arguments: [0, 1, 29, 40, 89, 90, 500, -3])
    func `rows compressed beforehand change no dot`(shared: Int) throws {
        var encoder = try PNG.Encoder(dotsPerInch: 300, compression: 1, sharing: shared, of: try Self.page(0))
        for seed in 0..<5 {
            let page = try Self.page(seed)
            #expect(try PNGImage(encoder.encode(page)).pixels == .bilevel(page))
        }
    }

    @Test func `a page whose first rows are others, or that has another size, is encoded as well`() throws {
        var encoder = try PNG.Encoder(dotsPerInch: 300, sharing: 40, of: try Self.page(0))
        var other = try Self.page(1)
        other.fill(x: 0, y: 0, width: 100, height: 1)
        for page in [other, try Self.page(2, width: 131, height: 60), try Self.page(3, width: 40, height: 120)] {
            #expect(try PNGImage(encoder.encode(page)).pixels == .bilevel(page))
        }
    }

    @Test func `one page after another gives the bytes that each gives alone`() throws {
        var encoder = try PNG.Encoder(dotsPerInch: 300)
        for seed in 0..<5 {
            let page = try Self.page(seed)
            #expect(try encoder.encode(page) == PNG.encode(page, dotsPerInch: 300))
        }
    }

    @Test func `CRC-32 is that of the check value`() {
        #expect(Checksum.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
    }
}
