internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1

/// Hummingbird's HTTP/1.1 behind a gate that keeps one connection from starving the others.
///
/// A connection is read 4 kB at a time, once in a round of its loop, so that each gets its share of the loop too.
struct FrontChannel: ServerChildChannel {
    let http: HTTP1Channel
    let turns: PipelineTurns
    let refusals: PipelineTurns
    let metrics: ServiceMetrics?

    /// Bytes that are read of one connection before the others are looked at.
    static let readBytes = 4_096
    /// Bytes that the system keeps of what a client sends before it is read.
    static let waitingBytes: SocketOptionValue = 128 << 10

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        http.setup(channel: channel, logger: logger).flatMapThrowing { value in
            if let options = channel.syncOptions {
                try options.setOption(.maxMessagesPerRead, value: 1)
                try options.setOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: Self.readBytes))
                try options.setOption(.socketOption(.so_rcvbuf), value: Self.waitingBytes)
            }
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let gate = PipelineGate(turns, refusals: refusals, metrics: metrics)
            try pipeline.addHandler(gate, position: .after(decoder))
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async { await http.handle(value: value, logger: logger) }
}
