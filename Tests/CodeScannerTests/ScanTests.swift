import QRCode
import Raster
import Testing
@testable import CodeScanner

struct ScanTests {
    @Test func `a picture without codes has none`() throws {
        let white = try PNG.encode(Bitmap(width: 300, height: 200), dotsPerInch: 300)
        #expect(try scanCodes(in: white) == [])
        #expect(try scanCodes(in: PNG.encode(Bitmap(width: 1, height: 1), dotsPerInch: 300)) == [])
    }

    @Test func `the place of a code is the square that was drawn`() throws {
        let code = try QRCode(Drawing.stamp(1))
        let place = try #require(try scanCodes(in: Drawing.page([Drawing.stamp(1)])).first?.places.first)
        let drawn = 80..<80 + code.side * 4
        for range in [place.columns, place.rows] {
            #expect(abs(range.lowerBound - drawn.lowerBound) <= 6)
            #expect(abs(range.upperBound - drawn.upperBound) <= 6)
        }
    }

    @Test func `six codes come line by line, and the same code twice is one code with two places`() throws {
        let texts = [3, 1, 2, 1, 5, 4].map { Drawing.stamp($0) }
        let codes = try scanCodes(in: Drawing.page(texts))
        #expect(codes.map(\.text) == [3, 1, 2, 5, 4].map { Drawing.stamp($0) })
        #expect(codes.map(\.places.count) == [1, 2, 1, 1, 1])
    }

    @Test(arguments: ["1", "0123456789", "A", "a b", "https://tg.example/mixed?Case=1", "$%*+-./:ABC 0"])
    func `numeric, alphanumeric and byte segments are read as they are`(text: String) throws {
        #expect(try scanCodes(in: Drawing.page([text])).map(\.text) == [text])
    }

    @Test func `a text that is not ASCII is given as bytes and not guessed`() throws {
        let text = "Chè Shan tuyết Khau Vạc"
        let codes = try scanCodes(in: Drawing.page([text]))
        #expect(codes.map(\.bytes) == [Array(text.utf8)])
        #expect(codes.map(\.text) == [nil])
    }

    @Test func `readings at one place are merged, readings apart are not`() {
        func sighting(_ byte: UInt8, _ x: Int, _ y: Int) -> Sighting {
            Sighting(bytes: [byte], place: Place(columns: x..<x + 100, rows: y..<y + 100))
        }
        let codes = merge([
            sighting(1, 500, 20), sighting(2, 0, 0), sighting(1, 504, 16), sighting(3, 0, 300), sighting(2, 500, 290),
        ])
        #expect(codes.map(\.bytes) == [[2], [1], [3]])
        #expect(codes.map { $0.places.map(\.columns.lowerBound) } == [[0, 500], [500], [0]])
    }

    @Test func `the mean of four dots is taken, and an odd edge left out`() throws {
        var dots = [UInt8](repeating: 200, count: 85 * 84)
        dots[0] = 100
        let whole = try #require(GreyPicture(width: 85, height: 84, dots: dots))
        let half = try #require(halved(whole))
        #expect(half.width == 42)
        #expect(half.height == 42)
        #expect(half.dots == [175] + [UInt8](repeating: 200, count: 42 * 42 - 1))
        #expect(halved(half) == nil)
    }
}
