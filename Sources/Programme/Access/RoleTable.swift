public import Wording

extension Reach {
    /// The words for it in tables and problems.
    public var title: Bilingual {
        let words =
            switch place {
            case .none: Bilingual(vi: "–", en: "–")
            case .own: Bilingual(vi: "của mình", en: "own")
            case .inScope: Bilingual(vi: "trong phạm vi", en: "in scope")
            case .all: Bilingual(vi: "tất cả", en: "all")
            }
        guard let stars else { return words }
        let range = stars.count == 1 ? "\(stars.lowerBound)" : "\(stars.lowerBound)–\(stars.upperBound)"
        return Bilingual(vi: "\(words.vi), \(range) sao", en: "\(words.en), \(range)★")
    }
}

extension Role {
    /// The permission matrix as a table in Markdown, a row an action, a column a role (docs/roles.md).
    public static var table: String {
        let columns = allCases
        let heads = ["quyền / right", "việc", "action"] + columns.map { "\($0.title.vi) / \($0.title.en)" }
        let rows = Action.allCases.map { action in
            ["`\(action.rawValue)`", action.title.vi, action.title.en]
                + columns.map { action.reach(of: $0).title.en }
        }
        return ([heads, heads.map { _ in "---" }] + rows).map { "| \($0.joined(separator: " | ")) |\n" }.joined()
    }
}
