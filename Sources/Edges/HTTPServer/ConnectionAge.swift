internal import NIOCore
internal import Synchronization

/// Lets a connection grow only so old, whatever its client does.
///
/// An idle timeout alone is renewed by every byte, so one that sends or reads byte by byte would hold a connection
/// for ever. At the limit the connection is closed as soon as no request runs on it; after the grace it is closed.
final class ConnectionAge: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let limit: TimeAmount
    private let grace: TimeAmount
    private let metrics: ServiceMetrics?
    private var timer: Scheduled<Void>?

    /// - Parameter metrics: counts the connections that are open.
    init(limit: TimeAmount, grace: TimeAmount, metrics: ServiceMetrics? = nil) {
        self.limit = limit
        self.grace = grace
        self.metrics = metrics
    }

    func handlerAdded(context: ChannelHandlerContext) {
        metrics?.connections.add(1, ordering: .relaxed)
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: limit) {
            let (handler, context) = bound.value
            handler.retire(context)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        metrics?.connections.subtract(1, ordering: .relaxed)
        timer?.cancel()
        timer = nil
    }

    private func retire(_ context: ChannelHandlerContext) {
        let channel = context.channel
        timer = context.eventLoop.scheduleTask(in: grace) { channel.close(promise: nil) }
        context.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    }
}
