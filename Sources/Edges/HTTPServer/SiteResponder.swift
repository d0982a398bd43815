internal import HTTPTypes
package import Hummingbird
package import Logging
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

    /// - Parameters:
    ///   - parts: in the order in which they are asked; the last ought to answer everything.
    ///   - logger: gets one line a request, which tells neither who asked nor for which code.
    package init(_ parts: [any SitePart], clients: ClientNetworks = ClientNetworks(), logger: Logger) {
        self.parts = parts
        self.clients = clients
        self.logger = logger
    }

    package func respond(to request: Request, context: ClientContext) async throws -> Response {
        let start = ContinuousClock.now
        let target = RequestTarget(request.head.path ?? "")
        guard let part = parts.first(where: { $0.isAnswering(target) }) else { return Response(status: .notFound) }
        var client = context
        client.network = clients.network(request.headers, over: context.remoteAddress)
        let reader = readers.negotiation(request.headers, query: target.query)
        let reply = await part.reply(to: request, target, reader, client)
        log(reply, since: start)
        return request.method == .head ? reply.response.createHeadResponse() : reply.response
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
