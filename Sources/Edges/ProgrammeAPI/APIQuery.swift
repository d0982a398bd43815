internal import Encodings
internal import HTTPServer
internal import WebSyntax
internal import Wording

/// The parameters of a query, as strict as the members of a record: a name that nobody knows is a mistake.
enum APIQuery {
    /// The parameter that every operation has: the language of problems, as on the pages.
    static let language = APIParameter(
        name: "lang", place: .query, schema: ["enum": ["vi", "en"]],
        meaning: Bilingual(vi: "Ngôn ngữ của thông báo lỗi.", en: "The language of problems."))

    /// - Throws: `Failure` `usage` for a name that the operation does not have, that stands twice, or for a value
    ///   that is no text.
    static func values(_ query: Substring.UTF8View, of operation: APIOperation) throws(Failure) -> [String: String] {
        let known = (operation.parameters + [language]).filter { $0.place == .query }.map(\.name)
        var values: [String: String] = [:]
        for pair in query.split(separator: UInt8(ascii: "&"), maxSplits: 32) {
            let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts.first.flatMap(percentDecoded) ?? ""
            guard known.contains(name) else {
                let names = known.joined(separator: ", ")
                throw .parameter(
                    name, given: "?", should: Bilingual(vi: "một trong: \(names)", en: "one of: \(names)"))
            }
            guard parts.count == 2, let value = parts.last.flatMap(percentDecoded), values[name] == nil else {
                throw .parameter(
                    name, given: String(decoding: pair, as: UTF8.self),
                    should: Bilingual(vi: "một giá trị, ghi một lần", en: "one value, written once"))
            }
            values[name] = value
        }
        if let text = values[language.name], Language(rawValue: text) == nil {
            throw .parameter(language.name, given: text, should: Bilingual(vi: "vi hoặc en", en: "vi or en"))
        }
        return values
    }
}
