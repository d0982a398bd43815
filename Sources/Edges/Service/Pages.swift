internal import Crypto
internal import Encodings
internal import FoundationEssentials
internal import HTTPTypes
internal import Mustache
internal import Records
internal import ScanHistory
internal import Stamps
internal import Time
internal import Verification
internal import Wording

/// The pages: templates that are compiled in, filled with what a report says, everything escaped for HTML.
struct Pages: Sendable {
    private let library: MustacheLibrary
    private let style: String
    /// The one style of all pages, as a Content-Security-Policy names it: `sha256-…`.
    let styleHash: String
    /// The header fields of every answer; see `Answer.commonFields`.
    let commonFields: HTTPFields
    /// The style of pages with forms: the same, and what forms need.
    let formStyle: String
    let formStyleHash: String

    /// - Throws: an error of Mustache where a template is not right.
    init() throws {
        var library = MustacheLibrary()
        for (name, octets) in [
            ("page", PackageResources.page_mustache), ("stamp", PackageResources.stamp_mustache),
            ("origin", PackageResources.origin_mustache), ("evidence", PackageResources.evidence_mustache),
            ("recognition", PackageResources.recognition_mustache), ("rows", PackageResources.rows_mustache),
            ("message", PackageResources.message_mustache), ("details", PackageResources.details_mustache),
            ("form", PackageResources.form_mustache), ("verdict", PackageResources.verdict_mustache),
            ("open", PackageResources.open_mustache), ("fields", PackageResources.fields_mustache),
            ("report", PackageResources.report_mustache), ("receipt", PackageResources.receipt_mustache),
            ("sheet", PackageResources.sheet_mustache), ("block", PackageResources.block_mustache),
        ] {
            try library.register(String(decoding: octets, as: UTF8.self), named: name)
        }
        self.library = library
        style = String(decoding: PackageResources.style_css, as: UTF8.self)
        styleHash = Self.hash(style)
        commonFields = Answer.commonFields(styleHash: styleHash)
        formStyle = style + String(decoding: PackageResources.forms_css, as: UTF8.self)
        formStyleHash = Self.hash(formStyle)
    }

    private static func hash(_ style: String) -> String {
        "sha256-" + Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
    }

    /// The answer to a scan, or to a code that was typed into a form.
    func stamp(
        _ report: VerificationReport, of issuer: Issuer, _ language: Language, hosts: [String] = [],
        typed: TypedFields? = nil, log: LogStanding? = nil, picture: PictureView? = nil, pin: PINOutcome? = nil
    ) -> String {
        // A report without a history was not counted: then nothing keeps the use of a covered number either.
        let hasPIN = report.typed == nil && report.history != nil && report.facts?.batch?.hasPIN == true
        let content = StampPage(
            report, language, hosts: hosts, log: log, picture: picture, pin: pin, hasPIN: hasPIN)
        return render(content, "stamp", content.title, issuer: issuer, language, otherQuery: typed?.query ?? "")
    }

    /// What the register says of a product or a lot, for who came without a seal.
    func open(
        _ facts: StampFacts, on today: CivilDate, of issuer: Issuer, _ language: Language, hosts: [String],
        picture: PictureView? = nil
    ) -> String {
        let content = OpenPageView(facts, on: today, language, hosts: hosts, picture: picture)
        return render(content, "open", content.title, issuer: issuer, language)
    }

    /// What this server is.
    func home(_ issuer: Issuer, _ language: Language) -> String {
        let words = HomeWords(issuer)
        return message(
            words.headline, words.paragraphs, tone: .about, form: CheckForm(language, isPasting: true), issuer, language
        )
    }

    /// The form, with what was wrong in it.
    func form(_ typed: TypedFields?, _ failure: Failure?, _ issuer: Issuer, _ language: Language) -> String {
        let texts = failure.map { $0.texts + [$0.hint].compactMap(\.self) } ?? []
        let fault = texts.isEmpty ? nil : texts.map { $0[language] }.joined(separator: " ")
        let form = CheckForm(language, typed: typed, fault: fault, isPasting: true)
        let words = HomeWords(issuer)
        let content = MessagePage(
            tone: ToneView(.about, language), headline: words.headline[language], paragraphs: [], form: form)
        return render(
            content, "message", content.headline, issuer: issuer, language, otherQuery: typed?.query ?? "")
    }

