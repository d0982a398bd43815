internal import CPNGShims

/// A picture of grey dots, such as a scan or a photograph without its colours.
public struct GreyPicture: Sendable, Equatable {
    /// Dots across.
    public let width: Int
    /// Dots down.
    public let height: Int
    /// One byte a dot, 0 black and 255 white, in rows of `width` bytes, top first.
    public let dots: [UInt8]

    /// Dots that are already there; nil when they are not exactly `width` × `height`, or a side is under 1.
    public init?(width: Int, height: Int, dots: [UInt8]) {
        let (area, overflow) = width.multipliedReportingOverflow(by: height)
        guard width > 0, height > 0, !overflow, area == dots.count else { return nil }
        self.width = width
        self.height = height
        self.dots = dots
    }

    /// Reads any PNG of at most `limit` dots: colour becomes its luminance, what is transparent lies on white.
    ///
    /// ``PNGImage`` is the strict reader, for our own files. Memory is bounded by 2 × `limit` bytes and a few rows.
    /// Throws ``PNGError/tooLarge(width:height:limit:)`` before any of it is taken, ``PNGError/damaged(_:)`` when a
    /// dot cannot be had.
    public init(png: [UInt8], limit: Int) throws(PNGError) {
        var header = cpng_header()
        var rows = cpng_bytes()
        defer { cpng_bytes_free(&rows) }
        var failure = cpng_failure()
        let status = png.withUnsafeBufferPointer {
            cpng_decode_grey($0.baseAddress, $0.count, max(limit, 0), &header, &rows, &failure)
        }
        guard status == CPNG_OK else { throw PNGError(status, header, failure, limit: limit) }
        width = Int(header.width)
        height = Int(header.height)
        dots = Array(UnsafeBufferPointer(start: rows.bytes, count: rows.count))
    }
}
