internal import Foundation
internal import FoundationNetworking

/// Fetches and posts over HTTP, for the log's talk with witnesses and the auditor's with the log.
public struct WebClient: Sendable {
    /// An answer, whatever its status.
    public struct Answer: Sendable, Equatable {
        /// The HTTP status.
        public let status: Int
        /// The media type as the server wrote it; empty where it wrote none.
        public let contentType: String
        /// The content.
        public let body: [UInt8]
    }

    /// The longest content that is taken, in octets.
    public static let largestBody = 64 << 20

    private let session: URLSession

    /// - Parameter timeout: how long an answer may take, in seconds.
    public init(timeout: Double = 10) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = timeout
        configuration.httpCookieStorage = nil
        configuration.urlCache = nil
        session = URLSession(configuration: configuration)
    }

    /// Fetches what is at an address.
    ///
    /// - Throws: `WebError`.
    public func get(_ address: String) async throws(WebError) -> Answer {
        try await send(URLRequest(url: Self.url(address)), address)
    }

    /// Posts content to an address.
    ///
    /// - Throws: `WebError`.
    public func post(_ body: [UInt8], to address: String) async throws(WebError) -> Answer {
        var request = URLRequest(url: try Self.url(address))
        request.httpMethod = "POST"
        request.httpBody = Data(body)
        request.setValue("text/plain; charset=utf-8", forHTTPHeaderField: "Content-Type")
        return try await send(request, address)
    }

    /// Sends a request of any method, with header fields of its own.
    ///
    /// - Throws: `WebError`.
    public func send(
        _ method: String, _ body: [UInt8], to address: String, fields: [String: String]
    ) async throws(WebError) -> Answer {
        var request = URLRequest(url: try Self.url(address))
        request.httpMethod = method
        request.httpBody = Data(body)
        for (name, value) in fields { request.setValue(value, forHTTPHeaderField: name) }
        return try await send(request, address)
    }

    private static func url(_ address: String) throws(WebError) -> URL {
        guard let url = URL(string: address), ["http", "https"].contains(url.scheme), url.host() != nil else {
            throw .address(address)
        }
        return url
    }

    private func send(_ request: URLRequest, _ address: String) async throws(WebError) -> Answer {
        let (body, response): (Data, URLResponse)
        do {
            (body, response) = try await session.data(for: request)
        } catch {
            throw .unreachable(address, reason: "\((error as? URLError).map { "\($0.code)" } ?? "\(error)")")
        }
        guard let http = response as? HTTPURLResponse else { throw .unreachable(address, reason: "no HTTP answer") }
        guard body.count <= Self.largestBody else { throw .tooLong(address, octets: body.count) }
        return Answer(
            status: http.statusCode, contentType: http.value(forHTTPHeaderField: "Content-Type") ?? "",
            body: Array(body))
    }
}

/// Why there is no answer.
public enum WebError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The address is not one of HTTP.
    case address(String)
    /// The server does not answer.
    case unreachable(String, reason: String)
    /// The content is longer than what is taken.
    case tooLong(String, octets: Int)

    /// One English sentence.
    public var description: String {
        switch self {
        case .address(let text): "\"\(text)\" is no http:// or https:// address"
        case .unreachable(let address, let reason): "\(address) does not answer: \(reason)"
        case .tooLong(let address, let octets):
            "\(address) answers with \(octets) octets, more than \(WebClient.largestBody)"
        }
    }
}
