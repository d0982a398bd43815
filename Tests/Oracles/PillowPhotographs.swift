import Foundation

/// Photographs with all that a camera writes into them, made by Pillow, and what Pillow finds in a picture.
public enum PillowPhotographs {
    /// The Python of the tests, when it can import Pillow.
    public static let python = Decoders.python(importing: "PIL.Image, PIL.ImageCms")

    /// A picture of 48 × 32 coloured pixels with Exif (camera, date, position, orientation), XMP and, where the format
    /// has them, comments.
    ///
    /// - Parameters:
    ///   - format: `JPEG`, `PNG` or `WEBP`.
    ///   - options: Pillow's, as Python arguments, such as `progressive=True`.
    public static func photograph(_ format: String, orientation: Int, _ options: String = "") throws -> [UInt8] {
        let script = """
            import sys, PIL.Image, PIL.ImageCms, PIL.PngImagePlugin
            im = PIL.Image.new("RGB", (48, 32))
            im.putdata([((x * 5) % 256, (y * 7) % 256, (x * y) % 256) for y in range(32) for x in range(48)])
            exif = PIL.Image.Exif()
            exif[0x010F], exif[0x0110], exif[0x0132], exif[0x0112] = "SECRETPHONE", "Model 7", "2026:11:21 08:00:00", \(orientation)
            exif.get_ifd(0x8825).update({1: "N", 2: (22.0, 34.0, 4.08), 3: "E", 4: (105.0, 25.0, 55.56)})
            profile = PIL.ImageCms.ImageCmsProfile(PIL.ImageCms.createProfile("sRGB")).tobytes()
            more = {"exif": exif.tobytes(), "icc_profile": profile}
            if "\(format)" == "PNG":
                words = PIL.PngImagePlugin.PngInfo()
                words.add_text("Author", "SECRETPERSON")
                words.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>SECRETXMP</x:xmpmeta>")
                more["pnginfo"] = words
            else:
                more["xmp"] = b"<x:xmpmeta>SECRETXMP</x:xmpmeta>"
            if "\(format)" == "JPEG": more["comment"] = "SECRETCOMMENT"
            more.update(dict(\(options)))
            im.save(sys.argv[1], "\(format)", **more)
            """
        return try Decoders.withFile([]) { path in
            _ = try Decoders.printed(by: script, path)
            return [UInt8](try Data(contentsOf: URL(filePath: path)))
        }
    }

    /// What Pillow finds in a picture.
    public struct Reading: Equatable {
        /// Pixels across and down.
        public let size: String
        /// The tags of its Exif data with their values, and what else it has to say besides pixels.
        public let metadata: String
        /// The SHA-256 of its pixels.
        public let pixels: String
    }

    /// Decodes all of a picture.
    public static func read(_ picture: [UInt8]) throws -> Reading {
        let script = """
            import sys, hashlib, PIL.Image
            im = PIL.Image.open(sys.argv[1])
            im.load()
            exif = dict(im.getexif())
            gps = dict(im.getexif().get_ifd(0x8825))
            others = sorted(set(im.info) & {"icc_profile", "xmp", "comment", "Author", "XML:com.adobe.xmp"})
            print(im.size, str((exif, gps, others)), hashlib.sha256(im.convert("RGBA").tobytes()).hexdigest(), sep="|", end="")
            """
        let words = try Decoders.withFile(picture) { try Decoders.printed(by: script, $0) }
            .split(separator: "|").map(String.init)
        guard words.count == 3 else { throw ChildProcess.Failed(command: ["Pillow"], status: 1) }
        return Reading(size: words[0], metadata: words[1], pixels: words[2])
    }
}
