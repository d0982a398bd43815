import ArgumentParser
import Encodings
import Wording

/// Lists every problem that temgoc reports, with its code and exit status.
struct Errors: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "errors",
        abstract: "Liệt kê các mã lỗi và mã thoát / list the codes of problems and their exit status.",
        discussion: "Bảng trong docs/errors.md do lệnh này in ra / prints the table of docs/errors.md.")

    @OptionGroup var answer: AnswerOptions

    func run() async throws {
        if answer.json {
            for code in ProblemCode.allCases { Console.answer(code.json) }
            return
        }
        Console.answer("| mã / code | exit | HTTP | nghĩa | meaning |")
        Console.answer("| --- | --- | --- | --- | --- |")
        for code in ProblemCode.allCases {
            Console.answer(
                "| `\(code.rawValue)` | \(code.exitStatus) | \(code.httpStatus) | \(code.title.vi) | \(code.title.en) |"
            )
        }
    }
}

extension ProblemCode {
    fileprivate var json: JSONValue {
        [
            "code": .string(rawValue), "exitStatus": .integer(Int(exitStatus)), "httpStatus": .integer(httpStatus),
            "title": ["vi": .string(title.vi), "en": .string(title.en)],
        ]
    }
}
