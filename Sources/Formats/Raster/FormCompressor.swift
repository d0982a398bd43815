/// Compresses the pages of a form (RFC 1950): what they have in common beforehand, and then only their windows.
///
/// All pages are one block with one code, chosen by the sample, so a page's bytes depend on nothing but itself and
/// its form. Costs a few nanoseconds for a byte of the windows.
struct FormCompressor {
    private let lines: ScanlineStream
    private let plain: [UInt8]
    private let checksum: UInt32
    private let streamCount: Int
    private let heading: BitString
    private let runs: [Run]
    private let code: WindowCode
    /// Kept between pages for its memory.
    private var bits = BitString()

    /// Bytes of a page that follow each other.
    private enum Run {
        /// The same on all pages, and what they are compressed.
        case closed(Range<Int>, BitString)
        /// Part of one row.
        case open(Range<Int>)
    }

    init(_ form: PageForm, _ kind: PageCompressor.Scanlines) {
        let lines = ScanlineStream(kind, bytesPerRow: form.plain.bytesPerRow)
        let stream = lines.stream(of: form.plain)
        let isOpen = lines.stream(of: form.isOpen, filter: false)
        let spans = lines.spans(of: isOpen)
        var finder = MatchFinder(stream, isOpen: isOpen)
        let closed = spans.map { isOpen[$0.lowerBound] ? nil : finder.tokens(of: $0) }

        let rows = form.sample.bytesPerRow == form.plain.bytesPerRow ? form.sample : form.plain
        var counting = TokenList(lines)
        for span in spans where isOpen[span.lowerBound] {
            WindowRows(rows.bytes, bytesPerRow: lines.bytesPerRow).visit(lines.bytes(of: span), &counting)
        }
        // The row above is in reach of every window, whatever the sample does.
        let above = DeflateCode.Token.copy(length: DeflateCode.lengths.upperBound, distance: lines.stride)
        let deflate = DeflateCode(for: [above] + counting.tokens + closed.compactMap(\.self).joined())

        self.lines = lines
        plain = form.plain.bytes
        checksum = Checksum.adler32(stream)
        streamCount = stream.count
        heading = deflate.heading
        code = WindowCode(deflate, lines)
        runs = zip(spans, closed).map { span, tokens in
            guard let tokens else { return .open(lines.bytes(of: span)) }
            var compressed = BitString()
            for token in tokens { compressed.append(deflate.code(token)) }
            return .closed(lines.bytes(of: span), compressed)
        }
    }

    /// The page with zlib's header and checksum; nil when it is not of this form.
    mutating func compress(_ page: Bitmap) -> [UInt8]? {
        guard page.bytesPerRow == lines.bytesPerRow, page.bytes.count == plain.count else { return nil }
        let rows = WindowRows(page.bytes, bytesPerRow: lines.bytesPerRow)
        var writer = WindowWriter(bits: bits, code: code)
        writer.bits.removeAll()
        writer.bits.append(PageCompressor.header, count: 16)
        writer.bits.append(heading)
        var change = ChecksumChange(lines)
        for run in runs {
            switch run {
            case .closed(let range, let compressed):
                guard rows.bytes.isSame(as: plain, from: range.lowerBound, in: range) else { return nil }
                writer.bits.append(compressed)
            case .open(let range):
                rows.visit(range, &writer)
                change.note(range, from: plain, to: rows.bytes)
            }
        }
        writer.bits.append(code.end)
        writer.bits.fillByte()
        writer.bits.append(UInt64(change.applied(to: checksum, count: streamCount).byteSwapped), count: 32)
        bits = writer.bits
        return bits.bytes
    }
}
