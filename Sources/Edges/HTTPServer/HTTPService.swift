internal import Glibc
package import Hummingbird
internal import HummingbirdCore
package import Logging
internal import NIOCore
package import ServiceLifecycle
internal import UnixSignals
internal import Wording

/// A responder on a socket, with limits, until it is told to stop.
package struct HTTPService {
    let configuration: ServerConfiguration
    let logger: Logger
    /// Counts the connections and what is no request; nil where nothing is counted.
    let metrics: ServiceMetrics?
    /// The option that names its address.
    let option: String

    /// - Parameters:
    ///   - metrics: counts the connections and what is no request; nil counts nothing.
    ///   - option: the option that names its address.
    package init(
        configuration: ServerConfiguration, logger: Logger, metrics: ServiceMetrics? = nil, option: String = "--listen"
    ) {
        self.configuration = configuration
        self.logger = logger
        self.metrics = metrics
        self.option = option
    }

    /// Answers requests until SIGTERM or SIGINT, then finishes the running ones and returns.
    ///
    /// - Parameters:
    ///   - companions: what runs beside the server and ends with it.
    ///   - onListening: called once with the port that it listens on.
    /// - Throws: `Problem` `addressInUse` where another program listens there; else what the system says.
    package func run(
        _ responder: some HTTPResponder<ClientContext>, beside companions: [any ServiceLifecycle.Service] = [],
        onListening: @escaping @Sendable (_ port: Int) async -> Void
    ) async throws {
        var group = ServiceGroupConfiguration(
            services: [listener(responder, onListening: onListening)] + companions,
            gracefulShutdownSignals: [.sigterm, .sigint], logger: frameworkLogger)
        group.maximumGracefulShutdownDuration = configuration.limits.shutdown
        try await ServiceGroup(configuration: group).run()
    }

    /// The responder on its socket; where its address is taken, it says which one.
    package func listener(
        _ responder: some HTTPResponder<ClientContext>, onListening: @escaping @Sendable (_ port: Int) async -> Void
    ) -> some ServiceLifecycle.Service {
        Listener(
            application: application(responder, onListening: onListening),
            place: "\(configuration.host):\(configuration.port)", option: option)
    }

    package func application(
        _ responder: some HTTPResponder<ClientContext>, onListening: @escaping @Sendable (_ port: Int) async -> Void
    ) -> some ApplicationProtocol {
        let limits = configuration.limits
        let metrics = metrics
        let http = HTTP1Channel.Configuration(
            additionalChannelHandlers: [
                ConnectionAge(limit: .init(limits.connectionAge), grace: .init(limits.idle), metrics: metrics)
            ],
            idleTimeout: .init(limits.idle),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.headerFieldBytes, maxHeaderListSize: limits.headerBytes,
                maxHeaderFieldCount: limits.headerFields))
        let port = configuration.port
        let (turns, refusals) = (PipelineTurns(), PipelineTurns(pause: PipelineTurns.refusalPause))
        let front = HTTPServerBuilder { responder in
            FrontChannel(
                http: HTTP1Channel(responder: responder, configuration: http), turns: turns, refusals: refusals,
                metrics: metrics)
        }
        return Application(
            responder: responder, server: front,
            configuration: ApplicationConfiguration(
                address: .hostname(configuration.host, port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(limits.connections, logger: frameworkLogger)),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? port) },
            logger: frameworkLogger)
    }

    /// Below `info` the framework writes whole requests, and with them the codes that people scan.
    private var frameworkLogger: Logger {
        var bounded = logger
        bounded.logLevel = max(.info, logger.logLevel)
        return bounded
    }
}

/// A server that tells in people's words that its address is taken.
private struct Listener<Application: ServiceLifecycle.Service>: ServiceLifecycle.Service {
    let application: Application
    let place: String
    let option: String

    func run() async throws {
        do {
            try await application.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw Problem(
                .addressInUse, vi: "\(place) (\(option)) đang được chương trình khác dùng.",
                en: "Another program uses \(place) (\(option)).",
                hint: Bilingual(
                    vi: "Chọn cổng khác với \(option), hoặc dừng chương trình kia.",
                    en: "Choose another port with \(option), or stop the other program."))
        }
    }
}

/// Work that is done again and again while the server runs.
struct Repetition: ServiceLifecycle.Service {
    let every: Duration
    let work: @Sendable () async -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                await work()
                try? await Task.sleep(for: every)
            }
        }
    }
}
