/// JPEG files (ITU-T T.81), cut into their segments.
enum JPEG {
    static let start: [UInt8] = [0xFF, 0xD8, 0xFF]

    private enum Marker {
        static let startOfImage: UInt8 = 0xD8
        static let endOfImage: UInt8 = 0xD9
        static let startOfScan: UInt8 = 0xDA
        static let restarts: ClosedRange<UInt8> = 0xD0...0xD7
        /// Baseline, extended and progressive: what cameras write and browsers show.
        static let frames: ClosedRange<UInt8> = 0xC0...0xC2
        static let huffmanTables: UInt8 = 0xC4
        static let quantisationTables: UInt8 = 0xDB
        static let restartInterval: UInt8 = 0xDD
        static let applications: ClosedRange<UInt8> = 0xE0...0xEF
        static let jfif: UInt8 = 0xE0
        /// Exif, and XMP as well.
        static let exif: UInt8 = 0xE1
        /// IPTC among others.
        static let photoshop: UInt8 = 0xED
        static let adobe: UInt8 = 0xEE
        static let comment: UInt8 = 0xFE
    }

    static func walk(_ bytes: [UInt8]) throws(PictureError) -> WalkedPicture {
        var file = ByteCursor(bytes[2...])
        var (kept, jfif): ([UInt8], [UInt8]) = ([], [])
        var orientation: Orientation?
        var size: (width: Int, height: Int)?
        var (hasScan, hasMetadata) = (false, false)
        while true {
            let marker = try marker(&file)
            if marker == Marker.endOfImage { break }
            guard let length = file.number(2) else { throw .truncated(.jpeg) }
            guard length >= 2 else { throw .malformed(.jpeg, "a segment of \(length) bytes") }
            guard let content = file.take(length - 2) else { throw .truncated(.jpeg) }
            if [Marker.exif, Marker.photoshop, Marker.comment].contains(marker) { hasMetadata = true }
            let segment = [0xFF, marker] + bigEndian(length, count: 2) + content
            switch marker {
            case Marker.frames:
                guard size == nil else { throw .malformed(.jpeg, "a second frame") }
                size = try frame(content)
                kept += segment
            case Marker.startOfScan:
                guard content.first.map({ content.count == 4 + 2 * Int($0) }) == true else {
                    throw .malformed(.jpeg, "a scan's header of \(content.count) bytes")
                }
                guard size != nil else { throw .malformed(.jpeg, "a scan before its frame") }
                hasScan = true
                kept += segment
                kept += try scan(&file)
            case Marker.huffmanTables, Marker.quantisationTables, Marker.restartInterval:
                guard isTable(content, marker) else { throw .malformed(.jpeg, "a wrong table") }
                kept += segment
            case Marker.jfif where jfif.isEmpty && content.starts(with: Array("JFIF\0".utf8)):
                // Version, unit and densities; the thumbnail after them is left out.
                guard content.count >= 14 else { throw .malformed(.jpeg, "a short JFIF segment") }
                jfif = [0xFF, marker, 0, 16] + content.prefix(12) + [0, 0]
            case Marker.exif:
                if content.starts(with: Orientation.exif) {
                    orientation = orientation ?? Orientation(inExif: content)
                }
            case Marker.adobe where content.starts(with: Array("Adobe".utf8)) && content.count >= 12:
                // Which transform the colours went through; without it they would come out wrong.
                kept += [0xFF, marker, 0, 14] + content.prefix(12)
            case Marker.applications, Marker.comment: break
            default: throw .unsupported(.jpeg, "marker \(marker)")
            }
        }
        guard let size, hasScan else { throw .malformed(.jpeg, "no picture") }
        let exif = orientation.map { Self.exif($0) } ?? []
        let clean = CleanPicture(
            format: .jpeg, width: size.width, height: size.height,
            bytes: [0xFF, Marker.startOfImage] + jfif + exif + kept + [0xFF, Marker.endOfImage])
        return WalkedPicture(clean: clean, hasMetadata: hasMetadata, isAtEnd: file.isAtEnd)
    }

    /// The next marker, after any number of fill bytes.
    private static func marker(_ file: inout ByteCursor) throws(PictureError) -> UInt8 {
        guard let first = file.byte() else { throw .truncated(.jpeg) }
        guard first == 0xFF else { throw .malformed(.jpeg, "no marker where one should be") }
        while let byte = file.byte() {
            if byte != 0xFF { return byte }
        }
        throw .truncated(.jpeg)
    }

    /// Whether a segment is nothing but tables (T.81 §B.2.4), so that no words hide behind them.
    private static func isTable(_ content: ArraySlice<UInt8>, _ marker: UInt8) -> Bool {
        if marker == Marker.restartInterval { return content.count == 2 }
        var tables = ByteCursor(content)
        while let head = tables.byte() {
            if marker == Marker.quantisationTables {
                guard head >> 4 <= 1, tables.take(64 << Int(head >> 4)) != nil else { return false }
            } else {
                guard let counts = tables.take(16), tables.take(counts.reduce(0) { $0 + Int($1) }) != nil else {
                    return false
                }
            }
        }
        return !content.isEmpty
    }

    /// Width and height of a frame (T.81 §B.2.2).
    private static func frame(_ content: ArraySlice<UInt8>) throws(PictureError) -> (width: Int, height: Int) {
        var fields = ByteCursor(content)
        guard let precision = fields.byte(), let height = fields.number(2), let width = fields.number(2),
            let components = fields.byte(), fields.remaining == 3 * Int(components)
        else { throw .malformed(.jpeg, "a frame of \(content.count) bytes") }
        guard precision == 8, 1...4 ~= components else {
            throw .unsupported(.jpeg, "\(precision) bits, \(components) components")
        }
        guard width > 0, height > 0 else { throw .unsupported(.jpeg, "a height that comes later") }
        return (width, height)
    }

    /// The coded pixels after a scan's header, up to the marker that ends them.
    private static func scan(_ file: inout ByteCursor) throws(PictureError) -> ArraySlice<UInt8> {
        let bytes = file.bytes
        var index = file.position
        while index + 1 < bytes.endIndex {
            guard bytes[index] == 0xFF else {
                index += 1
                continue
            }
            let next = bytes[index + 1]
            if next == 0 || Marker.restarts ~= next {
                index += 2
            } else if next == 0xFF {
                index += 1
            } else if let coded = file.take(index - file.position) {
                return coded
            } else {
                break
            }
        }
        throw .truncated(.jpeg)
    }

    private static func exif(_ orientation: Orientation) -> [UInt8] {
        let content = Orientation.exif + orientation.tiff
        return [0xFF, Marker.exif] + bigEndian(content.count + 2, count: 2) + content
    }
}
