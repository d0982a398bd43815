/// WebP files (RFC 9649), cut into their chunks.
enum WebP {
    static let riff = Array("RIFF".utf8)
    static let webp = Array("WEBP".utf8)

    private static let alphaFlag: UInt8 = 0x10
    private static let exifFlag: UInt8 = 0x08

    static func walk(_ bytes: [UInt8]) throws(PictureError) -> WalkedPicture {
        var file = ByteCursor(bytes[4...])
        guard let length = file.number(4, isLittleEndian: true) else { throw .truncated(.webp) }
        guard length >= 4, let content = file.take(length) else { throw .truncated(.webp) }
        var chunks = ByteCursor(content.dropFirst(4))
        var orientation: Orientation?
        var canvas: (size: Size, hasAlpha: Bool)?
        var (alpha, pixels): ([UInt8], [UInt8]) = ([], [])
        var size: Size?
        var hasMetadata = false
        while !chunks.isAtEnd {
            let (type, content) = try chunk(&chunks)
            switch type {
            case "VP8X":
                guard canvas == nil, size == nil else { throw .malformed(.webp, "a second header") }
                canvas = try extendedHeader(content)
            case "VP8 ", "VP8L":
                guard size == nil else { throw .malformed(.webp, "a second picture") }
                size = try type == "VP8 " ? lossy(content) : lossless(content)
                pixels = Self.chunk(type, content)
            case "ALPH":
                guard canvas != nil, alpha.isEmpty, size == nil else { throw .malformed(.webp, "a stray alpha") }
                alpha = Self.chunk(type, content)
            case "ANIM", "ANMF": throw .unsupported(.webp, "a moving picture")
            case "EXIF":
                orientation = orientation ?? Orientation(inExif: content)
                hasMetadata = true
            case "XMP ": hasMetadata = true
            default: break
            }
        }
        guard let size else { throw .malformed(.webp, "no picture") }
        guard canvas.map({ $0.size == size }) ?? true else { throw .malformed(.webp, "two sizes") }
        var parts = alpha + pixels
        if canvas != nil || orientation != nil {
            let flags = (canvas?.hasAlpha == true ? alphaFlag : 0) | (orientation == nil ? 0 : exifFlag)
            let header =
                [flags, 0, 0, 0] + littleEndian(size.width - 1, count: 3) + littleEndian(size.height - 1, count: 3)
            parts =
                Self.chunk("VP8X", header[...]) + parts + (orientation.map { Self.chunk("EXIF", $0.tiff[...]) } ?? [])
        }
        let clean = CleanPicture(
            format: .webp, width: size.width, height: size.height,
            bytes: riff + littleEndian(parts.count + 4, count: 4) + webp + parts)
        return WalkedPicture(clean: clean, hasMetadata: hasMetadata, isAtEnd: file.isAtEnd)
    }

    private struct Size: Equatable {
        let width: Int
        let height: Int
    }

    /// The next chunk; one of an odd length is followed by an byte of padding.
    private static func chunk(
        _ chunks: inout ByteCursor
    ) throws(PictureError) -> (type: String, content: ArraySlice<UInt8>) {
        guard let name = chunks.take(4), let length = chunks.number(4, isLittleEndian: true),
            let content = chunks.take(length), length % 2 == 0 || chunks.byte() != nil
        else { throw .malformed(.webp, "a chunk beyond the end") }
        return (String(decoding: name, as: UTF8.self), content)
    }

    private static func chunk(_ type: String, _ content: ArraySlice<UInt8>) -> [UInt8] {
        Array(type.utf8) + littleEndian(content.count, count: 4) + content + (content.count % 2 == 0 ? [] : [0])
    }

    private static func extendedHeader(
        _ content: ArraySlice<UInt8>
    ) throws(PictureError) -> (size: Size, hasAlpha: Bool) {
        var fields = ByteCursor(content)
        guard let flags = fields.number(4, isLittleEndian: true), let width = fields.number(3, isLittleEndian: true),
            let height = fields.number(3, isLittleEndian: true), fields.isAtEnd
        else { throw .malformed(.webp, "a header of \(content.count) bytes") }
        return (Size(width: width + 1, height: height + 1), UInt8(truncatingIfNeeded: flags) & alphaFlag != 0)
    }

    /// The size in a lossy picture: its first frame is a key frame (RFC 6386 §9.1).
    private static func lossy(_ content: ArraySlice<UInt8>) throws(PictureError) -> Size {
        var fields = ByteCursor(content)
        guard let tag = fields.number(3, isLittleEndian: true), tag & 1 == 0, fields.number(3) == 0x9D012A,
            let width = fields.number(2, isLittleEndian: true), let height = fields.number(2, isLittleEndian: true),
            width & 0x3FFF > 0, height & 0x3FFF > 0
        else { throw .malformed(.webp, "no key frame") }
        return Size(width: width & 0x3FFF, height: height & 0x3FFF)
    }

    /// The size in a lossless picture (RFC 9649 §3.4).
    private static func lossless(_ content: ArraySlice<UInt8>) throws(PictureError) -> Size {
        var fields = ByteCursor(content)
        guard fields.byte() == 0x2F, let bits = fields.number(4, isLittleEndian: true), bits >> 29 == 0 else {
            throw .malformed(.webp, "no lossless picture")
        }
        return Size(width: (bits & 0x3FFF) + 1, height: ((bits >> 14) & 0x3FFF) + 1)
    }
}
