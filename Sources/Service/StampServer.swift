public import CivilTime
internal import Glibc
internal import Hummingbird
internal import HummingbirdCore
public import Logging
internal import NIOCore
internal import ServiceLifecycle
public import Traceability
internal import UnixSignals
public import Verification

/// The HTTP server that answers scans: a page for people, JSON for programs.
///
/// It cannot sign, and it opens no file: everything that it needs is given to it.
public struct StampServer: Sendable {
    private let configuration: ServiceConfiguration
    private let responder: ScanResponder
    private let logger: Logger

    /// - Parameters:
    ///   - issuer: who answers here; stamps are read as if they named this issuer's host.
    ///   - today: the day in Vietnam, asked once a scan.
    ///   - isReady: throws while the server should get no requests, such as when the register cannot be read.
    ///   - logger: gets one line a request, which tells neither who asked nor for which code.
    ///   - programs: the interface for programs; nil serves none.
    ///   - origins: what links and pages without a seal are answered from; nil answers none.
    /// - Throws: `LinkError.hostName` for a host of `linkHosts` that is none; an error of Mustache or JSON, which the
    ///   resources that are compiled in never cause.
    public init(
        configuration: ServiceConfiguration, verifier: Verifier, issuer: Issuer,
        today: @escaping @Sendable () -> CivilDate, isReady: @escaping @Sendable () async throws -> Void,
        logger: Logger, programs: ProgrammeAPI? = nil, origins: (any OriginRegister)? = nil
    ) throws {
        self.configuration = configuration
        self.logger = logger
        responder = ScanResponder(
            verifier: verifier, issuer: issuer, today: today, isReady: isReady, pages: try Pages(),
            logger: logger, programs: try programs.map { try APIResponder($0, today: today) },
            links: try origins.map { try LinkResponder($0, issuer: issuer, hosts: configuration.linkHosts) })
    }

    /// Answers requests until SIGTERM or SIGINT, then finishes the running ones and returns.
    ///
    /// - Parameter onListening: called once with the port that it listens on.
    /// - Throws: `Problem` `addressInUse` where another program listens there; else what the system says.
    public func run(onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }) async throws {
        var group = ServiceGroupConfiguration(
            services: [application(onListening: onListening)], gracefulShutdownSignals: [.sigterm, .sigint],
            logger: frameworkLogger)
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

    func application(onListening: @escaping @Sendable (_ port: Int) async -> Void) -> some ApplicationProtocol {
        let limits = configuration.limits
        let http = HTTP1Channel.Configuration(
            additionalChannelHandlers: [ConnectionAge(limit: .init(limits.connectionAge), grace: .init(limits.idle))],
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
