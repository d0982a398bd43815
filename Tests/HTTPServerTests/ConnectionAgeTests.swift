import NIOCore
import NIOEmbedded
import Testing
@testable import HTTPServer

/// Notes the request to finish that the server's own handler acts on.
private final class QuiesceWitness: ChannelInboundHandler {
    typealias InboundIn = NIOAny
    private(set) var isAsked = false

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent { isAsked = true }
        context.fireUserInboundEventTriggered(event)
    }
}

@Suite struct ConnectionAgeTests {
    @Test func `an old connection is asked to finish, and closed when it does not`() throws {
        let witness = QuiesceWitness()
        let channel = EmbeddedChannel()
        try channel.pipeline.syncOperations.addHandler(ConnectionAge(limit: .seconds(120), grace: .seconds(15)))
        try channel.pipeline.syncOperations.addHandler(witness)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        channel.embeddedEventLoop.advanceTime(by: .seconds(119))
        #expect(!witness.isAsked)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(witness.isAsked)
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(14))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `a connection that ends by itself leaves no timer behind`() throws {
        let channel = EmbeddedChannel()
        let witness = QuiesceWitness()
        try channel.pipeline.syncOperations.addHandler(ConnectionAge(limit: .seconds(1), grace: .seconds(1)))
        try channel.pipeline.syncOperations.addHandler(witness)
        _ = try channel.finish()
        channel.embeddedEventLoop.advanceTime(by: .seconds(5))
        #expect(!witness.isAsked)
    }
}
