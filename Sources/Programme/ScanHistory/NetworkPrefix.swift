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

    /// Cuts an address of IPv4, its first byte highest.
    public init(ipv4 address: UInt32) {
        number = 4 << 48 | UInt64(address >> 8)
    }

    /// Cuts an address of IPv6, its first byte highest; IPv4 written as IPv6 (RFC 4291 §2.5.5.2) is IPv4.
    public init(ipv6 address: UInt128) {
        let isMapped = address >> 32 == 0xFFFF
        number =
            isMapped ? NetworkPrefix(ipv4: UInt32(truncatingIfNeeded: address)).number : 6 << 48 | UInt64(address >> 80)
    }

    /// Cuts an address as a proxy writes it, perhaps between blanks or with a zone; nil where it is none.
    public init?(address: some StringProtocol) {
        guard address.utf8.count <= 100 else { return nil }
        let bytes = Array(address.utf8)
        let text = bytes.drop(while: Self.isBlank).prefix { $0 != UInt8(ascii: "%") && !Self.isBlank($0) }
        if let ipv4 = Self.ipv4(text) {
            self.init(ipv4: ipv4)
        } else if let groups = Self.ipv6(text) {
            self.init(ipv6: groups.reduce(UInt128(0)) { $0 << 16 | UInt128($1) })
        } else {
            return nil
        }
    }

    /// Whether it is the one of this machine itself: 127.0.0.0/8, or the 48 zeros before ::1, which nobody else uses.
    public var isLoopback: Bool {
        number == 6 << 48 || number >> 16 == 4 << 32 | 127
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private static func ipv4(_ text: ArraySlice<UInt8>) -> UInt32? {
        let parts = text.split(separator: UInt8(ascii: "."), maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var address: UInt32 = 0
        for part in parts {
            // A leading zero would mean octal to some.
            guard 1...3 ~= part.count, part.count == 1 || part.first != 0x30, part.allSatisfy({ 0x30...0x39 ~= $0 })
            else { return nil }
            let value = part.reduce(UInt32(0)) { $0 * 10 + UInt32($1 - 0x30) }
            guard value <= 255 else { return nil }
            address = address << 8 | value
        }
        return address
    }

    /// Eight groups (RFC 4291 §2.2).
    private static func ipv6(_ text: ArraySlice<UInt8>) -> [UInt16]? {
        let colon = UInt8(ascii: ":")
        let gap = text.indices.dropLast().first { text[$0] == colon && text[$0 + 1] == colon }
        guard let gap else { return groups(text).flatMap { $0.count == 8 ? $0 : nil } }
        guard !text[..<gap].contains(UInt8(ascii: ".")), let head = groups(text[..<gap]),
            let tail = groups(text[(gap + 2)...]), head.count + tail.count < 8
        else { return nil }
        return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
    }

    /// Groups between colons; the last two may be written as IPv4.
    private static func groups(_ text: ArraySlice<UInt8>) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        for (place, part) in parts.enumerated() {
            if place == parts.count - 1, let last = ipv4(part) {
                groups += [UInt16(last >> 16), UInt16(truncatingIfNeeded: last)]
                continue
            }
            // `UInt16` reads a sign, too.
            guard 1...4 ~= part.count, part.first != UInt8(ascii: "+"), part.first != UInt8(ascii: "-"),
                let group = UInt16(String(decoding: part, as: UTF8.self), radix: 16)
            else { return nil }
            groups.append(group)
        }
        return groups
    }
}
