/// PNG files (ISO/IEC 15948), cut into their chunks.
enum PNG {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// The chunks that are kept, and the bytes that they may have; those of a fixed length have no room for words.
    private static let kept: [String: ClosedRange<Int>] = [
        "IHDR": 13...13, "PLTE": 3...768, "IDAT": 0...Int.max, "IEND": 0...0, "tRNS": 1...256, "gAMA": 4...4,
        "sRGB": 1...1, "pHYs": 9...9,
    ]

    private static let metadata: Set<String> = ["eXIf", "tEXt", "zTXt", "iTXt"]

    static func walk(_ bytes: [UInt8]) throws(PictureError) -> WalkedPicture {
        var file = ByteCursor(bytes[signature.count...])
        var (before, pixels): ([UInt8], [UInt8]) = ([], [])
        var orientation: Orientation?
        var size: (width: Int, height: Int)?
        var seen: Set<String> = []
        var hasMetadata = false
        while true {
            let (type, content, chunk) = try chunk(&file)
            guard size != nil || type == "IHDR" else { throw .malformed(.png, "begins with \(type)") }
            if metadata.contains(type) { hasMetadata = true }
            if type == "eXIf" { orientation = orientation ?? Orientation(inExif: content) }
            guard let lengths = kept[type] else {
                // The case of the first letter tells whether a picture can be shown without it (§5.4).
                guard type.utf8.first.map({ $0 & 0x20 != 0 }) == true else { throw .unsupported(.png, "chunk \(type)") }
                continue
            }
            guard lengths.contains(content.count) else {
                throw .malformed(.png, "\(type) of \(content.count) bytes")
            }
            guard type == "IDAT" || seen.insert(type).inserted else { throw .malformed(.png, "a second \(type)") }
            switch type {
            case "IHDR":
                size = try header(content)
                before += chunk
            case "IEND":
                guard let size, !pixels.isEmpty else { throw .malformed(.png, "no picture") }
                let exif = orientation.map { Self.chunk("eXIf", $0.tiff) } ?? []
                let clean = CleanPicture(
                    format: .png, width: size.width, height: size.height,
                    bytes: signature + before + exif + pixels + chunk)
                return WalkedPicture(clean: clean, hasMetadata: hasMetadata, isAtEnd: file.isAtEnd)
            case "IDAT": pixels += chunk
            default:
                guard pixels.isEmpty else { throw .malformed(.png, "\(type) after the pixels") }
                before += chunk
            }
        }
    }

    /// The next chunk: its name, what is in it, and all of it; its check sum is right.
    private static func chunk(
        _ file: inout ByteCursor
    ) throws(PictureError) -> (type: String, content: ArraySlice<UInt8>, chunk: ArraySlice<UInt8>) {
        let start = file.position
        guard let length = file.number(4), let name = file.take(4) else { throw .truncated(.png) }
        guard length < 1 << 31, name.allSatisfy({ 0x41...0x5A ~= $0 & 0xDF }) else {
            throw .malformed(.png, "no chunk where one should be")
        }
        guard let content = file.take(length), let sum = file.number(4) else { throw .truncated(.png) }
        guard sum == Int(crc32(file.bytes[start + 4..<start + 8 + length])) else {
            throw .malformed(.png, "a wrong check sum")
        }
        return (String(decoding: name, as: UTF8.self), content, file.bytes[start..<file.position])
    }

    /// Width and height; the other fields are what the standard allows (§11.2.2).
    private static func header(_ content: ArraySlice<UInt8>) throws(PictureError) -> (width: Int, height: Int) {
        var fields = ByteCursor(content)
        guard let width = fields.number(4), let height = fields.number(4), let rest = fields.take(5),
            [1, 2, 4, 8, 16].contains(rest[rest.startIndex]), [0, 2, 3, 4, 6].contains(rest[rest.startIndex + 1]),
            rest[rest.startIndex + 2] == 0, rest[rest.startIndex + 3] == 0, rest[rest.startIndex + 4] <= 1
        else { throw .malformed(.png, "a wrong header") }
        guard 1..<1 << 31 ~= width, 1..<1 << 31 ~= height else { throw .malformed(.png, "\(width)×\(height) pixels") }
        return (width, height)
    }

    private static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
        let body = Array(type.utf8) + content
        return bigEndian(content.count, count: 4) + body + bigEndian(Int(crc32(body[...])), count: 4)
    }

    /// The check sum of chunks (§D).
    static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8) }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
    }
}
