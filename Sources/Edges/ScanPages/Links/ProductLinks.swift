internal import GS1
internal import Records
internal import Resolver
internal import Stamps
internal import Verification
internal import Wording

/// The links that follow from the register: our own pages of a product, a lot and a pack, and what its producer
/// registered elsewhere, as far as the operator allows the hosts.
struct ProductLinks: LinkCatalogue {
    let register: any OriginRegister
    /// Where our own pages are: `https://tg.example`.
    let origin: String
    /// The hosts that links may lead to, our own among them.
    let hosts: [String]

    func entry(for subject: LinkSubject) async throws -> LinkEntry? {
        guard subject.key.identifier.text == "01", let gtin = try? GTIN(subject.key.value) else { return nil }
        let key = ProductKey.gtin(gtin)
        guard let qualifier = subject.qualifiers.first else { return try await product(key) }
        guard subject.qualifiers.count == 1 else { return nil }
        switch qualifier.identifier.text {
        case "10":
            guard let lot = try? LotNumber(qualifier.value) else { return nil }
            return try await self.lot(lot, of: key)
        case "21":
            guard let serial = try? Serial(qualifier.value) else { return nil }
            let lot = subject.asked.first { $0.identifier.text == "10" }.map(\.value)
            let number = lot.flatMap { try? LotNumber($0.uppercased()) }
            // A lot that no lot of ours can be called is not dropped: then there is no pack, but its product.
            guard lot == nil || number != nil else { return nil }
            return try await pack(serial, lot: number, of: key)
        default: return nil
        }
    }

    private func product(_ key: ProductKey) async throws -> LinkEntry? {
        guard let facts = try await register.facts(of: key, lot: nil) else { return nil }
        let page = OpenPage(key)
        let own = [
            own(.pip, page, facts.product.name, isDefault: true),
            facts.product.story == nil ? nil : own(.traceability, page, "Nguồn gốc và câu chuyện sản phẩm"),
        ]
        let elsewhere = ShopLink.all(of: facts.product, hosts: hosts).map { link in
            try? RegisteredLink(link.kind.linkType, link.target, title: link.host)
        }
        return try? LinkEntry(description: facts.product.name, links: (own + elsewhere).compactMap(\.self))
    }

    private func lot(_ number: LotNumber, of key: ProductKey) async throws -> LinkEntry? {
        guard let facts = try await register.facts(of: key, lot: number) else { return nil }
        let page = OpenPage(key, lot: number)
        let links = [
            own(.pip, page, "\(facts.product.name), lô \(number.text)", isDefault: true),
            own(.traceability, page, "Nguồn gốc lô \(number.text)", section: PageAnchor.origin),
            facts.origins.contains { $0.certificate != nil } || !facts.facilityEvidence.isEmpty
                ? own(.certificationInfo, page, "Chứng nhận của lô \(number.text)", section: PageAnchor.origin) : nil,
        ]
        return try? LinkEntry(
            description: "\(facts.product.name), lô \(number.text)", links: links.compactMap(\.self))
    }

    /// - Parameter lot: what stands beside the serial in the address; the page compares it with the pack's.
    private func pack(_ serial: Serial, lot: LotNumber?, of key: ProductKey) async throws -> LinkEntry? {
        guard try await register.isIssued(serial.number, of: key) else { return nil }
        let page = OpenPage(key, lot: lot, serial: serial)
        let links = [
            own(.pip, page, "Gói số \(serial.text)", isDefault: true),
            own(.verificationService, page, "Tra cứu mã \(serial.text)"),
        ]
        return try? LinkEntry(description: "Gói số \(serial.text)", links: links.compactMap(\.self))
    }

    /// A link to a page of our own, which speaks Vietnamese and English.
    private func own(
        _ type: LinkType, _ page: OpenPage, _ title: String, section: String? = nil, isDefault: Bool = false
    ) -> RegisteredLink? {
        guard let allowed = try? AllowedHosts(hosts),
            let target = try? LinkTarget(origin + page.path + (section.map { "#" + $0 } ?? ""), allowed: allowed)
        else { return nil }
        return try? RegisteredLink(
            type, target, title: String(title.prefix(RegisteredLink.maximumTitleLength)),
            languages: Language.allCases.compactMap { LanguageTag($0.rawValue) }, mediaType: MediaType("text/html"),
            standing: isDefault ? .defaultForAll : .ordinary)
    }
}

/// A page elsewhere that a producer registered for a product, at a host that links may lead to.
struct ShopLink {
    let kind: ProductLink.Kind
    let target: LinkTarget
    let host: String

    /// The links whose hosts the operator allows, a producer's own site among them.
    static func all(of product: Product, hosts: [String]) -> [ShopLink] {
        guard let allowed = try? AllowedHosts(hosts) else { return [] }
        return product.links.compactMap { link in
            guard let host = host(of: link.url), let target = try? LinkTarget(link.url, allowed: allowed) else {
                return nil
            }
            return ShopLink(kind: link.kind, target: target, host: host)
        }
    }

    private static func host(of address: String) -> String? {
        let scheme = "https://"
        guard address.hasPrefix(scheme) else { return nil }
        let host = address.utf8.dropFirst(scheme.utf8.count).prefix { !"/?#".utf8.contains($0) }
        return host.isEmpty ? nil : String(decoding: host, as: UTF8.self).lowercased()
    }
}

extension ProductLink.Kind {
    /// The term of GS1's vocabulary.
    fileprivate var linkType: LinkType {
        switch self {
        case .shop: .hasRetailers
        case .website: .homepage
        case .social: .socialMedia
        }
    }

    /// What readers see.
    var name: Bilingual {
        switch self {
        case .shop: Bilingual(vi: "Nơi bán", en: "Shop")
        case .website: Bilingual(vi: "Trang của nhà sản xuất", en: "The producer's site")
        case .social: Bilingual(vi: "Mạng xã hội", en: "Social network")
        }
    }
}
