import ArgumentParser
import CivilTime
import Logging
import Service
import Store
import Traceability
import TransparencyLog

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

    @Option(help: .hidden)
    var requestsPerSecond: Double?

    @Option(help: .hidden, transform: { CivilDate($0) })
    var today: CivilDate?

    func run() async throws {
        let (host, port) = (listening.host, listening.port)
        let home = Home(path: home.home)
        let register = try home.openRegister()
        let issuer = try await register.issuer()
        let fixed = today
        let log = try await home.log(of: register)
        let logger = Logger(label: "temgoc.service")
        let programs =
            try api ?? !register.tokens().isEmpty
            ? try await home.programmeAPI(over: register, passphrase, requestsPerSecond: requestsPerSecond) : nil
        let server = try StampServer(
            configuration: ServiceConfiguration(
                host: host, port: port, linkHosts: ServiceConfiguration.usualLinkHosts + linkHosts),
            verifier: home.verifier(of: register, passphrase),
            issuer: issuer, today: { fixed ?? Clock.today() }, isReady: { _ = try await register.signingKeys() },
            logger: logger, programs: programs,
            log: LogFiles(
                read: { try PublicFiles(of: register.log).file(at: $0) },
                proof: { try register.proof(ofEntry: $0).octets }, standing: { try log.standing(ofEntry: $0) }),
            origins: register, people: home.peopleDesk(over: register, on: fixed ?? Clock.today()),
            upkeep: {
                do { try await log.cover() } catch { logger.error("log", metadata: ["cause": "\(error)"]) }
            })
        try await server.run { port in
            Console.answer("http://\(host):\(port)/  \(issuer.host) – \(issuer.name)")
        }
    }
}
