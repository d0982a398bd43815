/// Where the parts of a web address lie in a text (RFC 3986 §3); only the characters are checked.
struct URILayout {
    let octets: [UInt8]
    /// From the slash after the host to the query, the fragment or the end; may be empty.
    let path: Range<Int>
    /// What stands after `?`; nil where there is no `?`.
    let query: Range<Int>?

    init(_ octets: [UInt8]) throws(DigitalLinkError) {
        guard octets.count <= DigitalLinkURI.maximumLength else {
            throw .tooLong(octets: octets.count, limit: DigitalLinkURI.maximumLength)
        }
        if let wrong = octets.firstIndex(where: { !Self.isOfURI($0) }) {
            throw .character(octet: octets[wrong], at: wrong)
        }
        guard let scheme = Self.schemes.first(where: { octets.starts(with: $0.utf8) }) else { throw .notHTTP }
        let hostStart = scheme.utf8.count
        let hostEnd = octets[hostStart...].firstIndex(where: Self.endsHost) ?? octets.count
        let host = octets[hostStart..<hostEnd]
        if let wrong = host.firstIndex(where: { !Self.isOfHost($0) }) { throw .host(at: wrong) }
        guard !host.isEmpty else { throw .host(at: hostStart) }

        let end = octets[hostEnd...].firstIndex(of: UInt8(ascii: "#")) ?? octets.count
        let question = octets[hostEnd..<end].firstIndex(of: UInt8(ascii: "?"))
        path = hostEnd..<(question ?? end)
        query = question.map { $0 + 1..<end }
        self.octets = octets
    }

    /// The octets of a range, which are ASCII, as text.
    func text(_ range: Range<Int>) -> String { octets.span.extracting(range).text }

    /// The ranges between octets that `isSeparator` names.
    func split(_ range: Range<Int>, where isSeparator: (UInt8) -> Bool) -> [Range<Int>] {
        octets[range].split(omittingEmptySubsequences: false, whereSeparator: isSeparator).map { $0.indices }
    }

    /// A scheme in small letters or in capitals, as QR codes print it; mixed case is refused.
    private static let schemes = ["https://", "http://", "HTTPS://", "HTTP://"]

    private static func endsHost(_ octet: UInt8) -> Bool {
        octet == UInt8(ascii: "/") || octet == UInt8(ascii: "?") || octet == UInt8(ascii: "#")
    }

    private static func isAlphanumeric(_ octet: UInt8) -> Bool {
        0x30...0x39 ~= octet || 0x41...0x5A ~= octet || 0x61...0x7A ~= octet
    }

    /// A name, an address of IPv4 or IPv6, and a port; without a user, an IPv6 zone or coded characters.
    private static func isOfHost(_ octet: UInt8) -> Bool { isAlphanumeric(octet) || "-.:[]".utf8.contains(octet) }

    private static func isOfURI(_ octet: UInt8) -> Bool {
        isAlphanumeric(octet) || "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(octet)
    }
}
