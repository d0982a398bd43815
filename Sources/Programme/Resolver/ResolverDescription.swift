internal import Encodings
public import GS1

/// What a resolver says of itself at `/.well-known/gs1resolver` (GS1-Conformant Resolver Standard §3).
public struct ResolverDescription: Hashable, Sendable {
    /// Where it answers, in the path of the root.
    static let path = "/.well-known/gs1resolver"

    /// Who resolves, for people.
    public let name: String
    /// Where its Digital Links start.
    public let root: URIStem
    /// The primary keys that it has links for; of other keys it knows nothing.
    public let primaryKeys: Set<ApplicationIdentifier>

    /// Takes what is true of the resolver; identifiers that are no primary keys are left out.
    public init(name: String, root: URIStem, primaryKeys: some Sequence<ApplicationIdentifier>) {
        self.name = name
        self.root = root
        self.primaryKeys = Set(primaryKeys.filter(\.rule.isPrimaryKey))
    }

    var json: JSONValue {
        [
            "name": .string(name), "resolverRoot": .string(root.text),
            "supportedPrimaryKeys": .array(primaryKeys.sorted().map { .string($0.text) }),
            "supportedLinkType": [["namespace": .string(LinkType.namespace), "prefix": "gs1:"]],
            "linkTypeDefaultCanBeLinkset": false, "jsonLdContextLocation": .string(Linkset.contextLocation),
        ]
    }
}
