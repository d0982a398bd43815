/// How the rows of a page are put one after the other before they are compressed.
struct ScanlineStream {
    let bytesPerRow: Int
    private let kind: PageCompressor.Scanlines

    init(_ kind: PageCompressor.Scanlines, bytesPerRow: Int) {
        self.kind = kind
        self.bytesPerRow = bytesPerRow
    }

    /// Bytes from one line to the next.
    var stride: Int { bytesPerRow + filters }

    /// Bytes before a line's first of the page.
    private var filters: Int {
        switch kind {
        case .plain: 0
        case .png: 1
        }
    }

    /// The page's byte as it is compressed.
    func stored(_ byte: UInt8) -> UInt8 {
        switch kind {
        case .plain: byte
        case .png: ~byte
        }
    }

    func stream(of page: Bitmap) -> [UInt8] {
        switch kind {
        case .plain: page.bytes
        case .png: stream(of: page.bytes.map { ~$0 }, filter: 0)
        }
    }

    /// One element a byte of the page as one a byte of the stream.
    func stream<Element>(of elements: [Element], filter: Element) -> [Element] {
        guard filters > 0 else { return elements }
        var stream: [Element] = []
        stream.reserveCapacity(elements.count / bytesPerRow * stride)
        for start in Swift.stride(from: 0, to: elements.count, by: bytesPerRow) {
            stream.append(filter)
            stream += elements[start..<min(start + bytesPerRow, elements.count)]
        }
        return stream
    }

    /// The stream cut where windows begin and end, and within windows where lines do.
    func spans(of isOpen: [Bool]) -> [Range<Int>] {
        var spans: [Range<Int>] = []
        var start = 0
        for at in isOpen.indices where at > start {
            if isOpen[at] != isOpen[start] || isOpen[at] && at % stride == 0 {
                spans.append(start..<at)
                start = at
            }
        }
        return start < isOpen.count ? spans + [start..<isOpen.count] : spans
    }

    /// The bytes of the page in a part of the stream.
    func bytes(of span: Range<Int>) -> Range<Int> { byte(span.lowerBound)..<byte(span.upperBound) }

    /// How many bytes of the page lie before a place in the stream.
    private func byte(_ at: Int) -> Int { at - (at + stride - 1) / stride * filters }

    /// The place of a page's byte in the stream.
    func place(of byte: Int) -> Int { byte + (byte / bytesPerRow + 1) * filters }
}

/// What becomes of an Adler-32 (RFC 1950 §8.2) when some bytes change: nothing else need be read.
struct ChecksumChange {
    private let lines: ScanlineStream
    private var sum = 0
    private var sumOfPlaces = 0

    init(_ lines: ScanlineStream) { self.lines = lines }

    /// Notes that some bytes of one row of the page are others.
    mutating func note(_ range: Range<Int>, from old: [UInt8], to new: [UInt8]) {
        var difference: Int32 = 0
        var moment: Int32 = 0
        // A row has at most 4,096 bytes, so neither sum leaves 32 bits, and the loop is of vectors.
        old[range].withUnsafeBufferPointer { old in
            new[range].withUnsafeBufferPointer { new in
                for offset in 0..<min(old.count, new.count) {
                    let change = Int32(new[offset]) &- Int32(old[offset])
                    difference &+= change
                    moment &+= change &* Int32(truncatingIfNeeded: offset)
                }
            }
        }
        let sign = lines.stored(0) == 0 ? 1 : -1
        sum += sign * Int(difference)
        sumOfPlaces += sign * (Int(difference) * lines.place(of: range.lowerBound) + Int(moment))
    }

    /// The checksum of the changed stream of `count` bytes, from that of the old one.
    func applied(to checksum: UInt32, count: Int) -> UInt32 {
        let modulus = 65_521
        let low = Int(checksum & 0xFFFF) + sum
        // A byte is added to the second sum once for itself and once for each byte after it.
        let high = Int(checksum >> 16) + (sum % modulus) * (count % modulus) - sumOfPlaces
        let (a, b) = ((low % modulus + modulus) % modulus, (high % modulus + modulus) % modulus)
        return UInt32(b) << 16 | UInt32(a)
    }
}

extension [UInt8] {
    /// Whether the bytes of a range are those that another array has from some place on; both must have them.
    func isSame(as other: [UInt8], from start: Int, in range: Range<Int>) -> Bool {
        self[range].withUnsafeBytes { mine in
            other[start..<start + range.count].withUnsafeBytes { others in
                var at = 0
                while at + 8 <= mine.count {
                    let word = mine.loadUnaligned(fromByteOffset: at, as: UInt64.self)
                    guard word == others.loadUnaligned(fromByteOffset: at, as: UInt64.self) else { return false }
                    at += 8
                }
                return mine[at...].elementsEqual(others[at...])
            }
        }
    }
}
