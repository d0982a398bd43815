internal import Crypto
internal import Glibc
internal import HTTPTypes
internal import NIOCore

/// The network that a request comes from: a /24 of IPv4 or a /56 of IPv6, what one household or office has.
///
/// Behind a carrier's address translation many phones share one, so limits are wide.
struct ClientNetwork: Equatable {
    private let octets: [UInt8]

    /// The network of an address as text, such as `203.0.113.9` or `2001:db8::1`.
    ///
    /// nil for this machine itself, as a proxy on it speaks for many, and for what is no address.
    init?(text: String) {
        guard let octets = Self.octets(text, AF_INET, 4) ?? Self.octets(text, AF_INET6, 16) else { return nil }
        self.init(octets: octets)
    }

    private init?(octets: [UInt8]) {
        // ::ffff:a.b.c.d is a.b.c.d.
        let isMapped =
            octets.count == 16 && octets.prefix(10).allSatisfy { $0 == 0 } && octets[10] == 0xFF
            && octets[11] == 0xFF
        let address = isMapped ? Array(octets.suffix(4)) : octets
        if address.count == 4 {
            guard address.first != 127 else { return nil }
            self.octets = Array(address.prefix(3))
        } else {
            guard address.dropLast().contains(where: { $0 != 0 }) || address.last != 1 else { return nil }
            self.octets = Array(address.prefix(7))
        }
    }

    /// Who asks: what the proxy in front writes last into its header field, else the other end of the connection.
    init?(_ fields: HTTPFields, field: HTTPField.Name?, connection: SocketAddress?) {
        // Whatever the client itself has written stands before what the proxy adds.
        let last = field.flatMap { fields[$0]?.split(separator: ",").last }
        let forwarded = last.flatMap { ClientNetwork(text: $0.filter { $0 != " " && $0 != "\t" }) }
        guard let network = forwarded ?? connection?.ipAddress.flatMap({ ClientNetwork(text: $0) }) else { return nil }
        self = network
    }

    /// A number for the network that says nothing to who has not the key.
    func bucket(under key: SymmetricKey) -> UInt64 {
        HMAC<SHA256>.authenticationCode(for: octets, using: key).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func octets(_ text: String, _ family: Int32, _ count: Int) -> [UInt8]? {
        var octets = [UInt8](repeating: 0, count: count)
        return inet_pton(family, text, &octets) == 1 ? octets : nil
    }
}
