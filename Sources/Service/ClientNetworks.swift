internal import HTTPTypes
internal import NIOCore
internal import ScanHistory
internal import Traceability

/// Tells from which network a request comes: for rates, for counts of checks and for what people write.
///
/// Addresses end here, cut to a network.
struct ClientNetworks: Sendable {
    private let field: HTTPField.Name?

    /// The other end of each connection is the client.
    init() { field = nil }

    /// - Parameter field: the header field in which a proxy writes whom it asks for; nil asks the connection.
    /// - Throws: `Problem` `usage` for what is no name of a field.
    init(field: String?) throws(Problem) {
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
    func network(_ fields: HTTPFields, over connection: SocketAddress?) -> NetworkPrefix? {
        // Whatever the client itself has written stands before what the proxy adds.
        let last = field.flatMap { fields[$0]?.split(separator: ",").last }
        let forwarded = last.flatMap { NetworkPrefix(address: $0) }
        if let forwarded, !forwarded.isLoopback { return forwarded }
        let own = connection?.ipAddress.flatMap { NetworkPrefix(address: $0) }
        return own.flatMap { $0.isLoopback ? nil : $0 }
    }
}
