internal import Encodings
internal import HTTPServer
internal import Hummingbird
internal import Inspection
internal import Records
internal import Registrar
internal import Stamps
internal import Time
internal import Verification
internal import WebSyntax
internal import Wording

/// What a citizen typed into the form.
struct SentReport {
    let kind: String
    let text: String
    let province: String
    let codeText: String
    let code: ReportedCode?
    /// Whether the code came with a link from a page, so that nobody has to read it.
    let isLinked: Bool

    init(_ field: (String) -> String, isLinked: Bool, host: IssuerHost) {
        kind = field("kind")
        text = field("text")
        province = field("province")
        codeText = field("code")
        code = ReportedCode(codeText, host: host)
        self.isLinked = isLinked && code != nil
    }
}

/// Answers `/report` and what lies below: the form, its sending, and the page behind a receipt number.
struct ReportResponder: Sendable {
    static let root = "/report"

    let reports: CitizenReports
    let pages: Pages
    let issuer: Issuer
    let register: (any OriginRegister)?
    let visitors: VisitorRateLimiter
    private let rate: AccountRateLimiter
    private let gate: UploadGate

    init(_ reports: CitizenReports, pages: Pages, issuer: Issuer, register: (any OriginRegister)?) {
        self.reports = reports
        self.pages = pages
        self.issuer = issuer
        self.register = register
        let limits = reports.limits
        visitors = VisitorRateLimiter(
            [.report: .init(perSecond: limits.visitorPerHour / 3_600, burst: limits.visitorBurst)],
            rotation: .seconds(86_400))
        rate = AccountRateLimiter(perSecond: limits.perHour / 3_600, burst: limits.burst)
        gate = UploadGate(bytes: limits.formsAtOnce * limits.formBytes, share: 2 * limits.formBytes)
    }

    /// Whether a path is one of these pages.
    static func isAnswering(_ path: String) -> Bool { path == root || path.hasPrefix(root + "/") }

    func answer(
        _ request: Request, _ target: RequestTarget, _ reader: Negotiation, _ context: ClientContext
    ) async throws -> Answer {
        guard target.path == Self.root else {
            try FormMethod.demand(.get, of: request)
            return try await receipt(String(target.path.dropFirst(Self.root.count + 1)), reader)
        }
        if request.method == .post { return try await take(request, reader, context) }
        try FormMethod.demand(.get, of: request, besides: [.post])
        let query = URLEncodedForm.fields(of: target.query)
        if let typed = query["receipt"] { return try await find(typed, reader) }
        let sent = SentReport({ query[$0] ?? "" }, isLinked: true, host: issuer.host)
        return try await form(sent, [:], reader)
    }

    /// The form, with what is wrong with what was sent.
    private func form(
        _ sent: SentReport, _ faults: [String: Bilingual], asked: String = "", _ reader: Negotiation
    ) async throws -> Answer {
        var product: String?
        if let key = sent.code?.key, let register {
            product = try await register.facts(of: key, lot: nil)?.product.name
        }
        let view = ReportFormView(
            sent, faults: faults, product: product, provinces: reports.provinces, asked: asked, reader.language)
        let query = sent.codeText.isEmpty ? "" : "code=\(percentEncoded(sent.codeText))&"
        var answer = pages.formPage(view, "report", view.headline, issuer, reader.language, otherQuery: query)
        if !faults.isEmpty { answer.status = .unprocessableContent }
        return answer
    }

    private func take(_ request: Request, _ reader: Negotiation, _ context: ClientContext) async throws -> Answer {
        try SameOrigin.demand(request, host: issuer.host, strictly: false)
        let now = ContinuousClock.now
        if let seconds = visitors.wait(for: context.network, .report, at: now) {
            throw Failure.tooManyForms(seconds: seconds)
        }
        return try await gate.pass(context.network.map(UploadGate.Sender.network)) { place in
            let form = try await SentForm.read(request, bytes: reports.limits.formBytes, in: place)
            return try await take(form, Negotiation(request.headers, form: form))
        }
    }

