import ArgumentParser
import Encodings
import Files
import Inspection
import Wording

/// Sends findings that were made without a network.
struct InspectSync: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Gửi các phát hiện đã ghi khi không có mạng / send findings later.",
        discussion: """
            Gửi lại bao nhiêu lần cũng chỉ ghi một lần. Phần đã được nhận được đánh dấu trong tệp.
            Sent again, a finding is recorded once. What was accepted is marked in the file.

            Mã thoát / exit status: 0 đã gửi hết / everything was accepted; 2 có phần bị từ chối / some were refused;
            75 chưa tới được máy chủ / the server was not reached; 77 mã truy cập không dùng được / the token is not good.
            """)

    @OptionGroup var answer: AnswerOptions

    @Option(help: ArgumentHelp("Địa chỉ máy chủ / the server.", valueName: "url"))
    var server: String

    @Option(
        help: ArgumentHelp(
            "Tệp chứa mã truy cập; mặc định TEMGOC_TOKEN / a file with the access token.", valueName: "file"))
    var tokenFile: String?

    @Option(help: ArgumentHelp("Tệp phát hiện / the file of findings.", valueName: "file"))
    var findings: String = FindingsFile.usual

    func run() async throws {
        let delivery = FindingDelivery(file: FindingsFile(path: findings), server: server, token: try token())
        var progress: Progress?
        let outcome = try await delivery.run { done, total in
            if progress == nil { progress = Progress(of: total, "sync", asJSON: answer.json) }
            progress?.show(done)
        }
        if answer.json {
            Console.answer([
                "accepted": .array(outcome.accepted.map(\.json)), "refused": .array(outcome.refused.map(\.json)),
                "before": .integer(outcome.before),
            ])
        } else {
            for mark in outcome.accepted {
                Console.answer("✓ \(mark.id)\(mark.detail.map { "  \($0)" } ?? "")")
            }
            for mark in outcome.refused { Console.answer("✗ \(mark.id)  \(mark.detail ?? "")") }
            let end = Bilingual(
                vi: "Nhận \(outcome.accepted.count), từ chối \(outcome.refused.count), đã gửi trước \(outcome.before).",
                en:
                    "\(outcome.accepted.count) accepted, \(outcome.refused.count) refused, \(outcome.before) sent before."
            )
            Console.answer(end[answer.lang])
        }
        if !outcome.refused.isEmpty { throw ExitCode(2) }
    }

    private func token() throws -> String {
        let text = try tokenFile.map { String(decoding: try WholeFile.read($0, limit: 4_096), as: UTF8.self) }
        guard let token = (text ?? environment("TEMGOC_TOKEN"))?.trimmed, !token.isEmpty else {
            throw Problem(
                .tokenMissing, vi: "Chưa có mã truy cập.", en: "There is no access token.",
                hint: Bilingual(
                    vi: "Đặt TEMGOC_TOKEN hoặc dùng --token-file.", en: "Set TEMGOC_TOKEN or give --token-file."))
        }
        return token
    }
}
