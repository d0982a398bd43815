internal import HTTPTypes
package import Hummingbird
package import Logging
internal import Synchronization
internal import Wording

/// Hands a request to the part of the site that its path belongs to, and writes down route, status and duration.
///
/// Not Hummingbird's router: that decodes and joins path segments, and a stamp's path is compared byte by byte.
package struct SiteResponder: HTTPResponder {
    package typealias Context = ClientContext

    /// The first whose paths they are answers.
    package let parts: [any SitePart]
    package let logger: Logger
    package let clients: ClientNetworks
    package let metrics = ServiceMetrics()
    private let readers = NegotiationCache()
    private let isBehindTLS: Bool
    /// When the log was last told that the field with the clients' addresses cannot be read.
    private let told = Told()

    /// - Parameters:
    ///   - parts: in the order in which they are asked; the last ought to answer everything.
    ///   - logger: gets one line a request, which tells neither who asked nor for which code.
    ///   - isBehindTLS: whether everybody comes by TLS.
    package init(
        _ parts: [any SitePart], clients: ClientNetworks = ClientNetworks(), logger: Logger, isBehindTLS: Bool = false
    ) {
        self.isBehindTLS = isBehindTLS
        self.parts = parts
        self.clients = clients
        self.logger = logger
    }

    package func respond(to request: Request, context: ClientContext) async throws -> Response {
        let start = ContinuousClock.now
        let target = RequestTarget(request.head.path ?? "")
        guard let part = parts.first(where: { $0.isAnswering(target) }) else { return Response(status: .notFound) }
        var client = context
        let found = clients.client(request.headers, over: context.remoteAddress)
        client.network = found.network
        let reader = readers.negotiation(request.headers, query: target.query)
        var reply = await part.reply(to: request, target, reader, client)
        log(reply, since: start)
        if found.isUnreadable, !reply.isProbe { tellUnreadable() }
        // What a proxy took without TLS must not say so (RFC 6797 §7.2).
        if isBehindTLS, request.headers[Self.forwardedProtocol] ?? "https" == "https" {
            reply.response.headers[.strictTransportSecurity] = "max-age=31536000"
        }
        return request.method == .head ? reply.response.createHeadResponse() : reply.response
    }

    private static let forwardedProtocol = HTTPField.Name("X-Forwarded-Proto") ?? .via

    /// Counts it, and says it in the log, once an hour: without the field all who come through the proxy are one.
    private func tellUnreadable() {
        metrics.unreadableClients.add(1, ordering: .relaxed)
        let now = ContinuousClock.now
        let isDue = told.at.withLock { at in
            if let last = at, now - last < .seconds(3_600) { return false }
            at = now
            return true
        }
        if isDue { logger.warning("client address unreadable", metadata: ["field": "\(clients.fieldName ?? "")"]) }
    }

    /// Neither who asked nor for what: route, verdict, status and duration are all that is kept of a request.
    private func log(_ reply: SiteReply, since start: ContinuousClock.Instant) {
        let duration = ContinuousClock.now - start
        let status = reply.response.status
        metrics.add(ServiceMetrics.Label(route: reply.route, status: status.code, verdict: reply.verdict), duration)
        var facts: Logger.Metadata = [
            "route": "\(reply.route)", "status": "\(status.code)",
            "microseconds": "\(Int((duration / .microseconds(1)).rounded()))",
        ]
        facts["verdict"] = reply.verdict.map { "\($0)" }
        facts["problem"] = reply.failure.map { "\($0.code.rawValue)" }
        facts["cause"] = reply.failure?.cause.map { "\($0)" }
        let level: Logger.Level = status.kind == .serverError ? .error : reply.isProbe ? .debug : .info
        logger.log(level: level, "answered", metadata: facts)
    }
}

private final class Told: Sendable {
    let at = Mutex<ContinuousClock.Instant?>(nil)
}
