internal import Encodings
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Records
internal import ScanHistory
internal import Stamps
internal import Time
internal import Verification
internal import Wording

/// Answers one request: bounds, route, method, then what the route asks for.
///
/// Not Hummingbird's router: that decodes and joins path segments, and a stamp's path is compared octet by octet.
struct ScanResponder: HTTPResponder {
    typealias Context = ScanContext

    let verifier: Verifier
    let issuer: Issuer
    let today: @Sendable () -> CivilDate
    let isReady: @Sendable () async throws -> Void
    let pages: Pages
    let logger: Logger
    /// nil where there is no interface for programs.
    let programs: APIResponder?
    /// nil where there is no transparency log.
    var log: LogFiles?
    /// nil where there are no pictures of products.
    var pictures: ProductPictures?
    /// nil where neither links nor pages without a seal are answered.
    let links: LinkResponder?
    /// nil where checks are not counted.
    var scans: HTTPScanCounter?
    /// nil where there are no pages on which people write.
    var people: PeopleResponder?
    var visitors = VisitorRate(ServiceConfiguration.VisitorLimits())
    var clients = ClientNetworks()
    let metrics = ServiceMetrics()
    let memory = AnswerMemory()
    let readers = NegotiationMemory()

    func respond(to request: Request, context: ScanContext) async throws -> Response {
        let start = ContinuousClock.now
        let target = RequestTarget(request.head.path ?? "")
        let route = Route(target)
        let reader = readers.negotiation(request.headers, query: target.query)
        let response: Response
        if route == .programs, let programs, target.octetCount <= UnverifiedStamp.maximumInputLength {
            let (operation, outcome) = await programs.answer(request, target)
            log(operation, outcome.status, nil, outcome.failure, since: start)
            response = outcome.response(reader.language)
        } else if case .log(let path) = route, let file = try? await self.log?.response(to: path) {
            log(route.name, file.status, nil, nil, since: start)
            response = file
        } else if case .media(let sha256) = route, Self.isReading(request),
            let picture = pictures?.response(to: sha256)
        {
            log(route.name, picture.status, nil, nil, since: start)
            response = picture
        } else {
            let answer = await answer(request, target, route, reader, context)
            log(route.name, answer.status, answer.verdict, answer.failure, since: start)
            response = answer.response(reader, pages.commonFields)
        }
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(
        _ request: Request, _ target: RequestTarget, _ route: Route, _ reader: Negotiation, _ context: ScanContext
    ) async -> Answer {
        var context = context
        context.network = clients.network(request.headers, over: context.remoteAddress)
        do {
            try checkRate(target, route, context)
            try Self.check(request, target, route)
            if request.method == .post, case .stamp(let path) = route {
                return try await enterPIN(request, path, reader, scans?.check(request, target, context))
            }
            if route == .people, let people { return try await people.answer(request, target, reader, context) }
            if route == .link, let links { return try await links.answer(request, reader, pages, issuer) }
            return try await answer(route, target, reader, scans?.check(request, target, context))
        } catch {
            return .failure(Failure(error), reader, pages, issuer)
        }
    }

    /// Refuses who asks too fast; what says nothing of codes is not counted.
    private func checkRate(_ target: RequestTarget, _ route: Route, _ context: ScanContext) throws(Failure) {
        guard let purpose = route.purpose(target),
            let seconds = visitors.wait(for: context.network, purpose, at: ContinuousClock.now)
        else { return }
        throw .tooManyRequests(wait: seconds)
    }

    /// What is refused before it is looked into; bodies are read of covered numbers and by the pages on which people
    /// write.
    private static func check(_ request: Request, _ target: RequestTarget, _ route: Route) throws(Failure) {
        let limit = UnverifiedStamp.maximumInputLength
        guard target.octetCount <= limit else { throw .targetTooLong(octets: target.octetCount, limit: limit) }
        guard route != .unknown, route != .programs else { throw .notFound }
        // The form for a covered number: `FormBody` has its own limit.
        if case .stamp = route, request.method == .post { return }
        guard route != .people else { return }
        guard route == .link || isReading(request) else { throw .methodNotAllowed }
        let length = request.headers[.contentLength] ?? "0"
        guard length == "0", request.headers[.transferEncoding] == nil else { throw .bodyNotAllowed }
    }

    private static func isReading(_ request: Request) -> Bool { request.method == .get || request.method == .head }

    private func answer(
        _ route: Route, _ target: RequestTarget, _ reader: Negotiation, _ check: Check?
    ) async throws -> Answer {
        switch route {
        case .home: return .page(pages.home(issuer, reader.language))
        case .health: return .data(["status": "up"])
        case .readiness:
            do { try await isReady() } catch { throw Failure.notReady(error) }
            return .data(["status": "ready"])
        case .stamp(let path):
            return try await verify(path, reader, check, proving: target.query.elementsEqual("proof=1".utf8))
        case .open(let page): return try await open(page, reader, check)
        case .bare(let page):
            let query = target.query.isEmpty ? "" : "?" + String(Substring(target.query))
            return Answer(status: .temporaryRedirect, mediaType: nil, body: "", fields: [.location: page.path + query])
        case .check: return try await self.check(TypedFields(target.query), reader, check)
        case .programs, .link, .log, .media, .people, .unknown: throw Failure.notFound
        }
    }

    /// Verifies what the path would be on a stamp of this issuer, whatever the request's Host says.
    ///
    /// Behind a proxy or on a test machine Host may be anything. A stamp that names another issuer, read as if it
    /// named this one, has a wrong signature: a wrong guess can never make a false good.
    private func verify(
        _ path: String, _ reader: Negotiation, _ check: Check?, proving: Bool
    ) async throws -> Answer {
        let report = try await verifier.verify("HTTPS://\(issuer.host.text)\(path)", on: today(), counting: check)
        return try await answer(report, reader, check, proving: proving)
    }

    func answer(
        _ report: VerificationReport, _ reader: Negotiation, _ check: Check?, typed: TypedFields? = nil,
        proving: Bool = false
    ) async throws -> Answer {
        defer { scans?.record(report, check) }
        switch reader.form(usual: .page) {
        case .page:
            let picture = report.facts.flatMap { pictures?.picture(of: $0.product, reader.language) }
            func make() async throws -> String {
                var standing: LogStanding?
                if let batch = report.facts?.batch { standing = try await log?.standing(batch.sequence) }
                return pages.stamp(
                    report, of: issuer, reader.language, hosts: links?.links.hosts ?? [], typed: typed, log: standing,
                    picture: picture)
            }
            // What was typed stands again in the page's links.
            let html =
                typed == nil
                ? try await memory.page(of: report, reader.language, with: picture, make: make) : try await make()
            return .page(html, report.verdict)
        case .data:
            let text = proving ? try await proved(report).canonicalText : memory.json(of: report)
            return .data(text: text, report.verdict)
        }
    }

    /// The report with the proof that its batch is in the transparency log, for who asks with `?proof=1`.
    private func proved(_ report: VerificationReport) async throws -> JSONValue {
        guard case .object(var members) = report.json, let batch = report.facts?.batch,
            let proof = try await log?.proof(batch.sequence)
        else { return report.json }
        members["logProof"] = .string(String(decoding: proof, as: UTF8.self))
        return .object(members)
    }

    /// Neither who asked nor for what: route, verdict, status and duration are all that is kept of a request.
    private func log(
        _ name: String, _ status: HTTPResponse.Status, _ verdict: Verdict?, _ failure: Failure?,
        since start: ContinuousClock.Instant
    ) {
        let duration = ContinuousClock.now - start
        metrics.add(ServiceMetrics.Label(route: name, status: status.code, verdict: verdict), duration)
        var facts: Logger.Metadata = [
            "route": "\(name)", "status": "\(status.code)",
            "microseconds": "\(Int((duration / .microseconds(1)).rounded()))",
        ]
        facts["verdict"] = verdict.map { "\($0.rawValue)" }
        facts["problem"] = failure.map { "\($0.code.rawValue)" }
        facts["cause"] = failure?.cause.map { "\($0)" }
        let isProbe = name == Route.health.name || name == Route.readiness.name
        let level: Logger.Level = status.kind == .serverError ? .error : isProbe ? .debug : .info
        logger.log(level: level, "answered", metadata: facts)
    }
}

/// What the framework tells of a request besides the request.
struct ScanContext: InitializableFromSource {
    /// The other end of the connection; it is asked for its network alone, and kept nowhere.
    let remoteAddress: SocketAddress?
    /// Where the request comes from; nil where nobody can be told apart, and before `ClientNetworks` was asked.
    var network: NetworkPrefix?

    init(source: ApplicationRequestContextSource) {
        remoteAddress = source.channel.remoteAddress
    }

    init(remoteAddress: SocketAddress? = nil) {
        self.remoteAddress = remoteAddress
    }
}
