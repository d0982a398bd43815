import Crypto
import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// What `scripts/serve-bench` measures the service against, on the same core in the same run.
///
/// `serve-peers constant PORT OCTETS TYPE` answers every request with so many bytes, with the limits and header fields
/// of the service. `serve-peers ed25519 SECONDS` prints how many signatures of different messages one thread verifies a
/// second, as the clock says and as processor time says.
@main
struct ServePeers {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst().map(\.self)
        switch (arguments.first, arguments.count) {
        case ("constant", 4): try await serve(port: Int(arguments[1]) ?? 0, Int(arguments[2]) ?? 0, arguments[3])
        case ("ed25519", 2): try verify(for: Int(arguments[1]) ?? 2)
        default: print("usage: serve-peers constant PORT OCTETS TYPE | ed25519 SECONDS")
        }
    }

    private static func serve(port: Int, _ bytes: Int, _ type: String) async throws {
        let body = ByteBuffer(string: String(repeating: "x", count: bytes))
        var headers: HTTPFields = [
            .contentType: type, .contentLanguage: "vi", .vary: "Accept, Accept-Language", .cacheControl: "no-store",
            .contentSecurityPolicy: "default-src 'none'; style-src 'sha256-"
                + String(repeating: "x", count: 44)
                + "'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            .xContentTypeOptions: "nosniff",
        ]
        for (name, value) in [
            ("Referrer-Policy", "no-referrer"), ("X-Frame-Options", "DENY"), ("X-Robots-Tag", "noindex"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ] {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        let fields = headers
        let responder = CallbackResponder { (_: Request, _: BasicRequestContext) in
            Response(status: .ok, headers: fields, body: ResponseBody(byteBuffer: body))
        }
        let http = HTTP1Channel.Configuration(
            idleTimeout: .seconds(15),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 8_192, maxHeaderListSize: 16_384, maxHeaderFieldCount: 64))
        let logger = Logger(label: "peer", factory: { _ in SwiftLogNoOpLogHandler() })
        let application = Application(
            responder: responder, server: .http1(configuration: http),
            configuration: ApplicationConfiguration(
                address: .hostname("127.0.0.1", port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(1_024, logger: logger)),
            onServerRunning: { channel in
                // Not `print`, which keeps the line back where the output is a pipe.
                let line = Array("http://127.0.0.1:\(channel.localAddress?.port ?? 0)/\n".utf8)
                _ = write(1, line, line.count)
            },
            logger: logger)
        try await application.runService()
    }

    /// As many different messages as bytes of a stamp's bare address, so that nothing is found in a cache.
    private static func verify(for seconds: Int) throws {
        let key = Curve25519.Signing.PrivateKey()
        let signed = try (0..<512).map { number in
            let message = Array("temgoc-stamp-v1\n0001\nHTTPS://TG.EXAMPLE/01/09520000000011/21/\(number)".utf8)
            return (message, Array(try key.signature(for: message)))
        }
        let publicKey = key.publicKey
        let clock = ContinuousClock()
        let (start, worked) = (clock.now, processorTime())
        var count = 0
        while clock.now - start < .seconds(seconds) {
            for (message, signature) in signed {
                guard publicKey.isValidSignature(signature, for: message) else { throw WrongSignature() }
            }
            count += signed.count
        }
        let rate = Double(count) / ((clock.now - start) / .seconds(1))
        print("\(rate) \(Double(count) / (processorTime() - worked))")
    }

    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

private struct WrongSignature: Error {}
