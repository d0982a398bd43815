internal import CPNGShims

/// What a grey PNG of 1 or 8 bits holds: for checking our own files, not a general reader.
public struct PNGImage: Sendable, Equatable {
    /// Dots across.
    public let width: Int
    /// Dots down.
    public let height: Int
    /// The dots.
    public let pixels: Pixels
    /// Dots per metre across and down (`pHYs`); nil when the file does not say.
    public let dotsPerMetre: Resolution?
    /// The uncompressed texts (`tEXt`) in the file's order, decoded from Latin-1.
    public let texts: [PNG.Text]

    /// Dots by their depth.
    public enum Pixels: Sendable, Equatable {
        /// One bit a dot.
        case bilevel(Bitmap)
        /// One byte a dot in rows of `width` bytes, 0 black and 255 white.
        case grey([UInt8])
    }

    /// Dots per metre along each side.
    public struct Resolution: Sendable, Equatable {
        /// Across.
        public let x: Int
        /// Down.
        public let y: Int
    }

    /// Reads a whole PNG of at most `limit` dots; memory is bounded by `limit` bytes and a few mebibytes.
    public init(_ png: [UInt8], limit: Int = 1 << 24) throws(PNGError) {
        var header = cpng_header()
        var rows = cpng_bytes()
        defer { cpng_bytes_free(&rows) }
        var texts = cpng_bytes()
        defer { cpng_bytes_free(&texts) }
        var failure = cpng_failure()
        let status = png.withUnsafeBufferPointer {
            cpng_decode($0.baseAddress, $0.count, max(limit, 0), &header, &rows, &texts, &failure)
        }
        guard status == CPNG_OK else { throw PNGError(status, header, failure, limit: limit) }

        width = Int(header.width)
        height = Int(header.height)
        let dots = Array(UnsafeBufferPointer(start: rows.bytes, count: rows.count))
        if header.bit_depth == 1 {
            guard let page = Bitmap(width: width, height: height, packed: dots) else {
                throw .tooLarge(width: width, height: height, limit: Bitmap.longestSide)
            }
            pixels = .bilevel(page)
        } else {
            pixels = .grey(dots)
        }
        let (x, y) = (Int(header.dots_per_metre_x), Int(header.dots_per_metre_y))
        dotsPerMetre = x > 0 && y > 0 ? Resolution(x: x, y: y) : nil
        // Keyword and text in turn, each ended by a NUL, in Latin-1: a byte is a scalar.
        let strings = UnsafeBufferPointer(start: texts.bytes, count: texts.count)
            .split(separator: 0, omittingEmptySubsequences: false)
            .map { String(String.UnicodeScalarView($0.map { Unicode.Scalar($0) })) }
        self.texts = stride(from: 1, to: strings.count, by: 2).map {
            PNG.Text(unchecked: strings[$0 - 1], strings[$0])
        }
    }
}
