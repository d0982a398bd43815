import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing
@testable import HTTPServer

/// Counts how often more was asked for from the socket.
private final class ReadCounter: ChannelOutboundHandler {
    typealias OutboundIn = NIOAny
    private(set) var count = 0

    func read(context: ChannelHandlerContext) {
        count += 1
        context.read()
    }
}

/// A connection behind a gate, without a socket; its clock stands until it is moved.
private struct GatedConnection {
    let channel: EmbeddedChannel
    let reads = ReadCounter()

    init(_ turns: PipelineTurns, _ loop: EmbeddedEventLoop) throws {
        channel = EmbeddedChannel(loop: loop)
        let pipeline = channel.pipeline.syncOperations
        let gate = PipelineGate(turns, refusals: PipelineTurns(pause: PipelineTurns.refusalPause))
        try pipeline.addHandlers([
            reads, HTTPResponseEncoder(), ByteToMessageHandler(HTTPRequestDecoder()), gate,
        ])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    /// One read of the socket.
    func receive(_ text: String) throws { try channel.writeInbound(ByteBuffer(string: text)) }

    /// What reached the responder since this was last asked: the target of each request, `.` for its end, text for content.
    func requests() throws -> [String] {
        var found: [String] = []
        while let part = try channel.readInbound(as: HTTPServerRequestPart.self) {
            switch part {
            case .head(let head): found.append(head.uri)
            case .body(let body): found.append(String(buffer: body))
            case .end: found.append(".")
            }
        }
        return found
    }

    func answer() throws {
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["content-length": "0"])
        channel.write(HTTPServerResponsePart.head(head), promise: nil)
        try channel.writeAndFlush(HTTPServerResponsePart.end(nil)).wait()
    }

    /// What the client was sent since this was last asked.
    func sent() throws -> String {
        var text = ""
        while let part = try channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: part) }
        return text
    }
}

private func get(_ path: String, _ fields: String = "") -> String {
    "GET \(path) HTTP/1.1\r\nHost: tg.example\r\n\(fields)\r\n"
}

@Suite struct PipelineGateTests {
    private let turns = PipelineTurns()
    private let loop = EmbeddedEventLoop()

    @Test func `of several requests the first is answered at once, each other after it and in its turn`() throws {
        let client = try GatedConnection(turns, loop)
        try client.receive(get("/1") + get("/2") + get("/3"))
        #expect(try client.requests() == ["/1", "."])
        loop.advanceTime(by: .seconds(1))
        #expect(try client.requests() == [], "the first is not answered yet")
        try client.answer()
        #expect(try client.requests() == [], "a turn is never in the same round of the loop")
        loop.advanceTime(by: PipelineTurns.pause)
        #expect(try client.requests() == ["/2", "."])
        try client.answer()
        loop.advanceTime(by: PipelineTurns.pause)
        #expect(try client.requests() == ["/3", "."])
    }

    @Test func `nothing more is read before all that was read is answered`() throws {
        let client = try GatedConnection(turns, loop)
        try client.receive(get("/1") + get("/2"))
        let before = client.reads.count
        client.channel.read()
        try client.answer()
        loop.advanceTime(by: PipelineTurns.pause)
        #expect(client.reads.count == before)
        try client.answer()
        #expect(client.reads.count == before + 1)
    }

    @Test func `connections take turns, and who sends one request waits for none of them`() throws {
        let greedy = try (0..<3).map { _ in try GatedConnection(turns, loop) }
        for client in greedy { try client.receive(get("/first") + get("/a") + get("/b")) }
        for client in greedy {
            #expect(try client.requests() == ["/first", "."])
            try client.answer()
        }
        var order: [Int] = []
        for _ in 0..<6 {
            loop.advanceTime(by: PipelineTurns.pause)
            let served = try greedy.indices.filter { try !greedy[$0].requests().isEmpty }
            #expect(served.count == 1, "one of them at a time")
            let polite = try GatedConnection(turns, loop)
            try polite.receive(get("/polite"))
            #expect(try polite.requests() == ["/polite", "."])
            try served.forEach { try greedy[$0].answer() }
            order += served
        }
        #expect(order == [0, 1, 2, 0, 1, 2])
    }

    @Test func `a turn ends when its connection does, and when its content does not come`() throws {
        let (slow, gone, next) = try (
            GatedConnection(turns, loop), GatedConnection(turns, loop), GatedConnection(turns, loop)
        )
        try slow.receive(get("/1") + "POST /2 HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nabc")
        for client in [gone, next] { try client.receive(get("/1") + get("/2")) }
        for client in [slow, gone, next] {
            _ = try client.requests()
            try client.answer()
        }
        loop.advanceTime(by: PipelineTurns.pause)
        #expect(try slow.requests() == ["/2", "abc"])
        loop.advanceTime(by: PipelineTurns.longest + PipelineTurns.pause)
        #expect(try gone.requests() == ["/2", "."])
        gone.channel.close(promise: nil)
        loop.advanceTime(by: PipelineTurns.pause)
        #expect(try next.requests() == ["/2", "."])
    }

