import Crypto
import HTTPTypes
import NIOCore
import Testing

@testable import Service

@Suite struct VisitorRateTests {
    private let start = ContinuousClock.now
    private let limits = ServiceConfiguration.VisitorLimits(
        scansPerSecond: 2, scanBurst: 3, typedCodesPerSecond: 0.5, typedCodeBurst: 1)

    private func network(_ text: String) throws -> ClientNetwork { try #require(ClientNetwork(text: text)) }

    @Test func `a network asks so much at once, then so much a second`() throws {
        let rate = VisitorRate(limits)
        let home = try network("203.0.113.9")
        #expect((0..<3).map { _ in rate.wait(for: home, .scan, at: start) } == [nil, nil, nil])
        #expect(rate.wait(for: home, .scan, at: start) == 1)
        #expect(rate.wait(for: home, .scan, at: start + .milliseconds(500)) == nil)
        #expect(rate.wait(for: home, .scan, at: start + .milliseconds(500)) == 1)
    }

    @Test func `typed codes have a bucket of their own`() throws {
        let rate = VisitorRate(limits)
        let home = try network("203.0.113.9")
        #expect(rate.wait(for: home, .typedCode, at: start) == nil)
        #expect(rate.wait(for: home, .typedCode, at: start) == 2)
        #expect(rate.wait(for: home, .scan, at: start) == nil)
    }

    @Test func `neighbours share a bucket, strangers do not`() throws {
        let rate = VisitorRate(limits)
        #expect(rate.wait(for: try network("203.0.113.9"), .typedCode, at: start) == nil)
        #expect(rate.wait(for: try network("203.0.113.200"), .typedCode, at: start) != nil)
        #expect(rate.wait(for: try network("203.0.114.9"), .typedCode, at: start) == nil)
        #expect(rate.wait(for: try network("2001:db8:1:100::1"), .typedCode, at: start) == nil)
        #expect(rate.wait(for: try network("2001:db8:1:1ff::2"), .typedCode, at: start) != nil)
        #expect(rate.wait(for: try network("2001:db8:1:200::1"), .typedCode, at: start) == nil)
    }

    @Test func `an IPv4 address in IPv6's clothes is the same network`() throws {
        #expect(try network("::ffff:203.0.113.9") == network("203.0.113.77"))
    }

    @Test(arguments: [
        "127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "", "unknown", "203.0.113.9:80", "a.example",
    ])
    func `this machine and what is no address have no network`(text: String) {
        #expect(ClientNetwork(text: text) == nil)
    }

    @Test func `only what the proxy wrote last tells the client, and only where it is asked`() throws {
        let field = try #require(HTTPField.Name("X-Forwarded-For"))
        let proxy = try SocketAddress(ipAddress: "198.51.100.1", port: 5_000)
        let fields: HTTPFields = [field: "192.0.2.1, 203.0.113.9"]
        #expect(try ClientNetwork(fields, field: field, connection: proxy) == network("203.0.113.1"))
        #expect(try ClientNetwork(fields, field: nil, connection: proxy) == network("198.51.100.7"))
        #expect(try ClientNetwork([:], field: field, connection: proxy) == network("198.51.100.7"))
        let loopback = try SocketAddress(ipAddress: "127.0.0.1", port: 5_000)
        #expect(ClientNetwork([:], field: nil, connection: loopback) == nil)
    }

    @Test func `a network has another number under another key`() throws {
        let home = try network("203.0.113.9")
        let (one, other) = (SymmetricKey(size: .bits256), SymmetricKey(size: .bits256))
        #expect(home.bucket(under: one) == home.bucket(under: one))
        #expect(home.bucket(under: one) != home.bucket(under: other))
    }

    @Test func `who asks too fast gets 429 with the seconds to wait, as a page and as data`() async throws {
        let register = try FakeRegister()
        var client = try ServiceClient(register)
        client.limit(limits, field: try #require(HTTPField.Name("X-Forwarded-For")))
        let path = try register.path()
        let asking: HTTPFields = [
            .accept: "text/html", .acceptLanguage: "vi", try #require(HTTPField.Name("X-Forwarded-For")): "203.0.113.9",
        ]
        for _ in 0..<3 { #expect(try await client.get(path, asking).status == 200) }
        var replies: [Reply] = []
        // The bucket fills by two a second, so that of a few quick requests at least one finds it empty.
        for _ in 0..<20 { replies.append(try await client.get(path, asking)) }
        let refused = try #require(replies.first { $0.status == 429 })
        #expect(refused.headers[.retryAfter] == "1")
        #expect(refused.body.contains("Đây không phải là kết quả kiểm tra mã") && refused.body.contains("lang=en"))
        let other: HTTPFields = [
            .accept: "application/json", try #require(HTTPField.Name("X-Forwarded-For")): "192.0.2.1",
        ]
        #expect(try await client.get(path, other).status == 200)
        #expect(try await client.get("/healthz", asking).status == 200)
    }
}
