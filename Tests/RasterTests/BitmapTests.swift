import Testing
@testable import Raster

struct BitmapTests {
    @Test func `a fill blackens exactly its dots, across bytes and clipped at the edges`() throws {
        let cases = [
            (0, 0, 1, 1), (3, 1, 2, 2), (7, 0, 2, 3), (5, 2, 20, 1), (-4, -4, 9, 9), (18, 3, 50, 50), (2, 2, 0, 5),
        ]
        for (left, top, width, height) in cases {
            var page = try Bitmap(width: 21, height: 7)
            page.fill(x: left, y: top, width: width, height: height)
            for y in 0..<7 {
                for x in 0..<21 {
                    let inside = (left..<left + width).contains(x) && (top..<top + height).contains(y)
                    #expect(page[x: x, y: y] == inside)
                }
            }
            #expect(page.bytes.enumerated().allSatisfy { $0.offset % 3 != 2 || $0.element & 0x07 == 0 })
            page.fill(x: left, y: top, width: width, height: height, black: false)
            #expect(page == (try Bitmap(width: 21, height: 7)))
        }
    }

    @Test func `a fill past every number draws nothing and does not trap`() throws {
        var page = try Bitmap(width: 9, height: 9)
        let blank = page
        page.fill(x: .max, y: .min, width: .max, height: .min)
        page.fill(x: .min, y: 0, width: .max, height: 9)
        #expect(page == blank)
        page.fill(x: 1, y: 1, width: .max, height: .max)
        #expect(page[x: 8, y: 8])
        #expect(!page[x: 0, y: 8])
    }

    @Test func `a module is a square of whole dots`() throws {
        var page = try Bitmap(width: 20, height: 20)
        page.draw(side: 3, scale: 5, x: 2, y: 1) { ($0 + $1) % 2 == 0 }
        for y in 0..<20 {
            for x in 0..<20 {
                let inside = (2..<17).contains(x) && (1..<16).contains(y)
                #expect(page[x: x, y: y] == (inside && ((x - 2) / 5 + (y - 1) / 5) % 2 == 0))
            }
        }
    }

    @Test func `coverage is black from the threshold up`() throws {
        var page = try Bitmap(width: 10, height: 3)
        let coverage: [UInt8] = [0, 127, 128, 255, 9, 9, 255, 0, 0, 0, 9, 9]
        page.draw(coverage: coverage.span, stride: 6, width: 4, height: 2, x: 8, y: 1)
        #expect(!page[x: 8, y: 1] && !page[x: 9, y: 1] && page[x: 8, y: 2] && !page[x: 9, y: 2])
        page.draw(coverage: coverage.span, stride: 6, width: 4, height: 2, x: -2, y: 0)
        #expect(page[x: 0, y: 0] && page[x: 1, y: 0] && !page[x: 0, y: 1])
    }

    @Test func `coverage shorter than it says is not read past its end`() throws {
        var page = try Bitmap(width: 8, height: 8)
        let coverage: [UInt8] = [255, 255, 255, 255, 255]
        page.draw(coverage: coverage.span, stride: 4, width: 4, height: 8, x: 0, y: 0)
        #expect(page[x: 3, y: 0])
        #expect(!page[x: 0, y: 2])
        page.draw(coverage: coverage.span, stride: 4, width: 4, height: 8, x: .min, y: 0)
        page.draw(coverage: coverage.span, stride: .max, width: 4, height: 8, x: 0, y: 0)
    }

    @Test(arguments: [(0, 1), (1, 0), (-1, 5), (32_769, 1), (1, .max)])
    func `a page of no size or over the limit is refused with its numbers`(width: Int, height: Int) {
        #expect(throws: BitmapError.size(width: width, height: height, longestSide: 32_768)) {
            try Bitmap(width: width, height: height)
        }
    }
}
