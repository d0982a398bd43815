import Registrar
import ArgumentParser
import Encodings
import GS1
import Records
import Stamps
import Time
import TransparencyLog
import Verification
import Wording

/// Checks stamps: against the register, or offline against a trust bundle.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Kiểm tra tem: mã này là gì, có còn giá trị không / check a stamp.",
        discussion: """
            Mã thoát / exit status: 0 hợp lệ; 1 không phải mã của đơn vị phát hành (malformed, signatureInvalid, notIssued);
            2 bị thu hồi, hủy hoặc không được phép; 3 chưa đủ dữ liệu để kết luận. Với nhiều mã: 1, rồi 2, rồi 3 được báo trước.

            Khi không có mạng: --offline với gói tin cậy đã nhận, hoặc --trust và --root. Không mở sổ, không dùng mạng.
            Without a network: --offline with the bundle that the home has taken, or with --trust and --root.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var day: TodayOption

    @OptionGroup var bundle: OfflineOptions

    @Option(
        help: ArgumentHelp(
            "Ảnh PNG hoặc JPEG có một hay nhiều mã QR / a picture with one or more QR codes.", valueName: "file"))
    var image: String?

    @Option(help: ArgumentHelp("Gõ tay: GTIN hoặc mã sản phẩm / typed: GTIN or product code.", valueName: "code"))
    var product: String?

    @Option(help: ArgumentHelp("Gõ tay: mã tem in trên nhãn / typed: the serial on the label.", valueName: "serial"))
    var serial: String?

    @Flag(
        inversion: .prefixedNo,
        help: "Đếm lượt tra cứu này; không đếm khi có --today / count this check; never with --today.")
    var count = true

    @Argument(
        help: ArgumentHelp(
            "Nội dung quét được từ mã QR, hoặc - để đọc mỗi dòng một mã / what the QR code says, or - to read one a line.",
            valueName: "uri"))
    var text: String?

    @Option(
        help: ArgumentHelp(
            "Bằng chứng đợt tem có trong nhật ký, do temgoc log prove xuất / a proof that the batch is in the log.",
            valueName: "file"))
    var proof: String?

    @Option(
        help: ArgumentHelp(
            "Chính sách: khóa nhật ký và nhân chứng được tin / whose log and witnesses are believed.",
            valueName: "file"))
    var policy: String?

    func validate() throws {
        guard (product == nil) == (serial == nil) else {
            throw ValidationError("--product và --serial đi cùng nhau / go together")
        }
        guard [text, product, image].compactMap(\.self).count == 1 else {
            throw ValidationError(
                "cần đúng một: mã, -, --image, hoặc --product và --serial / give one of: a stamp, -, --image, --product"
            )
        }
        if bundle.offline, product != nil {
            throw ValidationError(
                "mã gõ tay không có chữ ký, cần sổ đăng ký / a typed code has no seal, only the register can check it")
        }
        if (proof == nil) != (policy == nil) || proof != nil && (text == nil || text == "-") {
            throw ValidationError("--proof và --policy đi cùng nhau, với một mã / go together, with one stamp")
        }
    }

    func run() async throws {
        if let proof, let policy, let text {
            let proved = try BatchProof(path: proof, policy: TrustPolicy.read(policy))
            try proved.demand(text)
            if answer.json { Console.remark(proved.text.en) } else { Console.answer(proved.text[answer.lang]) }
        }
        var found: Set<VerdictClass> = []
        if let product, let serial {
            let registrar = try await Home(path: home.home).registrar()
            let scans = await commandScans(registrar)
            let report = try await verifier(registrar, scans).verify(
                TypedCode(product: product, serial: serial), on: day.date(of: registrar), counting: scans?.check)
            await scans?.record(report)
            await scans?.finish()
            found.insert(report.verdict.meaning)
            show(report)
        } else if let image {
            let (check, scans) = try await checker()
            for (index, stamp) in try PictureOfStamps(path: image).stamps().enumerated() {
                let report = try await check(stamp)
                found.insert(report.verdict.meaning)
                if index > 0, !answer.json { Console.answer("") }
                show(report)
            }
            await scans?.finish()
        } else if let text {
            let (check, scans) = try await checker()
            if text == "-" {
                while let line = readLine(strippingNewline: true) {
                    // Lines from other systems end in CRLF; the carriage return is no part of the stamp.
                    let stamp = line.hasSuffix("\r") ? String(line.dropLast()) : line
                    if stamp.isEmpty { continue }
                    let report = try await check(stamp)
                    found.insert(report.verdict.meaning)
                    Console.answer(report.json)
                }
            } else {
                let report = try await check(text)
                found.insert(report.verdict.meaning)
                show(report, reading: reading(of: text, report))
            }
            await scans?.finish()
        }
        let worst = [VerdictClass.notOurs, .notAllowed, .undecided].first(where: found.contains) ?? .good
        if worst != .good { throw ExitCode(worst.rawValue) }
    }

    private func show(_ report: VerificationReport, reading: String? = nil) {
        if answer.json {
            Console.answer(report.json)
            if let reading { Console.remark("perhaps the stamp is: \(reading)") }
        } else {
            Console.answer(ReportText(report: report, language: answer.lang, reading: reading).text)
        }
    }

    /// The stamp that a service would make of a text which is none as it stands.
    private func reading(of text: String, _ report: VerificationReport) -> String? {
        guard report.verdict == .malformed, let host = report.issuer?.host,
            case .readings(let readings) = Canonicalisation(hosts: [host]).reading(of: text)
        else { return nil }
        return readings.first { $0 != text }
    }

    private func verifier(_ registrar: Registrar, _ scans: CommandScanCounter?) throws -> Verifier {
        let home = Home(path: home.home)
        return try home.verifier(
            of: RegisterView(registrar.store), home.openBatchSecrets(passphrase), counts: scans?.counts)
    }

    /// The counts, where the home's own register answers.
    private func commandScans(_ registrar: Registrar) async -> CommandScanCounter? {
        await CommandScanCounter(home: Home(path: home.home), registrar, isCounting: count && day.today == nil)
    }

    /// How a stamp is checked: by the bundle alone, or by the register.
    private func checker() async throws -> (
        check: (String) async throws -> VerificationReport, scans: CommandScanCounter?
    ) {
        guard !bundle.offline else {
            return (try bundle.checker(home: home.home, day, language: answer.lang).check, nil)
        }
        let registrar = try await Home(path: home.home).registrar()
        let today = try await day.date(of: registrar)
        let scans = await commandScans(registrar)
        let verifier = try verifier(registrar, scans)
        let check = { (text: String) async throws -> VerificationReport in
            let report = try await verifier.verify(text, on: today, counting: scans?.check)
            await scans?.record(report)
            return report
        }
        return (check, scans)
    }
}
