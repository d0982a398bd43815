internal import Encodings
package import HTTPTypes
package import NIOCore
package import ScanHistory
package import Wording

/// Tells from which network a request comes: for rates, for counts of checks and for what people write.
///
/// Addresses end here, cut to a network.
package struct ClientNetworks: Sendable {
    private let field: HTTPField.Name?

    /// The other end of each connection is the client.
    package init() { field = nil }

    /// - Parameter field: the header field in which a proxy writes whom it asks for; nil asks the connection.
    /// - Throws: `Problem` `usage` for what is no name of a field.
    package init(field: String?) throws(Problem) {
        self.field = field.flatMap { (name: String) in HTTPField.Name(name) }
        if let field, self.field == nil {
            throw Problem(
                .usage, vi: "«\(field)» không phải tên trường HTTP.", en: "\"\(field)\" is no name of an HTTP field.",
                hint: Bilingual(vi: "Ví dụ: X-Forwarded-For.", en: "For example X-Forwarded-For."))
        }
    }

    /// What the proxy in front wrote last into its field, else the network of the connection.
    ///
    /// nil where nobody can be told apart: for this machine itself, as a proxy on it speaks for many.
    package func network(_ fields: HTTPFields, over connection: SocketAddress?) -> NetworkPrefix? {
        client(fields, over: connection).network
    }

    /// The network, and whether the field that should name the client is missing or names no address.
    func client(
        _ fields: HTTPFields, over connection: SocketAddress?
    ) -> (network: NetworkPrefix?, isUnreadable: Bool) {
        // Whatever the client itself has written stands before what the proxy adds.
        let last = field.flatMap { fields[$0]?.split(separator: ",").last }
        let forwarded = last.flatMap { NetworkPrefix(address: $0) }
        if let forwarded, !forwarded.isLoopback { return (forwarded, false) }
        let own = connection.flatMap(Self.network)
        return (own.flatMap { $0.isLoopback ? nil : $0 }, field != nil && forwarded == nil)
    }

    /// The field that is asked; nil where the connection is.
    var fieldName: String? { field?.rawName }

    /// nil for what is no address of IP, as a socket in the file system.
    private static func network(_ address: SocketAddress) -> NetworkPrefix? {
        // The bytes of the address follow family and port in IPv4 (RFC 3493 §3.2), and the flow label in IPv6.
        address.withSockAddr { start, length in
            let bytes = UnsafeRawBufferPointer(start: start, count: length)
            switch address {
            case .v4:
                return NetworkPrefix(ipv4: UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
            case .v6:
                return NetworkPrefix(
                    ipv6: UInt128(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt128.self)))
            case .unixDomainSocket: return nil
            }
        }
    }
}
