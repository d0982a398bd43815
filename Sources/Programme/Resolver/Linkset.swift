internal import Encodings
internal import GS1

/// A set of links as JSON (RFC 9264 §4.2), in the form that the schema of GS1's resolvers takes.
struct Linkset {
    /// Where the anchors start.
    let stem: URIStem
    /// A level and the links of it that are told.
    let parts: [(level: Level, links: [RegisteredLink])]

    /// All that is known, each level under an anchor of its own (GS1-Conformant Resolver Standard §2.10).
    init(of levels: [Level], at stem: URIStem) {
        self.stem = stem
        parts = levels.map { ($0, $0.entry.links) }
    }

    /// Some links of one level.
    init(_ links: [RegisteredLink], of level: Level, at stem: URIStem) {
        self.stem = stem
        parts = [(level, links)]
    }

    var json: JSONValue { ["linkset": .array(parts.map(context))] }

    /// With the context that makes it JSON-LD.
    var jsonLD: JSONValue { ["@context": .string(Self.contextLocation), "linkset": .array(parts.map(context))] }

    /// GS1's context, which reads a linkset as JSON-LD.
    static let contextLocation = "https://ref.gs1.org/standards/resolver/linkset-context"

    private func context(_ part: (level: Level, links: [RegisteredLink])) -> JSONValue {
        var members: [String: JSONValue] = [
            "anchor": .string(stem.text + part.level.subject.path),
            "itemDescription": .string(part.level.entry.description),
        ]
        for (type, links) in Dictionary(grouping: part.links, by: \.type) {
            members[type.uri] = .array(links.map(target))
        }
        // A default link says no more than address and title; the rest stands under its own type (§2.5.8).
        let defaults = part.links.filter { $0.standing == .defaultForAll }
        members[LinkType.defaultLink.uri] = list(defaults.map(bareTarget))
        members[LinkType.defaultLinkMulti.uri] = list(
            part.links.filter { $0.standing == .defaultInItsLanguages }.map(target))
        return .object(members)
    }

    private func list(_ targets: [JSONValue]) -> JSONValue? { targets.isEmpty ? nil : .array(targets) }

    private func bareTarget(_ link: RegisteredLink) -> JSONValue {
        ["href": .string(link.target.text), "title": .string(link.title)]
    }

    private func target(_ link: RegisteredLink) -> JSONValue {
        .record([
            "href": .string(link.target.text), "title": .string(link.title),
            "type": link.mediaType.map { .string($0.text) },
            "hreflang": list(link.languages.map { .string($0.text) }),
        ])
    }
}
