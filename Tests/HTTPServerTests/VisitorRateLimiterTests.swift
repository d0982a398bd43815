import HTTPTypes
import NIOCore
import ScanHistory
import Testing
import Wording
@testable import HTTPServer

@Suite struct VisitorRateLimiterTests {
    private let start = ContinuousClock.now
    private let limits = ServerConfiguration.VisitorLimits(
        scansPerSecond: 2, scanBurst: 3, typedCodesPerSecond: 0.5, typedCodeBurst: 1)

    private func network(_ text: String) throws -> NetworkPrefix { try #require(NetworkPrefix(address: text)) }

    @Test func `a network asks so much at once, then so much a second`() throws {
        let rate = VisitorRateLimiter(limits)
        let home = try network("203.0.113.9")
        #expect((0..<3).map { _ in rate.wait(for: home, .scan, at: start) } == [nil, nil, nil])
        #expect(rate.wait(for: home, .scan, at: start) == 1)
        #expect(rate.wait(for: home, .scan, at: start + .milliseconds(500)) == nil)
        #expect(rate.wait(for: home, .scan, at: start + .milliseconds(500)) == 1)
    }

    @Test func `typed codes have a bucket of their own`() throws {
        let rate = VisitorRateLimiter(limits)
        let home = try network("203.0.113.9")
        #expect(rate.wait(for: home, .typedCode, at: start) == nil)
        #expect(rate.wait(for: home, .typedCode, at: start) == 2)
        #expect(rate.wait(for: home, .scan, at: start) == nil)
    }

    @Test func `neighbours share a bucket, strangers do not`() throws {
        let rate = VisitorRateLimiter(limits)
        #expect(rate.wait(for: try network("203.0.113.9"), .typedCode, at: start) == nil)
        #expect(rate.wait(for: try network("203.0.113.200"), .typedCode, at: start) != nil)
        #expect(rate.wait(for: try network("203.0.114.9"), .typedCode, at: start) == nil)
        #expect(rate.wait(for: try network("2001:db8:1:1::1"), .typedCode, at: start) == nil)
        #expect(rate.wait(for: try network("2001:db8:1:ffff::2"), .typedCode, at: start) != nil)
        #expect(rate.wait(for: try network("2001:db8:2:1::1"), .typedCode, at: start) == nil)
    }

    /// What the responder makes of a request over a connection, behind a proxy or not.
    private func told(_ forwarded: String?, over connection: String, isAsked: Bool = true) throws -> NetworkPrefix? {
        let field = "X-Forwarded-For"
        var fields: HTTPFields = [:]
        fields[try #require(HTTPField.Name(field))] = forwarded
        return try ClientNetworks(field: isAsked ? field : nil).network(
            fields, over: SocketAddress(ipAddress: connection, port: 5_000))
    }

    @Test func `an IPv4 address in IPv6's clothes is the same network`() throws {
        #expect(try told(nil, over: "::ffff:203.0.113.9") == network("203.0.113.77"))
        #expect(try told("::ffff:203.0.113.9", over: "127.0.0.1") == network("203.0.113.77"))
    }

    @Test(arguments: ["203.0.113.9", "2001:db8:1:100::1", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"])
    func `a connection and a proxy's text tell the same network`(address: String) throws {
        #expect(try told(nil, over: address) == network(address))
    }

    @Test(arguments: [
        "127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "", "unknown", "203.0.113.9:80", "a.example",
    ])
    func `this machine and what is no address tell no network`(text: String) throws {
        #expect(try told(text, over: "127.0.0.1") == nil && told(text, over: "::1") == nil)
    }

    @Test func `only what the proxy wrote last tells the client, and only where it is asked`() throws {
        let (lie, proxy) = ("192.0.2.1, 203.0.113.9", "198.51.100.1")
        #expect(try told(lie, over: proxy) == network("203.0.113.1"))
        #expect(try told(lie, over: proxy, isAsked: false) == network("198.51.100.7"))
        #expect(try told(nil, over: proxy) == network("198.51.100.7"))
        #expect(try told(lie, over: "127.0.0.1", isAsked: false) == nil)
    }

    @Test func `what is no name of a field is refused`() {
        #expect(throws: Problem.self) { try ClientNetworks(field: "X Forwarded") }
    }

    @Test func `who cannot be told apart is not limited`() {
        let rate = VisitorRateLimiter(limits)
        for _ in 0..<9 { #expect(rate.wait(for: nil, .typedCode, at: start) == nil) }
    }

    @Test func `with another key all buckets are full again`() throws {
        let rate = VisitorRateLimiter([.report: .init(perSecond: 0.000_1, burst: 1)], rotation: .seconds(60))
        let home = try network("203.0.113.9")
        #expect(rate.wait(for: home, .report, at: start) == nil)
        #expect(rate.wait(for: home, .report, at: start + .seconds(59)) != nil)
        #expect(rate.wait(for: home, .report, at: start + .seconds(60)) == nil)
        #expect(rate.wait(for: home, .scan, at: start) == nil, "what has no rate is not limited")
    }

    @Test func `a network has another number under another key`() throws {
        let home = try network("203.0.113.9")
        let keys = (1...2).map { VisitorKey(bytes: [UInt8](repeating: $0, count: 32)) }
        #expect(keys[0].bucket(network: home) == keys[0].bucket(network: home))
        #expect(keys[0].bucket(network: home) != keys[1].bucket(network: home))
    }
}
