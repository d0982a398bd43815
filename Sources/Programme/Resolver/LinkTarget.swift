/// Where a link leads: an address with https at a host of the allow-list.
///
/// Only what is on the list can be a target, so a resolver cannot be made to send people to a stranger's page.
public struct LinkTarget: Hashable, Sendable {
    /// The longest address, in bytes.
    public static let maximumLength = 2_048

    /// The address.
    public let text: String

    /// Reads an address.
    ///
    /// - Throws: `LinkError.addressTooLong`, `.addressCharacter`, `.notHTTPS` or `.hostNotAllowed`.
    public init(_ text: String, allowed: AllowedHosts) throws(LinkError) {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.maximumLength else {
            throw .addressTooLong(bytes: bytes.count, limit: Self.maximumLength)
        }
        if let wrong = bytes.firstIndex(where: { !Self.isOfURI($0) }) {
            throw .addressCharacter(byte: bytes[wrong], at: wrong)
        }
        guard text.hasPrefix("https://") else { throw .notHTTPS }
        let host = bytes[8...].prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let name = String(decoding: host, as: UTF8.self).lowercased()
        guard allowed.names.contains(name) else { throw .hostNotAllowed(name) }
        self.text = text
    }

    /// The address without its fragment, as linksets have it.
    var plain: String { String(text.prefix { $0 != "#" }) }

    /// The address with the query of a request added to its own, and its fragment kept.
    ///
    /// A resolver hands the whole query on (GS1-Conformant Resolver Standard §2.12).
    func passing(_ query: String?) -> String {
        guard let query, !query.isEmpty else { return text }
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let fragment = parts.count > 1 ? "#" + parts[1] : ""
        return "\(parts[0])\(parts[0].contains("?") ? "&" : "?")\(query)\(fragment)"
    }

    private static func isOfURI(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(byte)
        }
    }
}

/// The hosts that links may lead to.
///
/// A name stands for itself alone, not for the names below it, and for the usual port.
public struct AllowedHosts: Hashable, Sendable {
    /// In small letters.
    let names: Set<String>

    /// Reads names of hosts, in any case.
    ///
    /// - Throws: `LinkError.hostName` at the first that is none.
    public init(_ names: some Sequence<String>) throws(LinkError) {
        var lowercased: Set<String> = []
        for name in names {
            let isName = name.utf8.allSatisfy {
                0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 || $0 == 0x2D || $0 == 0x2E
            }
            guard isName, 1...253 ~= name.utf8.count else { throw .hostName(name) }
            lowercased.insert(name.lowercased())
        }
        self.names = lowercased
    }
}
