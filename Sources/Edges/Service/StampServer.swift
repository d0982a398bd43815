internal import Hummingbird
public import Logging
public import Records
internal import ServiceLifecycle
public import Time
public import Verification

/// The HTTP server that answers scans: a page for people, JSON for programs.
///
/// It cannot sign, and it opens no file: everything that it needs is given to it.
public struct StampServer: Sendable {
    private let configuration: ServiceConfiguration
    let responder: ScanResponder
    private let logger: Logger
    private let upkeep: (@Sendable () async -> Void)?
    private let furtherMetrics: @Sendable () async -> [MetricFamily]

    /// - Parameters:
    ///   - issuer: who answers here; stamps are read as if they named this issuer's host.
    ///   - today: the day in Vietnam, asked once a scan.
    ///   - isReady: throws while the server should get no requests, such as when the register cannot be read.
    ///   - logger: gets one line a request, which tells neither who asked nor for which code.
    ///   - programs: the interface for programs; nil serves none.
    ///   - log: the files of the transparency log; nil serves none.
    ///   - pictures: the pictures of products; nil shows none.
    ///   - origins: what links and pages without a seal are answered from; nil answers none.
    ///   - scans: counts checks; nil counts none.
    ///   - people: citizens' reports and the inspectors' pages; nil serves none.
    ///   - upkeep: done twice a second, such as taking new entries up into the log.
    ///   - furtherMetrics: what the metrics show besides the service's own, asked for each reading.
    /// - Throws: `LinkError.hostName` for a host of `linkHosts` that is none; `Problem` `usage` for a
    ///   `clientAddressField` that is no name of a field; an error of Mustache or JSON, which the resources that are
    ///   compiled in never cause.
    public init(
        configuration: ServiceConfiguration, verifier: Verifier, issuer: Issuer,
        today: @escaping @Sendable () -> CivilDate, isReady: @escaping @Sendable () async throws -> Void,
        logger: Logger, programs: ProgrammeAPI? = nil, log: LogFiles? = nil, pictures: ProductPictures? = nil,
        origins: (any OriginRegister)? = nil, scans: HTTPScanCounter? = nil, people: PeopleDesk? = nil,
        upkeep: (@Sendable () async -> Void)? = nil,
        furtherMetrics: @escaping @Sendable () async -> [MetricFamily] = { [] }
    ) throws {
        self.configuration = configuration
        self.logger = logger
        self.upkeep = upkeep
        self.furtherMetrics = furtherMetrics
        let pages = try Pages()
        var responder = ScanResponder(
            verifier: verifier, issuer: issuer, today: today, isReady: isReady, pages: pages,
            logger: logger, programs: try programs.map { try APIResponder($0, today: today) }, log: log,
            pictures: pictures,
            links: try origins.map { try LinkResponder($0, issuer: issuer, hosts: configuration.linkHosts) },
            scans: scans,
            people: people?.responder(
                verifier: verifier, issuer: issuer, today: today, pages: pages, programs: programs, origins: origins))
        responder.visitors = VisitorRate(configuration.visitors)
        responder.clients = try ClientNetworks(field: configuration.clientAddressField)
        self.responder = responder
    }

    /// Answers requests until SIGTERM or SIGINT, then finishes the running ones and returns.
    ///
    /// - Parameter onListening: called once with the port that it listens on.
    /// - Throws: `Problem` `addressInUse` where another program listens there; else what the system says.
    public func run(onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }) async throws {
        let scans = responder.scans?.counts
        // Half a second: what a crash may lose of the counts stays below a second.
        var companions: [any ServiceLifecycle.Service] = []
        if let upkeep { companions.append(Repetition(every: .milliseconds(500), work: upkeep)) }
        if let scans { companions.append(Repetition(every: .milliseconds(500)) { await scans.flush() }) }
        if let metrics = metricsApplication { companions.append(metrics) }
        try await service.run(responder, beside: companions, onListening: onListening)
        await scans?.flush()
    }

    func application(onListening: @escaping @Sendable (_ port: Int) async -> Void) -> some ApplicationProtocol {
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
