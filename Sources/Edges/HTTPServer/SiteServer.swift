package import Hummingbird
package import Logging
internal import ServiceLifecycle
package import Wording

/// An HTTP server of several parts on one socket, with its metrics on another.
///
/// It opens no file: everything that it needs is given to it.
package struct SiteServer: Sendable {
    private let configuration: ServerConfiguration
    let responder: SiteResponder
    private let logger: Logger
    private let upkeep: (@Sendable () async -> Void)?
    private let furtherMetrics: @Sendable () async -> [MetricFamily]

    /// - Parameters:
    ///   - parts: what is answered, in the order in which they are asked; the last ought to answer everything.
    ///   - logger: gets one line a request, which tells neither who asked nor for which code.
    ///   - upkeep: done twice a second, such as taking new entries up into the log.
    ///   - furtherMetrics: what the metrics show besides the server's own, asked for each reading.
    /// - Throws: `Problem` `usage` for a `clientAddressField` that is no name of a field.
    package init(
        configuration: ServerConfiguration, parts: [any SitePart], logger: Logger,
        upkeep: (@Sendable () async -> Void)? = nil,
        furtherMetrics: @escaping @Sendable () async -> [MetricFamily] = { [] }
    ) throws(Problem) {
        self.configuration = configuration
        self.logger = logger
        self.upkeep = upkeep
        self.furtherMetrics = furtherMetrics
        responder = SiteResponder(
            parts, clients: try ClientNetworks(field: configuration.clientAddressField), logger: logger,
            isBehindTLS: configuration.isBehindTLS)
    }

    /// Answers requests until SIGTERM or SIGINT, then finishes the running ones and returns.
    ///
    /// - Parameter onListening: called once with the port that it listens on.
    /// - Throws: `Problem` `addressInUse` where another program listens there; else what the system says.
    package func run(onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }) async throws {
        let parts = responder.parts
        // How visitors are told apart decides over every rate: whoever starts the service sees it at once.
        logger.info("clients", metadata: ["address": "\(configuration.clientAddressField ?? "connection")"])
        let flush: @Sendable () async -> Void = { for part in parts { await part.flush() } }
        // Half a second: what a crash may lose of the counts stays below a second.
        var companions: [any ServiceLifecycle.Service] = [Repetition(every: .milliseconds(500), work: flush)]
        if let upkeep { companions.append(Repetition(every: .milliseconds(500), work: upkeep)) }
        if let metrics = metricsApplication { companions.append(metrics) }
        try await service.run(responder, beside: companions, onListening: onListening)
        await flush()
    }

    package func application(onListening: @escaping @Sendable (_ port: Int) async -> Void) -> some ApplicationProtocol {
        service.application(responder, onListening: onListening)
    }

    private var service: HTTPService {
        HTTPService(configuration: configuration, logger: logger, metrics: responder.metrics)
    }

    /// The metrics on their own port; nil where nobody asks for them.
    private var metricsApplication: (any ServiceLifecycle.Service)? {
        guard let address = configuration.metrics else { return nil }
        var configuration = configuration
        (configuration.host, configuration.port) = (address.host, address.port)
        let responder = MetricsResponder(metrics: responder.metrics, further: furtherMetrics)
        let service = HTTPService(configuration: configuration, logger: logger, option: "--metrics")
        return service.listener(responder) { [logger] port in
            logger.info("metrics", metadata: ["port": "\(port)"])
        }
    }
}
