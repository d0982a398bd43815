/// The formats in which phones and computers keep photographs, and all browsers show them.
public enum PictureFormat: String, Sendable, CaseIterable {
    case jpeg
    case png
    case webp

    /// The type in a `Content-Type` field.
    public var mediaType: String { "image/\(rawValue)" }

    /// Recognises a picture by its first bytes; nil where they are of none of the formats.
    public init?(_ bytes: [UInt8]) {
        if bytes.starts(with: JPEG.start) {
            self = .jpeg
        } else if bytes.starts(with: PNG.signature) {
            self = .png
        } else if bytes.starts(with: WebP.riff), bytes.dropFirst(8).starts(with: WebP.webp) {
            self = .webp
        } else {
            return nil
        }
    }
}

/// What a picture may be at most.
public struct PictureLimits: Sendable, Equatable {
    /// Bytes of the file.
    public var bytes: Int
    /// Pixels across, and pixels down.
    public var side: Int
    /// Pixels in all: what a reader's device has to hold at once.
    public var pixels: Int

    /// What a telephone's camera makes: 5 MiB, 12,000 pixels a side, 64 million in all.
    public init(bytes: Int = 5 << 20, side: Int = 12_000, pixels: Int = 64_000_000) {
        self.bytes = bytes
        self.side = side
        self.pixels = pixels
    }
}

/// Why a picture is not taken.
public enum PictureError: Error, Equatable, Sendable {
    /// More bytes than the limit.
    case tooManyBytes(Int, limit: Int)
    /// Neither JPEG nor PNG nor WebP.
    case unknownFormat
    /// More pixels than a limit.
    case tooManyPixels(width: Int, height: Int, limits: PictureLimits)
    /// It ends before its end.
    case truncated(PictureFormat)
    /// Something in it is not as its format has it; in a few words for a log.
    case malformed(PictureFormat, String)
    /// A form of the format that not every browser shows, such as a moving picture; in a few words for a log.
    case unsupported(PictureFormat, String)
}
