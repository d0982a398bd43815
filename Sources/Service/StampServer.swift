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
    ///   - origins: what links and pages without a seal are answered from; nil answers none.
    ///   - people: citizens' reports and the inspectors' pages; nil serves none.
    ///   - upkeep: done twice a second, such as taking new entries up into the log.
    /// - Throws: `LinkError.hostName` for a host of `linkHosts` that is none; an error of Mustache or JSON, which the
    ///   resources that are compiled in never cause.
    public init(
        configuration: ServiceConfiguration, verifier: Verifier, issuer: Issuer,
        today: @escaping @Sendable () -> CivilDate, isReady: @escaping @Sendable () async throws -> Void,
        logger: Logger, programs: ProgrammeAPI? = nil, log: LogFiles? = nil, origins: (any OriginRegister)? = nil,
        people: PeopleDesk? = nil, upkeep: (@Sendable () async -> Void)? = nil
    ) throws {
        self.configuration = configuration
        self.logger = logger
        self.upkeep = upkeep
        let pages = try Pages()
        responder = ScanResponder(
            verifier: verifier, issuer: issuer, today: today, isReady: isReady, pages: pages,
            logger: logger, programs: try programs.map { try APIResponder($0, today: today) }, log: log,
            links: try origins.map { try LinkResponder($0, issuer: issuer, hosts: configuration.linkHosts) },
            people: people?.responder(
                verifier: verifier, issuer: issuer, today: today, pages: pages, programs: programs, origins: origins))
    }

    /// Answers requests until SIGTERM or SIGINT, then finishes the running ones and returns.
    ///
    /// - Parameter onListening: called once with the port that it listens on.
    /// - Throws: `Problem` `addressInUse` where another program listens there; else what the system says.
    public func run(onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }) async throws {
        try await service.run(
            responder, beside: upkeep.map { [Repetition(every: .milliseconds(500), work: $0)] } ?? [],
            onListening: onListening)
    }

    func application(onListening: @escaping @Sendable (_ port: Int) async -> Void) -> some ApplicationProtocol {
        service.application(responder, onListening: onListening)
    }

    private var service: HTTPService { HTTPService(configuration: configuration, logger: logger) }
}
