/// What a picture file says of itself before its dots are decoded: JPEG (ISO 10918-1), PNG (ISO 15948) or WebP
/// (RFC 9649).
///
/// Nothing is decoded: a reader of pages decodes it, in its own walls.
public struct PictureHeader: Sendable, Equatable {
    /// A kind of picture that every browser shows.
    public enum Format: String, Sendable, CaseIterable {
        case jpeg = "image/jpeg"
        case png = "image/png"
        case webp = "image/webp"
    }

    /// The kind of file; the raw value is its media type.
    public let format: Format
    /// In dots; 1 and above.
    public let width: Int
    /// In dots; 1 and above.
    public let height: Int
    /// Whether it carries Exif, XMP, IPTC or a comment: who took it, where, with what.
    public let hasMetadata: Bool

    /// The header of a whole file.
    ///
    /// - Returns: nil where the octets are no such file, are cut off, or have anything after its end.
    public init?(reading octets: [UInt8]) {
        let reader = PictureOctets(octets)
        guard let header = reader.png() ?? reader.jpeg() ?? reader.webp(), header.width > 0, header.height > 0 else {
            return nil
        }
        self = header
    }

    init(_ format: Format, width: Int, height: Int, hasMetadata: Bool) {
        self.format = format
        self.width = width
        self.height = height
        self.hasMetadata = hasMetadata
    }
}

/// The octets of a file, read as numbers at places that may lie outside.
struct PictureOctets {
    let octets: [UInt8]

    init(_ octets: [UInt8]) { self.octets = octets }

    var count: Int { octets.count }

    func big(_ place: Int, _ size: Int) -> Int? { number(place, size) { $0 } }

    func little(_ place: Int, _ size: Int) -> Int? { number(place, size) { $0.reversed() } }

    private func number(_ place: Int, _ size: Int, _ order: ([UInt8]) -> [UInt8]) -> Int? {
        guard place >= 0, place + size <= octets.count else { return nil }
        return order(Array(octets[place..<place + size])).reduce(0) { $0 << 8 | Int($1) }
    }

    func text(_ place: Int, _ size: Int) -> String? {
        guard place >= 0, place + size <= octets.count else { return nil }
        return String(decoding: octets[place..<place + size], as: UTF8.self)
    }

    func begins(with start: [UInt8]) -> Bool { octets.starts(with: start) }
}
