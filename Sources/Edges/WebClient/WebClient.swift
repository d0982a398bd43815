internal import Dispatch
internal import Foundation

/// Fetches and posts over HTTP, for the log's talk with witnesses, the auditor's with the log, an inspector's with the
/// service.
///
/// An answer is measured while it comes: what is longer than it may be is not waited for.
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

    /// The longest content that is taken where nothing else is said, in bytes.
    public static let largestBody = 64 << 20
    /// The longest head that is taken, those of redirects included, in bytes.
    public static let largestHead = 256 << 10
    /// How many redirects are followed; those of GET only.
    public static let mostRedirects = 5

    private let timeout: Double
    private let largestBody: Int

    /// - Parameters:
    ///   - timeout: how long an answer may take from the look-up of the name to its last byte, in seconds.
    ///   - largestBody: the longest content that is taken, in bytes.
    public init(timeout: Double = 10, largestBody: Int = WebClient.largestBody) {
        self.timeout = timeout
        self.largestBody = largestBody
    }

    /// Fetches what is at an address.
    ///
    /// - Throws: `WebError`.
    public func get(_ address: String) async throws(WebError) -> Answer {
        try await send("GET", nil, address, [:])
    }

    /// Posts content to an address.
    ///
    /// - Throws: `WebError`.
    public func post(_ body: [UInt8], to address: String) async throws(WebError) -> Answer {
        try await send("POST", body, address, ["Content-Type": "text/plain; charset=utf-8"])
    }

    /// Sends a request of any method, with header fields of its own.
    ///
    /// - Throws: `WebError`.
    public func send(
        _ method: String, _ body: [UInt8], to address: String, fields: [String: String]
    ) async throws(WebError) -> Answer {
        try await send(method, body, address, fields)
    }

    // Threads that may wait; those that Swift's tasks run on may not.
    private static let waiting = DispatchQueue(label: "temgoc.web-client", attributes: .concurrent)

    private func send(
        _ method: String, _ body: [UInt8]?, _ address: String, _ fields: [String: String]
    ) async throws(WebError) -> Answer {
        guard let url = URL(string: address), ["http", "https"].contains(url.scheme), url.host() != nil else {
            throw .address(address)
        }
        let lines = fields.map { "\($0): \($1)" }
        if let line = lines.first(where: { $0.utf8.contains { $0 < 0x20 } }) { throw .field(line) }
        let transfer = WebTransfer(
            method: method, address: address, url: url.absoluteString, body: body, fields: lines, timeout: timeout,
            largestBody: largestBody)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                Self.waiting.async { continuation.resume(returning: transfer.run()) }
            }
        } onCancel: {
            transfer.cancel()
        }
        return try outcome.get()
    }
}

/// Why there is no answer.
public enum WebError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The address is not one of HTTP.
    case address(String)
    /// A header field has a line end or another control character in it.
    case field(String)
    /// The server does not answer.
    case unreachable(String, reason: String)
    /// The server has not sent all of its answer in time.
    case late(String, seconds: Double)
    /// The content is longer than what is taken; `bytes` is what the server announced, else what had come when it was cut
    /// off.
    case tooLong(String, bytes: Int, limit: Int)
    /// The head is longer than what is taken.
    case headTooLong(String, limit: Int)
    /// The task was cancelled.
    case cancelled(String)

    /// One English sentence.
    public var description: String {
        switch self {
        case .address(let text): "\"\(text)\" is no http:// or https:// address"
        case .field(let line): "\"\(line)\" is no header field"
        case .unreachable(let address, let reason): "\(address) does not answer: \(reason)"
        case .late(let address, let seconds): "\(address) has not answered in \(seconds) seconds"
        case .tooLong(let address, let bytes, let limit):
            "\(address) answers with \(bytes) bytes or more; at most \(limit) are taken"
        case .headTooLong(let address, let limit): "\(address) answers with header fields of more than \(limit) bytes"
        case .cancelled(let address): "\(address) was not waited for"
        }
    }
}
