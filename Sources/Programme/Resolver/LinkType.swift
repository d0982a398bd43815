/// What a link leads to, by a term of the GS1 Web Vocabulary: `gs1:pip`, `gs1:certificationInfo`.
///
/// Source: GS1-Conformant Resolver Standard §2.5.2, §2.14.
public struct LinkType: Hashable, Sendable {
    /// The longest term, in characters.
    public static let maximumLength = 64
    /// Where the terms are defined; the start of their URIs in a linkset.
    public static let namespace = "https://ref.gs1.org/voc/"

    /// The term without its prefix: `pip`.
    public let name: String

    /// Reads `gs1:pip`, or the term's URI at any of the vocabulary's addresses; nil for anything else.
    public init?(_ text: String) {
        guard let prefix = Self.prefixes.first(where: text.hasPrefix) else { return nil }
        let name = text.dropFirst(prefix.count)
        let isTerm = name.utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 }
        guard isTerm, 1...Self.maximumLength ~= name.utf8.count else { return nil }
        self.name = String(name)
    }

    init(name: String) { self.name = name }

    /// The URI that a linkset has for it.
    public var uri: String { Self.namespace + name }

    private static let prefixes = [
        "gs1:", namespace, "https://gs1.org/voc/", "https://www.gs1.org/voc/", "http://gs1.org/voc/",
    ]
}

extension LinkType {
    /// The one link that is followed when nothing else is asked for.
    public static let defaultLink = LinkType(name: "defaultLink")
    /// Links that are followed instead by readers of their languages.
    public static let defaultLinkMulti = LinkType(name: "defaultLinkMulti")
    /// The product's page.
    public static let pip = LinkType(name: "pip")
    /// Certificates.
    public static let certificationInfo = LinkType(name: "certificationInfo")
    /// Where it comes from and which way it took.
    public static let traceability = LinkType(name: "traceability")
    /// Shops that sell it.
    public static let hasRetailers = LinkType(name: "hasRetailers")
    /// The producer's or the brand's own site.
    public static let homepage = LinkType(name: "homepage")
    /// A page of a social network.
    public static let socialMedia = LinkType(name: "socialMedia")
    /// Where the code of one item is checked.
    public static let verificationService = LinkType(name: "verificationService")
}

extension LinkType: CustomStringConvertible {
    /// The term with its prefix.
    public var description: String { "gs1:" + name }
}
