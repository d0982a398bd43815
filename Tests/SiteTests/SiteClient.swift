import Encodings
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Records
import Synchronization
import Time
import Verification
@testable import HTTPServer
@testable import ScanPages

/// Asks the responder as the server would, without a socket, behind a proxy that writes `X-Forwarded-For`.
struct SiteClient {
    let responder: SiteResponder
    let log = LogBook()

    init(_ options: FakeRegister.Options = .init(), ready: any Error & Sendable) throws {
        try self.init(FakeRegister(options), isReady: { throw ready })
    }

    /// - Parameter others: parts of the site that are asked before the pages for who scans.
    init(
        _ register: FakeRegister, others: [any SitePart] = [], scans: HTTPScanCounter? = nil,
        reports: CitizenReports? = nil, limits: ServerConfiguration.VisitorLimits = .init(),
        isReady: @escaping @Sendable () async throws -> Void = {}
    ) throws {
        try self.init(
            scans.map { register.verifier(counting: $0.counts) } ?? register.verifier, register,
            issuer: register.known.issuer, today: register.today, others: others, scans: scans, reports: reports,
            limits: limits, isReady: isReady)
    }

    init(
        _ register: SampleRegister, others: [any SitePart] = [], scans: HTTPScanCounter? = nil,
        reports: CitizenReports? = nil, limits: ServerConfiguration.VisitorLimits = .init()
    ) throws {
        try self.init(
            register.verifier(scans?.counts), register.view, issuer: register.issuer, today: register.today,
            others: others, scans: scans, reports: reports, limits: limits)
    }

    private init(
        _ verifier: Verifier, _ origins: any OriginRegister, issuer: Issuer, today: CivilDate,
        others: [any SitePart], scans: HTTPScanCounter? = nil, reports: CitizenReports?,
        limits: ServerConfiguration.VisitorLimits,
        isReady: @escaping @Sendable () async throws -> Void = {}
    ) throws {
        let log = self.log
        var logger = Logger(label: "test") { _ in BookHandler(book: log) }
        logger.logLevel = .trace
        let scanned = try ScanResponder(
            verifier: verifier, issuer: issuer, today: { today },
            now: { Int64(today.daysSince1970) * 86_400 + 5 * 3_600 }, isReady: isReady, pages: try Pages(),
            origins: origins, linkHosts: ["postmart.vn"], scans: scans, reports: reports, limits: limits)
        responder = SiteResponder(
            others + [scanned], clients: try ClientNetworks(field: "X-Forwarded-For"), logger: logger)
    }

    func get(
        _ path: String, method: HTTPRequest.Method = .get, _ fields: HTTPFields = [:],
        authority: String? = "TG.EXAMPLE",
        body: String = "", bytes: [UInt8]? = nil
    ) async throws -> Reply {
        let head = HTTPRequest(
            method: method, scheme: "http", authority: authority, path: path, headerFields: fields)
        let content = bytes.map { ByteBuffer(bytes: $0) } ?? ByteBuffer(string: body)
        return try await reply(responder, Request(head: head, body: RequestBody(buffer: content)))
    }

    /// Asks another responder.
    func answer(_ other: some HTTPResponder<ClientContext>, _ path: String) async throws -> Reply {
        let head = HTTPRequest(method: .get, scheme: "http", authority: nil, path: path)
        return try await reply(other, Request(head: head, body: RequestBody(buffer: ByteBuffer())))
    }

    private func reply(_ responder: some HTTPResponder<ClientContext>, _ request: Request) async throws -> Reply {
        let response = try await responder.respond(to: request, context: ClientContext())
        let collected = Collected()
        try await response.body.write(CollectingWriter(collected: collected))
        return Reply(
            status: response.status.code, headers: response.headers, body: collected.text.withLock(\.self),
            pieces: collected.pieces.withLock(\.self))
    }

    func page(_ path: String, _ language: String = "vi") async throws -> Reply {
        try await get(path, [.accept: "text/html", .acceptLanguage: language])
    }

    func data(_ path: String, _ language: String = "vi") async throws -> Reply {
        try await get(path, [.accept: "application/json", .acceptLanguage: language])
    }
}

struct Reply {
    let status: Int
    let headers: HTTPFields
    let body: String
    /// How many pieces the body came in.
    let pieces: Int

    var mediaType: String? { headers[.contentType] }

    var json: JSONValue {
        get throws { try JSONValue(parsing: Array(body.utf8)) }
    }

    var verdict: String? {
        get throws { try json["verdict"]?.string }
    }
}

final class Collected: Sendable {
    let text = Mutex("")
    let pieces = Mutex(0)
    /// Whether the body was sent to its end.
    let isWhole = Mutex(false)
}

struct CollectingWriter: ResponseBodyWriter {
    let collected: Collected

    func write(_ buffer: ByteBuffer) async throws {
        collected.text.withLock { $0 += String(buffer: buffer) }
        collected.pieces.withLock { $0 += 1 }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws { collected.isWhole.withLock { $0 = true } }
}

/// Every line that was logged, with its metadata.
final class LogBook: Sendable {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.joined(separator: "\n") } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
}

private struct BookHandler: LogHandler {
    let book: LogBook
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        book.add("\(event.level) \(event.message) \(all)")
    }
}
