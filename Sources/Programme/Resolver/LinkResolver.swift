internal import GS1
internal import WebSyntax

/// A request for a link, as far as the answer depends on it.
public struct ResolverRequest: Hashable, Sendable {
    /// The method: `GET`.
    public let method: String
    /// Path and query, as the request line has them (RFC 9112 §3.2.1).
    public let target: String
    /// The field `Accept`.
    public let accept: String?
    /// The field `Accept-Language`.
    public let acceptLanguage: String?
    /// What stands before the path of the Digital Link, where it was asked for at a stamp's own address: `/0211…`.
    ///
    /// A query is no part of a stamp: nothing in it but the type of link is read, and nothing in it is wrong.
    public let seal: String?

    /// Takes the parts as they came; nothing about them is trusted.
    public init(
        method: String, target: String, accept: String? = nil, acceptLanguage: String? = nil, seal: String? = nil
    ) {
        self.method = method
        self.seal = seal
        self.target = target
        self.accept = accept
        self.acceptLanguage = acceptLanguage
    }
}

/// Answers GS1 Digital Links with the links that are registered for them.
///
/// What is asked of a lot or an item is also answered from what is registered for the product. A link must not lead
/// to a Digital Link of this resolver: where one does, the reader is shown the links instead of being sent in a circle.
/// Source: GS1-Conformant Resolver Standard §2.
public struct LinkResolver: Sendable {
    private let description: ResolverDescription

    /// Takes what the resolver says of itself; root and primary keys also decide what it answers.
    public init(_ description: ResolverDescription) { self.description = description }

    /// The answer to a request; of the catalogue at most five subjects are asked.
    ///
    /// 200, 204, 300, 307, 400, 404 or 405. A request that is answered without links does not ask the catalogue.
    /// - Throws: only what the catalogue throws.
    public func answer(to request: ResolverRequest, from catalogue: some LinkCatalogue) async throws -> ResolverAnswer {
        let answer: ResolverAnswer
        do {
            answer = try await fullAnswer(to: request, from: catalogue)
        } catch let problem as ResolverProblem {
            answer = problem.answer(for: WeightedList(request.acceptLanguage).heaviestFirst)
        }
        return request.method == "HEAD" ? answer.withoutBody : answer
    }

    /// The answer to HEAD with the content that GET would have.
    private func fullAnswer(
        to request: ResolverRequest, from catalogue: some LinkCatalogue
    ) async throws -> ResolverAnswer {
        switch try step(request) {
        case .answer(let answer): return answer
        case .lookUp(let question):
            var levels: [Level] = []
            for subject in LinkSubject.all(of: question.link) {
                guard let entry = try await catalogue.entry(for: subject) else { continue }
                levels.append(Level(subject: subject, entry: entry))
            }
            return try answer(question, levels)
        }
    }
}

extension LinkResolver {
    /// What is left to answer when the links are known.
    private struct Question {
        let link: DigitalLink
        /// Handed on to the target.
        let query: String?
        /// What stands before the path where it was asked for.
        let stem: String
        let wanted: Wanted
        let reader: Reader

        enum Wanted {
            case defaultLink
            case link(LinkType)
            case linkset(mediaType: String)
        }
    }

    private enum Step {
        case answer(ResolverAnswer)
        case lookUp(Question)
    }

    /// What can be said before the catalogue is asked.
    private func step(_ request: ResolverRequest) throws(ResolverProblem) -> Step {
        switch request.method {
        case "OPTIONS": return .answer(options(request))
        case "GET", "HEAD": break
        default: throw .method(String(request.method.prefix(16)))
        }
        let path = request.target.prefix { $0 != "?" }
        if path == ResolverDescription.path {
            return .answer(
                ResolverAnswer(200, ["Content-Type": "application/json"], json: description.json))
        }
        let uri: DigitalLinkURI
        do { uri = try link(request) } catch { throw .malformedLink(error) }
        guard uri.stem == description.root, description.primaryKeys.contains(uri.link.key.identifier) else {
            throw .unknownLink(path: String(uri.stem.path + uri.link.path))
        }
        let reader = Reader(
            media: WeightedList(request.accept).heaviestFirst,
            languages: WeightedList(request.acceptLanguage).heaviestFirst)
        let query = request.seal == nil ? uri.query : Self.query(of: request.target)
        let asked =
            request.seal == nil ? Self.linkType(uri.parameters.map { ($0.name, $0.value) }) : Self.linkType(query)
        return .lookUp(
            Question(
                link: uri.link, query: query, stem: stem(request), wanted: try wanted(asked, reader.media),
                reader: reader))
    }

    /// The Digital Link of a request; a slash at the end of its path is tolerated (§2.13).
    private func link(_ request: ResolverRequest) throws(DigitalLinkError) -> DigitalLinkURI {
        let target = request.target
        let path = target.prefix { $0 != "?" }
        let rest = request.seal == nil ? target.dropFirst(path.count) : ""
        let trimmed = path.hasSuffix("/") ? path.dropLast() : path
        return try DigitalLinkURI(description.root.origin + trimmed + rest)
    }

