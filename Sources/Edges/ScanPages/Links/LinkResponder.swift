internal import GS1
internal import HTTPServer
internal import HTTPTypes
internal import Hummingbird
internal import Records
internal import Resolver
internal import Stamps
internal import WebSyntax
internal import Wording

/// Answers GS1 Digital Links below this host, a stamp's own address among them, and what the resolver says of itself.
struct LinkResponder {
    private let resolver: LinkResolver
    /// Where our own pages are: `https://tg.example`.
    let origin: String
    let links: ProductLinks

    /// - Throws: `DigitalLinkError` or `LinkError` where a host has no form of one.
    init(_ register: any OriginRegister, issuer: Issuer, hosts: [String]) throws {
        let host = issuer.host.text.lowercased()
        origin = "https://" + host
        let keys = ["01"].compactMap { ApplicationIdentifier($0) }
        resolver = LinkResolver(
            ResolverDescription(name: issuer.name, root: try URIStem(origin), primaryKeys: keys))
        // What is no name of a host is found when the server starts.
        _ = try AllowedHosts(hosts + [host])
        links = ProductLinks(register: register, origin: origin, hosts: hosts + [host])
    }

    /// The answer to the raw target of a request.
    ///
    /// - Parameter stamp: where it was asked at a stamp's own address.
    func answer(
        _ request: Request, _ reader: Negotiation, _ pages: Pages, _ issuer: Issuer, at stamp: StampAddress? = nil
    ) async throws -> Answer {
        let target = stamp.map { $0.link + $0.query } ?? request.head.path ?? ""
        let found = try await resolver.answer(
            to: ResolverRequest(
                method: request.method.rawValue, target: target, accept: request.headers[.accept],
                acceptLanguage: request.headers[.acceptLanguage], seal: stamp.map { "/" + $0.seal }),
            from: links)
        var fields = HTTPFields()
        for header in found.headers {
            guard let name = HTTPField.Name(header.name), name != .contentType else { continue }
            let isOwn = name == .location && header.value.hasPrefix(origin + "/")
            fields.append(HTTPField(name: name, value: isOwn ? location(header.value, request) : header.value))
        }
        let failure = found.problem.map { Failure(link: $0).leadingToForms }
        if let failure, reader.form(usual: .data) == .page {
            var answer = Answer.failure(failure, reader, pages, issuer)
            answer.fields = fields
            return answer
        }
        if !found.listing.isEmpty, reader.form(usual: .data) == .page {
            return Answer(
                status: HTTPResponse.Status(code: found.status), mediaType: "text/html; charset=utf-8",
                body: pages.links(found.listing, issuer, reader.language), fields: fields)
        }
        return Answer(
            status: HTTPResponse.Status(code: found.status), mediaType: found[header: "Content-Type"],
            body: String(decoding: found.body, as: UTF8.self), fields: fields, failure: failure)
    }

    /// A page of our own as `Location` has it: whole where the request's host is the issuer's; else its path alone, as
    /// behind a proxy, or on a test machine, the reader stays where it asked.
    func location(_ address: String, _ request: Request) -> String {
        let host = request.head.authority?.lowercased() ?? ""
        let isIssuers = ["https://" + host, "https://" + host + ":443", "https://" + host.replacing(":443", with: "")]
            .contains(origin)
        return isIssuers ? address : String(address.dropFirst(origin.count))
    }

    /// The value of `Link` that says where the linkset of a product, lot or pack is; nil where it has no GTIN.
    func linksetLink(_ page: OpenPage) -> String? {
        guard case .gtin = page.key else { return nil }
        return LinkResolver.linksetLink(origin + page.path.dropFirst(OpenPage.root.count))
    }

    /// Whether a request at a stamp's address asks for links rather than for what the stamp is.
    ///
    /// Browsers ask for a page, programs for `application/json`; both get the answer to the scan. Scripts of other sites,
    /// which name an origin and take anything, get the default link.
    static func isAsked(_ request: Request, _ target: RequestTarget) -> Bool {
        if request.method == .options { return true }
        guard request.method == .get || request.method == .head else { return false }
        if LinkResolver.linkType(String(Substring(target.query))) != nil { return true }
        let accept = WeightedList(request.headers[.accept])
        let answers = max(accept.weight(of: "text/html") ?? 0, accept.weight(of: "application/json") ?? 0)
        let linkset = max(
            accept.weight(of: "application/linkset+json") ?? 0, accept.weight(of: "application/ld+json") ?? 0)
        if linkset > 0, linkset >= answers { return true }
        return request.headers[.origin] != nil && accept.items.allSatisfy { $0.name == "*/*" }
    }

    /// Whether a path begins like a Digital Link at the root: with the number of a primary key, or compressed.
    static func isLink(_ path: String) -> Bool {
        if path == "/.well-known/gs1resolver" { return true }
        let first = path.utf8.dropFirst().prefix { $0 != UInt8(ascii: "/") }
        let isBinary = first.starts(with: "eh".utf8) || first.starts(with: "ex".utf8)
        if isBinary, first.count >= 10, first.allSatisfy(EncodableCharacterSet.base64URL.contains) { return true }
        guard 2...4 ~= first.count else { return false }
        return ApplicationIdentifier(String(decoding: first, as: UTF8.self))?.rule.isPrimaryKey ?? false
    }
}

extension Answer {
    /// Says in `Link` where a linkset is.
    mutating func tell(linkset value: String?) {
        guard let value, let name = HTTPField.Name("Link") else { return }
        fields[name] = value
    }
}

/// A stamp's own address, as a resolver sees it: a Digital Link whose stem is the seal.
struct StampAddress {
    let seal: String
    /// The path behind the seal: `/01/…/21/…`.
    let link: String
    /// With its question mark; empty where there is none.
    let query: String

    /// Nil where the path has no seal, or what is behind it is of a product without a GTIN.
    init?(_ target: RequestTarget, _ host: IssuerHost) {
        query = target.query.isEmpty ? "" : "?" + String(Substring(target.query))
        var path = target.path
        if case .readings(let readings) = Canonicalisation(hosts: [host]).reading(of: "HTTPS://\(host.text)\(path)"),
            let first = readings.first
        {
            path = String(first.dropFirst("HTTPS://\(host.text)".count))
        }
        let seal = path.utf8.dropFirst().prefix { 0x30...0x39 ~= $0 }
        let link = path.utf8[seal.endIndex...]
        guard seal.count == Seal.digitCount, link.starts(with: "/01/".utf8) else { return nil }
        self.seal = String(decoding: seal, as: UTF8.self)
        self.link = String(decoding: link, as: UTF8.self)
    }
}

extension Failure {
    /// Why the resolver has no link to give.
    init(link problem: ResolverProblem) {
        let (detail, hint) = (problem.detail, problem.hint)
        let code = ProblemCode(rawValue: problem.code) ?? .internalError
        self.init(
            Problem(code, vi: detail.vi, en: detail.en, hint: Bilingual(vi: hint.vi, en: hint.en)))
    }
}
