import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Testing
@testable import HTTPServer

/// A part that answers every path with nothing.
private struct EmptyPart: SitePart {
    func isAnswering(_ target: RequestTarget) -> Bool { true }

    func reply(
        to request: Request, _ target: RequestTarget, _ reader: Negotiation, _ client: ClientContext
    ) async -> SiteReply {
        SiteReply(Response(status: .ok), route: "empty")
    }
}

/// What belongs to the way between client and service: TLS, addresses, compression.
@Suite struct TransportTests {
    private let log = LogBook()

    private func ask(_ fields: HTTPFields, _ responder: SiteResponder) async throws -> Response {
        let head = HTTPRequest(method: .get, scheme: "http", authority: "h", path: "/", headerFields: fields)
        let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
        return try await responder.respond(to: request, context: ClientContext())
    }

    private func responder(isBehindTLS: Bool = false) throws -> SiteResponder {
        SiteResponder(
            [EmptyPart()], clients: try ClientNetworks(field: "X-Forwarded-For"),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, isBehindTLS: isBehindTLS)
    }

    @Test func `browsers are told to keep to TLS where it is declared, and only over TLS`() async throws {
        let proxied = try #require(HTTPField.Name("X-Forwarded-Proto"))
        let declared = try responder(isBehindTLS: true)
        #expect(try await ask([:], declared).headers[.strictTransportSecurity] == "max-age=31536000")
        #expect(try await ask([proxied: "https"], declared).headers[.strictTransportSecurity] != nil)
        #expect(try await ask([proxied: "http"], declared).headers[.strictTransportSecurity] == nil)
        #expect(try await ask([:], responder()).headers[.strictTransportSecurity] == nil)
    }

    @Test func `a client whom the proxy does not name is counted`() async throws {
        let responder = try responder()
        let name = try #require(HTTPField.Name("X-Forwarded-For"))
        for value in ["203.0.113.7", "127.0.0.1", "unknown", "203.0.113.7, x"] {
            _ = try await ask([name: value], responder)
        }
        _ = try await ask([:], responder)
        let text = MetricFamily.text(responder.metrics.families())
        #expect(text.contains("temgoc_client_address_unreadable_total 3\n"))
    }
}
