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

    static func form(_ windows: [PageForm.Window]) throws -> PageForm {
        var plain = try page(0)
        plain.fill(x: 0, y: 40, width: 131, height: 50, black: false)
        return PageForm(plain: plain, sample: try page(3), windows: windows)
    }

    static let lowerHalf = PageForm.Window(x: 0, y: 40, width: 131, height: 50)

    @Test func `pages of a form keep every dot, whatever their windows`() throws {
        let windows: [[PageForm.Window]] = [
            [Self.lowerHalf], [.init(x: 3, y: 41, width: 127, height: 47)], [.init(x: 0, y: 0, width: 131, height: 90)],
            [.init(x: 1, y: 40, width: 40, height: 50), .init(x: 30, y: 38, width: 200, height: 60)],
            [.init(x: .min, y: .min, width: .max, height: .max), .init(x: 0, y: 40, width: .max, height: .max)],
            [.init(x: 500, y: 0, width: 3, height: 3), .init(x: 5, y: 5, width: 0, height: 3)], [],
        ]
        for windows in windows {
            let form = try Self.form(windows)
            var encoder = try PNG.Encoder(dotsPerInch: 300, compression: 1, form: form)
            for page in try [form.plain, form.sample] + (0..<5).map({ try Self.page($0) }) {
                #expect(try PNGImage(encoder.encode(page)).pixels == .bilevel(page))
            }
        }
    }

    @Test func `a page that differs elsewhere, or that has another size, is encoded as well`() throws {
        var encoder = try PNG.Encoder(dotsPerInch: 300, form: Self.form([Self.lowerHalf]))
        var other = try Self.page(1)
        other.fill(x: 0, y: 0, width: 100, height: 1)
        for page in [other, try Self.page(2, width: 131, height: 60), try Self.page(3, width: 40, height: 120)] {
            let png = try encoder.encode(page)
            #expect(try PNGImage(png).pixels == .bilevel(page))
            #expect(try png == PNG.encode(page, dotsPerInch: 300))
        }
    }

    @Test func `a page of a form gives the same bytes whatever went before`() throws {
        var first = try PNG.Encoder(dotsPerInch: 300, form: Self.form([Self.lowerHalf]))
        var second = try PNG.Encoder(dotsPerInch: 300, form: Self.form([Self.lowerHalf]))
        let pages = try (0..<5).map { try Self.page($0) }
        let inOrder = try pages.map { try first.encode($0) }
        let backwards = try pages.reversed().map { try second.encode($0) }
        #expect(inOrder == backwards.reversed())
    }

    @Test func `pages without windows, of one dot, and of random dots keep every dot`() throws {
        var random = Dice(state: 7)
        for (width, height) in [(1, 1), (8, 1), (9, 3), (64, 64), (601, 130)] {
            var page = try Bitmap(width: width, height: height)
            for y in 0..<height {
                for x in 0..<width where random.next() % 3 == 0 { page.fill(x: x, y: y, width: 1, height: 1) }
            }
            let window = PageForm.Window(x: 0, y: 0, width: width, height: height)
            for windows in [[], [window]] {
                let form = PageForm(plain: page, sample: page, windows: windows)
                var encoder = try PNG.Encoder(dotsPerInch: 300, form: form)
                #expect(try PNGImage(encoder.encode(page)).pixels == .bilevel(page))
            }
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

/// Numbers that are the same in every run (Knuth's MMIX).
struct Dice {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
