/// What is found in a picture when all its parts are walked once.
struct WalkedPicture {
    /// What shows it.
    let clean: CleanPicture
    /// Whether it carries Exif, XMP, IPTC or a comment.
    let hasMetadata: Bool
    /// Whether nothing stands after its end.
    let isAtEnd: Bool
}

extension PictureFormat {
    /// Walks the parts of a picture of this format.
    ///
    /// - Throws: `PictureError`, for whatever is not whole and simple; never traps.
    func walk(_ bytes: [UInt8]) throws(PictureError) -> WalkedPicture {
        switch self {
        case .jpeg: try JPEG.walk(bytes)
        case .png: try PNG.walk(bytes)
        case .webp: try WebP.walk(bytes)
        }
    }
}
