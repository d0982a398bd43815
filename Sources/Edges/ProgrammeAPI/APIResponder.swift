internal import Access
internal import Encodings
package import HTTPServer
internal import Hummingbird
internal import Inspection
internal import NIOCore
package import Records
package import Time
internal import WebSyntax

/// Answers the requests of programs: finds the operation, checks everything that any operation needs, performs it.
package struct APIResponder: Sendable {
    let operations: [APIOperation]
    private let api: APIBackend
    private let today: @Sendable () async throws -> CivilDate
    private let rate: AccountRateLimiter
    let pages: Pages
    let issuer: Issuer

    /// - Throws: an error of JSON, which the examples that are compiled in never cause.
    ///
    /// - Parameters:
    ///   - today: the day in Vietnam, asked once a request.
    ///   - pages: the frame of all pages, for who asks by a browser.
    package init(
        _ api: APIBackend, today: @escaping @Sendable () async throws -> CivilDate, pages: Pages, issuer: Issuer
    ) throws {
        self.pages = pages
        self.issuer = issuer
        self.api = api
        self.today = today
        rate = AccountRateLimiter(perSecond: api.limits.requestsPerSecond, burst: api.limits.burst)
        operations = APIDocument.operations(ProgrammeOperations(api, examples: try APIExamples()).all)
    }

    /// An answer, and the name of the operation for the log.
    func answer(_ request: Request, _ target: RequestTarget) async -> (operation: String, outcome: APIOutcome) {
        let matching = operations.compactMap { operation in
            operation.path.parameters(of: target.path).map { (operation, $0) }
        }
        guard !matching.isEmpty else { return ("unknown", .failure(.noOperation)) }
        let method = request.method == .head ? .get : request.method
        guard let (operation, path) = matching.first(where: { $0.0.method == method }) else {
            let methods = matching.map(\.0.method).flatMap { $0 == .get ? [.get, .head] : [$0] }
            return ("unknown", .failure(.operationNotAllowed(methods), allow: methods))
        }
        do {
            return (operation.id, try await perform(operation, path, request, target))
        } catch {
            return (operation.id, .failure(Failure(error)))
        }
    }

    private func perform(
        _ operation: APIOperation, _ path: [String: String], _ request: Request, _ target: RequestTarget
    ) async throws -> APIOutcome {
        var holder: Principal?
        if case .anyOf(let actions) = operation.access {
            let known = try await api.holder(of: request.headers, on: today())
            if let seconds = rate.wait(for: known.account, at: ContinuousClock.now) {
                return .failure(.tooFast(api.limits), retryAfter: seconds)
            }
            if let first = actions.first, actions.allSatisfy({ known.extent(of: $0) == nil }) {
                throw known.denial(of: first)
            }
            holder = known
        }
        guard Self.accepts(operation.mediaTypes, request.headers[.accept]) else {
            throw Failure.notAcceptable(operation.mediaTypes)
        }
        let query = try APIQuery.values(target.query, of: operation)
        let content = operation.content == nil ? nil : try await self.content(of: request)
        let bytes = operation.byteTypes.isEmpty ? nil : try await Self.bytes(of: request, operation.byteTypes)
        if operation.content == nil, bytes == nil { try await Self.checkEmpty(request) }
        return .reply(
            try await operation.perform(
                APICall(
                    holder: holder, path: path, query: query, fields: request.headers, content: content,
                    bytes: bytes, time: api.time(), today: await today())))
    }

    /// Whether one of the types is taken; the most exact range decides (RFC 9110 §12.5.1).
    private static func accepts(_ types: [String], _ field: String?) -> Bool {
        guard let field else { return true }
        let accept = WeightedList(field)
        return types.contains { type in
            let group = type.prefix { $0 != "/" } + "/*"
            return [type, String(group), "*/*"].lazy.compactMap(accept.weight).first.map { $0 > 0 } ?? false
        }
    }

    /// No content, or of an act the empty object, which says the same.
    private static func checkEmpty(_ request: Request) async throws {
        if request.headers[.contentLength] ?? "0" == "0", request.headers[.transferEncoding] == nil { return }
        let length = request.headers[.contentLength].flatMap { Int($0) }
        guard request.method != .get, length ?? .max <= 64 else { throw Failure.contentTooLarge(limit: 0) }
        let bytes = try await request.content(upTo: 64)
        guard (try? JSONValue(parsing: bytes)) == .object([:]) else {
            throw Failure.contentTooLarge(limit: 0)
        }
    }

    /// Content that is no JSON: a piece of evidence.
    private static func bytes(
        of request: Request, _ types: [String]
    ) async throws -> (content: [UInt8], mediaType: String) {
        let type = request.headers[.contentType]
        guard let type, types.contains(type.lowercased()),
            request.headers[.contentEncoding] ?? "identity" == "identity"
        else { throw Failure.mediaType(type, should: types) }
        let limit = EvidenceItem.largest
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw Failure.contentTooLarge(limit: limit)
        }
        do {
            return (try await request.content(upTo: limit), type.lowercased())
        } catch is NIOTooManyBytesError {
            throw Failure.contentTooLarge(limit: limit)
        }
    }

    private func content(of request: Request) async throws -> JSONValue {
        let type = request.headers[.contentType]
        let words = type?.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\"") } ?? []
        let text = String(decoding: words, as: UTF8.self).lowercased()
        guard ["application/json", "application/json;charset=utf-8"].contains(text),
            request.headers[.contentEncoding] ?? "identity" == "identity"
        else { throw Failure.mediaType(type) }
        let limit = api.limits.contentBytes
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw Failure.contentTooLarge(limit: limit)
        }
        do {
            return try JSONValue(parsing: try await request.content(upTo: limit))
        } catch is NIOTooManyBytesError {
            throw Failure.contentTooLarge(limit: limit)
        } catch let error as JSONSyntaxError {
            throw Failure.syntax(error)
        }
    }
}
