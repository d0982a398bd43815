import Oracles
import Raster
import Testing

/// Oracle: Pillow's own reading of the same files.
struct GreyPictureTests {
    /// Grey steps with a diagonal, so that a swapped row or column shows.
    static let steps = """
        y, x = np.mgrid[0:37, 0:53]
        im = PIL.Image.fromarray(((x * 5 + y * 3) % 256).astype("uint8"))

        """

    static let ways: [(name: String, script: String, tolerance: Int)] = [
        ("grey", "save(im)", 0),
        ("1-bit", #"save(im.convert("1"))"#, 0),
        ("2-bit palette of greys", "save(im.quantize(4), bits=2)", 1),
        ("16-bit grey", #"save(PIL.Image.fromarray(np.asarray(im).astype("uint16") * 257))"#, 0),
        ("grey stored as RGB", #"save(im.convert("RGB"))"#, 1),
        ("grey half covering white", #"im = im.convert("L"); im.putalpha(255); save(im.convert("RGBA"))"#, 1),
        (
            "opaque and fully transparent in turns",
            """
            alpha = PIL.Image.fromarray(((np.mgrid[0:37, 0:53][1] % 2) * 255).astype("uint8"))
            im = im.convert("RGB")
            im.putalpha(alpha)
            save(im)
            """, 1
        ),
        (
            "interlaced grey",
            """
            a = np.asarray(im)
            passes = [(0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1)]
            rows = b"".join(b"\\0" + row.tobytes() for y, x, dy, dx in passes for row in a[y::dy, x::dx] if row.size)
            def chunk(kind, body):
                return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
            open(sys.argv[2], "wb").write(
                b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 53, 37, 8, 0, 0, 0, 1))
                + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
            """, 0
        ),
    ]

    @Test(
        .enabled(if: Decoders.python != nil, "no Python with Pillow: set TEMGOC_TEST_PYTHON"),
        arguments: ways.map(\.name))
    func `Pillow sees the same dots in a PNG that is`(way: String) throws {
        let (_, script, tolerance) = try #require(Self.ways.first { $0.name == way })
        let blank = try PNG.encode(Bitmap(width: 1, height: 1), dotsPerInch: 300)
        let png = try Pillow.picture(from: blank, Self.steps + script)
        let picture = try GreyPicture(png: png, limit: 53 * 37)
        let expected = try Pillow.grey(png)
        #expect(picture.width == 53)
        #expect(picture.height == 37)
        try #require(picture.dots.count == expected.count)
        #expect(zip(picture.dots, expected).allSatisfy { abs(Int($0) - Int($1)) <= tolerance })
    }

    @Test(.enabled(if: Decoders.python != nil, "no Python with Pillow: set TEMGOC_TEST_PYTHON"))
    func `green is lighter than red, and red than blue`() throws {
        let blank = try PNG.encode(Bitmap(width: 1, height: 1), dotsPerInch: 300)
        let png = try Pillow.picture(
            from: blank, #"save(PIL.Image.fromarray(np.array([[[255,0,0],[0,255,0],[0,0,255]]], dtype="uint8")))"#)
        let dots = try GreyPicture(png: png, limit: 3).dots
        try #require(dots.count == 3)
        #expect(dots[1] > dots[0] && dots[0] > dots[2] && dots[2] > 0)
    }

    @Test func `our own page is read as the strict reader reads it`() throws {
        var page = try Bitmap(width: 53, height: 31)
        page.fill(x: 7, y: 3, width: 20, height: 9)
        let picture = try GreyPicture(png: PNG.encode(page, dotsPerInch: 300), limit: 53 * 31)
        let expected = (0..<31).flatMap { y in (0..<53).map { x in page[x: x, y: y] ? 0 : 255 as UInt8 } }
        #expect(picture == GreyPicture(width: 53, height: 31, dots: expected))
    }

    @Test func `a picture of more dots than the limit is refused, and a file cut in its rows is damaged`() throws {
        let sound = try PNG.encode(Bitmap(width: 53, height: 31), dotsPerInch: 300)
        let limit = 53 * 31
        #expect(throws: PNGError.tooLarge(width: 53, height: 31, limit: limit - 1)) {
            try GreyPicture(png: sound, limit: limit - 1)
        }
        for count in 0..<55 {
            #expect {
                try GreyPicture(png: Array(sound.prefix(count)), limit: limit)
            } throws: {
                guard case .damaged = $0 as? PNGError else { return false }
                return true
            }
        }
    }

    @Test(arguments: [(2, 2, 3), (0, 5, 0), (-2, -2, 4), (Int.max, 2, 4), (2, 2, 5)])
    func `dots that are not the picture's number make no picture`(width: Int, height: Int, count: Int) {
        #expect(GreyPicture(width: width, height: height, dots: [UInt8](repeating: 0, count: count)) == nil)
    }
}
