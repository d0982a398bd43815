/// Compresses pages (RFC 1950), those of a form much faster than others.
///
/// The same page gives the same bytes, whatever went before.
public struct PageCompressor: ~Copyable {
    private let scanlines: Scanlines
    private let level: Int
    private var form: FormCompressor?
    /// For pages of no form; holds much memory, so it is set up for the first of them.
    private var deflate: Deflate?

    /// How a page's rows are put one after the other.
    public enum Scanlines: Sendable {
        /// As the page has them: a set bit is black.
        case plain
        /// As PNG has them: each row begins with its filter, none, and a set bit is white.
        case png
    }

    /// Compresses what the pages of a form have in common, which costs some milliseconds.
    ///
    /// `level` is zlib's own, 0…9, for pages that are not of the form; 0 compresses no page at all.
    public init(_ scanlines: Scanlines, level: Int, form: PageForm? = nil) throws(DeflateError) {
        guard 0...9 ~= level else { throw .level(level) }
        self.scanlines = scanlines
        self.level = level
        self.form = level > 0 ? form.map { FormCompressor($0, scanlines) } : nil
    }

    /// The page compressed, with zlib's header and checksum.
    public mutating func compress(_ page: Bitmap) throws(DeflateError) -> [UInt8] {
        if let compressed = form?.compress(page) { return compressed }
        var stream: [UInt8] = []
        if deflate == nil { deflate = try Deflate(level: level, wrapper: .zlib) }
        try deflate?.compress(ScanlineStream(scanlines, bytesPerRow: page.bytesPerRow).stream(of: page), to: &stream)
        return stream
    }

    /// Deflate with its largest window, for one that cares little how well (RFC 1950 §2.2), in the order of bytes.
    static let header: UInt64 = 0x0178
}
