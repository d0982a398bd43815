/// The network that an address lies in: 24 bits of IPv4 or 48 of IPv6.
///
/// The rest of the address is dropped at once.
///
/// A /24 is the longest prefix of IPv4 that is routed by itself, so that one office or one gateway of a carrier seldom
/// has two. A /48 is the most of IPv6 that a site is given (RFC 6177), by tunnel brokers to anyone for nothing: with a
/// longer prefix one person would look like 256 and more, whom no rate stops and whom a rule takes for buyers of
/// copies. The price is that neighbours share a prefix, as they do behind a carrier's address translation; limits are
/// wide for it, and browsers tell the visitors of a code apart.
public struct NetworkPrefix: Hashable, Sendable {
    /// The family, 4 or 6, above 48 bits of prefix; hashed under a key that is forgotten, and kept nowhere.
    public let number: UInt64

    /// Cuts an address as a socket or a proxy writes it, perhaps between blanks or with a zone; nil where it is none.
    public init?(address: some StringProtocol) {
        guard address.utf8.count <= 100 else { return nil }
        let text = Substring(address).drop(while: Self.isBlank).prefix { $0 != "%" && !Self.isBlank($0) }
        if let ipv4 = Self.ipv4(text) {
            number = 4 << 48 | UInt64(ipv4 >> 8)
        } else if let groups = Self.ipv6(text) {
            let address = groups.reduce(UInt128(0)) { $0 << 16 | UInt128($1) }
            // IPv4 written as IPv6 (RFC 4291 §2.5.5.2) is IPv4.
            number =
                address >> 32 == 0xFFFF
                ? 4 << 48 | UInt64(UInt32(truncatingIfNeeded: address) >> 8) : 6 << 48 | UInt64(address >> 80)
        } else {
            return nil
        }
    }

    /// Whether it is the one of this machine itself: 127.0.0.0/8, or the 48 zeros before ::1, which nobody else uses.
    public var isLoopback: Bool {
        number == 6 << 48 || number >> 16 == 4 << 32 | 127
    }

    private static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }

    private static func ipv4(_ text: Substring) -> UInt32? {
        let parts = text.split(separator: ".", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var address: UInt32 = 0
        for part in parts {
            // A leading zero would mean octal to some.
            guard part.utf8.count <= 3, part == "0" || part.first != "0", part.utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
                let octet = UInt8(part)
            else { return nil }
            address = address << 8 | UInt32(octet)
        }
        return address
    }

    /// Eight groups (RFC 4291 §2.2).
    private static func ipv6(_ text: Substring) -> [UInt16]? {
        guard let gap = text.firstRange(of: "::") else {
            return groups(text).flatMap { $0.count == 8 ? $0 : nil }
        }
        guard !text[..<gap.lowerBound].contains("."), let head = groups(text[..<gap.lowerBound]),
            let tail = groups(text[gap.upperBound...]), head.count + tail.count < 8
        else { return nil }
        return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
    }

    /// Groups between colons; the last two may be written as IPv4.
    private static func groups(_ text: Substring) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        for (place, part) in parts.enumerated() {
            if place == parts.count - 1, let last = ipv4(part) {
                groups += [UInt16(last >> 16), UInt16(truncatingIfNeeded: last)]
                continue
            }
            guard part.utf8.count <= 4, part.allSatisfy(\.isHexDigit), let group = UInt16(part, radix: 16) else {
                return nil
            }
            groups.append(group)
        }
        return groups
    }
}
