import ArgumentParser
import CivilTime
import Logging
import Service
import Store
import Traceability

/// Answers scans over HTTP.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Trả lời người quét tem qua HTTP / answer scans over HTTP.",
        discussion: """
            Đặt sau một máy chủ proxy có TLS và giữ nguyên đường dẫn. Dừng bằng Ctrl-C hoặc SIGTERM: trả lời xong rồi mới thoát.
            Put it behind a proxy that ends TLS and passes paths unchanged. Ctrl-C or SIGTERM: it answers what is running, then ends.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var passphrase: PassphraseOptions

    @Option(
        help: ArgumentHelp(
            "Địa chỉ và cổng; cổng 0 để hệ thống chọn / address and port; port 0 lets the system choose.",
            valueName: "host:port"))
    var listen = "127.0.0.1:8080"

    @Flag(
        inversion: .prefixedNo,
        help: "Giao diện chương trình ở /v1; mặc định: khi có mã truy cập / serve programs; default: when tokens exist."
    )
    var api: Bool?

    @Option(help: .hidden)
    var requestsPerSecond: Double?

    @Option(help: .hidden, transform: { CivilDate($0) })
    var today: CivilDate?

    func validate() throws {
        guard address != nil else {
            throw ValidationError("--listen: «\(listen)»; cần dạng / it should be 127.0.0.1:8080, [::1]:8080")
        }
    }

    func run() async throws {
        guard let (host, port) = address else { return }
        let home = Home(path: home.home)
        let register = try home.openRegister()
        let issuer = try await register.issuer()
        let fixed = today
        let programs =
            try api ?? !register.tokens().isEmpty
            ? try await home.programmeAPI(over: register, passphrase, requestsPerSecond: requestsPerSecond) : nil
        let server = try StampServer(
            configuration: ServiceConfiguration(host: host, port: port),
            verifier: home.verifier(of: register, passphrase),
            issuer: issuer, today: { fixed ?? Clock.today() }, isReady: { _ = try await register.signingKeys() },
            logger: Logger(label: "temgoc.service"), programs: programs)
        try await server.run { port in
            Console.answer("http://\(host):\(port)/  \(issuer.host) – \(issuer.name)")
        }
    }

    /// Host and port; an IPv6 address stands in brackets.
    private var address: (host: String, port: Int)? {
        guard let colon = listen.lastIndex(of: ":"), let port = UInt16(listen[listen.index(after: colon)...]) else {
            return nil
        }
        var host = listen[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return host.isEmpty ? nil : (String(host), Int(port))
    }
}