    /// Where the request was asked: at the root, or at a stamp's own address.
    private func stem(_ request: ResolverRequest) -> String { description.root.text + (request.seal ?? "") }

    private static func query(of target: String) -> String? {
        target.firstIndex(of: "?").map { String(target[target.index(after: $0)...]) }
    }

    /// The type of link that is asked for; an empty one is none.
    private static func linkType(_ parameters: [(name: String, value: String?)]) -> String? {
        parameters.lazy.filter { $0.name == "linkType" }.compactMap(\.value).first { !$0.isEmpty }
    }

    /// The same, from a query that need be none of a Digital Link.
    public static func linkType(_ query: String?) -> String? {
        let pairs = (query ?? "").utf8.split { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: ";") }
        return linkType(
            pairs.prefix(64).map { pair in
                let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
                    .map { String(decoding: URIPart.query.decoded(Array($0).span), as: UTF8.self) }
                return (name: parts[0], value: parts.count > 1 ? parts[1] : nil)
            })
    }

    private func wanted(
        _ asked: String?, _ media: WeightedList
    ) throws(ResolverProblem) -> Question.Wanted {
        let linksetType = Self.linksetType(media)
        guard let name = asked else { return linksetType.map { .linkset(mediaType: $0) } ?? .defaultLink }
        if name == "linkset" || name == "all" {
            return .linkset(mediaType: linksetType ?? Self.linksetTypes[0])
        }
        guard let type = LinkType(name) else { throw .unknownLinkType(String(name.prefix(80))) }
        return .link(type)
    }

    /// The form in which the reader wants a linkset, where that is wanted no less than a page.
    private static func linksetType(_ media: WeightedList) -> String? {
        let page = media.weight(ofMedia: "text/html")
        let types = linksetTypes.filter { (media.weight(of: $0) ?? 0) >= max(page, 1) }
        return types.max { (media.weight(of: $0) ?? 0) < (media.weight(of: $1) ?? 0) }
    }

    private static let linksetTypes = ["application/linkset+json", "application/json", "application/ld+json"]
}

extension LinkResolver {
    private func answer(_ question: Question, _ levels: [Level]) throws(ResolverProblem) -> ResolverAnswer {
        let link = question.link
        let asked = (path: link.path, stem: question.stem)
        let all = Linkset(of: levels, at: description.root, asked: asked)
        guard !levels.isEmpty else { throw .unknownLink(path: link.path) }
        let choice: LinkChoice
        switch question.wanted {
        case .linkset(let mediaType): return linkset(all, 200, mediaType)
        case .defaultLink: choice = question.reader.defaultChoice(in: levels)
        case .link(let type): choice = question.reader.choice(of: type, in: levels)
        }
        switch choice {
        case .one(let chosen) where leadsHere(chosen.target): return linkset(all, 300, Self.linksetTypes[0])
        case .one(let chosen):
            return ResolverAnswer(
                307, ["Location": chosen.target.passing(question.query)],
                links: [Self.linksetLink(asked.stem + asked.path)])
        case .several(let links, let level):
            return linkset(
                Linkset(links, of: level, at: description.root, asked: asked), 300, Self.linksetTypes[0])
        case .none:
            if case .link(let type) = question.wanted { throw .unknownLinkType(type.description) }
            throw .unknownLink(path: link.path)
        }
    }

    private func linkset(_ linkset: Linkset, _ status: Int, _ mediaType: String) -> ResolverAnswer {
        let isJSONLD = mediaType == "application/ld+json"
        let context =
            "<\(Linkset.contextLocation)>; rel=\"http://www.w3.org/ns/json-ld#context\"; type=\"application/ld+json\""
        let json =
            switch mediaType {
            case "application/ld+json": linkset.jsonLD
            case "application/json": linkset.plainJSON
            default: linkset.json
            }
        return ResolverAnswer(
            status, ["Content-Type": mediaType],
            links: [Self.linksetLink(linkset.asked.stem + linkset.asked.path)] + (isJSONLD ? [] : [context]),
            json: json, listing: linkset.listing)
    }

    /// What may be asked; for a Digital Link also where its linkset is.
    private func options(_ request: ResolverRequest) -> ResolverAnswer {
        let methods = "GET, HEAD, OPTIONS"
        return ResolverAnswer(
            204,
            [
                "Allow": methods, "Access-Control-Allow-Methods": methods,
                "Access-Control-Allow-Headers": "Accept, Accept-Language", "Access-Control-Max-Age": "86400",
            ],
            links: (try? link(request)).map { [Self.linksetLink(stem(request) + $0.link.path)] } ?? [])
    }

    /// The value of `Link` that says where the linkset of an address is.
    public static func linksetLink(_ address: String) -> String {
        "<\(address)?linkType=linkset>; rel=\"linkset\"; type=\"\(linksetTypes[0])\""
    }

    /// Whether a target is a Digital Link of this very resolver.
    private func leadsHere(_ target: LinkTarget) -> Bool {
        guard let uri = try? DigitalLinkURI(target.text) else { return false }
        return uri.stem.text.lowercased() == description.root.text.lowercased()
    }
}
