import Foundation
import Testing

/// OCOP.md, the domain that the project is written for; it lies beside the checkout, not in it.
enum Domain {
    static let missing: Comment = "needs ../shared/domain/OCOP.md beside the checkout"

    static let text: String? = {
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
        let path = (root + ["shared", "domain", "OCOP.md"]).joined(separator: "/")
        return try? String(contentsOfFile: path, encoding: .utf8)
    }()

    /// What a verdict says to people, as §5.2 has it, with `{…}` for values.
    struct Wording: Sendable {
        let headline: String
        let body: String?
        let advice: String?
    }

    /// The wording of every verdict that §5.2 names.
    static let wordings: [String: Wording] = {
        var wordings: [String: Wording] = [:]
        for line in (text ?? "").split(separator: "\n") {
            guard let match = line.wholeMatch(of: /\*\*(?<names>[^*]+)\*\* – (?<said>.*)/) else { continue }
            let said = match.said.matches(of: /"(?<sentence>[^"]*)"/).map { String($0.sentence) }
            guard let headline = said.first else { continue }
            let wording = Wording(
                headline: headline, body: said.dropFirst().first, advice: said.dropFirst(2).first)
            for name in match.names.split(separator: ", ") { wordings[String(name.prefix { $0.isLetter })] = wording }
        }
        return wordings
    }()
}
