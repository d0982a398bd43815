import ArgumentParser
import Encodings
import Files
import Glibc
import Keyring
import QRCode
import Records
import Registrar
import Wording

/// Tells a person what went wrong and ends the command with the status of its code (docs/errors.md).
enum ErrorReport {
    /// `EX_IOERR`: standard output or error itself failed.
    static let ioFailure: Int32 = 74

    static func exit(with error: any Error) -> Never {
        let usage = UsageProblem(error)
        guard let problems = usage.map({ [$0.problem] }) ?? problems(from: error) else { Temgoc.exit(withError: error) }
        if CommandLine.arguments.contains("--json") {
            Console.answer(.object(["problems": .array(problems.map(\.json))]))
        }
        let only = (error as? ProblemsInOneLanguage)?.language
        for problem in problems {
            show(problem.text, after: "error: \(problem.code.rawValue): ", "       ", only)
        }
        // The same advice for several problems is given once.
        var given: [Bilingual] = []
        for hint in problems.compactMap(\.hint) where !given.contains(hint) {
            given.append(hint)
            show(hint, after: "hint: ", "      ", only)
        }
        if let advice = usage?.advice, !advice.isEmpty { Console.remark(advice) }
        Glibc.exit(problems.first?.code.exitStatus ?? ProblemCode.internalError.exitStatus)
    }

    /// A sentence in both languages, or in one.
    private static func show(_ text: Bilingual, after first: String, _ second: String, _ only: Language?) {
        Console.remark(first + text[only ?? .vi])
        if only == nil { Console.remark(second + text.en) }
    }

    /// The problems behind an error; nil for those of the argument parser, which reports them itself.
    static func problems(from error: any Error) -> [Problem]? {
        switch error {
        case let problem as Problem: [problem]
        case let problems as Problems: problems.all
        case let error as ProblemsInOneLanguage: error.problems.all
        case let error as FileError: [problem(error)]
        case let error as KeyFileError: [error.problem]
        case let error as PassphraseError: [error.problem]
        case let error as BatchSecretError: [problem(error)]
        case let error as QRCodeError:
            [
                Problem(
                    .textNotEncodable, vi: "Không đưa được nội dung vào mã QR: \(error).",
                    en: "The text does not fit a QR code: \(error).")
            ]
        case is ExitCode, is CleanExit, is ValidationError: nil
        default:
            if let problem = drawingProblem(of: error) {
                [problem]
            } else {
                String(reflecting: type(of: error)).hasPrefix("ArgumentParser.") ? nil : [unexpected(error)]
            }
        }
    }

    private static func unexpected(_ error: any Error) -> Problem {
        Problem(.internalError, vi: "Có lỗi ngoài dự kiến: \(error).", en: "An unexpected error: \(error).")
    }

    static func problem(_ error: FileError) -> Problem {
        switch error.operation {
        case .open where error.isMissing, .read, .list:
            Problem(
                .fileUnreadable, vi: "Không đọc được \(error.path): \(error.reason).",
                en: "Cannot read \(error.path): \(error.reason).")
        case .open, .write, .sync, .rename, .createFolder:
            Problem(
                .fileUnwritable, vi: "Không ghi được \(error.path): \(error.reason).",
                en: "Cannot write \(error.path): \(error.reason).",
                hint: error.isFull
                    ? Bilingual(
                        vi: "Ổ đĩa đã đầy; giải phóng chỗ trống rồi chạy lại, việc dở dang sẽ được làm tiếp.",
                        en: "The disk is full; make room and run the command again, it goes on where it stopped.") : nil
            )
        }
    }

    private static func problem(_ error: BatchSecretError) -> Problem {
        switch error {
        case .notSealed:
            Problem(
                .internalError, vi: "Không mã hóa được bí mật của đợt tem.", en: "A batch secret was not encrypted.")
        case .notOpened(let batch):
            Problem(
                .keyDamaged,
                vi: "Không mở được bí mật của đợt tem \(batch): khóa batch-secrets.key không phải của sổ này.",
                en: "The secret of batch \(batch) does not open: batch-secrets.key is not this register's.")
        }
    }
}

/// Problems of which the reader sees one language only.
struct ProblemsInOneLanguage: Error {
    let problems: Problems
    let language: Language
}