    private func take(_ form: SentForm, _ reader: Negotiation) async throws -> Answer {
        let sent = SentReport({ form[$0] }, isLinked: form["linked"] == "1", host: issuer.host)
        var faults: [String: Bilingual] = [:]
        let kind = CitizenReport.Kind(rawValue: sent.kind)
        if kind == nil {
            faults["kind"] = Bilingual(vi: "Vui lòng chọn một nội dung.", en: "Please choose what it is about.")
        }
        faults["text"] = Self.tooLong(
            sent.text, CitizenReport.longestText,
            Bilingual(vi: "Vui lòng viết ngắn hơn.", en: "Please shorten it."))
        faults["code"] = Self.tooLong(
            sent.code?.text ?? sent.codeText, ReportedCode.limit,
            Bilingual(vi: "Vui lòng xem lại mã.", en: "Please look at the code again."))
        if !sent.province.isEmpty, !reports.provinces.contains(where: { $0.code == sent.province }) {
            faults["province"] = Bilingual(
                vi: "Tỉnh này không có trong danh sách; vui lòng chọn lại.",
                en: "It is not on the list; please choose again.")
        }
        var picture: SentPicture?
        do {
            picture = try form.files["picture"].map { bytes throws(PictureRefusal) in try SentPicture(bytes) }
        } catch {
            faults["picture"] = error.text
        }
        let text = CitizenReport.cleaned(sent.text)
        faults["text"] = faults["text"] ?? PersonalWords.fault(in: text)
        if text == nil, picture == nil, sent.code == nil, faults["picture"] == nil {
            faults["text"] = Bilingual(
                vi: "Vui lòng viết vài lời, hoặc chọn ảnh, hoặc gõ mã trên tem.",
                en: "Please write a few words, or choose a picture, or type the code.")
        }
        // A browser does not send a file twice by itself.
        func refused() async throws -> Answer {
            if picture != nil { faults["picture"] = SentPicture.chooseAgain }
            return try await self.form(sent, faults, reader)
        }
        guard faults.isEmpty, let kind, let receipt = ReceiptNumber(random: reports.newSecret())
        else { return try await refused() }
        // Only what would be recorded counts among all reports: what is refused takes nobody's place.
        if let seconds = rate.wait(for: "all", at: ContinuousClock.now) { throw Failure.tooManyForms(seconds: seconds) }
        let report = CitizenReport(
            receipt: receipt, at: reports.time(), kind: kind, subject: try await sent.code?.subject(register),
            text: text,
            picture: picture?.item, province: sent.province.isEmpty ? nil : sent.province)
        do {
            let taken = try await reports.registrar.take(
                report, picture: picture?.bytes, evidence: reports.evidence)
            return .seeOther("\(Self.root)/\(taken.receipt.text)", reader)
        } catch let personal as DataProblems {
            faults["text"] = PersonalWords.fault(personal)
            return try await refused()
        }
    }

    /// What is wrong with a text of more characters than a limit; nil where it has not.
    private static func tooLong(_ text: String, _ limit: Int, _ advice: Bilingual) -> Bilingual? {
        guard text.count > limit else { return nil }
        let (count, most) = (Bilingual(number: Double(text.count)), Bilingual(number: Double(limit)))
        return Bilingual(
            vi: "Dài \(count.vi) ký tự; tối đa \(most.vi). \(advice.vi)",
            en: "It has \(count.en) characters; at most \(most.en). \(advice.en)")
    }

    /// The page behind a receipt number that was typed.
    private func find(_ typed: String, _ reader: Negotiation) async throws -> Answer {
        if let receipt = ReceiptNumber(typed) { return .seeOther("\(Self.root)/\(receipt.text)", reader) }
        let nothing = SentReport({ _ in "" }, isLinked: false, host: issuer.host)
        let fault = Bilingual(
            vi: "Số biên nhận chưa đúng; vui lòng xem lại từng ký tự.",
            en: "The receipt number is not right; please look at each character again.")
        return try await form(nothing, ["receipt": fault], asked: String(typed.prefix(40)), reader)
    }

    private func receipt(_ text: String, _ reader: Negotiation) async throws -> Answer {
        guard let receipt = ReceiptNumber(text), receipt.text == text,
            let report = try await reports.registrar.report(receipt)
        else { throw Failure.noReport }
        let view = ReceiptView(report, reader.language)
        return pages.formPage(view, "receipt", view.headline, issuer, reader.language)
    }
}

extension Failure {
    fileprivate static let noReport = Failure(
        Problem(
            .reportUnknown, vi: "Không có phản ánh nào mang số biên nhận này.",
            en: "There is no report with this receipt number.",
            hint: Bilingual(
                vi: "Vui lòng xem lại từng ký tự, hoặc gõ lại số ở trang Gửi phản ánh.",
                en: "Please look at each character again, or type it on the page Send a report.")))
}
