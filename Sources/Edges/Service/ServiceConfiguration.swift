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

    /// How fast the visitors of one network may ask.
    public var visitors = VisitorLimits()
    /// The header field in which the proxy in front names its client, such as `X-Forwarded-For`; its last item counts.
    ///
    /// nil takes the other end of the connection. Without it, what comes over this machine's own loopback is not told
    /// apart: a proxy there speaks for all.
    public var clientAddressField: String?
    /// Where Prometheus reads the metrics; nil shows none.
    public var metrics: MetricsAddress?

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

    /// An address of its own for the metrics, which are not for the world.
    public struct MetricsAddress: Sendable, Equatable {
        /// A name or an IP address.
        public var host: String
        /// 0 lets the system choose.
        public var port: Int

        /// Takes the parts as they are.
        public init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    /// How fast the visitors of one network, a /24 or a /48, may ask.
    ///
    /// Carriers put thousands of phones behind one address, so scans are limited only where no crowd could scan so much.
    public struct VisitorLimits: Sendable, Equatable {
        /// Scans and pages a second in the long run.
        public var scansPerSecond: Double
        /// Scans and pages at once after a pause.
        public var scanBurst: Double
        /// Typed codes a second: a guard of 20 bits is guessed by 2^19 tries, here six days of one network's.
        public var typedCodesPerSecond: Double
        /// Typed codes at once after a pause.
        public var typedCodeBurst: Double

        /// The limits that suit phones behind a carrier's address translation.
        public init(
            scansPerSecond: Double = 50, scanBurst: Double = 200, typedCodesPerSecond: Double = 1,
            typedCodeBurst: Double = 20
        ) {
            self.scansPerSecond = scansPerSecond
            self.scanBurst = scanBurst
            self.typedCodesPerSecond = typedCodesPerSecond
            self.typedCodeBurst = typedCodeBurst
        }

        var scans: TokenBucket.Rate { TokenBucket.Rate(perSecond: scansPerSecond, burst: scanBurst) }
        var typedCodes: TokenBucket.Rate {
            TokenBucket.Rate(perSecond: typedCodesPerSecond, burst: typedCodeBurst)
        }
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
