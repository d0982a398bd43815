/// Where the parts of a stamp lie in a text; what they hold is not read yet.
struct StampLayout {
    let host: Range<Int>
    let seal: Range<Int>
    /// From the slash before the product key to the end of the stamp.
    let barePath: Range<Int>
    let key: Range<Int>
    let keyIsGTIN: Bool
    let lot: Range<Int>?
    let serial: Range<Int>?

    init(of text: Span<UInt8>) throws(StampError) {
        guard text.count <= UnverifiedStamp.maximumInputLength else {
            throw .tooLong(bytes: text.count, limit: UnverifiedStamp.maximumInputLength)
        }
        var cursor = Cursor()
        guard cursor.skip("HTTPS://", in: text, foldingCase: true) else { throw .notHTTPS }
        host = cursor.segment(in: text)
        guard cursor.skip("/", in: text) else { throw .missing(.seal) }
        seal = cursor.segment(in: text)

        guard !cursor.isAtEnd(of: text) else { throw .missing(.productKey) }
        let start = cursor.position
        keyIsGTIN = cursor.skip("/01/", in: text)
        guard keyIsGTIN || cursor.skip("/P/", in: text) else { throw .unknownProductKey(at: start) }
        key = cursor.segment(in: text)
        lot = cursor.skip("/10/", in: text) ? cursor.segment(in: text) : nil
        serial = cursor.skip("/21/", in: text) ? cursor.segment(in: text) : nil
        guard cursor.isAtEnd(of: text) else { throw .unexpected(at: cursor.position) }
        barePath = start..<cursor.position
    }
}

/// A place in a text, moving to the right and never past the end of the stamp.
private struct Cursor {
    private(set) var position = 0

    /// Whether the stamp ends here: at the end of the text, or at its query or fragment, which nobody reads.
    func isAtEnd(of text: Span<UInt8>) -> Bool {
        position == text.count || Self.endsStamp(text[position])
    }

    /// Passes `literal` if it stands here, and says whether it did.
    mutating func skip(_ literal: StaticString, in text: Span<UInt8>, foldingCase: Bool = false) -> Bool {
        let length = literal.utf8CodeUnitCount
        guard text.count - position >= length else { return false }
        for offset in 0..<length {
            let byte = text[position + offset]
            guard (foldingCase ? Grammar.capital(byte) : byte) == literal.utf8Start[offset] else { return false }
        }
        position += length
        return true
    }

    /// Passes what stands before the next slash or the end, and gives its place; it may be empty.
    mutating func segment(in text: Span<UInt8>) -> Range<Int> {
        var end = position
        while end < text.count, text[end] != 0x2F, !Self.endsStamp(text[end]) { end += 1 }
        defer { position = end }
        return position..<end
    }

    private static func endsStamp(_ byte: UInt8) -> Bool { byte == 0x3F || byte == 0x23 }  // "?" or "#"
}
