internal import Encodings
package import HTTPServer
internal import HTTPTypes
package import Hummingbird
package import Records
internal import ScanHistory
internal import Stamps
package import Time
package import Verification
internal import WebSyntax
internal import Wording

/// The pages for who scans: verdicts, products without a seal, links, the files of the log, citizens' reports.
///
/// It answers every path that no other part of the site has taken. It cannot sign.
package struct ScanResponder: SitePart {
    let verifier: Verifier
    let issuer: Issuer
    let today: @Sendable () async throws -> CivilDate
    /// Seconds since 1970-01-01T00:00:00Z, for the time that a page says.
    let now: @Sendable () -> Int64
    let isReady: @Sendable () async throws -> Void
    let pages: Pages
    /// nil where there is no transparency log.
    var log: LogFiles?
    /// nil where there are no pictures of products.
    var pictures: ProductPictures?
    /// nil where neither links nor pages without a seal are answered.
    let links: LinkResponder?
    /// nil where checks are not counted.
    var scans: HTTPScanCounter?
    /// nil where there are no citizens' reports.
    var reports: ReportResponder?
    var visitors: VisitorRateLimiter
    let cache = AnswerCache()
    /// What became of covered numbers that were typed a short time ago.
    let entries = PINEntries()

    /// The shops of the post that sell OCOP products.
    package static let usualLinkHosts = ["postmart.vn", "voso.vn", "www.postmart.vn", "www.voso.vn"]

    /// - Parameters:
    ///   - issuer: who answers here; stamps are read as if they named this issuer's host.
    ///   - today: the day in Vietnam, asked once a scan.
    ///   - now: seconds since 1970-01-01T00:00:00Z, for the time that a page says.
    ///   - isReady: throws while the server should get no requests, such as when the register cannot be read.
    ///   - pages: the frame of all pages.
    ///   - log: the files of the transparency log; nil serves none.
    ///   - pictures: the pictures of products; nil shows none.
    ///   - origins: what links and pages without a seal are answered from; nil answers none.
    ///   - linkHosts: the hosts that links of products may lead to besides our own and the producer's; a name stands for
    ///     itself alone, not for the names below it.
    ///   - scans: counts checks; nil counts none.
    ///   - reports: citizens' reports; nil takes none.
    ///   - limits: how fast the visitors of one network may ask.
    /// - Throws: `LinkError.hostName` for a host of `linkHosts` that is none; an error of Mustache, which the templates
    ///   that are compiled in never cause.
    package init(
        verifier: Verifier, issuer: Issuer, today: @escaping @Sendable () async throws -> CivilDate,
        now: @escaping @Sendable () -> Int64, isReady: @escaping @Sendable () async throws -> Void, pages: Pages,
        log: LogFiles? = nil,
        pictures: ProductPictures? = nil, origins: (any OriginRegister)? = nil,
        linkHosts: [String] = ScanResponder.usualLinkHosts, scans: HTTPScanCounter? = nil,
        reports: CitizenReports? = nil,
        limits: ServerConfiguration.VisitorLimits = .init()
    ) throws {
        let pages = try pages.adding(Pages.scanTemplates)
        self.verifier = verifier
        self.issuer = issuer
        self.today = today
        self.now = now
        self.isReady = isReady
        self.pages = pages
        self.log = log
        self.pictures = pictures
        links = try origins.map { try LinkResponder($0, issuer: issuer, hosts: linkHosts) }
        self.scans = scans
        self.reports = reports.map { ReportResponder($0, pages: pages, issuer: issuer, register: origins) }
        visitors = VisitorRateLimiter(limits)
    }

    package func isAnswering(_ target: RequestTarget) -> Bool { true }

    package func flush() async { await scans?.counts.flush() }

    package func reply(
        to request: Request, _ target: RequestTarget, _ reader: Negotiation, _ client: ClientContext
    ) async -> SiteReply {
        let route = Route(target)
        if case .log(let path) = route, let file = try? await log?.response(to: path) {
            return SiteReply(file, route: route.name)
        }
        if case .media(let sha256) = route, Self.isReading(request), let picture = pictures?.response(to: sha256) {
            return SiteReply(picture, route: route.name)
        }
        var answer = await answer(request, target, route, reader, client)
        // Nothing here is behind a sign-in: no secret lies beside what an asker could choose.
        answer.compress(for: reader)
        // Nor is anything for one reader alone: any site may read it, but for what a citizen sends.
        if route != .report, answer.fields[.accessControlAllowOrigin] == nil {
            answer.fields[.accessControlAllowOrigin] = "*"
            answer.fields[.accessControlExposeHeaders] = "Link, Location"
        }
        var reply = SiteReply(answer, route: route.name, reader, pages.commonFields)
        reply.isProbe = route == .health || route == .readiness
        return reply
    }

    /// Bounds, route, method, then what the route asks for.
    private func answer(
        _ request: Request, _ target: RequestTarget, _ route: Route, _ reader: Negotiation, _ client: ClientContext
    ) async -> Answer {
        do {
            try checkRate(target, route, client)
            try Self.check(request, target, route)
            if case .stamp = route, let links, LinkResponder.isAsked(request, target) {
                if let stamp = StampAddress(target, issuer.host) {
                    return try await links.answer(request, reader, pages, issuer, at: stamp)
                }
            }
            if request.method == .options, route != .link, route != .report { return Self.options }
            if route.isCounted, reader.form(usual: .page) == .page, LinkPreview.isAsking(request.headers) {
                return .page(pages.card(issuer, reader.language))
            }
            if request.method == .post, case .stamp(let path) = route {
                return try await take(request, target, path, reader, scans?.check(request, client))
            }
            if route == .report, let reports { return try await reports.answer(request, target, reader, client) }
            if route == .link, let links { return try await links.answer(request, reader, pages, issuer) }
            return try await answer(route, target, reader, scans?.check(request, client))
        } catch {
            return .failure(Failure(error).leadingToForms, reader, pages, issuer)
        }
    }

    /// What may be asked of a page; any site may.
    private static let options = Answer(
        status: .noContent, mediaType: nil, body: "",
        fields: [
            .allow: "GET, HEAD, OPTIONS", .accessControlAllowMethods: "GET, HEAD, OPTIONS",
            .accessControlAllowHeaders: "Accept, Accept-Language", .accessControlMaxAge: "86400",
        ])

    /// Refuses who asks too fast; what says nothing of codes is not counted.
    private func checkRate(_ target: RequestTarget, _ route: Route, _ client: ClientContext) throws(Failure) {
        guard let purpose = route.purpose(target),
            let seconds = visitors.wait(for: client.network, purpose, at: ContinuousClock.now)
        else { return }
        throw .tooManyRequests(wait: seconds)
    }

    /// What is refused before it is looked into; bodies are read of covered numbers and of citizens' reports.
    private static func check(_ request: Request, _ target: RequestTarget, _ route: Route) throws(Failure) {
        let limit = UnverifiedStamp.maximumInputLength
        guard target.byteCount <= limit else { throw .targetTooLong(bytes: target.byteCount, limit: limit) }
        guard route != .unknown else { throw .notFound }
        // The form for a covered number: `FormBody` has its own limit.
        if case .stamp = route, request.method == .post { return }
        guard route != .report else { return }
        guard route == .link || request.method == .options || isReading(request) else { throw .methodNotAllowed }
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
            return try await verify(path, target, reader, check)
        case .open(let page): return try await open(page, reader, check)
        case .bare(let page):
            let query = target.query.isEmpty ? "" : "?" + String(Substring(target.query))
            return Answer(status: .temporaryRedirect, mediaType: nil, body: "", fields: [.location: page.path + query])
        case .check: return try await self.check(TypedFields(target.query), reader, check)
        case .link, .log, .media, .report, .unknown: throw Failure.notFound
        }
    }

    /// Verifies what the path would be on a stamp of this issuer, whatever the request's Host says.
    ///
    /// Behind a proxy or on a test machine Host may be anything. A stamp that names another issuer, read as if it
    /// named this one, has a wrong signature: a wrong guess can never make a false good.
    private func verify(
        _ path: String, _ target: RequestTarget, _ reader: Negotiation, _ check: Check?
    ) async throws -> Answer {
        let text = "HTTPS://\(issuer.host.text)\(path)"
        let report = try await verifier.verify(arriving: text, on: today(), counting: check)
        return try await answer(
            report, reader, check, text: text, proving: target.query.elementsEqual("proof=1".utf8),
            pin: entries.entry(target, report, check))
    }

    /// - Parameter pin: what became of the covered number that the reader typed on the page before.
    func answer(
        _ report: VerificationReport, _ reader: Negotiation, _ check: Check?, typed: TypedFields? = nil,
        text: String? = nil, proving: Bool = false, pin: PINOutcome? = nil
    ) async throws -> Answer {
        var answer = try await content(of: report, reader, check, typed: typed, text: text, proving: proving, pin: pin)
        scans?.record(report, check)
        answer.tell(linkset: report.page.flatMap { links?.linksetLink($0) })
        return answer
    }

    private func content(
        of report: VerificationReport, _ reader: Negotiation, _ check: Check?, typed: TypedFields?, text: String?,
        proving: Bool, pin: PINOutcome?
    ) async throws -> Answer {
        // What is known of another issuer's stamp is in none of our files.
        let own = report.bundle == nil ? report.facts : nil
        switch reader.form(usual: .page) {
        case .page:
            let picture = own.flatMap { pictures?.picture(of: $0.product, reader.language) }
            func make() async throws -> String {
                var standing: LogStanding?
                if let batch = own?.batch { standing = try await log?.standing(batch.sequence) }
                return pages.stamp(
                    report, of: issuer, reader.language, hosts: links?.links.hosts ?? [], typed: typed, log: standing,
                    picture: picture, pin: pin)
            }
            // What was typed stands again on the page.
            let html =
                typed == nil && pin == nil
                ? try await cache.page(of: report, reader.language, with: picture, make: make) : try await make()
            let page = filled(
                html, report, reader, check, text ?? typed.map(\.stamp), retry: pin?.secondsLeft ?? 0)
            return Answer.page(page, report).waiting(for: pin)
        case .data:
            let text = proving ? try await proved(report).canonicalText : cache.json(of: report)
            return .data(text: text, report)
        }
    }

    /// A page with what differs from stamp to stamp and from minute to minute.
    ///
    /// - Parameter text: the stamp as it was scanned; nil for a typed code.
    func filled(
        _ page: String, _ report: VerificationReport, _ reader: Negotiation, _ check: Check?, _ text: String?,
        retry: Int = 0
    ) -> String {
        let serial = report.stamp?.serial ?? report.typed?.serial
        let first = report.history?.history.firstTime.map { VietnamTime.minute(of: $0) + " " }
        let now = check?.time ?? now()
        let stamp = text.map { reader.language.address("?code=\(percentEncoded($0))") }
        let values = [
            PageSlot.minute: VietnamTime.minute(of: now), PageSlot.first: first ?? "",
            PageSlot.report: reader.language.address(report.reportAddress), PageSlot.serial: serial?.readable ?? "",
            PageSlot.stamp: stamp ?? "", PageSlot.retry: VietnamTime.minute(of: now + Int64(retry) + 59),
        ]
        // Addresses have ampersands, and nothing else that HTML reads otherwise.
        return PageSlot.filled(page, values.mapValues { $0.replacing("&", with: "&amp;") })
    }

    /// The report with the proof that its batch is in the transparency log, for who asks with `?proof=1`.
    private func proved(_ report: VerificationReport) async throws -> JSONValue {
        guard case .object(var members) = report.json, report.bundle == nil,
            let batch = report.facts?.batch, let proof = try await log?.proof(batch.sequence)
        else { return report.json }
        members["logProof"] = .string(String(decoding: proof, as: UTF8.self))
        return .object(members)
    }
}
