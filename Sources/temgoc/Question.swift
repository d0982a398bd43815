import Glibc
import Records
import Time
import Wording

/// A question to the person at the terminal.
struct Question {
    let vi: String
    let en: String

    /// Whether somebody is there to answer; otherwise a missing option is an error.
    static var canBeAsked: Bool { isatty(STDIN_FILENO) == 1 }

    /// Asks until the answer can be read; an empty line takes the suggestion.
    ///
    /// - Parameter form: what an answer should be, for a person who gave another.
    /// - Throws: `Problem` `usage` where the input ends.
    func ask<Answer>(suggested: String?, form: Bilingual, _ read: (String) -> Answer?) throws -> Answer {
        let suggestion = suggested.map { $0.isEmpty ? "" : " [\($0)]" } ?? ""
        while true {
            Console.remarkInPlace("\(vi) / \(en)\(suggestion): ")
            guard let line = readLine() else {
                Console.remark("")
                throw Problem(
                    .usage, vi: "Đã dừng giữa chừng; chưa ghi gì.", en: "Stopped half-way; nothing was written.")
            }
            let given = line.trimmed
            if let answer = read(given.isEmpty ? suggested ?? "" : given) { return answer }
            Console.remark("  \(form.vi) / \(form.en)")
        }
    }

    /// Asks for a weight in kilograms; 0 where it is allowed.
    func kilograms(suggested: Double?, zeroAllowed: Bool = false) throws -> Double {
        try ask(suggested: suggested.map { Bilingual(number: $0).vi }, form: Weight.form) { text in
            if zeroAllowed, text == "0" { return 0 }
            return Weight.kilograms(text)
        }
    }
}

/// A weight as people write it: `240`, `62,5` or `62.5`; never `1.200`, which is another number in each style.
enum Weight {
    /// More than any lot has.
    private static let largest = 1e9

    static let form = Bilingual(
        vi: "một số kg lớn hơn 0, như 1200 hoặc 62,5; không viết 1.200",
        en: "a number of kilograms above 0, such as 1200 or 62.5; not 1.200")

    static func kilograms(_ text: String) -> Double? {
        NumberStyle.unambiguous(text).flatMap { $0 > 0 && $0 <= largest ? $0 : nil }
    }
}

extension CivilDate {
    /// A day as people type it: `2026-09-10` or `10/09/2026`.
    init?(typed text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3 else {
            self.init(text)
            return
        }
        guard parts.map(\.count) == [2, 2, 4] else { return nil }
        self.init("\(parts[2])-\(parts[1])-\(parts[0])")
    }
}

extension String {
    /// The text without white space at its ends.
    var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
