package import Hummingbird
package import NIOCore
package import ScanHistory

/// What the framework reports about a request besides the request.
package struct ClientContext: InitializableFromSource {
    /// The other end of the connection; it is asked for its network alone, and kept nowhere.
    package let remoteAddress: SocketAddress?
    /// Where the request comes from; nil where nobody can be told apart, and before `ClientNetworks` was asked.
    package var network: NetworkPrefix?

    package init(source: ApplicationRequestContextSource) {
        remoteAddress = source.channel.remoteAddress
    }

    package init(remoteAddress: SocketAddress? = nil) {
        self.remoteAddress = remoteAddress
    }
}
