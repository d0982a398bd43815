package import HTTPServer
internal import HTTPTypes
internal import Hummingbird
package import Logging
internal import NIOCore
package import TransparencyLog

/// The HTTP server of a witness: `POST /add-checkpoint`, and for monitors the last checkpoint of each log
/// (C2SP tlog-witness).
package struct WitnessServer: Sendable {
    private let configuration: ServerConfiguration
    private let responder: WitnessResponder
    private let logger: Logger

    /// - Parameters:
    ///   - answer: decides on the body of a request, atomically and durably.
    ///   - monitored: the last checkpoint at a monitoring path; nil for other paths.
    package init(
        configuration: ServerConfiguration,
        answer: @escaping @Sendable (_ body: [UInt8]) throws -> WitnessAnswer,
        monitored: @escaping @Sendable (_ path: String) throws -> [UInt8]?, logger: Logger
    ) {
        self.configuration = configuration
        self.logger = logger
        responder = WitnessResponder(answer: answer, monitored: monitored, logger: logger)
    }

    /// Answers requests until SIGTERM or SIGINT.
    ///
    /// - Throws: `Problem` `addressInUse` where another program listens there; else what the system says.
    package func run(onListening: @escaping @Sendable (_ port: Int) async -> Void = { _ in }) async throws {
        try await HTTPService(configuration: configuration, logger: logger).run(responder, onListening: onListening)
    }
}

/// Answers one request to a witness.
struct WitnessResponder: HTTPResponder {
    typealias Context = ClientContext

    let answer: @Sendable (_ body: [UInt8]) throws -> WitnessAnswer
    let monitored: @Sendable (_ path: String) throws -> [UInt8]?
    let logger: Logger

    func respond(to request: Request, context: ClientContext) async throws -> Response {
        let target = RequestTarget(request.head.path ?? "")
        do {
            let response = try await response(to: request, target)
            logger.info("answered", metadata: ["status": "\(response.status.code)"])
            return request.method == .head ? response.createHeadResponse() : response
        } catch {
            // Nothing is told of a request that could not be kept: no cosignature goes out.
            logger.error("failed", metadata: ["cause": "\(error)"])
            return Self.text(.internalServerError, "the witness could not keep the checkpoint\n")
        }
    }

    private func response(to request: Request, _ target: RequestTarget) async throws -> Response {
        if target.path == "/\(AddCheckpointRequest.path)" {
            guard request.method == .post else { return Self.text(.methodNotAllowed, "POST only\n") }
            guard let body = await Self.body(of: request) else {
                return Self.text(.contentTooLarge, "at most \(AddCheckpointRequest.maximumLength) bytes\n")
            }
            let answer = try answer(body)
            return Response(
                status: .init(code: answer.status), headers: [.contentType: answer.contentType],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
        }
        guard request.method == .get || request.method == .head, target.path.utf8.first == UInt8(ascii: "/"),
            let checkpoint = try monitored(String(target.path.dropFirst()))
        else { return Self.text(.notFound, "there is no such page\n") }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: checkpoint)))
    }

    /// The content of a request; nil where it is too long or breaks off.
    private static func body(of request: Request) async -> [UInt8]? {
        try? await request.content(upTo: AddCheckpointRequest.maximumLength)
    }

    private static func text(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
