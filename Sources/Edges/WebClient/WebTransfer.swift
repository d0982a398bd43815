internal import CCurl
internal import Synchronization

/// One request and what comes back; it blocks the thread that runs it.
final class WebTransfer: Sendable {
    private let method: String
    private let address: String
    private let url: String
    private let body: [UInt8]?
    private let fields: [String]
    private let timeout: Double
    private let largestBody: Int
    private let isCancelled = Atomic(false)

    init(
        method: String, address: String, url: String, body: [UInt8]?, fields: [String], timeout: Double,
        largestBody: Int
    ) {
        self.method = method
        self.address = address
        self.url = url
        self.body = body
        self.fields = fields
        self.timeout = timeout
        self.largestBody = largestBody
    }

    /// Ends the request, within a second.
    func cancel() { isCancelled.store(true, ordering: .relaxed) }

    func run() -> Result<WebClient.Answer, WebError> {
        var reception = Reception(largestBody: largestBody, transfer: self)
        var answer = ccurl_answer()
        let status = withUnsafeMutablePointer(to: &reception) { perform(into: $0, &answer) }
        switch status {
        case CCURL_OK:
            return .success(
                WebClient.Answer(
                    status: answer.status, contentType: text(&answer.content_type), body: reception.content))
        case CCURL_TIMED_OUT: return .failure(.late(address, seconds: timeout))
        case CCURL_STOPPED where max(reception.taken, reception.announced) > largestBody:
            return .failure(
                .tooLong(address, bytes: max(reception.taken, reception.announced), limit: largestBody))
        case CCURL_STOPPED where reception.head > WebClient.largestHead:
            return .failure(.headTooLong(address, limit: WebClient.largestHead))
        case CCURL_STOPPED: return .failure(.cancelled(address))
        case CCURL_NO_LIBRARY: return .failure(.unreachable(address, reason: "libcurl.so.4 is not installed"))
        default: return .failure(.unreachable(address, reason: text(&answer.message)))
        }
    }

    private func perform(into reception: UnsafeMutablePointer<Reception>, _ answer: inout ccurl_answer) -> ccurl_status
    {
        var request = ccurl_request()
        request.milliseconds = Int(min(max(timeout, 0.001), 86_400) * 1000)
        request.redirects = WebClient.mostRedirects
        request.context = UnsafeMutableRawPointer(reception)
        request.head = { bytes, count, context in
            Reception.take(context) { $0.takeHead(UnsafeRawBufferPointer(start: bytes, count: count)) }
        }
        request.content = { bytes, count, context in
            Reception.take(context) { $0.take(UnsafeRawBufferPointer(start: bytes, count: count)) }
        }
        request.goes_on = { context in Reception.take(context) { $0.goesOn } }
        return url.withCString { url in
            method.withCString { method in
                fields.joined(separator: "\n").withCString { fields in
                    (body ?? []).withUnsafeBytes { bytes in
                        request.url = url
                        request.method = method
                        request.fields = fields
                        request.body = body == nil ? nil : bytes.baseAddress
                        request.body_count = bytes.count
                        return ccurl_send(&request, &answer)
                    }
                }
            }
        }
    }

    /// What has come so far.
    private struct Reception {
        let largestBody: Int
        let transfer: WebTransfer
        var content: [UInt8] = []
        /// Bytes of content that came, those of the chunk that was too much included.
        var taken = 0
        /// What the server says that the content has; 0 where it does not say it.
        var announced = 0
        var head = 0
        private var isRedirect = false

        init(largestBody: Int, transfer: WebTransfer) {
            self.largestBody = largestBody
            self.transfer = transfer
        }

        var goesOn: Bool { !transfer.isCancelled.load(ordering: .relaxed) }

        /// Takes a line of a head, those of redirects included, whose content is thrown away.
        mutating func takeHead(_ bytes: UnsafeRawBufferPointer) -> Bool {
            head += bytes.count
            guard head <= WebClient.largestHead else { return false }
            let line = String(decoding: bytes, as: UTF8.self)
            if line.hasPrefix("HTTP/") {
                isRedirect = transfer.method == "GET" && line.drop { $0 != " " }.hasPrefix(" 3")
                announced = 0
            } else if line.lowercased().hasPrefix("content-length:") {
                let digits = line.drop { $0 != ":" }.dropFirst().filter { !$0.isWhitespace }
                announced = isRedirect ? 0 : Int(digits) ?? 0
            }
            return announced <= largestBody
        }

        mutating func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
            taken += bytes.count
            guard taken <= largestBody else { return false }
            content.append(contentsOf: bytes)
            return true
        }

        static func take(_ context: UnsafeMutableRawPointer?, _ work: (inout Reception) -> Bool) -> Int32 {
            guard let context else { return 0 }
            return work(&context.assumingMemoryBound(to: Reception.self).pointee) ? 1 : 0
        }
    }
}

/// A text that C left in a field of fixed length.
private func text<Field>(_ field: inout Field) -> String {
    withUnsafeBytes(of: &field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
}
