internal import NIOCore
internal import NIOHTTP1

/// Lets one request of a connection through at a time, so that none can take more of the service than another.
///
/// The first request of what was read is answered at once. Those behind it wait for the answer, and then for a turn in
/// the queue that all connections share (`PipelineTurns`). Nothing more is read before all that was read is answered, but
/// for the content of the request that is being answered. What is no request is answered here, in its place in the row.
final class PipelineGate: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private enum Held {
        case part(HTTPServerRequestPart)
        case malformed(MalformedRequest)
        /// The client sends nothing more, but still reads.
        case inputClosed
    }

    /// Parts of requests that are held; more came only when a client sent them all and closed its side.
    static let mostHeld = 1_024
    /// How long a refusal of `Expect: 100-continue` may take before the content is asked for.
    static let refusalTime = TimeAmount.milliseconds(10)
    /// After the last answer of a connection, what is still sent is thrown away for so many reads and so long: closing
    /// at once could take the answer away from the client (RFC 9112 §9.6).
    static let lingering = (reads: 16, time: TimeAmount.seconds(1))

    private let turns: PipelineTurns
    private let refusals: PipelineTurns
    private let metrics: ServiceMetrics?
    private var context: ChannelHandlerContext?
    private var held = CircularBuffer<Held>()
    /// A request was let through, and its answer has not ended.
    private var isAnswering = false
    /// A request was let through, and its content has not ended.
    private var isReceiving = false
    /// The client wants no answer after this one.
    private var isLast = false
    /// No request of this read has been let through.
    private var isFirst = true
    /// What comes after is no request: it is thrown away.
    private var isSpoilt = false
    private var isInputClosed = false
    private var wantsRead = false
    private var isWaiting = false
    private var turn: Int?
    /// Asks for the content of a request that waits to be asked.
    private var invitation: Scheduled<Void>?
    /// After the last answer: how many reads are still thrown away; nil before.
    private var readsLeft: Int?
    private var end: Scheduled<Void>?

    /// - Parameters:
    ///   - turns: of requests, shared by all connections of a service.
    ///   - refusals: the turns of what is no request, shared too.
    ///   - metrics: counts what is no request.
    init(_ turns: PipelineTurns, refusals: PipelineTurns, metrics: ServiceMetrics? = nil) {
        self.turns = turns
        self.refusals = refusals
        self.metrics = metrics
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        stop()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    private func stop() {
        held.removeAll()
        invitation?.cancel()
        end?.cancel()
        passTurn()
    }

    // MARK: What comes in

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        if isReceiving { return forward(part, context) }
        if isSpoilt { return }
        if case .head(let head) = part {
            if let fault = MalformedRequest(head) { return hold(.malformed(fault)) }
            if isFirst, held.isEmpty, !isAnswering { return forward(part, context) }
        }
        hold(.part(part))
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        isFirst = true
        if let left = readsLeft {
            readsLeft = left - 1
            if left <= 0 { context.close(promise: nil) }
        }
        context.fireChannelReadComplete()
        goOn(context)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard error is HTTPParserError else {
            // The decoder says of every further byte that it reads no more.
            if !(error is ByteToMessageDecoderError) { context.fireErrorCaught(error) }
            return
        }
        guard !isSpoilt else { return }
        let fault = MalformedRequest(error)
        if isReceiving { spoil(fault, context) } else { hold(.malformed(fault)) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event as? ChannelEvent == .inputClosed else { return context.fireUserInboundEventTriggered(event) }
        isInputClosed = true
        if readsLeft != nil { return context.close(promise: nil) }
        if held.isEmpty { context.fireUserInboundEventTriggered(event) } else { held.append(.inputClosed) }
    }

    func read(context: ChannelHandlerContext) {
        if mayRead { context.read() } else { wantsRead = true }
    }

    private var mayRead: Bool {
        readsLeft != nil || (held.isEmpty && !isSpoilt && (isReceiving || !isAnswering))
    }

    private func hold(_ thing: Held) {
        let isLast = held.count == Self.mostHeld
        held.append(isLast ? .malformed(.tooMany) : thing)
        if case .malformed? = held.last { isSpoilt = true }
    }

    /// The content of the request that is being answered is broken: who reads it is told.
    private func spoil(_ fault: MalformedRequest, _ context: ChannelHandlerContext) {
        isSpoilt = true
        isReceiving = false
        context.fireErrorCaught(fault.error)
    }

    private func forward(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        switch part {
        case .head(let head):
            (isFirst, isAnswering, isReceiving, isLast) = (false, true, true, !head.isKeepAlive)
            if head.isWaitingForInvitation { invite(context) }
        case .body: invitation?.cancel()
        case .end:
            isReceiving = false
            invitation?.cancel()
        }
        context.fireChannelRead(wrapInboundOut(part))
        guard isLast, !isReceiving else { return }
        isSpoilt = true
        held.removeAll()
        if isInputClosed { context.fireUserInboundEventTriggered(ChannelEvent.inputClosed) }
    }

    // MARK: What goes out

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head):
            if head.status.code >= 200 { invitation?.cancel() }
            context.write(data, promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            isAnswering = false
            passTurn()
            // Nobody reads the content of a request that was answered before it, after the connection's last answer.
            if isSpoilt, held.isEmpty, !isReceiving {
                finish(data, context, promise)
            } else {
                context.write(data, promise: promise)
                goOn(context)
            }
        }
    }

    /// What follows an answer: the next of the requests that were read, else more is read.
    private func goOn(_ context: ChannelHandlerContext) {
        guard !isAnswering, !isReceiving, readsLeft == nil else {
            if mayRead { readAgain(context) }
            return
        }
        if case .inputClosed? = held.first {
            held.removeFirst()
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        }
        if held.isEmpty { return readAgain(context) }
        if isWaiting { return }
        isWaiting = true
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        var queue = turns
        if case .malformed? = held.first { queue = refusals }
        queue.join(.init(loop: context.eventLoop) { turn in bound.value.take(turn) })
    }

    private func readAgain(_ context: ChannelHandlerContext) {
        guard wantsRead, mayRead else { return }
        wantsRead = false
        context.read()
    }

    /// Lets the next request through; false where there is none, or it was answered here.
    private func take(_ turn: Int) -> Bool {
        isWaiting = false
        guard let context, context.channel.isActive, !isAnswering, !isReceiving, let first = held.first else {
            return false
        }
        if case .malformed(let fault) = first {
            refuse(fault, context)
            return false
        }
        self.turn = turn
        repeat {
            switch held.removeFirst() {
            case .part(let part): forward(part, context)
            case .malformed(let fault): spoil(fault, context)
            case .inputClosed: context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
            }
        } while isReceiving && !held.isEmpty
        context.fireChannelReadComplete()
        isFirst = true
        goOn(context)
        return true
    }

    private func passTurn() {
        guard let turn else { return }
        self.turn = nil
        turns.pass(turn)
    }

    /// Asks for the content, unless the request is refused without it.
    private func invite(_ context: ChannelHandlerContext) {
        let bound = NIOLoopBound((handler: self, context: context), eventLoop: context.eventLoop)
        invitation = context.eventLoop.scheduleTask(in: Self.refusalTime) {
            let (handler, context) = bound.value
            guard handler.isAnswering, handler.isReceiving else { return }
            let head = HTTPResponseHead(version: .http1_1, status: .continue)
            context.writeAndFlush(handler.wrapOutboundOut(.head(head)), promise: nil)
        }
    }

    // MARK: The end

    private func refuse(_ fault: MalformedRequest, _ context: ChannelHandlerContext) {
        held.removeAll()
        metrics?.addMalformed()
        let (head, body) = fault.answer
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        finish(wrapOutboundOut(.end(nil)), context, nil)
    }

    /// Writes the end of the connection's last answer; the client may read it before the connection is closed.
    private func finish(_ last: NIOAny, _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) {
        readsLeft = Self.lingering.reads
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        let written = promise ?? context.eventLoop.makePromise()
        written.futureResult.whenComplete { _ in bound.value.linger() }
        context.writeAndFlush(last, promise: written)
    }

    private func linger() {
        guard let context, context.channel.isActive else { return }
        if isInputClosed { return context.close(promise: nil) }
        context.close(mode: .output, promise: nil)
        readAgain(context)
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        end = context.eventLoop.scheduleTask(in: Self.lingering.time) { bound.value.context?.close(promise: nil) }
    }
}

extension HTTPRequestHead {
    /// Whether the client sends the content only when asked to (RFC 9110 §10.1.1).
    fileprivate var isWaitingForInvitation: Bool {
        version == .http1_1 && headers.contains(name: "Expect")
            && headers["Expect"].contains { $0.lowercased() == "100-continue" }
    }
}
