import CodeScanner
import Foundation
import Oracles
import Testing

/// Pictures as phones and programs store them.
@Suite(.enabled(if: Decoders.python != nil, "no Python with zxing-cpp: set TEMGOC_TEST_PYTHON"))
struct PictureTests {
    static let jpeg = #"save(im, "JPEG", quality=80)"#

    static let ways: [(name: String, script: String)] = [
        ("JPEG", jpeg),
        ("progressive JPEG", #"save(im.convert("RGB"), "JPEG", quality=80, progressive=True)"#),
        ("JPEG without subsampling", #"save(im.convert("RGB"), "JPEG", quality=80, subsampling=0)"#),
        ("turned by 90°", "im = im.rotate(90, expand=True)\n" + jpeg),
        ("turned by 180°", "im = im.rotate(180)\n" + jpeg),
        ("turned by 45°", "im = im.rotate(45, PIL.Image.BICUBIC, expand=True, fillcolor=255)\n" + jpeg),
        ("turned by 13°", "im = im.rotate(13, PIL.Image.BICUBIC, expand=True, fillcolor=90)\n" + jpeg),
        ("mirrored", "im = im.transpose(PIL.Image.FLIP_LEFT_RIGHT)\n" + jpeg),
        (
            "seen from the side",
            """
            im = PIL.ImageOps.expand(im, im.size[0] // 4, 255)
            w, h = im.size
            a = np.array([[0.9, 0.12, 0.04 * w], [0.05, 1.0, 0], [-0.12 / w, 0.2 / h, 1]])
            im = im.transform((w, h), PIL.Image.PERSPECTIVE, (a / a[2, 2]).flatten()[:8].tolist(), PIL.Image.BICUBIC,
                              fillcolor=255)
            """ + "\n" + jpeg
        ),
        (
            "pale on grey, lit from one side",
            """
            light = np.linspace(0.5, 1, im.size[0])[None, :]
            im = PIL.Image.fromarray(((np.asarray(im) * 0.5 + 80) * light).astype("uint8"))
            """ + "\n" + jpeg
        ),
        (
            "coloured noise",
            """
            im = im.resize((im.size[0] * 2, im.size[1] * 2), PIL.Image.BICUBIC).convert("RGB")
            noise = np.random.default_rng(1).normal(0, 25, np.asarray(im).shape)
            im = PIL.Image.fromarray((np.asarray(im) * 0.7 + 40 + noise).clip(0, 255).astype("uint8"))
            """ + "\n" + jpeg
        ),
        (
            "out of focus",
            "im = im.resize((im.size[0] * 3, im.size[1] * 3)).filter(PIL.ImageFilter.GaussianBlur(4))\n" + jpeg
        ),
        ("light on dark", "im = im.point(lambda v: 255 - v)\n" + jpeg),
        (
            "small in a large picture",
            "large = PIL.Image.new('L', (3000, 2000), 140)\nlarge.paste(im, (1900, 1300))\nim = large\n" + jpeg
        ),
        ("RGB PNG", #"save(im.convert("RGB"))"#),
        ("palette PNG", #"save(im.convert("RGB").quantize(16))"#),
        (
            "black on nothing, PNG",
            """
            black = PIL.Image.new("RGBA", im.size, (0, 0, 0, 255))
            black.putalpha(im.point(lambda v: 255 - v))
            save(black)
            """
        ),
        ("16-bit PNG", #"save(PIL.Image.fromarray(np.asarray(im).astype("uint16") * 257))"#),
    ]

    @Test(arguments: ways.map(\.name))
    func `a code is read in a picture that is`(way: String) throws {
        let script = try #require(Self.ways.first { $0.name == way }).script
        let picture = try Pillow.picture(from: Drawing.page([Drawing.stamp(1)]), script)
        #expect(try scanCodes(in: picture).map(\.text) == [Drawing.stamp(1)])
    }

    @Test(arguments: ways.map(\.name).filter { !$0.hasPrefix("turned") && $0 != "mirrored" })
    func `four codes are read in reading order in a picture that is`(way: String) throws {
        let script = try #require(Self.ways.first { $0.name == way }).script
        let texts = (1...4).map { Drawing.stamp($0) }
        let picture = try Pillow.picture(from: Drawing.page(texts), script)
        #expect(try scanCodes(in: picture).map(\.text) == texts)
    }

    @Test func `four labels lying in all directions on a noisy photograph of 12 megapixels are all read`() throws {
        let texts = (1...4).map { Drawing.stamp($0) }
        let labels = try texts.map { try Drawing.page([$0], scale: 8) }
        var sheet = try Pillow.picture(from: labels[0], "save(PIL.Image.new('L', (4000, 3000), 170))")
        for (label, (x, y, angle)) in zip(labels, [(200, 100, 7), (2300, 150, 45), (300, 1600, 90), (2400, 1650, 183)])
        {
            sheet = try Pillow.picture(
                from: sheet,
                """
                import io
                label = PIL.Image.open(io.BytesIO(bytes.fromhex("\(hexadecimal(label))"))).convert("L")
                label = label.rotate(\(angle), PIL.Image.BICUBIC, expand=True, fillcolor=170)
                im.paste(label, (\(x), \(y)))
                save(im)
                """)
        }
        let photograph = try Pillow.picture(
            from: sheet,
            """
            im = im.filter(PIL.ImageFilter.GaussianBlur(1.5)).convert("RGB")
            noise = np.random.default_rng(3).normal(0, 12, np.asarray(im).shape)
            im = PIL.Image.fromarray((np.asarray(im) + noise).clip(0, 255).astype("uint8"))
            """ + "\n" + Self.jpeg)
        #expect(try scanCodes(in: photograph).map(\.text) == texts)
    }

    @Test func `a code of all bytes is read byte for byte`() throws {
        // Neither ASCII nor UTF-8, and with a NUL in it.
        let picture = try Pillow.picture(
            from: Drawing.page(["1"]),
            """
            import zxingcpp
            code = zxingcpp.create_barcode(bytes(range(256)), zxingcpp.BarcodeFormat.QRCode)
            save(PIL.Image.fromarray(np.array(code.to_image(scale=4))))
            """)
        let codes = try scanCodes(in: picture)
        #expect(codes.map(\.bytes) == [Array(0...255)])
        #expect(codes.map(\.text) == [nil])
    }

    @Test func `every sample of a shipped label is read as ZXing reads it`() throws {
        let templates = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "label-templates")
        let samples = try FileManager.default.contentsOfDirectory(at: templates, includingPropertiesForKeys: nil)
            .map { $0.appending(path: "sample.png") }.filter { FileManager.default.fileExists(atPath: $0.path) }
        #expect(!samples.isEmpty)
        for sample in samples {
            let picture = [UInt8](try Data(contentsOf: sample))
            let text = try Decoders.zxing(picture).text
            #expect(try scanCodes(in: picture).map(\.text) == [text], "\(sample.path)")
            #expect(try scanCodes(in: Pillow.picture(from: picture, Self.jpeg)).map(\.text) == [text])
        }
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
