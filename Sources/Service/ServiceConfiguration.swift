/// Where the server listens and how much it takes from one client.
public struct ServiceConfiguration: Sendable, Equatable {
    /// The address to listen on; a name or an IP address.
    ///
    /// The default is reached from this machine only: TLS is the business of the proxy in front.
    public var host: String
    /// 0 lets the system choose; `StampServer.run` tells which.
    public var port: Int
    /// What one client, and all together, may take.
    public var limits: Limits
    /// The hosts that links of products may lead to besides our own and the producer's.
    ///
    /// A name stands for itself alone, not for the names below it.
    public var linkHosts: [String]

    /// The shops of the post that sell OCOP products.
    public static let usualLinkHosts = ["postmart.vn", "voso.vn", "www.postmart.vn", "www.voso.vn"]

    /// A server for this machine only, on port 8080, unless told otherwise.
    public init(
        host: String = "127.0.0.1", port: Int = 8080, limits: Limits = Limits(),
        linkHosts: [String] = ServiceConfiguration.usualLinkHosts
    ) {
        self.host = host
        self.port = port
        self.limits = limits
        self.linkHosts = linkHosts
    }

    /// Bounds that keep slow and greedy clients from starving the others.
    public struct Limits: Sendable, Equatable {
        /// Open connections; more wait in the system's queue until one is closed.
        public var connections: Int
        /// Octets of the request target, and of any header field, that are read at all; more closes the connection.
        public var headerFieldOctets: Int
        /// Octets of all header fields together.
        public var headerOctets: Int
        /// How many header fields a request may have.
        public var headerFields: Int
        /// How long a connection may be silent while no answer is being made.
        public var idle: Duration
        /// How old a connection grows before it is closed after the running request; a client that sends or reads
        /// its octets one by one is cut off `idle` after that.
        public var connectionAge: Duration
        /// How long requests may run on after a signal to stop.
        public var shutdown: Duration

        /// The limits that suit a server of stamps; pages are small and connections short.
        public init(
            connections: Int = 1_024, headerFieldOctets: Int = 8_192, headerOctets: Int = 16_384,
            headerFields: Int = 64, idle: Duration = .seconds(15), connectionAge: Duration = .seconds(120),
            shutdown: Duration = .seconds(20)
        ) {
            self.connections = connections
            self.headerFieldOctets = headerFieldOctets
            self.headerOctets = headerOctets
            self.headerFields = headerFields
            self.idle = idle
            self.connectionAge = connectionAge
            self.shutdown = shutdown
        }
    }
}
