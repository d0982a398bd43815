internal import HTTPServer
package import Records
internal import ScanHistory
internal import Stamps
internal import Time
internal import Verification
package import Wording

extension Pages {
    /// The templates of the pages for who scans.
    package static let scanTemplates = [
        "stamp": PackageResources.stamp_mustache, "item": PackageResources.item_mustache,
        "story": PackageResources.story_mustache, "onward": PackageResources.onward_mustache,
        "typed": PackageResources.typed_mustache,
        "details": PackageResources.details_mustache, "form": PackageResources.form_mustache,
        "open": PackageResources.open_mustache, "start": PackageResources.start_mustache,
        "links": PackageResources.links_mustache, "report": PackageResources.report_mustache,
        "receipt": PackageResources.receipt_mustache,
    ]

    /// The answer to a scan, or to a code that was typed into a form, with slots where pages of like stamps differ.
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

    /// What a program is shown that loads a page for nobody to read it: where the link leads, and nothing of a code.
    func card(_ issuer: Issuer, _ language: Language) -> String {
        let say = { (vi: String, en: String) in Bilingual(vi: vi, en: en)[language] }
        let content = StartPage(
            Bilingual(vi: "Tra cứu tem gốc", en: "Check a stamp of origin"),
            [Bilingual(vi: "Mở liên kết để kiểm tra tem này.", en: "Open the link to check this stamp.")], form: nil,
            language)
        return render(content, "start", say("Tra cứu tem gốc", "Check a stamp of origin"), issuer: issuer, language)
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
    package func home(_ issuer: Issuer, _ language: Language) -> String {
        let words = HomeWords(issuer)
        let content = StartPage(
            words.headline, words.paragraphs, form: CheckForm(language, isPasting: true), language)
        return render(content, "start", content.headline, issuer: issuer, language)
    }

    /// The form, with what was wrong in it.
    func form(_ typed: TypedFields?, _ failure: Failure?, _ issuer: Issuer, _ language: Language) -> String {
        let texts = failure.map { $0.texts + [$0.hint].compactMap(\.self) } ?? []
        let fault = texts.isEmpty ? nil : texts.map { $0[language] }.joined(separator: " ")
        let form = CheckForm(language, typed: typed, fault: fault, isPasting: true)
        let words = HomeWords(issuer)
        let content = StartPage(words.headline, [], form: form, language)
        return render(
            content, "start", content.headline, issuer: issuer, language, otherQuery: typed?.query ?? "")
    }
}

/// The first page, and the form for a typed code where it stands alone.
private struct StartPage {
    let tone: ToneView
    let headline: String
    let line: String? = nil
    let paragraphs: [String]
    let hasParagraphs: Bool
    let form: CheckForm?

    init(_ headline: Bilingual, _ paragraphs: [Bilingual], form: CheckForm?, _ language: Language) {
        tone = ToneView(.about, language)
        self.headline = Headline.set(headline[language])
        self.paragraphs = paragraphs.map { $0[language] }
        hasParagraphs = !paragraphs.isEmpty
        self.form = form
    }
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
