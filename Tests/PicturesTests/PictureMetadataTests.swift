import Oracles
import SeededRandom
import Testing
@testable import Pictures

/// What Pillow is asked to write: every form that telephones send.
private let forms = [
    ("JPEG", ""), ("JPEG", "progressive=True, quality=50"), ("JPEG", "restart_marker_blocks=2"), ("PNG", ""),
    ("WEBP", ""), ("WEBP", "lossless=True"),
]

@Suite(.enabled(if: PillowPhotographs.python != nil)) struct PictureMetadataTests {
    @Test(arguments: forms, [1, 6])
    func `position, camera, words and profile are gone; the pixels and the orientation are the same`(
        form: (String, String), orientation: Int
    ) throws {
        let original = try PillowPhotographs.photograph(form.0, orientation: orientation, form.1)
        let before = try PillowPhotographs.read(original)
        try #require(before.metadata.contains("SECRETPHONE") && before.metadata.contains("105.0"))
        let clean = try PictureMetadata.removed(from: original + Array("SECRET AFTER THE END".utf8))
        let after = try PillowPhotographs.read(clean.bytes)
        #expect(after.pixels == before.pixels && after.size == before.size)
        #expect(after.metadata == (orientation == 1 ? "({}, {}, [])" : "({274: \(orientation)}, {}, [])"))
        #expect(!String(decoding: clean.bytes, as: UTF8.self).contains("SECRET"))
        #expect((clean.width, clean.height) == (48, 32) && clean.format.rawValue == form.0.lowercased())
        #expect(try PictureMetadata.removed(from: clean.bytes) == clean, "what is clean stays as it is")
    }

    @Test(arguments: forms)
    func `no part of a picture is a picture, and changed pictures never trap`(form: (String, String)) throws {
        let original = try PillowPhotographs.photograph(form.0, orientation: 8, form.1)
        // The profile is long and skipped whole; what is not in the way of the cuts is tested without it.
        let short = try PillowPhotographs.photograph(
            form.0, orientation: 8, form.1 + (form.1 == "" ? "" : ", ") + "icc_profile=None")
        for end in 0..<short.count {
            #expect(throws: PictureError.self) { try PictureMetadata.removed(from: Array(short.prefix(end))) }
        }
        var random = SeededGenerator(seed: 11)
        for _ in 0..<4_000 {
            var changed = Bool.random(using: &random) ? short : original
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<changed.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: changed[place] = UInt8.random(in: 0...255, using: &random)
                case 1: changed.remove(at: place)
                default: changed.insert(UInt8.random(in: 0...255, using: &random), at: place)
                }
            }
            do {
                let clean = try PictureMetadata.removed(from: changed)
                #expect(try PictureMetadata.removed(from: clean.bytes) == clean)
                #expect(!String(decoding: clean.bytes, as: UTF8.self).contains("SECRETP"))
            } catch {}
        }
    }

    @Test func `size and sides are bounded; other formats are not taken`() throws {
        let picture = try PillowPhotographs.photograph("PNG", orientation: 1)
        var limits = PictureLimits(bytes: picture.count, side: 48, pixels: 48 * 32)
        #expect(try PictureMetadata.removed(from: picture, limits: limits).width == 48)
        limits.bytes -= 1
        #expect(throws: PictureError.tooManyBytes(picture.count, limit: picture.count - 1)) {
            try PictureMetadata.removed(from: picture, limits: limits)
        }
        for narrow in [PictureLimits(side: 47), PictureLimits(pixels: 48 * 32 - 1)] {
            #expect(throws: PictureError.tooManyPixels(width: 48, height: 32, limits: narrow)) {
                try PictureMetadata.removed(from: picture, limits: narrow)
            }
        }
        let gif = try PillowPhotographs.photograph("GIF", orientation: 1)
        for other in [gif, [], Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8), Array("RIFF".utf8)] {
            #expect(throws: PictureError.unknownFormat) { try PictureMetadata.removed(from: other) }
        }
    }

    @Test func `a moving WebP is not taken`() throws {
        let moving = try PillowPhotographs.photograph(
            "WEBP", orientation: 1, "save_all=True, append_images=[im.rotate(180)]")
        #expect(throws: PictureError.unsupported(.webp, "a moving picture")) {
            try PictureMetadata.removed(from: moving)
        }
    }
}

@Suite struct PictureCheckSumTests {
    @Test func `the check sum of chunks is the standard's`() {
        #expect(PNG.crc32(Array("123456789".utf8)[...]) == 0xCBF4_3926)
        #expect(PNG.crc32(Array("IEND".utf8)[...]) == 0xAE42_6082)
    }
}
