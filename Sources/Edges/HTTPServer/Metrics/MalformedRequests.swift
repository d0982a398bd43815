internal import NIOCore
internal import NIOHTTP1

/// Counts what is no HTTP request or goes beyond the limits of one: the framework answers it with 400 and closes the
/// connection, before any responder sees it.
final class MalformedRequests: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let metrics: ServiceMetrics

    init(_ metrics: ServiceMetrics) { self.metrics = metrics }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if error is HTTPParserError { metrics.addMalformed() }
        context.fireErrorCaught(error)
    }
}
