/// Where the server listens and how much it takes from one client.
package struct ServerConfiguration: Sendable, Equatable {
    /// The address to listen on; a name or an IP address.
    ///
    /// The default is reached from this machine only: TLS is the business of the proxy in front.
    package var host: String
    /// 0 lets the system choose; `SiteServer.run` tells which.
    package var port: Int
    /// What one client, and all together, may take.
    package var limits: Limits

    /// How fast the visitors of one network may ask.
    package var visitors = VisitorLimits()
    /// The header field in which the proxy in front names its client, such as `X-Forwarded-For`; its last item counts.
    ///
    /// nil takes the other end of the connection. Without it, what comes over this machine's own loopback is not told
    /// apart: a proxy there speaks for all.
    package var clientAddressField: String?
    /// Whether the proxy in front speaks TLS to everybody: browsers are told to come by TLS from then on (RFC 6797).
    package var isBehindTLS = false
    /// Where Prometheus reads the metrics; nil shows none.
    package var metrics: MetricsAddress?

    /// A server for this machine only, on port 8080, unless told otherwise.
    package init(
        host: String = "127.0.0.1", port: Int = 8080, limits: Limits = Limits()
    ) {
        self.host = host
        self.port = port
        self.limits = limits
    }

    /// An address of its own for the metrics, which are not for the world.
    package struct MetricsAddress: Sendable, Equatable {
        /// A name or an IP address.
        package var host: String
        /// 0 lets the system choose.
        package var port: Int

        /// Takes the parts as they are.
        package init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    /// How fast the visitors of one network, a /24 or a /48, may ask.
    ///
    /// Carriers put thousands of phones behind one address, so scans are limited only where no crowd could scan so much.
    package struct VisitorLimits: Sendable, Equatable {
        /// Scans and pages a second in the long run.
        package var scansPerSecond: Double
        /// Scans and pages at once after a pause.
        package var scanBurst: Double
        /// Typed codes a second: a guard of 20 bits is guessed by 2^19 tries, here six days of one network's.
        package var typedCodesPerSecond: Double
        /// Typed codes at once after a pause.
        package var typedCodeBurst: Double

        /// The limits that suit phones behind a carrier's address translation.
        package init(
            scansPerSecond: Double = 50, scanBurst: Double = 200, typedCodesPerSecond: Double = 1,
            typedCodeBurst: Double = 20
        ) {
            self.scansPerSecond = scansPerSecond
            self.scanBurst = scanBurst
            self.typedCodesPerSecond = typedCodesPerSecond
            self.typedCodeBurst = typedCodeBurst
        }

        var scans: RateBucket.Rate { RateBucket.Rate(perSecond: scansPerSecond, burst: scanBurst) }
        var typedCodes: RateBucket.Rate {
            RateBucket.Rate(perSecond: typedCodesPerSecond, burst: typedCodeBurst)
        }
    }

    /// Bounds that keep slow and greedy clients from starving the others.
    package struct Limits: Sendable, Equatable {
        /// Open connections; more wait in the system's queue until one is closed.
        package var connections: Int
        /// Bytes of the request target, and of any header field, that are read at all; more closes the connection.
        package var headerFieldBytes: Int
        /// Bytes of all header fields together.
        package var headerBytes: Int
        /// How many header fields a request may have.
        package var headerFields: Int
        /// How long a connection may be silent while no answer is being made.
        package var idle: Duration
        /// How old a connection grows before it is closed after the running request; a client that sends or reads
        /// its bytes one by one is cut off `idle` after that.
        package var connectionAge: Duration
        /// How long requests may run on after a signal to stop.
        package var shutdown: Duration

        /// The limits that suit a server of stamps; pages are small and connections short.
        package init(
            connections: Int = 1_024, headerFieldBytes: Int = 8_192, headerBytes: Int = 16_384,
            headerFields: Int = 64, idle: Duration = .seconds(15), connectionAge: Duration = .seconds(120),
            shutdown: Duration = .seconds(20)
        ) {
            self.connections = connections
            self.headerFieldBytes = headerFieldBytes
            self.headerBytes = headerBytes
            self.headerFields = headerFields
            self.idle = idle
            self.connectionAge = connectionAge
            self.shutdown = shutdown
        }
    }
}
