internal import Access
internal import Encodings
package import HTTPServer
internal import HTTPTypes
internal import Hummingbird
internal import Inspection
internal import Labels
package import ProgrammeAPI
package import Records
package import Registrar
package import ScanPages
package import Time
package import Verification
internal import WebSyntax
internal import Wording

/// Answers `/inspect` and what lies below: for who has signed in with an access token that may read cases.
package struct InspectorResponder: Sendable {
    /// Somebody who has signed in, and what asked.
    struct Visit: Sendable, Speaking {
        let principal: Principal
        let proof: String
        let language: Language
        let query: [String: String]
        /// Whether a page is looked at, and not only asked after (`HEAD`).
        var isLooking = false

        var nav: InspectorNav { InspectorNav(proof: proof, language) }
    }

    let inspection: StampInspection
    let api: APIBackend
    let verifier: Verifier
    let provinces: [ProvinceChoice]
    let pages: Pages
    let issuer: Issuer
    let register: (any OriginRegister)?
    let today: @Sendable () async throws -> CivilDate
    let visitors: VisitorRateLimiter
    let sessions: Sessions
    var now: @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
    let tries = AccountRateLimiter(perSecond: 0.5, burst: 100)
    let gate = UploadGate(bytes: 4 * InspectorResponder.formBytes, share: 2 * InspectorResponder.formBytes)

    static let formBytes = 6 << 20
    static let cookie = SessionCookie(name: "temgoc-inspect", path: InspectorAddress.root)

    /// - Parameters:
    ///   - inspection: cases, findings and evidence.
    ///   - api: knows the tokens and draws the labels.
    ///   - provinces: what their codes are called.
    ///   - newSecret: 32 fresh bytes of the system's source of randomness, for a session.
    ///   - pages: the frame of all pages.
    /// - Throws: an error of Mustache, which the templates that are compiled in never cause.
    package init(
        inspection: StampInspection, api: APIBackend, verifier: Verifier, provinces: [ProvinceChoice],
        newSecret: @escaping @Sendable () -> [UInt8], pages: Pages, issuer: Issuer, register: (any OriginRegister)?,
        today: @escaping @Sendable () async throws -> CivilDate
    ) throws {
        self.inspection = inspection
        self.api = api
        self.verifier = verifier
        self.provinces = provinces
        self.pages = try pages.adding([
            "inspector": PackageResources.inspector_mustache, "section": PackageResources.section_mustache,
        ])
        self.issuer = issuer
        self.register = register
        self.today = today
        visitors = VisitorRateLimiter([.signIn: .init(perSecond: 1 / 60, burst: 10)], rotation: .seconds(86_400))
        sessions = Sessions(newSecret: newSecret)
    }

    func answer(
        _ request: Request, _ target: RequestTarget, _ reader: Negotiation, _ context: ClientContext
    ) async throws -> Answer {
        let path = target.path.dropFirst(InspectorAddress.root.count).split(
            separator: "/", omittingEmptySubsequences: false
        ).dropFirst().map(String.init)
        let query = URLEncodedForm.fields(of: target.query)
        if path == ["sign-in"] { return try await signIn(request, reader, context) }
        let id = Self.cookie.id(request.headers)
        guard let id, let session = sessions.session(id, at: now()) else {
            try FormMethod.demand(.get, of: request)
            return signInPage(reader.language, status: path.isEmpty ? .ok : .unauthorized)
        }
        let principal: Principal
        do { principal = try await holder(of: session.token) } catch {
            sessions.close(id)
            let failure = Failure(error)
            guard failure.status.code < 500 else { throw failure }
            return signInPage(reader.language, fault: failure, status: .unauthorized)
        }
        let proof = Sessions.proof(id)
        if request.method == .post {
            try SameOrigin.demand(request, host: issuer.host, strictly: true)
            let form = try await gate.pass(.account(principal.name)) { place in
                try await SentForm.read(request, bytes: Self.formBytes, in: place)
            }
            guard form["proof"] == proof else { throw Failure.crossSite }
            let language = Negotiation(request.headers, form: form).language
            let visit = Visit(principal: principal, proof: proof, language: language, query: query)
            if path == ["sign-out"] {
                sessions.close(id)
                var answer = Answer.seeOther(InspectorAddress.of("", language), reader)
                answer.fields[.setCookie] = Self.cookie.clear(for: request)
                return answer
            }
            return try await post(path, form, visit)
        }
        try FormMethod.demand(.get, of: request)
        let visit = Visit(
            principal: principal, proof: proof, language: reader.language, query: query,
            isLooking: request.method == .get)
        do { return try await get(path, visit) } catch {
            let failure = Failure(error)
            guard [403, 404].contains(failure.status.code), !["evidence", "template", "design"].contains(path.first)
            else {
                throw failure
            }
            return refusal(failure, visit)
        }
    }

    /// Why there is no such page for who has signed in, with the way back.
    private func refusal(_ failure: Failure, _ visit: Visit) -> Answer {
        var content = InspectorPage(failure.title[visit.language], tone: .unsure, nav: visit.nav, visit.language)
        content.paragraphs = (failure.texts + [failure.hint].compactMap(\.self)).map { $0[visit.language] }
        var answer = page(content, at: nil, visit.language)
        answer.status = failure.status
        answer.failure = failure
        return answer
    }

    private func get(_ path: [String], _ visit: Visit) async throws -> Answer {
        switch (path.first, path.count) {
        case (nil, 0): try await start(visit)
        case ("stamp", 1): try await stamp(visit)
        case ("case", 2): try await casePage(path[1], visit)
        case ("evidence", 2): try await evidence(path[1], visit)
        case ("template", 2): try await template(path[1])
        case ("design", 2): try await design(path[1])
        default: throw Failure.notFound
        }
    }

    private func post(_ path: [String], _ form: SentForm, _ visit: Visit) async throws -> Answer {
        switch (path.first, path.count) {
        case ("finding", 1): try await record(form, visit)
        case ("case", 3): try await step(path[2], ofCase: path[1], form, visit)
        case ("report", 2): try await answer(path[1], form, visit)
        default: throw Failure.notFound
        }
    }

    /// Who the token is of now, where they may read cases.
    private func holder(of token: TokenDigest) async throws -> Principal {
        guard let record = try await api.registrar.token(token), record.digest == token else {
            throw Failure.tokenUnknown
        }
        let principal = try record.holder(on: await today())
        guard principal.extent(of: .readCases) != nil else { throw principal.denial(of: .readCases) }
        return principal
    }

    private func signIn(
        _ request: Request, _ reader: Negotiation, _ context: ClientContext
    ) async throws -> Answer {
        try FormMethod.demand(.post, of: request)
        try SameOrigin.demand(request, host: issuer.host, strictly: true)
        let now = now()
        let form = try await SentForm.read(request, bytes: 4_096)
        let language = Negotiation(request.headers, form: form).language
        do {
            let token = try api.token(form["token"])
            _ = try await holder(of: token.digest)
            if let old = Self.cookie.id(request.headers) { sessions.close(old) }
            var answer = Answer.seeOther(InspectorAddress.of("", language), reader)
            answer.fields[.setCookie] = Self.cookie.set(sessions.open(for: token.digest, at: now), for: request)
            return answer
        } catch {
            let failure = Failure(error)
            guard failure.status.code < 500 else { throw failure }
            // Only wrong ones are counted: nobody's tries keep out who has a token.
            let seconds = visitors.wait(for: context.network, .signIn, at: now)
            let wait = context.network == nil ? tries.wait(for: "all", at: now) : seconds
            if let wait { throw Failure.tooManyForms(seconds: wait) }
            return signInPage(language, fault: failure, status: failure.status)
        }
    }

    private func signInPage(
        _ language: Language, fault: Failure? = nil, status: HTTPResponse.Status
    ) -> Answer {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        var content = InspectorPage(
            say("Trang dành cho đoàn kiểm tra", "The inspectors' pages"), tone: .about, nav: nil, language)
        content.paragraphs = [
            say(
                "Đăng nhập bằng mã truy cập do đơn vị phát hành cấp cho đoàn kiểm tra, cơ quan OCOP hoặc kiểm toán.",
                "Sign in with an access token that the issuer gave to inspectors, an office in charge of OCOP or an "
                    + "auditor."),
            say(
                "Nếu bạn chỉ muốn tra cứu một sản phẩm, hãy quét mã trên tem; không cần đăng nhập.",
                "If you only want to check a product, scan the code of its stamp; you need not sign in."),
        ]
        let words = fault.map { ($0.texts + [$0.hint].compactMap(\.self)).map { $0[language] }.joined(separator: " ") }
        let field = InputView(
            "token", .secret(limit: 100), say("Mã truy cập", "Access token"),
            hint: say("bắt đầu bằng temgoc_", "begins with temgoc_"), fault: words, isRequired: true)
        let form = FormView([field], button: say("Đăng nhập", "Sign in"), language)
        content.parts = [
            PageSection(
                say("Đăng nhập", "Sign in"),
                SectionBody(forms: [SectionBody.Form("\(InspectorAddress.root)/sign-in", form)]))
        ]
        var answer = page(content, at: "", language)
        answer.status = status
        answer.failure = fault
        return answer
    }

    /// A page of the inspectors', which does use a cookie and says so.
    ///
    /// - Parameter path: where it is, below the root, as a form may have been sent to another address; nil for the address
    ///   that was asked for.
    func page(_ content: InspectorPage, at path: String?, _ language: Language, otherQuery: String = "") -> Answer {
        pages.formPage(
            content, "inspector", content.headline, issuer, language,
            otherPath: path.map { InspectorAddress.root + $0 } ?? "",
            otherQuery: otherQuery,
            promise: Bilingual(
                vi: "Trang này dùng một cookie để giữ phiên đăng nhập, tối đa 8 giờ. Trang tra cứu không dùng cookie.",
                en: "This page keeps you signed in with one cookie, for at most 8 hours. The pages for consumers use "
                    + "none."))
    }

    func author(_ visit: Visit) -> Authorship { Authorship(visit.principal, at: api.time()) }

    private func evidence(_ sha256: String, _ visit: Visit) async throws -> Answer {
        guard EvidenceItem.isDigest(sha256) else { throw Failure.notFound }
        let found = try await inspection.registrar.evidence(
            sha256, in: inspection.evidence, for: visit.principal)
        return .picture(found.bytes, found.type.rawValue)
    }

    private func template(_ name: String) async throws -> Answer {
        guard try await api.labels.templates().contains(where: { $0.template.name == name }) else {
            throw Failure.notFound
        }
        return .picture(try await api.labels.preview(of: name, dotsPerInch: 203), "image/png")
    }
}

extension InspectorResponder {
    private func design(_ sha256: String) async throws -> Answer {
        guard let picture = try await inspection.picture(ofDesign: sha256) else { throw Failure.notFound }
        return .picture(picture, "image/png")
    }
}

extension Answer {
    /// Bytes that are shown as they are, and never as anything else.
    fileprivate static func picture(_ bytes: [UInt8], _ type: String) -> Answer {
        var answer = Answer(status: .ok, mediaType: type, body: "", bytes: bytes)
        // What is no picture could run something in a viewer: it is saved, not shown.
        if !type.hasPrefix("image/") { answer.fields[.contentDisposition] = "attachment" }
        return answer
    }
}

extension SectionBody.Form {
    /// A form that is sent; under a summary where one is given, to be opened by a touch.
    init(
        _ action: String, method: String = "post", hasFiles: Bool = false, summary: String? = nil,
        isOpen: Bool = false, _ form: FormView
    ) {
        self.init(
            action: action, method: method, hasFiles: hasFiles, isFolded: summary != nil, isOpen: isOpen,
            summary: summary ?? "", form: form)
    }
}
