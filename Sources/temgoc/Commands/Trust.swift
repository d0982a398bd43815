import ArgumentParser
import Encodings
import Files
import Keyring
import Records
import Registrar
import Stamps
import Time
import Verification
import Wording

/// Everything about trust bundles: what an inspector takes along to check stamps without a network.
struct Trust: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust",
        abstract: "Gói tin cậy để kiểm tra tem khi không có mạng / trust bundles, for checking stamps offline.",
        subcommands: [TrustExport.self, TrustImport.self, TrustShow.self])
}

struct TrustExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Ký và ghi một gói tin cậy / sign and write a trust bundle.",
        discussion: """
            Khóa gốc giữ ngoại tuyến: temgoc key new --out root.pem. Gói chỉ có dữ liệu công khai.
            The root key is kept offline: temgoc key new --out root.pem. A bundle has public data only.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var passphrase: PassphraseOptions

    @Option(help: ArgumentHelp("Tệp khóa gốc / the root key's file.", valueName: "path"))
    var rootKey: String

    @Option(name: .shortAndLong, help: "Tệp gói tin cậy / the bundle's file.")
    var out: String

    @Option(
        name: .customLong("add-home"),
        help: ArgumentHelp("Thêm đơn vị phát hành khác / the home of another issuer to put in.", valueName: "dir"))
    var otherHomes: [String] = []

    @Option(help: "Có giá trị trong bao nhiêu ngày, 1 đến 366 / good for so many days.")
    var days = 30

    @Option(help: "Số thứ tự của gói; mặc định là số giây từ năm 1970 / the sequence; default: seconds since 1970.")
    var seq: Int?

    func validate() throws {
        guard 1...366 ~= days else { throw ValidationError("--days: 1…366") }
        if let seq, seq < 1 { throw ValidationError("--seq: 1…") }
    }

    func run() async throws {
        var issuers: [TrustedIssuer] = []
        for path in [home.home] + otherHomes {
            issuers.append(try await Home(path: path).registrar().trustedIssuer(for: home.principal))
        }
        if let twice = Dictionary(grouping: issuers, by: \.issuer.host).first(where: { $1.count > 1 })?.key {
            throw Problem(
                .usage, vi: "Tên máy chủ \(twice) có ở hai thư mục.", en: "The host \(twice) is in two of the homes.")
        }
        let file = PrivateKeyFile(path: rootKey)
        let root = try file.read(under: passphrase.protection(of: file, name: rootKey))
        let now = Clock.secondsSince1970()
        let age = BundleAge(sequence: seq ?? Int(now), issuedAt: now, expiresAt: now + Int64(days) * 86_400)
        let bundle = TrustBundle(age: age, signer: issuers.first?.issuer.host.text ?? "", issuers: issuers)
        let text = try TrustBundleSigner(root: root).sign(bundle)
        try WholeFile.write(text + [UInt8(ascii: "\n")], to: out)
        TrustText(bundle: bundle, bytes: text.count, path: out).show(answer)
    }
}

struct TrustImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Nhận một gói tin cậy vào thư mục dữ liệu / take a bundle into the home.",
        discussion: """
            Lần đầu cần --root; khóa gốc được ghim lại cho các lần sau. Gói cũ hơn gói đã nhận bị từ chối.
            The first time needs --root, which is pinned. A bundle older than the one taken before is refused.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Argument(help: "Tệp gói tin cậy / the bundle's file.")
    var bundle: String

    @Option(help: ArgumentHelp("Khóa gốc công khai dạng JWK / the root's public key as a JWK.", valueName: "file"))
    var root: String?

    func run() async throws {
        let store = TrustStore(home: home.home)
        let taken = try store.take(bundlePath: bundle, rootPath: root, at: Clock.secondsSince1970())
        TrustText(bundle: taken.bundle, bytes: taken.bytes, path: store.bundlePath).show(answer)
    }
}

struct TrustShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Xem một gói tin cậy / show a bundle.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(
        help: ArgumentHelp("Tệp gói; mặc định là gói đã nhận / a bundle; default: the one taken.", valueName: "file"))
    var trust: String?

    @Option(help: ArgumentHelp("Khóa gốc công khai dạng JWK / the root's public key as a JWK.", valueName: "file"))
    var root: String?

    func run() async throws {
        let store = TrustStore(home: home.home)
        let read = try store.read(bundlePath: trust ?? store.bundlePath, rootPath: root)
        TrustText(bundle: read.bundle, bytes: read.bytes, path: trust ?? store.bundlePath).show(answer)
    }
}

/// What a bundle holds, for people and for programs.
private struct TrustText {
    let bundle: TrustBundle
    let bytes: Int
    let path: String

    func show(_ answer: AnswerOptions) {
        let issuers = bundle.issuers.values.sorted { $0.issuer.host < $1.issuer.host }
        if answer.json {
            Console.answer([
                "file": .string(path), "octets": .integer(bytes), "seq": .integer(bundle.age.sequence),
                "iat": .integer(Int(bundle.age.issuedAt)), "exp": .integer(Int(bundle.age.expiresAt)),
                "issuers": .array(
                    issuers.map {
                        [
                            "host": .string($0.issuer.host.text), "demo": .bool($0.issuer.isDemo),
                            "keys": .integer($0.keys.count),
                            "products": .integer($0.products.count), "batches": .integer($0.batches.rows.count),
                            "position": .integer($0.position),
                        ]
                    }),
            ])
            return
        }
        let ends = BundleAge(sequence: 0, issuedAt: bundle.age.expiresAt, expiresAt: 0).issuedOn.vietnamese
        let head = Bilingual(
            vi:
                "\(path): \(bytes) byte, lập ngày \(bundle.age.issuedOn.vietnamese), dùng đến \(ends), số \(bundle.age.sequence)",
            en:
                "\(path): \(bytes) bytes, made on \(bundle.age.issuedOn.vietnamese), good until \(ends), seq \(bundle.age.sequence)"
        )
        if issuers.contains(where: \.issuer.isDemo) { Console.answer(Issuer.demoSign[answer.lang]) }
        Console.answer(head[answer.lang])
        for issuer in issuers {
            let line = Bilingual(
                vi:
                    "  \(issuer.issuer.host) – \(issuer.issuer.name): \(issuer.keys.count) khóa, \(issuer.products.count) sản phẩm, "
                    + "\(issuer.batches.rows.count) đợt tem",
                en:
                    "  \(issuer.issuer.host) – \(issuer.issuer.name): \(issuer.keys.count) keys, \(issuer.products.count) products, "
                    + "\(issuer.batches.rows.count) batches")
            Console.answer(line[answer.lang])
        }
    }
}
