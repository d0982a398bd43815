import ArgumentParser
import Encodings
import Files
import Inspection
import Keyring
import Records
import Registrar
import TransparencyLog
import Wording

/// Checks that the register is what its ledger says.
struct Fsck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fsck",
        abstract: "Đối chiếu sổ đăng ký với nhật ký / check the register against its ledger.",
        discussion: """
            Phát lại nhật ký vào một sổ trống rồi so từng dòng. Mã thoát 0: khớp; 1: có chỗ khác.
            Tệp bằng chứng thiếu hoặc bị thay đổi được cảnh báo (⚠), không đổi mã thoát.
            Replays the ledger into an empty register and compares every row. Exit status 0: they agree; 1: they differ.
            Evidence that is missing or altered is warned of (⚠) and does not change the exit status.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    private static let keyIsMissing = Bilingual(
        vi: "thiếu khóa keys/log.pem: không kiểm tra được chữ ký của điểm chốt",
        en: "keys/log.pem is missing: the checkpoint's signature cannot be checked")

    func run() async throws {
        let home = Home(path: home.home)
        let registrar = try await home.registrar()
        var audit = try await registrar.store.audit { _ in }
        if try registrar.store.log.checkpoint() != nil {
            let key = Folder.exists(home.logKeyFile.path) ? try await home.logSigner(of: registrar.store).verifier : nil
            if key == nil { Console.remark("warning: \(Self.keyIsMissing[answer.lang])") }
            audit.add(await registrar.store.logFaults(signedBy: key))
        }
        // Evidence lies outside the register: without a file the register is still what its ledger says.
        let evidence = try await registrar.faults(of: home.evidence)
        for fault in evidence where !answer.json { Console.answer("⚠ \(fault[answer.lang])") }
        if answer.json {
            Console.answer([
                "entries": .integer(audit.entries),
                "differences": .array(audit.differences.map { ["vi": .string($0.vi), "en": .string($0.en)] }),
                "evidence": .array(evidence.map { ["vi": .string($0.vi), "en": .string($0.en)] }),
            ])
        } else {
            for difference in audit.differences { Console.answer("✗ \(difference[answer.lang])") }
            let end =
                audit.differences.isEmpty
                ? Bilingual(
                    vi: "✓ Sổ đăng ký khớp với nhật ký: \(audit.entries) mục.",
                    en: "✓ The register agrees with its ledger: \(audit.entries) entries.")
                : Bilingual(
                    vi: "\(audit.differences.count) chỗ khác trong \(audit.entries) mục.",
                    en: "\(audit.differences.count) differences in \(audit.entries) entries.")
            Console.answer(end[answer.lang])
        }
        if !audit.differences.isEmpty { throw ExitCode(1) }
    }
}
