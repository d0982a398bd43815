import Foundation

/// Pictures made by Pillow, the Python imaging library, out of ours; needs ``Decoders/python``.
public enum Pillow {
    /// Runs `script`, where `im` is the picture and `np` is NumPy, then `save(im, ...)` with Pillow's options.
    public static func picture(from image: [UInt8], _ script: String) throws -> [UInt8] {
        try Decoders.withFile(image) { path in
            let result = path + ".out"
            defer { try? FileManager.default.removeItem(atPath: result) }
            let prelude = """
                import sys, zlib, struct, PIL.Image, PIL.ImageFilter, PIL.ImageOps, numpy as np
                im = PIL.Image.open(sys.argv[1]).convert("L")
                def save(im, format="PNG", **options): im.save(sys.argv[2], format, **options)
                """
            _ = try Decoders.printed(by: prelude + "\n" + script, path, result)
            return [UInt8](try Data(contentsOf: URL(filePath: result)))
        }
    }

    /// A picture of a few colours in any format; `arguments` may name `exif` and `text` (a PNG's), which tell a place.
    public static func picture(width: Int, height: Int, format: String, arguments: String = "") throws -> [UInt8] {
        try Decoders.withFile([]) { path in
            let script = """
                import sys, PIL.Image, PIL.ImageDraw, PIL.PngImagePlugin
                im = PIL.Image.new("RGB", (\(width), \(height)), "#0b6b3a")
                PIL.ImageDraw.Draw(im).ellipse((9, 9, 99, 99), fill="#f2a900")
                exif = PIL.Image.Exif(); exif[0x010E] = "Na Hang"
                text = PIL.PngImagePlugin.PngInfo(); text.add_text("Comment", "Na Hang")
                im.save(sys.argv[1], "\(format)"\(arguments))
                """
            _ = try Decoders.printed(by: script, path)
            return [UInt8](try Data(contentsOf: URL(filePath: path)))
        }
    }

    /// The dots of a picture on white as Pillow's `convert("L")` has them, a byte a dot.
    public static func grey(_ image: [UInt8]) throws -> [UInt8] {
        try Decoders.withFile(image) { path in
            let script = """
                import sys, PIL.Image
                im = PIL.Image.open(sys.argv[1])
                if im.mode == "I;16": im = im.point(lambda v: v / 257).convert("L")
                if im.mode != "L":
                    im = im.convert("RGBA")
                    im = PIL.Image.alpha_composite(PIL.Image.new("RGBA", im.size, "white"), im).convert("L")
                print(im.tobytes().hex(), end="")
                """
            let digits = Array(try Decoders.printed(by: script, path).utf8)
            return stride(from: 0, to: digits.count - 1, by: 2).compactMap {
                UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
            }
        }
    }
}
