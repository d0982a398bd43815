import Foundation
import Oracles
import Pictures
import Testing

/// Pictures made by Pillow, which knows the three formats.
@Suite struct PictureHeaderTests {
    /// A picture of 320 × 200 dots that Pillow saves with the given arguments.
    private func picture(_ format: String, _ arguments: String = "") throws -> [UInt8] {
        try Pillow.picture(width: 320, height: 200, format: format, arguments: arguments)
    }

    @Test(
        .enabled(if: Decoders.python != nil),
        arguments: [
            ("JPEG", ""), ("JPEG", ", progressive=True"), ("PNG", ""), ("WEBP", ""), ("WEBP", ", lossless=True"),
        ])
    func `kind and size are read`(format: String, arguments: String) throws {
        let header = try #require(PictureHeader(reading: picture(format, arguments)))
        #expect(header.format.mediaType == "image/" + format.lowercased())
        #expect(header.width == 320 && header.height == 200 && !header.hasMetadata)
    }

    @Test(
        .enabled(if: Decoders.python != nil),
        arguments: [
            ("JPEG", ", exif=exif"), ("JPEG", ", comment=b'Na Hang'"), ("PNG", ", exif=exif"),
            ("PNG", ", pnginfo=text"),
            ("WEBP", ", exif=exif"), ("WEBP", ", xmp=b'<x/>'"),
        ])
    func `what it says of its maker is noticed`(format: String, arguments: String) throws {
        let header = try #require(PictureHeader(reading: picture(format, arguments)))
        #expect(header.hasMetadata && header.width == 320 && header.height == 200)
    }

    @Test(.enabled(if: Decoders.python != nil), arguments: ["JPEG", "PNG", "WEBP"])
    func `a file that is cut off anywhere, or has something after its end, is none`(format: String) throws {
        let whole = try picture(format)
        for count in stride(from: 0, to: whole.count, by: 7) {
            #expect(PictureHeader(reading: Array(whole.prefix(count))) == nil, "\(count) of \(whole.count)")
        }
        #expect(PictureHeader(reading: whole + Array("<script>".utf8)) == nil)
    }

    @Test(.enabled(if: Decoders.python != nil), arguments: ["JPEG", "PNG", "WEBP"])
    func `no change of an byte makes it fail`(format: String) throws {
        let whole = try picture(format)
        for place in 0..<min(whole.count, 400) {
            for byte: UInt8 in [0, 0x7F, 0xFF] {
                var changed = whole
                changed[place] = byte
                if let header = PictureHeader(reading: changed) { #expect(header.width > 0 && header.height > 0) }
            }
        }
    }

    @Test func `a text is no picture`() {
        for text in ["", "<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF89a", "%PDF-1.7"] {
            #expect(PictureHeader(reading: Array(text.utf8)) == nil)
        }
    }
}
