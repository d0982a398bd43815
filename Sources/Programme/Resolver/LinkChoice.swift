internal import WebSyntax

/// What is registered at one level: a lot, its product.
struct Level {
    let subject: LinkSubject
    let entry: LinkEntry
}

/// Which link a reader gets (GS1-Conformant Resolver Standard §2.6).
enum LinkChoice {
    /// This one.
    case one(RegisteredLink)
    /// These of a level: nothing in the request tells them apart.
    case several([RegisteredLink], of: Level)
    /// There is none.
    case none
}

/// What a reader accepts.
struct Reader {
    let media: WeightedList
    let languages: WeightedList

    /// The link of a type that fits best, from the finest level that has any of the type (§2.6.2).
    func choice(of type: LinkType, in levels: [Level]) -> LinkChoice {
        for level in levels {
            let links =
                switch type {
                case .defaultLink: level.entry.links.filter { $0.standing == .defaultForAll }
                case .defaultLinkMulti: level.entry.links.filter { $0.standing == .defaultInItsLanguages }
                default: level.entry.links.filter { $0.type == type }
                }
            if !links.isEmpty { return choice(among: links, of: level) }
        }
        return .none
    }

    /// The default link from the finest level that has one; a link for the reader's own language before it (§2.5.8).
    func defaultChoice(in levels: [Level]) -> LinkChoice {
        for level in levels {
            let multilingual = level.entry.links.filter { $0.standing == .defaultInItsLanguages }
            if let link = inReadersLanguage(multilingual)?.first { return .one(link) }
            if let link = level.entry.links.first(where: { $0.standing == .defaultForAll }) { return .one(link) }
        }
        // No default anywhere is a fault of the catalogue; the reader may still choose.
        return levels.first { !$0.entry.links.isEmpty }.map { .several($0.entry.links, of: $0) } ?? .none
    }

    /// By media type, then by language, then the default one (§2.6.3).
    private func choice(among links: [RegisteredLink], of level: Level) -> LinkChoice {
        let acceptable = ofPreferredMedia(links)
        let readable =
            inReadersLanguage(acceptable) ?? acceptable.filter(\.languages.isEmpty).nonEmpty ?? acceptable
        if readable.count > 1, let link = readable.first(where: { $0.standing == .defaultForAll }) { return .one(link) }
        guard let link = readable.first, readable.count == 1 else { return .several(readable, of: level) }
        return .one(link)
    }

    /// The links whose media type the reader wants most; all of them where the reader wants none.
    private func ofPreferredMedia(_ links: [RegisteredLink]) -> [RegisteredLink] {
        let weights = links.map { media.weight(ofMedia: $0.mediaType?.text ?? "*/*") }
        guard let most = weights.max(), most > 0 else { return links }
        return zip(links, weights).filter { $1 == most }.map(\.0)
    }

    /// The links in the language that the reader wants most of those there are; nil where there is none.
    ///
    /// A range matches the tags that it starts, then what it starts with: `vi-VN` also finds `vi` (RFC 4647 §3.4).
    private func inReadersLanguage(_ links: [RegisteredLink]) -> [RegisteredLink]? {
        for range in languages.items where range.weight > 0 {
            let broader = range.name.prefix { $0 != "-" }
            for wanted in [range.name, String(broader)] {
                let found = links.filter { link in
                    link.languages.contains { tag in
                        let tag = tag.text.lowercased()
                        return tag == wanted || tag.hasPrefix(wanted + "-")
                    }
                }
                if !found.isEmpty { return found }
            }
        }
        return nil
    }
}
