/// Where the parts of a web address lie in a text (RFC 3986 §3); only the characters are checked.
struct URILayout {
    let bytes: [UInt8]
    /// From the slash after the host to the query, the fragment or the end; may be empty.
    let path: Range<Int>
    /// What stands after `?`; nil where there is no `?`.
    let query: Range<Int>?

    init(_ bytes: [UInt8]) throws(DigitalLinkError) {
        guard bytes.count <= DigitalLinkURI.maximumLength else {
            throw .tooLong(bytes: bytes.count, limit: DigitalLinkURI.maximumLength)
        }
        if let wrong = bytes.firstIndex(where: { !Self.isOfURI($0) }) {
            throw .character(byte: bytes[wrong], at: wrong)
        }
        guard let scheme = Self.schemes.first(where: { bytes.starts(with: $0.utf8) }) else { throw .notHTTP }
        let hostStart = scheme.utf8.count
        let hostEnd = bytes[hostStart...].firstIndex(where: Self.endsHost) ?? bytes.count
        let host = bytes[hostStart..<hostEnd]
        if let wrong = host.firstIndex(where: { !Self.isOfHost($0) }) { throw .host(at: wrong) }
        guard !host.isEmpty else { throw .host(at: hostStart) }

        let end = bytes[hostEnd...].firstIndex(of: UInt8(ascii: "#")) ?? bytes.count
        let question = bytes[hostEnd..<end].firstIndex(of: UInt8(ascii: "?"))
        path = hostEnd..<(question ?? end)
        query = question.map { $0 + 1..<end }
        self.bytes = bytes
    }

    /// The bytes of a range, which are ASCII, as text.
    func text(_ range: Range<Int>) -> String { bytes.span.extracting(range).text }

    /// The ranges between bytes that `isSeparator` names.
    func split(_ range: Range<Int>, where isSeparator: (UInt8) -> Bool) -> [Range<Int>] {
        bytes[range].split(omittingEmptySubsequences: false, whereSeparator: isSeparator).map { $0.indices }
    }

    /// A scheme in small letters or in capitals, as QR codes print it; mixed case is refused.
    private static let schemes = ["https://", "http://", "HTTPS://", "HTTP://"]

    private static func endsHost(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
    }

    /// A name, an address of IPv4 or IPv6, and a port; without a user, an IPv6 zone or coded characters.
    private static func isOfHost(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || "-.:[]".utf8.contains(byte) }

    private static func isOfURI(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(byte)
    }
}
