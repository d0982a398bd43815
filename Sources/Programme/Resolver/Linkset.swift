internal import Encodings
internal import GS1

/// A set of links as JSON (RFC 9264 §4.2), in the form that the schema of GS1's resolvers takes.
struct Linkset {
    /// Where the anchors start.
    let stem: URIStem
    /// The path of the Digital Link that was asked for, and the stem that it was asked at: a stamp's own address.
    let asked: (path: String, stem: String)
    /// A level and the links of it that are told.
    let parts: [(level: Level, links: [RegisteredLink])]

    /// All that is known, each level under an anchor of its own (GS1-Conformant Resolver Standard §2.10).
    init(of levels: [Level], at stem: URIStem, asked: (path: String, stem: String)) {
        self.stem = stem
        self.asked = asked
        parts = levels.map { ($0, $0.entry.links) }
    }

    /// Some links of one level.
    init(_ links: [RegisteredLink], of level: Level, at stem: URIStem, asked: (path: String, stem: String)) {
        self.stem = stem
        self.asked = asked
        parts = [(level, links)]
    }

    /// In the form of GS1's schema, which takes no other members.
    var json: JSONValue { ["linkset": .array(parts.map { context($0) })] }

    /// With the newer name of the description beside the older one, for readers who hold it against no schema.
    var plainJSON: JSONValue { ["linkset": .array(parts.map { context($0, isDescribedTwice: true) })] }

    /// With the context that makes it JSON-LD.
    var jsonLD: JSONValue {
        [
            "@context": .string(Self.contextLocation),
            "linkset": .array(parts.map { context($0, isDescribedTwice: true) }),
        ]
    }

    /// For a page: each level with its links.
    var listing: [LinkListing] {
        parts.map { part in
            LinkListing(
                description: part.level.entry.description,
                links: part.links.map { .init(title: $0.title, type: $0.type.description, address: $0.target.plain) })
        }
    }

    /// GS1's context, which reads a linkset as JSON-LD.
    static let contextLocation = "https://ref.gs1.org/standards/resolver/linkset-context"

    private func context(
        _ part: (level: Level, links: [RegisteredLink]), isDescribedTwice: Bool = false
    ) -> JSONValue {
        let path = part.level.subject.path
        var members: [String: JSONValue] = [
            "anchor": .string((path == asked.path ? asked.stem : stem.text) + path),
            "itemDescription": .string(part.level.entry.description),
        ]
        if isDescribedTwice { members["description"] = members["itemDescription"] }
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
        ["href": .string(link.target.plain), "title": .string(link.title)]
    }

    private func target(_ link: RegisteredLink) -> JSONValue {
        .record([
            "href": .string(link.target.plain), "title": .string(link.title),
            "type": link.mediaType.map { .string($0.text) },
            "hreflang": list(link.languages.map { .string($0.text) }),
        ])
    }
}

/// What a linkset says of a level, for a page.
public struct LinkListing: Hashable, Sendable {
    /// What people call it.
    public let description: String
    /// Its links.
    public let links: [Link]

    /// A link of the level.
    public struct Link: Hashable, Sendable {
        /// What people read of it.
        public let title: String
        /// The term of its type: `gs1:pip`.
        public let type: String
        /// Where it leads.
        public let address: String
    }
}
