internal import Glibc
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import Traceability
internal import UnixSignals

/// A responder on a socket, with limits, until it is told to stop.
struct HTTPService {
    let configuration: ServiceConfiguration
    let logger: Logger
    /// Counts the connections; nil where nothing is counted.
    var metrics: ServiceMetrics?

    /// Answers requests until SIGTERM or SIGINT, then finishes the running ones and returns.
    ///
    /// - Parameters:
    ///   - companions: what runs beside the server and ends with it.
    ///   - onListening: called once with the port that it listens on.
    /// - Throws: `Problem` `addressInUse` where another program listens there; else what the system says.
    func run(
        _ responder: some HTTPResponder<ScanContext>, beside companions: [any ServiceLifecycle.Service] = [],
        onListening: @escaping @Sendable (_ port: Int) async -> Void
    ) async throws {
        var group = ServiceGroupConfiguration(
            services: [application(responder, onListening: onListening)] + companions,
            gracefulShutdownSignals: [.sigterm, .sigint], logger: frameworkLogger)
        group.maximumGracefulShutdownDuration = configuration.limits.shutdown
        do {
            try await ServiceGroup(configuration: group).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            let place = "\(configuration.host):\(configuration.port)"
            throw Problem(
                .addressInUse, vi: "\(place) đang được chương trình khác dùng.", en: "Another program uses \(place).",
                hint: Bilingual(
                    vi: "Chọn cổng khác với --listen, hoặc dừng chương trình kia.",
                    en: "Choose another port with --listen, or stop the other program."))
        }
    }

    func application(
        _ responder: some HTTPResponder<ScanContext>, onListening: @escaping @Sendable (_ port: Int) async -> Void
    ) -> some ApplicationProtocol {
        let limits = configuration.limits
        let metrics = metrics
        let http = HTTP1Channel.Configuration(
            additionalChannelHandlers: [
                ConnectionAge(limit: .init(limits.connectionAge), grace: .init(limits.idle), metrics: metrics)
            ],
            idleTimeout: .init(limits.idle),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: limits.headerFieldOctets, maxHeaderListSize: limits.headerOctets,
                maxHeaderFieldCount: limits.headerFields))
        let port = configuration.port
        return Application(
            responder: responder, server: .http1(configuration: http),
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
