internal import Wording

/// The table of the rules, for people.
public enum RuleTable {
    /// The table of docs/rules.md, as Markdown; a line feed ends each line.
    public static var markdown: String {
        let head = [
            "| mã / code | nếu bị vi phạm | where it is broken | căn cứ / source | mức / weight | kept by |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        let rows = Invariant.allCases.map { rule in
            let functions = rule.keptBy.split(separator: ", ").map { "`\($0)`" }.joined(separator: ", ")
            return "| `\(rule.rawValue)` | \(rule.title.vi) | \(rule.title.en) | \(rule.source) | "
                + "\(rule.severity.name.vi) / \(rule.severity.name.en) | \(functions) |"
        }
        return (head + rows).map { $0 + "\n" }.joined()
    }
}
