import ArgumentParser
import Encodings
import Logging
import Records
import HTTPServer
import Registrar
import ScanPages
import Time
import TransparencyLog
import Verification

/// Answers scans over HTTP.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Trả lời người quét tem qua HTTP / answer scans over HTTP.",
        discussion: """
            Đặt sau một máy chủ proxy có TLS và giữ nguyên đường dẫn. Dừng bằng Ctrl-C hoặc SIGTERM: trả lời xong rồi mới thoát.
            Put it behind a proxy that ends TLS and passes paths unchanged. Ctrl-C or SIGTERM: it answers what is running, then ends.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var passphrase: PassphraseOptions

    @OptionGroup var listening: ListenOption

    @Option(
        name: .customLong("link-host"),
        help: ArgumentHelp(
            "Máy chủ mà liên kết của sản phẩm được dẫn tới, ngoài postmart.vn và voso.vn / a host that links of products "
                + "may lead to, besides postmart.vn and voso.vn.", valueName: "host"))
    var linkHosts: [String] = []

    @Flag(
        inversion: .prefixedNo,
        help: "Giao diện chương trình ở /v1; mặc định: khi có mã truy cập / serve programs; default: when tokens exist."
    )
    var api: Bool?

    @Option(
        help: ArgumentHelp(
            "Trường HTTP mà proxy ghi địa chỉ người hỏi; chỉ phần tử cuối được tin / the field in which the proxy writes the "
                + "client's address, such as X-Forwarded-For; its last element counts.", valueName: "field"))
    var clientAddressHeader: String?

    @Flag(
        name: .customLong("behind-tls"),
        help: "Proxy phía trước luôn dùng TLS: gửi HSTS / the proxy always speaks TLS: send HSTS.")
    var isBehindTLS = false

    @Flag(inversion: .prefixedNo, help: "Đếm lượt tra cứu (scans.sqlite) / count checks.")
    var count = true

    @Option(
        help: ArgumentHelp(
            "Số liệu cho Prometheus ở địa chỉ và cổng riêng / metrics for Prometheus at an address of their own.",
            valueName: "host:port"))
    var metrics: String?

    @Option(help: .hidden)
    var requestsPerSecond: Double?

    func validate() throws {
        guard metrics.map({ ListenOption.address($0) != nil }) ?? true else {
            throw ValidationError("--metrics: «\(metrics ?? "")»; cần dạng / it should be 127.0.0.1:9464, [::1]:9464")
        }
    }

    func run() async throws {
        let (host, port) = (listening.host, listening.port)
        let home = Home(path: home.home)
        let registrar = try await home.registrar()
        let view = RegisterView(registrar.store)
        let issuer = try await view.issuer()
        let clock = try await registrar.clock(Clock.secondsSince1970)
        let log = try await home.logUpkeep(of: registrar.store)
        let secrets = try home.openBatchSecrets(passphrase)
        let logger = Logger(label: "temgoc.service")
        let now: @Sendable () -> Int64 = { clock.now().secondsSince1970 }
        let counts = try count ? home.openScanCounts { logger.error("scans", metadata: ["cause": "\($0)"]) } : nil
        let scans = counts.map { HTTPScanCounter(counts: $0, now: now) }
        var serves = api ?? false
        if api == nil { serves = try await registrar.hasTokens() }
        let programs =
            serves
            ? try await home.programmeAPI(
                registrar, view, log, secrets, passphrase, counts: counts, clock: clock,
                requestsPerSecond: requestsPerSecond) : nil
        var configuration = ServerConfiguration(host: host, port: port)
        configuration.clientAddressField = clientAddressHeader
        configuration.isBehindTLS = isBehindTLS
        configuration.metrics = metrics.flatMap(ListenOption.address).map { .init(host: $0.host, port: $0.port) }
        let parts = try ServedSite(
            home: home, registrar: registrar, view: view, log: log, issuer: issuer,
            verifier: home.verifier(of: view, secrets, counts: counts), clock: clock
        ).parts(programs: programs, scans: scans, linkHosts: linkHosts, visitors: configuration.visitors)
        let server = try SiteServer(
            configuration: configuration, parts: parts, logger: logger,
            upkeep: {
                do {
                    try await registrar.anchorLedger(by: self.home.author(at: clock.now()))
                    try await log.cover()
                } catch { logger.error("log", metadata: ["cause": "\(error)"]) }
            },
            furtherMetrics: {
                let queued = MetricFamily(
                    "temgoc_scans_queued", .gauge, "Checks that are counted in memory and not written yet.",
                    counts.map { Double($0.backlog.totals) })
                return await log.metrics(at: clock.now().secondsSince1970) + [queued]
            })
        let asJSON = answer.json
        try await server.run { port in
            let address = "http://\(host):\(port)/"
            if asJSON {
                Console.answer([
                    "address": .string(address), "host": .string("\(issuer.host)"), "name": .string(issuer.name),
                ])
            } else {
                Console.answer("\(address)  \(issuer.host) – \(issuer.name)")
            }
        }
    }
}
