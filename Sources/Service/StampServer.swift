public import CivilTime
internal import Hummingbird
public import Logging
public import Traceability
public import Verification

/// The HTTP server that answers scans: a page for people, JSON for programs.
///
/// It cannot sign, and it opens no file: everything that it needs is given to it.
public struct StampServer: Sendable {
    private let configuration: ServiceConfiguration
    private let responder: ScanResponder
    private let logger: Logger
    private let upkeep: (@Sendable () async -> Void)?

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
    ///   - upkeep: done twice a second, such as taking new entries up into the log.
    /// - Throws: `LinkError.hostName` for a host of `linkHosts` that is none; an error of Mustache or JSON, which the
    ///   resources that are compiled in never cause.
    public init(
        configuration: ServiceConfiguration, verifier: Verifier, issuer: Issuer,
        today: @escaping @Sendable () -> CivilDate, isReady: @escaping @Sendable () async throws -> Void,
        logger: Logger, programs: ProgrammeAPI? = nil, log: LogFiles? = nil, pictures: ProductPictures? = nil,
        origins: (any OriginRegister)? = nil, scans: ScanDesk? = nil,
        upkeep: (@Sendable () async -> Void)? = nil
    ) throws {
        self.configuration = configuration
        self.logger = logger
        self.upkeep = upkeep
        responder = ScanResponder(
            verifier: verifier, issuer: issuer, today: today, isReady: isReady, pages: try Pages(),
            logger: logger, programs: try programs.map { try APIResponder($0, today: today) }, log: log,
            pictures: pictures,
            links: try origins.map { try LinkResponder($0, issuer: issuer, hosts: configuration.linkHosts) },
            scans: scans)
    }

    /// Answers requests until SIGTERM or SIGINT, then finishes the running ones and returns.
    ///
    /// - Parameter onListening: called once with the port that it listens on.
    /// - Throws: `Problem` `addressInUse` where another program listens there; else what the system says.
    public func run(onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }) async throws {
        let scans = responder.scans?.counts
        // Half a second: what a crash may lose of the counts stays below a second.
        var companions: [Repetition] = []
        if let upkeep { companions.append(Repetition(every: .milliseconds(500), work: upkeep)) }
        if let scans { companions.append(Repetition(every: .milliseconds(500)) { await scans.flush() }) }
        try await service.run(responder, beside: companions, onListening: onListening)
        await scans?.flush()
    }

    func application(onListening: @escaping @Sendable (_ port: Int) async -> Void) -> some ApplicationProtocol {
        service.application(responder, onListening: onListening)
    }

    private var service: HTTPService { HTTPService(configuration: configuration, logger: logger) }
}