    @Test func `content goes on to the request that is being answered, however it is cut`() throws {
        let client = try GatedConnection(turns, loop)
        try client.receive("POST /1 HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
        let before = client.reads.count
        client.channel.read()
        #expect(client.reads.count == before + 1, "content is read while the request is answered")
        try client.receive("2\r\nde\r\n")
        try client.receive("0\r\n\r\n" + get("/2"))
        #expect(try client.requests() == ["/1", "abc", "de", "."])
        try client.answer()
        loop.advanceTime(by: PipelineTurns.pause)
        #expect(try client.requests() == ["/2", "."])
    }

    @Test func `what is no request is answered with a sentence, after those before it`() throws {
        let client = try GatedConnection(turns, loop)
        try client.receive(get("/1") + "G\u{1}T /x\r\n\r\n")
        loop.advanceTime(by: .seconds(1))
        #expect(try client.requests() == ["/1", "."])
        #expect(try client.sent() == "")
        try client.answer()
        loop.advanceTime(by: PipelineTurns.refusalPause)
        let sent = try client.sent()
        #expect(sent.contains("HTTP/1.1 200 OK") && sent.contains("HTTP/1.1 400 Bad Request"))
        #expect(sent.contains("không đúng chuẩn HTTP") && sent.contains("is not valid HTTP"))
        loop.advanceTime(by: PipelineGate.lingering.time)
        #expect(!client.channel.isActive)
    }

    @Test(arguments: ["", "Host: a\r\nHost: b\r\n", "Host: a b\r\n", "Host: a/b\r\n"])
    func `a request of HTTP 1.1 has one host`(fields: String) throws {
        let client = try GatedConnection(turns, loop)
        try client.receive("GET / HTTP/1.1\r\nAccept: application/json\r\nAccept-Language: en\r\n\(fields)\r\n")
        loop.advanceTime(by: PipelineTurns.refusalPause)
        #expect(try client.requests() == [])
        let sent = try client.sent()
        #expect(sent.hasPrefix("HTTP/1.1 400 ") && sent.contains("application/problem+json"))
        #expect(sent.contains("urn:temgoc:problem:request-malformed"))
    }

    @Test func `a request of HTTP 1.0 needs no host, and is the last of its connection`() throws {
        let client = try GatedConnection(turns, loop)
        try client.receive("GET / HTTP/1.0\r\n\r\n" + get("/2"))
        #expect(try client.requests() == ["/", "."])
        try client.answer()
        loop.advanceTime(by: PipelineGate.lingering.time)
        #expect(try client.requests() == [])
        #expect(!client.channel.isActive)
    }

    @Test func `content is asked for where the client waits for that, and not where it is refused`() throws {
        let head = "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"
        let (asked, refused) = try (GatedConnection(turns, loop), GatedConnection(turns, loop))
        for client in [asked, refused] { try client.receive(head) }
        try refused.answer()
        loop.advanceTime(by: PipelineGate.refusalTime)
        #expect(try asked.sent().hasPrefix("HTTP/1.1 100 Continue\r\n"))
        #expect(try refused.sent().hasPrefix("HTTP/1.1 200 OK\r\n"))
        loop.advanceTime(by: .seconds(1))
        #expect(try refused.sent() == "")
        try asked.receive("abc")
        #expect(try asked.requests() == ["/", "abc", "."])
    }

    @Test func `broken content is told to who reads it, and the connection ends with the answer`() throws {
        let client = try GatedConnection(turns, loop)
        try client.receive("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
        #expect(throws: HTTPParserError.self) { try client.receive("no chunk\r\n") }
        #expect(try client.requests() == ["/"])
        try client.answer()
        loop.advanceTime(by: PipelineGate.lingering.time)
        #expect(!client.channel.isActive)
    }

    @Test func `a client that sends thousands and closes its side is held to a number`() throws {
        let client = try GatedConnection(turns, loop)
        for _ in 0..<400 { try client.receive(String(repeating: get("/"), count: 10)) }
        var answers = 0
        while client.channel.isActive, answers <= PipelineGate.mostHeld {
            if try client.requests().isEmpty {
                loop.advanceTime(by: .milliseconds(1))
            } else {
                try client.answer()
                answers += 1
            }
            if try client.sent().contains(" 400 ") { loop.advanceTime(by: PipelineGate.lingering.time) }
        }
        #expect(!client.channel.isActive)
        #expect(answers <= PipelineGate.mostHeld / 2 + 1)
    }
}
