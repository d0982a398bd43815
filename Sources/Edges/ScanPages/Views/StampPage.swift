internal import HTTPServer
internal import Records
package import ScanHistory
internal import Time
package import Verification
package import Wording

/// The page that answers a scan, as its template reads it.
///
/// Where the register vouches for nothing, there is nothing of the register on the page: only what was found and what
/// to do.
package struct StampPage {
    package struct Note {
        let headline: String
        let body: String
    }

    /// One of the three answers: what was asked, and the answer with its sign.
    package struct PartialView {
        let question: String
        let answer: String
        let standing: String
    }

    let tone: ToneView
    package let headline: String
    package let body: String
    let subject: SubjectView?
    package let advice: String?
    let answersHeading: String
    package let answers: [PartialView]
    /// That the seal was not checked; nil where it was.
    package let unsealed: Note?
    package let notes: [Note]
    let checkedOn: String
    let history: HistoryView?
    let pin: PINView?
    let details: Details?
    let checks: ChecksView?
    let form: CheckForm?
    /// Beside the verdict, wherever that gives a reason to report something.
    let firstReportLink: ReportLink?
    /// At the end of a long page.
    let reportLink: ReportLink?
    let title: String

    package init(
        _ report: VerificationReport, _ language: Language, hosts: [String] = [], log: LogStanding? = nil,
        picture: PictureView? = nil, pin: PINOutcome? = nil, hasPIN: Bool = false
    ) {
        let sentences = report.sentences
        tone = ToneView(Tone(report), language)
        headline = Headline.set(sentences.headline[language])
        body = sentences.body[language]
        subject = report.facts.map { SubjectView($0, besides: sentences.body[language], language) }
        advice = sentences.advice?[language]
        answersHeading = Bilingual(vi: "Ba câu trả lời", en: "Three answers")[language]
        answers = Self.answers(report.answers, language)
        notes =
            report.notes.map { note in
                let sentences = report.sentences(of: note)
                return Note(headline: sentences.headline[language], body: sentences.body[language])
            }
            + (report.facts?.corrections ?? []).map { correction in
                Note(headline: Self.corrected[language], body: correction.sentence[language])
            }
        unsealed = report.typed == nil ? nil : Self.unsealed(language)
        checkedOn =
            Bilingual(vi: "Kiểm tra ngày", en: "Checked on")[language] + " " + report.today.vietnamese
        history = report.history.map { HistoryView($0, language) }
        self.pin = hasPIN ? PINView(pin, language) : nil
        details = report.facts.map { Details($0, .pack, on: report.today, language, hosts: hosts, picture: picture) }
        checks = report.facts.map { _ in ChecksView(isTyped: report.typed != nil, log: log, language) }
        form = report.facts == nil ? CheckForm(language, product: report.typed?.key) : nil
        let link = ReportLink(report.reportAddress, language)
        firstReportLink = report.verdict == .valid && pin?.isCopied != true ? nil : link
        reportLink = report.facts == nil && report.verdict != .valid ? nil : link
        title = [sentences.headline[language], details?.name.text].compactMap(\.self).joined(separator: " · ")
    }

    private static let corrected = Bilingual(vi: "Thông tin đã được đính chính", en: "A fact was corrected")

    private static func unsealed(_ language: Language) -> Note {
        Note(
            headline: Bilingual(vi: "Mã được gõ tay", en: "The code was typed")[language],
            body: Bilingual(
                vi: "Chữ ký số chưa được kiểm tra. Ai nhìn thấy tem cũng gõ được mã này; hãy quét mã QR nếu có thể.",
                en: "No digital signature was checked. Anyone who sees the stamp can type its code; scan the QR code "
                    + "where you can.")[language])
    }

    private static func answers(_ answers: ThreeAnswers, _ language: Language) -> [PartialView] {
        [
            (Bilingual(vi: "Mã", en: "The code"), answers.code),
            (Bilingual(vi: "Nhãn hiệu OCOP", en: "The OCOP mark"), answers.mark),
            (Bilingual(vi: "Lịch sử", en: "The history"), answers.history),
        ].map { question, answer in
            PartialView(
                question: question[language], answer: answer.text[language], standing: answer.standing.rawValue)
        }
    }
}

/// What the verdict is about, for who reads no further than the first screen: the product, and where it comes from.
struct SubjectView {
    /// nil where the verdict names it.
    let name: Phrase?
    /// nil where no lot is known.
    let origin: Phrase?
    let originLabel: String

    /// - Parameter sentence: what stands above.
    init(_ facts: StampFacts, besides sentence: String, _ language: Language) {
        let name = Phrase(facts.product.name, facts.product.nameEn, language)
        self.name = sentence.contains(name.text) ? nil : name
        originLabel = Bilingual(vi: "Nguyên liệu từ", en: "Raw material from")[language]
        let undeclared = Row.undeclared[language]
        let places = facts.origins.map { $0.zone?.name ?? $0.input.originProvince ?? undeclared }
        origin = facts.lot.map { _ in
            places.isEmpty ? Phrase(undeclared) : Phrase(places.joined(separator: "; "), nil, language)
        }
    }
}

/// What was checked, and what no code can tell.
struct ChecksView {
    let checkedHeading: String
    let checked: [String]
    let uncheckedHeading: String
    let unchecked: [String]

    init(isTyped: Bool, log: LogStanding?, _ language: Language) {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        let seal = say("Chữ ký số của đơn vị phát hành", "The issuer's digital signature")
        checkedHeading = say("Đã kiểm tra", "What was checked")
        checked =
            (isTyped ? [] : [seal]) + [
                say("Mã có trong sổ phát hành", "The code is in the book of issued codes")
            ] + [log?.text[language]].compactMap(\.self) + [
                say("Công nhận OCOP khi đóng gói và hôm nay", "The OCOP recognition at packing and today"),
                say("Hạn sử dụng, nếu đã khai báo", "The expiry date, where it is declared"),
            ]
        uncheckedHeading = say("Không thể kiểm tra qua mã", "What a code cannot tell")
        unchecked =
            (isTyped
                ? [
                    say(
                        "Chữ ký số: chỉ kiểm tra được khi quét mã QR",
                        "The digital signature: only a scan of the QR code can be checked")
                ] : []) + [
                say("Chất lượng của hàng bên trong bao bì", "The quality of what is in the pack"),
                say("Mã có bị sao chép sang bao bì khác hay không", "Whether the code was copied onto another pack"),
            ]
    }
}
