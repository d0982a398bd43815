import Foundation
import Oracles
import Testing
@testable import Raster

struct PNGTests {
    /// A page that is no multiple of 8 wide, with something in every corner.
    static func page() throws -> Bitmap {
        var page = try Bitmap(width: 53, height: 31)
        page.fill(x: 0, y: 0, width: 3, height: 2)
        page.fill(x: 50, y: 29, width: 3, height: 2)
        page.draw(side: 9, scale: 3, x: 12, y: 2) { ($0 &* 7 &+ $1 &* 5) % 3 == 0 }
        return page
    }

    @Test(arguments: 0...9)
    func `a page comes back dot for dot at every compression level`(level: Int) throws {
        let page = try Self.page()
        let image = try PNGImage(PNG.encode(page, dotsPerInch: 300, compression: level))
        #expect(image.pixels == .bilevel(page))
        #expect(image.width == 53 && image.height == 31)
    }

    @Test(arguments: [(203, 7992), (300, 11811), (600, 23622), (1, 39)])
    func `the file says its dots per metre`(dotsPerInch: Int, dotsPerMetre: Int) throws {
        let image = try PNGImage(PNG.encode(try Self.page(), dotsPerInch: dotsPerInch))
        #expect(image.dotsPerMetre?.x == dotsPerMetre)
        #expect(image.dotsPerMetre?.y == dotsPerMetre)
    }

    @Test func `texts come back in order`() throws {
        let texts = [try PNG.Text(keyword: "Title", text: "0000 12K-7Q2M"), try PNG.Text(keyword: "Source", text: "")]
        let image = try PNGImage(PNG.encode(try Self.page(), dotsPerInch: 300, texts: texts))
        #expect(image.texts == texts)
    }

    @Test(arguments: [
        ("", "x"), (String(repeating: "k", count: 80), "x"), (" k", "x"), ("a  b", "x"), ("k", "a\0b"), ("k", "chè"),
    ])
    func `a text that a PNG cannot keep is refused`(keyword: String, text: String) {
        #expect(throws: PNGError.text(keyword: keyword)) { try PNG.Text(keyword: keyword, text: text) }
    }

    @Test func `the same page gives the same bytes`() throws {
        let first = try PNG.encode(try Self.page(), dotsPerInch: 300)
        #expect(try PNG.encode(try Self.page(), dotsPerInch: 300) == first)
    }

    @Test func `a resolution or level out of range is refused with its number`() throws {
        let page = try Self.page()
        #expect(throws: PNGError.resolution(dotsPerInch: 0)) { try PNG.encode(page, dotsPerInch: 0) }
        #expect(throws: PNGError.resolution(dotsPerInch: .max)) { try PNG.encode(page, dotsPerInch: .max) }
        #expect(throws: PNGError.compression(level: 10)) { try PNG.encode(page, dotsPerInch: 300, compression: 10) }
    }

    @Test(.enabled(if: Decoders.hasPNGCheck, "pngcheck is not installed"))
    func `pngcheck finds a sound 1-bit grey file with its resolution`() throws {
        let text = try PNG.Text(keyword: "Title", text: "tem")
        let png = try PNG.encode(try Self.page(), dotsPerInch: 300, texts: [text])
        let report = try Decoders.pngcheck(png)
        #expect(report.contains("53 x 31 image, 1-bit grayscale, non-interlaced"))
        #expect(report.contains("11811x11811 pixels/meter (300 dpi)"))
        #expect(report.contains("No errors detected"))
    }
}
