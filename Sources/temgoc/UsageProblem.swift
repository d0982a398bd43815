import ArgumentParser
import Glibc
import Wording

/// A command line that is not understood, as a problem in both languages: the argument parser knows English only.
struct UsageProblem {
    let problem: Problem
    /// What the parser says besides: the help of the option, how the command is used, where its help is.
    let advice: String

    /// nil for what is no mistake, such as `--help`, and for a command that has said its say and ends with a status.
    init?(_ error: any Error) {
        guard Temgoc.exitCode(for: error) == .validationFailure else { return nil }
        let message = Temgoc.message(for: error)
        let text = Self.text(message)
        problem = Problem(
            .usage, vi: "Dùng lệnh chưa đúng: \(Self.sentence(text.vi))", en: "Wrong usage: \(Self.sentence(text.en))")
        let whole = Temgoc.fullMessage(for: error)
        advice = whole.hasPrefix("Error: \(message)\n") ? String(whole.dropFirst(message.count + 8)) : ""
    }

    private static func sentence(_ text: String) -> String {
        text.last.map { ".?…".contains($0) } == true ? text : text + "."
    }

    /// Our own texts are `Vietnamese / English`; the English may leave out the options that the Vietnamese begins with.
    private static func ownText(_ text: String) -> Bilingual {
        let parts = text.split(separator: " / ", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return Bilingual(vi: text, en: text) }
        let options = parts[0].split(separator: " ").filter { $0.hasPrefix("--") }.joined(separator: " ")
        let isWhole = options.isEmpty || parts[1].contains("--")
        return Bilingual(vi: parts[0], en: isWhole ? parts[1] : "\(options) \(parts[1])")
    }

    /// The parser's sentences, by how they begin; what is quoted in them is the same in both languages.
    private static let sentences = [
        ("Missing expected argument ", "thiếu "), ("Missing one of: ", "thiếu một trong: "),
        ("Missing value for ", "thiếu giá trị của "), ("Unknown option ", "không có tùy chọn "),
        ("Unexpected argument ", "thừa "), ("Missing required subcommand", "thiếu tên lệnh con"),
        ("The value ", "giá trị không dùng được: "), ("The option ", "tùy chọn không nhận giá trị: "),
        ("Value to be set with ", "đặt hai lần: "), ("Invalid option: ", "tùy chọn không hợp lệ: "),
    ]

    private static let words = [
        (". Did you mean ", "; có phải là "), (" is invalid for ", " cho "),
        (". Please provide one of the following:", "; chọn:"),
        (". Please provide one of ", "; chọn một trong "), (" had already been set with ", " và "), (" and ", " và "),
        (" or ", " hoặc "), (" does not take any value, but ", ", đã cho "), (" was specified.", "."),
    ]

    private static func text(_ message: String) -> Bilingual {
        guard let (start, meaning) = sentences.first(where: { message.hasPrefix($0.0) }) else {
            return ownText(message)
        }
        // A value that one of our own readers refuses brings our own text after a colon.
        let parts = message.split(separator: "': ", maxSplits: 1).map(String.init)
        let english = parts.count == 2 ? "\(parts[0])'" : message
        // Not within what is quoted, which is the asker's own.
        let quoted = (meaning + english.dropFirst(start.count)).split(separator: "'", omittingEmptySubsequences: false)
        let vietnamese = quoted.enumerated().map { index, part in
            index % 2 == 1 ? String(part) : words.reduce(String(part)) { $0.replacing($1.0, with: $1.1) }
        }.joined(separator: "'")
        guard parts.count == 2 else { return Bilingual(vi: vietnamese, en: english) }
        let own = ownText(parts[1])
        return Bilingual(vi: "\(vietnamese): \(own.vi)", en: "\(english): \(own.en)")
    }
}
