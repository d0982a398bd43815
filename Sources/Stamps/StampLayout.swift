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
            throw .tooLong(octets: text.count, limit: UnverifiedStamp.maximumInputLength)
        }
        var cursor = Cursor(in: text)
        guard cursor.skip(SignedMessage.origin, in: text, foldingCase: true) else { throw .notHTTPS }
        host = cursor.segment(in: text)
        guard cursor.skip("/", in: text) else { throw .missing(.seal) }
        seal = cursor.segment(in: text)

        guard !cursor.isAtEnd else { throw .missing(.productKey) }
        let start = cursor.position
        keyIsGTIN = cursor.skip("/01/", in: text)
        guard keyIsGTIN || cursor.skip("/P/", in: text) else { throw .unknownProductKey(at: start) }
        key = cursor.segment(in: text)
        lot = cursor.skip("/10/", in: text) ? cursor.segment(in: text) : nil
        serial = cursor.skip("/21/", in: text) ? cursor.segment(in: text) : nil
        guard cursor.isAtEnd else { throw .unexpected(at: cursor.position) }
        barePath = start..<cursor.position
    }
}

/// A place in a text, moving to the right and never past the end of the stamp.
private struct Cursor {
    private(set) var position = 0
    /// Where the stamp ends: at its query, its fragment or the end of the text.
    private let end: Int

    var isAtEnd: Bool { position == end }

    init(in text: Span<UInt8>) {
        end = text.indices.first { text[$0] == 0x3F || text[$0] == 0x23 } ?? text.count  // "?" or "#"
    }

    /// Passes `literal` if it stands here, and says whether it did.
    mutating func skip(_ literal: String, in text: Span<UInt8>, foldingCase: Bool = false) -> Bool {
        var next = position
        for expected in literal.utf8 {
            guard next < end else { return false }
            let octet = foldingCase ? Grammar.capital(text[next]) : text[next]
            guard octet == expected else { return false }
            next += 1
        }
        position = next
        return true
    }

    /// Passes what stands before the next slash or the end, and gives its place; it may be empty.
    mutating func segment(in text: Span<UInt8>) -> Range<Int> {
        let start = position
        while position < end, text[position] != 0x2F { position += 1 }
        return start..<position
    }
}
