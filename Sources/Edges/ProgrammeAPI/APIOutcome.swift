internal import Encodings
internal import HTTPServer
internal import Hummingbird
internal import Wording

/// What a program gets, before it is written as HTTP.
enum APIOutcome: Sendable {
    case reply(APIReply)
    case failure(Failure, allow: [HTTPRequest.Method] = [], retryAfter: Int = 2)

    var status: HTTPResponse.Status {
        switch self {
        case .reply(let reply): reply.status
        case .failure(let failure, _, _): failure.status
        }
    }

    var failure: Failure? {
        if case .failure(let failure, _, _) = self { failure } else { nil }
    }

    /// The answer with the header fields that every answer to a program has.
    func response(_ language: Language) -> Response {
        var headers: HTTPFields = [
            .contentLanguage: language.rawValue, .vary: "Accept-Language, Authorization",
            .cacheControl: "private, no-cache", .xContentTypeOptions: "nosniff",
        ]
        var body: APIBody?
        switch self {
        case .reply(let reply):
            for field in reply.fields { headers[field.name] = field.value }
            headers[.eTag] = reply.sequence.map(Preconditions.entityTag)
            headers[.contentType] = reply.body?.mediaType
            body = reply.body
        case .failure(let failure, let methods, let seconds):
            headers[.contentType] = "application/problem+json"
            headers[.cacheControl] = "no-store"
            if !methods.isEmpty { headers[.allow] = methods.map(\.rawValue).joined(separator: ", ") }
            switch failure.status {
            case .unauthorized: headers[.wwwAuthenticate] = Self.challenge(failure.code)
            case .tooManyRequests, .serviceUnavailable: headers[.retryAfter] = "\(seconds)"
            default: break
            }
            body = .json(failure.document(language))
        }
        return Response(status: status, headers: headers, body: Self.written(body))
    }

    private static func written(_ body: APIBody?) -> ResponseBody {
        switch body {
        case nil: ResponseBody(byteBuffer: ByteBuffer())
        case .json(let value): ResponseBody(byteBuffer: ByteBuffer(string: value.canonicalText))
        case .bytes(let bytes, _): ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
        case .stream(let stream):
            ResponseBody { writer in
                while let piece = try await stream.next() { try await writer.write(ByteBuffer(bytes: piece)) }
                try await writer.finish(nil)
            }
        }
    }

    /// RFC 6750 §3.1: no error code where no credentials were shown.
    private static func challenge(_ code: ProblemCode) -> String {
        let realm = "Bearer realm=\"temgoc\""
        return code == .tokenMissing ? realm : "\(realm), error=\"invalid_token\""
    }
}
