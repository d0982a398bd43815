internal import HTTPServer
internal import Records
internal import Resolver
internal import Wording

extension Pages {
    /// A linkset for who asks for a page.
    func links(_ listing: [LinkListing], _ issuer: Issuer, _ language: Language) -> String {
        let content = LinkListPage(listing, language)
        return render(content, "links", content.headline, issuer: issuer, language, otherQuery: "linkType=linkset&")
    }
}

/// What is registered for a product, a lot or a pack: each level with its links.
private struct LinkListPage {
    let tone: ToneView
    let headline: String
    let groups: [LinkListing]

    init(_ listing: [LinkListing], _ language: Language) {
        tone = ToneView(.about, language)
        headline = Bilingual(vi: "Các liên kết của mã này", en: "The links of this code")[language]
        groups = listing.filter { !$0.links.isEmpty }
    }
}
