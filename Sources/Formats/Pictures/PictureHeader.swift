/// What a picture file says of itself before its dots are decoded: JPEG (ISO 10918-1), PNG (ISO 15948) or WebP
/// (RFC 9649).
///
/// Nothing is decoded: a reader of pages decodes it, in its own walls.
public struct PictureHeader: Sendable, Equatable {
    /// The kind of file.
    public let format: PictureFormat
    /// In dots; 1 and above.
    public let width: Int
    /// In dots; 1 and above.
    public let height: Int
    /// Whether it carries Exif, XMP, IPTC or a comment: who took it, where, with what.
    public let hasMetadata: Bool

    /// The header of a whole file.
    ///
    /// - Returns: nil where the bytes are no such file, are cut off, have anything after its end, or are of a form that
    ///   not every browser shows.
    public init?(reading bytes: [UInt8]) {
        guard let format = PictureFormat(bytes), let walked = try? format.walk(bytes), walked.isAtEnd else {
            return nil
        }
        self.format = format
        width = walked.clean.width
        height = walked.clean.height
        hasMetadata = walked.hasMetadata
    }
}
