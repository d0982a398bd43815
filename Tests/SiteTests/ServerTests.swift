import Logging
import NIOCore
import NIOPosix
import Records
import ServiceLifecycle
import Stamps
import Testing
import Verification
@testable import HTTPServer
@testable import ScanPages

/// Something that happens once, and can be waited for before or after it does.
private final class Signal: Sendable {
    private let (stream, continuation) = AsyncStream.makeStream(of: Int.self)

    func send(_ value: Int = 0) {
        continuation.yield(value)
        continuation.finish()
    }

    func value() async -> Int? { await stream.first { _ in true } }
}

/// A register that tells when it is asked, and answers when it is let.
private struct GatedRegister: VerificationRegister {
    let base: FakeRegister
    let isAsked = Signal()
    let mayAnswer = Signal()

    func issuer() async throws -> Issuer {
        isAsked.send()
        _ = await mayAnswer.value()
        return try await base.issuer()
    }

    func signingKeys() async throws -> [RegisteredKey] { try await base.signingKeys() }

    func facts(of product: ProductKey, number: SerialNumber?) async throws -> StampFacts? {
        try await base.facts(of: product, number: number)
    }
}

/// What the server sends on a connection of its own until it closes it.
private func exchange(_ request: String, port: Int) async throws -> String {
    let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .connect(host: "127.0.0.1", port: port) { channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
    return try await channel.executeThenClose { inbound, outbound in
        try await outbound.write(ByteBuffer(string: request))
        var text = ""
        for try await part in inbound { text += String(buffer: part) }
        return text
    }
}

/// A server on a free port that stops when its group is told to.
private struct RunningServer {
    let group: ServiceGroup
    let metrics: ServiceMetrics
    let listening = Signal()

    init(_ verifier: Verifier, _ register: FakeRegister) throws {
        let silent = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        let pages = try ScanResponder(
            verifier: verifier, issuer: register.known.issuer, today: { register.today }, now: { 0 }, isReady: {},
            pages: Pages())
        let server = try SiteServer(configuration: ServerConfiguration(port: 0), parts: [pages], logger: silent)
        metrics = server.responder.metrics
        let application = server.application { [listening] port in listening.send(port) }
        group = ServiceGroup(configuration: ServiceGroupConfiguration(services: [application], logger: silent))
    }
}

@Suite struct ServerTests {
    @Test func `a server that is told to stop answers the running request first`() async throws {
        let register = try GatedRegister(base: FakeRegister())
        let server = try RunningServer(
            Verifier(register: register) { _, _ in register.base.secret }, register.base)
        async let running: Void = server.group.run()
        let port = try #require(await server.listening.value())
        let path = try register.base.path()
        async let reply = exchange(
            "GET \(path) HTTP/1.1\r\nHost: tg.example\r\nAccept: application/json\r\n\r\n", port: port)
        _ = await register.isAsked.value()
        await server.group.triggerGracefulShutdown()
        register.mayAnswer.send()
        let text = try await reply
        #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(text.contains("\"verdict\":\"valid\""))
        try await running
        await #expect(throws: (any Error).self) { _ = try await exchange("", port: port) }
    }

    @Test func `requests that are sent at once are answered in their order, content and all, to the last`() async throws
    {
        let register = try FakeRegister()
        let server = try RunningServer(register.verifier, register)
        async let running: Void = server.group.run()
        let port = try #require(await server.listening.value())
        let lines = (0..<100).map { number in
            let content = number % 3 == 0 ? "Content-Length: 5000\r\n" : "Transfer-Encoding: chunked\r\n"
            let body =
                number % 3 == 0
                ? String(repeating: "x", count: 5_000) : "1000\r\n\(String(repeating: "y", count: 4_096))\r\n0\r\n\r\n"
            return number % 2 == 0
                ? "GET /healthz?\(number) HTTP/1.1\r\nHost: h\r\n\r\n"
                : "POST /healthz HTTP/1.1\r\nHost: h\r\n\(content)\r\n\(body)"
        }
        let last = "GET /nothing HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"
        let reply = try await exchange(lines.joined() + last, port: port)
        let statuses = reply.split(separator: "HTTP/1.1 ").map { $0.prefix(3) }
        #expect(statuses == (0..<100).map { $0 % 2 == 0 ? "200" : "405" } + ["404"])
        await server.group.triggerGracefulShutdown()
        try await running
    }

    @Test func `a header that is too large is answered with 400, and the connection closed`() async throws {
        let register = try FakeRegister()
        let server = try RunningServer(register.verifier, register)
        async let running: Void = server.group.run()
        let port = try #require(await server.listening.value())
        let filler = String(repeating: "x", count: 9_000)
        let reply = try await exchange("GET / HTTP/1.1\r\nHost: tg.example\r\nX-Filler: \(filler)\r\n\r\n", port: port)
        #expect(reply.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(reply.contains("longer than the limit"))
        let sample = "temgoc_requests_total{route=\"malformed\",status=\"400\",verdict=\"\"} 1\n"
        #expect(MetricFamily.text(server.metrics.families()).contains(sample))
        await server.group.triggerGracefulShutdown()
        try await running
    }
}
