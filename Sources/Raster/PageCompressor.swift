/// Compresses many pages (RFC 1950) that begin with the same rows: those only once, and better.
public struct PageCompressor: ~Copyable {
    private let scanlines: Scanlines
    private let sharedRows: Int
    private let top: [UInt8]
    private let compressedTop: [UInt8]
    private let checksumOfTop: UInt32
    private var deflate: Deflate

    /// How a page's rows are put one after the other.
    public enum Scanlines: Sendable {
        /// As the page has them: a set bit is black.
        case plain
        /// As PNG has them: each row begins with its filter, none, and a set bit is white.
        case png
    }

    /// Compresses the first rows of `page` to keep them; `level` is zlib's own, 0…9.
    public init(
        _ scanlines: Scanlines, level: Int, sharing sharedRows: Int = 0, of page: Bitmap? = nil
    ) throws(DeflateError) {
        let rows = min(max(sharedRows, 0), page?.height ?? 0)
        let lines = page.map { scanlines.lines(of: $0, rows: 0..<rows) } ?? []
        var compressedTop: [UInt8] = []
        if rows > 0 {
            var best = try Deflate(level: level == 0 ? 0 : 9, wrapper: .none)
            try best.compress(lines, isEnd: false, to: &compressedTop)
        }
        let deflate = try Deflate(level: level, wrapper: .none)
        self.scanlines = scanlines
        self.sharedRows = rows
        self.compressedTop = compressedTop
        top = page.map { Array($0.bytes.prefix(rows * $0.bytesPerRow)) } ?? []
        checksumOfTop = Checksum.adler32(lines)
        self.deflate = deflate
    }

    /// The page compressed, with zlib's header and checksum.
    public mutating func compress(_ page: Bitmap) throws(DeflateError) -> [UInt8] {
        let isShared = !top.isEmpty && page.height > sharedRows && page.bytes.starts(with: top)
        let lines = scanlines.lines(of: page, rows: (isShared ? sharedRows : 0)..<page.height)
        var stream: [UInt8] = [0x78, 0x01]
        if isShared { stream += compressedTop }
        try deflate.compress(lines, to: &stream)
        var checksum = Checksum.adler32(lines)
        if isShared { checksum = Checksum.adler32(checksumOfTop, followedBy: checksum, count: lines.count) }
        stream += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: checksum >> $0) }
        return stream
    }
}

extension PageCompressor.Scanlines {
    fileprivate func lines(of page: Bitmap, rows: Range<Int>) -> [UInt8] {
        let stride = page.bytesPerRow
        let bytes = page.bytes[rows.lowerBound * stride..<rows.upperBound * stride]
        switch self {
        case .plain: return Array(bytes)
        case .png:
            return [UInt8](unsafeUninitializedCapacity: rows.count * (stride + 1)) { lines, count in
                var from = bytes.startIndex
                for line in 0..<rows.count {
                    let start = line * (stride + 1)
                    lines[start] = 0
                    for byte in 1...stride {
                        lines[start + byte] = ~bytes[from]
                        from += 1
                    }
                }
                count = rows.count * (stride + 1)
            }
        }
    }
}
