internal import HTTPTypes
package import Hummingbird
internal import NIOCore
internal import NIOHTTP1
internal import Wording

extension Request {
    /// Below so many bytes a second a sender is told to stop, once the time of grace is over.
    private static var slowest: (bytesPerSecond: Double, grace: Duration) { (1_000, .seconds(10)) }

    /// Reads the content whole.
    ///
    /// - Parameter place: holds the bytes, of content that may be large.
    /// - Throws: `NIOTooManyBytesError` beyond the limit; `Failure` `requestMalformed` for what is cut off, broken, or
    ///   comes too slowly; what the place throws.
    package func content(upTo limit: Int, in place: UploadGate.Place? = nil) async throws -> [UInt8] {
        let began = ContinuousClock.now
        var bytes: [UInt8] = []
        do {
            for try await part in body {
                guard bytes.count + part.readableBytes <= limit else { throw NIOTooManyBytesError(maxBytes: limit) }
                try place?.grow(by: part.readableBytes)
                bytes.append(contentsOf: part.readableBytesView)
                let time = ContinuousClock.now - began
                if time > Self.slowest.grace, Double(bytes.count) < time / .seconds(1) * Self.slowest.bytesPerSecond {
                    throw Failure.contentTooSlow
                }
            }
        } catch let error where error is HTTPParserError || error is IOError || error is ChannelError {
            throw Failure.contentBroken
        }
        if let length = headers[.contentLength].flatMap({ Int($0) }), bytes.count < length {
            throw Failure.contentBroken
        }
        place?.close()
        return bytes
    }
}

extension Failure {
    /// Content that ends too early, or is not cut as HTTP says.
    package static let contentBroken = Failure(
        Problem(
            .requestMalformed, vi: "Nội dung gửi lên bị ngắt giữa chừng hoặc bị hỏng.",
            en: "What was sent was cut off or is broken.", hint: Self.sendAgain))

    package static let contentTooSlow = Failure(
        Problem(
            .requestMalformed, vi: "Nội dung gửi lên đến quá chậm nên hệ thống ngừng nhận.",
            en: "What was sent came too slowly, so the system stopped taking it.", hint: Self.sendAgain))

    private static var sendAgain: Bilingual {
        Bilingual(
            vi: "Vui lòng kiểm tra kết nối mạng và gửi lại.", en: "Please check the connection and send it again.")
    }
}
