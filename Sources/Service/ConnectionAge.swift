internal import NIOCore

/// Lets a connection grow only so old, whatever its client does.
///
/// An idle timeout alone is renewed by every octet, so one that sends or reads octet by octet would hold a connection
/// for ever. At the limit the connection is closed as soon as no request runs on it; after the grace it is closed.
final class ConnectionAge: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let limit: TimeAmount
    private let grace: TimeAmount
    private var timer: Scheduled<Void>?

    init(limit: TimeAmount, grace: TimeAmount) {
        self.limit = limit
        self.grace = grace
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: limit) {
            let (handler, context) = bound.value
            handler.retire(context)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
    }

    private func retire(_ context: ChannelHandlerContext) {
        let channel = context.channel
        timer = context.eventLoop.scheduleTask(in: grace) { channel.close(promise: nil) }
        context.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    }
}
