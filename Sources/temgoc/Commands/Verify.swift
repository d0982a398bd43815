import ArgumentParser
import CanonicalJSON
import CivilTime
import GS1
import Stamps
import Store
import Traceability
import TransparencyLog
import Verification

/// Checks stamps: against the register, or offline against a trust bundle.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
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

    @Flag(help: "Chỉ dùng gói tin cậy / use a trust bundle only.")
    var offline = false

    @Option(help: ArgumentHelp("Gói tin cậy / the trust bundle.", valueName: "file"))
    var trust: String?

    @Option(help: ArgumentHelp("Khóa gốc công khai dạng JWK / the root's public key as a JWK.", valueName: "file"))
    var root: String?

    @Option(
        help: ArgumentHelp(
            "Ảnh PNG hoặc JPEG có một hay nhiều mã QR / a picture with one or more QR codes.", valueName: "file"))
    var image: String?

    @Option(help: ArgumentHelp("Gõ tay: GTIN hoặc mã sản phẩm / typed: GTIN or product code.", valueName: "code"))
    var product: String?

    @Option(help: ArgumentHelp("Gõ tay: mã tem in trên nhãn / typed: the serial on the label.", valueName: "serial"))
    var serial: String?

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
        if offline, product != nil {
            throw ValidationError(
                "mã gõ tay không có chữ ký, cần sổ đăng ký / a typed code has no seal, only the register can check it")
        }
        if (proof == nil) != (policy == nil) || proof != nil && (text == nil || text == "-") {
            throw ValidationError("--proof và --policy đi cùng nhau, với một mã / go together, with one stamp")
        }
        if !offline, trust != nil || root != nil {
            throw ValidationError("--trust và --root dùng cùng --offline / go with --offline")
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
            let report = try await verifier().verify(TypedCode(product: product, serial: serial), on: day.date)
            found.insert(report.verdict.meaning)
            show(report)
        } else if let image {
            let check = try checker()
            for (index, stamp) in try PictureOfStamps(path: image).stamps().enumerated() {
                let report = try await check(stamp)
                found.insert(report.verdict.meaning)
                if index > 0, !answer.json { Console.answer("") }
                show(report)
            }
        } else if let text {
            let check = try checker()
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
                show(report)
            }
        }
        let worst = [VerdictClass.notOurs, .notAllowed, .undecided].first(where: found.contains) ?? .good
        if worst != .good { throw ExitCode(worst.rawValue) }
    }

    private func show(_ report: VerificationReport) {
        if answer.json {
            Console.answer(report.json)
        } else {
            Console.answer(ReportText(report: report, language: answer.lang).text)
        }
    }

    private func verifier() throws -> Verifier {
        let home = Home(path: home.home)
        return try home.verifier(of: home.openRegister(), passphrase)
    }

    /// How a stamp is checked: by the bundle alone, or by the register.
    private func checker() throws -> (String) async throws -> VerificationReport {
        let today = day.date
        guard offline else {
            let verifier = try verifier()
            return { try await verifier.verify($0, on: today) }
        }
        let store = TrustStore(home: home.home)
        let bundle = try store.read(bundlePath: trust ?? store.bundlePath, rootPath: root).bundle
        // A day given for tests and replays stands for its noon in Vietnam.
        let now = day.today.map { Int64($0.daysSince1970) * 86_400 + 5 * 3_600 } ?? Clock.secondsSince1970()
        if let warning = bundle.age.warning(at: now) { Console.remark("warning: \(warning[answer.lang])") }
        let verifier = OfflineVerifier(bundle)
        return { verifier.verify($0, at: now) }
    }
}
