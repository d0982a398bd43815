import ArgumentParser
import CanonicalJSON
import Stamps
import Store
import Traceability
import Verification

/// Checks stamps against the register.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Kiểm tra tem: mã này là gì, có còn giá trị không / check a stamp.",
        discussion: """
            Mã thoát / exit status: 0 hợp lệ; 1 không phải mã của đơn vị phát hành (malformed, signatureInvalid, notIssued);
            2 bị thu hồi, hủy hoặc không được phép; 3 chưa đủ dữ liệu để kết luận. Với nhiều mã: 1, rồi 2, rồi 3 được báo trước.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var passphrase: PassphraseOptions
    @OptionGroup var day: TodayOption

    @Argument(
        help: ArgumentHelp(
            "Nội dung quét được từ mã QR, hoặc - để đọc mỗi dòng một mã / what the QR code says, or - to read one a line.",
            valueName: "uri"))
    var text: String

    func run() async throws {
        let home = Home(path: home.home)
        let verifier = try home.verifier(of: home.openRegister(), passphrase)
        var found: Set<VerdictClass> = []
        if text == "-" {
            while let line = readLine(strippingNewline: true) {
                // Lines from other systems end in CRLF; the carriage return is no part of the stamp.
                let stamp = line.hasSuffix("\r") ? String(line.dropLast()) : line
                if stamp.isEmpty { continue }
                let report = try await verifier.verify(stamp, on: day.date)
                found.insert(report.verdict.meaning)
                Console.answer(report.json)
            }
        } else {
            let report = try await verifier.verify(text, on: day.date)
            found.insert(report.verdict.meaning)
            if answer.json {
                Console.answer(report.json)
            } else {
                Console.answer(ReportText(report: report, language: answer.lang).text)
            }
        }
        let worst = [VerdictClass.notOurs, .notAllowed, .undecided].first(where: found.contains) ?? .good
        if worst != .good { throw ExitCode(worst.rawValue) }
    }
}
