/// A picture with nothing in it but what shows it.
public struct CleanPicture: Sendable, Equatable {
    /// What it is.
    public let format: PictureFormat
    /// Pixels across, before its orientation turns it.
    public let width: Int
    /// Pixels down, before its orientation turns it.
    public let height: Int
    /// The file.
    public let bytes: [UInt8]
}

/// Takes out of pictures what reveals people: where, when, by whom and with what they were made.
///
/// The pixels are not decoded: parts are kept by an allow-list, everything else is left out, and so is whatever stands
/// after the end. Of Exif data the orientation alone is written anew. Colour profiles go too, as they may name a device:
/// colours of a wide gamut come out a little paler.
public enum PictureMetadata {
    /// The picture without its metadata; the same bytes where it had none.
    ///
    /// - Throws: `PictureError`, for whatever is not whole and simple; never traps.
    public static func removed(
        from bytes: [UInt8], limits: PictureLimits = PictureLimits()
    ) throws(PictureError) -> CleanPicture {
        guard bytes.count <= limits.bytes else { throw .tooManyBytes(bytes.count, limit: limits.bytes) }
        guard let format = PictureFormat(bytes) else { throw .unknownFormat }
        let clean = try format.walk(bytes).clean
        guard 1...limits.side ~= clean.width, 1...limits.side ~= clean.height,
            clean.width * clean.height <= limits.pixels
        else { throw .tooManyPixels(width: clean.width, height: clean.height, limits: limits) }
        return clean
    }
}