    /// Why there is no answer.
    func failure(_ failure: Failure, _ issuer: Issuer, _ language: Language) -> String {
        message(
            failure.title, failure.texts + [failure.hint].compactMap(\.self), tone: .unsure, form: nil, issuer,
            language)
    }

    private func message(
        _ headline: Bilingual, _ paragraphs: [Bilingual], tone: Tone, form: CheckForm?, _ issuer: Issuer,
        _ language: Language
    ) -> String {
        let content = MessagePage(
            tone: ToneView(tone, language), headline: Headline.set(headline[language]),
            paragraphs: paragraphs.map { $0[language] },
            form: form)
        return render(content, "message", content.headline, issuer: issuer, language)
    }

    func render(
        _ content: Any, _ template: String, _ title: String, issuer: Issuer, _ language: Language,
        otherPath: String = "", otherQuery: String = "", style other: String? = nil,
        promise: Bilingual = PageFrame.promise
    ) -> String {
        let frame = PageFrame(
            title: title, issuer: issuer, language: language, otherPath: otherPath, otherQuery: otherQuery,
            style: other ?? style,
            promise: promise, content: content)
        // The template is registered by `init`; were it not, the reader would still get the title.
        return library.render(frame, withTemplate: template) ?? title
    }
}

/// What every page has around its content.
struct PageFrame {
    let lang: String
    let title: String
    let issuerName: String
    let otherLang: String
    /// Where the page is in the other language; empty where that is the same address.
    let otherPath: String
    /// What stands before the language in the link to the other one.
    let otherQuery: String
    let otherLanguage: String
    let promise: String
    let style: String
    let content: Any

    static let promise = Bilingual(
        vi: "Chúng tôi không lưu tên, số điện thoại hay vị trí chính xác của bạn. Trang này không dùng cookie.",
        en: "We do not keep your name, phone number or exact location. This page uses no cookies.")

    init(
        title: String, issuer: Issuer, language: Language, otherPath: String, otherQuery: String, style: String,
        promise: Bilingual, content: Any
    ) {
        self.otherPath = otherPath
        self.otherQuery = otherQuery
        lang = language.rawValue
        self.title = title
        issuerName = issuer.name
        switch language {
        case .vi: (otherLang, otherLanguage) = (Language.en.rawValue, "English")
        case .en: (otherLang, otherLanguage) = (Language.vi.rawValue, "Tiếng Việt")
        }
        self.promise = promise[language]
        self.style = style
        self.content = content
    }
}

/// A page that says one thing.
struct MessagePage {
    let tone: ToneView
    let headline: String
    let paragraphs: [String]
    let form: CheckForm?
}

private struct HomeWords {
    let headline = Bilingual(vi: "Tra cứu tem gốc", en: "Check a stamp of origin")
    let paragraphs: [Bilingual]

    init(_ issuer: Issuer) {
        let host = issuer.host.text
        paragraphs = [
            Bilingual(
                vi:
                    "Quét mã QR trên tem do \(issuer.name) phát hành để biết: mã có đúng không, sản phẩm của ai, nguyên "
                    + "liệu từ đâu, công nhận OCOP còn hiệu lực không.",
                en: "Scan the QR code of a stamp issued by \(issuer.name) to learn whether the code is right, whose "
                    + "product it is, where the raw material comes from, and whether its OCOP recognition is in force."),
            Bilingual(
                vi: "Mở máy ảnh của điện thoại, hướng vào mã QR trên tem rồi chạm vào địa chỉ hiện ra. Địa chỉ đúng "
                    + "bắt đầu bằng HTTPS://\(host)/.",
                en: "Open the camera of your phone, point it at the QR code on the stamp and touch the address that "
                    + "appears. A right address begins with HTTPS://\(host)/."),
        ]
    }
}
