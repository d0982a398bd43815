package import Hummingbird
internal import WebSyntax
package import Wording

/// What the reader wants: a page or data, in Vietnamese or in English (RFC 9110 §12).
package struct Negotiation: Equatable {
    package enum Form: Equatable {
        case page
        case data
    }

    private let page: Preference
    private let data: Preference
    package let language: Language
    /// Whether the content may come as gzip; only where the asker names it.
    package let takesGzip: Bool

    package init(_ headers: HTTPFields, query: Substring.UTF8View) {
        let accept = WeightedList(headers[.accept])
        page = Self.preference(accept, ["text/html"])
        data = Self.preference(accept, ["application/json", "application/problem+json"])
        takesGzip = headers[.acceptEncoding].map { WeightedList($0).weight(of: "gzip") ?? 0 > 0 } ?? false
        language = Self.chosenLanguage(query) ?? Self.language(WeightedList(headers[.acceptLanguage]))
    }

    /// The form that the reader wants more; `usual` where it makes no difference to them, or neither would do.
    package func form(usual: Form) -> Form {
        if page > data { return .page }
        return page < data ? .data : usual
    }

    /// How much something is wanted: by weight, then by how exactly the reader named it.
    private struct Preference: Equatable, Comparable {
        let weight: Int
        /// 2 for the name itself, 1 for a range of it, 0 for anything.
        let exactness: Int

        static let refused = Preference(weight: 0, exactness: 0)

        static func < (a: Preference, b: Preference) -> Bool {
            (a.weight, a.exactness) < (b.weight, b.exactness)
        }
    }

    /// The most exact range decides about a type (RFC 9110 §12.5.1); of several types the best.
    private static func preference(_ accept: WeightedList, _ types: [String]) -> Preference {
        types.compactMap { type in
            let family = type.prefix { $0 != "/" } + "/*"
            return [type, String(family), "*/*"].enumerated().lazy.compactMap { index, range in
                accept.weight(of: range).map { Preference(weight: $0, exactness: $0 == 0 ? 0 : 2 - index) }
            }.first
        }.max() ?? .refused
    }

    /// The language wanted more, Vietnamese where it makes no difference.
    ///
    /// Ranges are matched by their first subtag (RFC 4647 §3.3.1): who asks for `en-GB` reads English.
    private static func language(_ accept: WeightedList) -> Language {
        let preferences = Language.allCases.map { language in
            let named = accept.items.filter { $0.name.prefix { $0 != "-" } == language.rawValue }.map(\.weight).max()
            let weight = named ?? accept.weight(of: "*") ?? 0
            return (language, Preference(weight: weight, exactness: named == nil || weight == 0 ? 0 : 2))
        }
        return preferences.reduce((Language.vi, Preference.refused)) { $1.1 > $0.1 ? $1 : $0 }.0
    }

    /// The pages' own link to the other language: `?lang=en`.
    private static func chosenLanguage(_ query: Substring.UTF8View) -> Language? {
        let pairs = query.split(separator: UInt8(ascii: "&"), maxSplits: 32)
        return pairs.lazy.compactMap { pair in
            Language.allCases.first { pair.elementsEqual("lang=\($0.rawValue)".utf8) }
        }.first
    }
}

extension Negotiation {
    /// A reader of whom nothing but the language is known.
    package init(_ language: Language) {
        self.init([:], query: Substring("lang=\(language.rawValue)").utf8)
    }
}

extension Language {
    /// An address of ours that keeps this language; Vietnamese is what nobody has to ask for.
    package func address(_ path: String) -> String {
        guard self != .vi else { return path }
        return path + (path.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + "lang=\(rawValue)"
    }
}

/// What readers want, by the header fields in which they said it: all browsers of one make write the same.
package final class NegotiationCache: Sendable {
    private struct Fields: Hashable {
        let accept: String?
        let language: String?
        let encoding: String?
    }

    private let known = BoundedCache<Fields, Negotiation>(bytes: 1 << 20)

    /// The same as `Negotiation` makes of them.
    package func negotiation(_ headers: HTTPFields, query: Substring.UTF8View) -> Negotiation {
        guard query.isEmpty else { return Negotiation(headers, query: query) }
        let fields = Fields(
            accept: headers[.accept], language: headers[.acceptLanguage], encoding: headers[.acceptEncoding])
        if let known = known[fields] { return known }
        let made = Negotiation(headers, query: query)
        let texts = [fields.accept, fields.language, fields.encoding]
        let bytes = texts.reduce(64) { $0 + ($1?.utf8.count ?? 0) }
        known.keep(made, as: fields, bytes: bytes)
        return made
    }
}
