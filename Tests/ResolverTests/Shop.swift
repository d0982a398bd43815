import Encodings
import GS1
import Resolver
import Testing

/// A catalogue of one product: with links of its own, of one lot and of one item.
struct Shop {
    static let gtin = "/01/09520123456788"
    static let page = "https://tg.example/san-pham/mat-ong"

    let hosts: AllowedHosts
    let resolver: LinkResolver

    init() throws {
        hosts = try AllowedHosts(["tg.example", "postmart.vn", "voso.vn", "HTX-Sen.example"])
        let keys = try ["01", "414", "8006"].map { try #require(ApplicationIdentifier($0)) }
        resolver = LinkResolver(
            ResolverDescription(name: "Tem gốc", root: try URIStem("https://tg.example"), primaryKeys: keys))
    }

    func link(
        _ type: LinkType, _ address: String, title: String = "Mật ong", in language: String? = nil,
        media: String? = "text/html", _ standing: RegisteredLink.Standing = .ordinary
    ) throws -> RegisteredLink {
        let languages = try language.map { [try #require(LanguageTag($0))] } ?? []
        let mediaType = try media.map { try #require(MediaType($0)) }
        return try RegisteredLink(
            type, LinkTarget(address, allowed: hosts), title: title, languages: languages, mediaType: mediaType,
            standing: standing)
    }

    func subject(_ path: String) throws -> LinkSubject {
        LinkSubject(of: try DigitalLinkURI("https://tg.example" + path).link)
    }

    /// The product's links; two shops that nothing tells apart.
    func product() throws -> LinkEntry {
        try LinkEntry(
            description: "Mật ong hoa cà phê 500 g",
            links: [
                link(.pip, Self.page, title: "Mật ong", in: "vi", .defaultForAll),
                link(.pip, Self.page + "?lang=en", title: "Honey", in: "en", .defaultInItsLanguages),
                link(.certificationInfo, "https://htx-sen.example/cn.pdf#p2", title: "Chứng nhận", media: nil),
                link(.hasRetailers, "https://postmart.vn/p/1", title: "Postmart"),
                link(.hasRetailers, "https://voso.vn/p/2", title: "Voso"),
            ])
    }

    func table() throws -> LinkTable {
        LinkTable([
            try subject(Self.gtin): try product(),
            try subject(Self.gtin + "/10/L1"): try LinkEntry(
                description: "Lô L1", links: [link(.traceability, "https://tg.example/lo/L1", title: "Hành trình")]),
            try subject(Self.gtin + "/21/S1"): try LinkEntry(
                description: "Gói S1",
                links: [link(.pip, "https://tg.example/goi/S1", title: "Gói của bạn", in: "vi", .defaultForAll)]),
        ])
    }

    func answer(
        _ target: String, _ method: String = "GET", accept: String? = nil, language: String? = nil,
        from table: LinkTable? = nil
    ) async throws -> ResolverAnswer {
        try await resolver.answer(
            to: ResolverRequest(method: method, target: target, accept: accept, acceptLanguage: language),
            from: try table ?? self.table())
    }

    /// A catalogue of one product with these links.
    func table(_ links: [RegisteredLink]) throws -> LinkTable {
        LinkTable([try subject(Self.gtin): try LinkEntry(description: "Mật ong", links: links)])
    }
}

extension ResolverAnswer {
    /// The content, as JSON.
    var json: JSONValue { get throws { try JSONValue(parsing: body) } }
}
