internal import GS1
internal import HTTPServer
internal import HTTPTypes
internal import Hummingbird
internal import Records
internal import Resolver
internal import Stamps
internal import Wording

/// Answers GS1 Digital Links below this host, and what the resolver says of itself.
struct LinkResponder {
    private let resolver: LinkResolver
    private let origin: String
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
    /// A link to a page of our own is answered by its path alone: behind a proxy, or on a test machine, the reader
    /// stays where it asked.
    func answer(
        _ request: Request, _ reader: Negotiation, _ pages: Pages, _ issuer: Issuer
    ) async throws -> Answer {
        let found = try await resolver.answer(
            to: ResolverRequest(
                method: request.method.rawValue, target: request.head.path ?? "",
                accept: request.headers[.accept], acceptLanguage: request.headers[.acceptLanguage]),
            from: links)
        var fields = HTTPFields()
        for header in found.headers {
            guard let name = HTTPField.Name(header.name), name != .contentType else { continue }
            let isOwn = name == .location && header.value.hasPrefix(origin + "/")
            fields.append(
                HTTPField(name: name, value: isOwn ? String(header.value.dropFirst(origin.count)) : header.value))
        }
        let failure = found.problem.map(Failure.init(link:))
        if let failure, reader.form(usual: .data) == .page {
            var answer = Answer.failure(failure, reader, pages, issuer)
            answer.fields = fields
            return answer
        }
        return Answer(
            status: HTTPResponse.Status(code: found.status), mediaType: found[header: "Content-Type"],
            body: String(decoding: found.body, as: UTF8.self), fields: fields, failure: failure)
    }

    /// Whether a path begins like a Digital Link at the root: with the number of a primary key.
    static func isLink(_ path: String) -> Bool {
        if path == "/.well-known/gs1resolver" { return true }
        let first = path.utf8.dropFirst().prefix { $0 != UInt8(ascii: "/") }
        guard 2...4 ~= first.count else { return false }
        return ApplicationIdentifier(String(decoding: first, as: UTF8.self))?.rule.isPrimaryKey ?? false
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
