internal import CivilTime
internal import Traceability
internal import Verification

/// The page that answers a scan, as its template reads it.
///
/// Where the register vouches for nothing, there is nothing of the register on the page: only what was found and what
/// to do.
struct StampPage {
    struct Note {
        let headline: String
        let body: String
    }

    let tone: ToneView
    let headline: String
    let body: String
    let advice: String?
    let notes: [Note]
    let checkedOn: String
    let details: Details?
    let title: String

    init(_ report: VerificationReport, _ language: Language) {
        let sentences = report.sentences
        tone = ToneView(Tone(report.verdict), language)
        headline = sentences.headline[language]
        body = sentences.body[language]
        advice = sentences.advice?[language]
        notes = report.notes.map { note in
            let sentences = report.sentences(of: note)
            return Note(headline: sentences.headline[language], body: sentences.body[language])
        }
        checkedOn =
            Bilingual(vi: "Kiểm tra ngày", en: "Checked on")[language] + " " + report.today.vietnamese
        details = report.facts.map { Details(report, $0, language) }
        title = [headline, details?.name.text].compactMap(\.self).joined(separator: " · ")
    }
}

/// What the register has to say of an issued stamp.
struct Details {
    let name: Phrase
    let productRows: [Row]
    let recognitionHeading: String
    let recognitions: [RecognitionView]
    let originHeading: String
    let origins: [OriginView]
    /// nil where the origin is declared.
    let undeclaredOrigin: String?
    let facilities: FacilityView?
    let storyHeading: String
    let story: Phrase
    let compareHeading: String
    let compare: [String]
    let checkedHeading: String
    let checked: [String]
    let uncheckedHeading: String
    let unchecked: [String]

    init(_ report: VerificationReport, _ facts: StampFacts, _ language: Language) {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        name = Phrase(facts.product.name, facts.product.nameEn, language)
        productRows = Row.product(report, facts, language)
        recognitionHeading = say("Công nhận OCOP", "OCOP recognition")
        recognitions = RecognitionView.all(report, facts, language)
        originHeading = say("Nguồn gốc nguyên liệu", "Where the raw material comes from")
        origins = report.origins.map { OriginView($0, language) }
        undeclaredOrigin = origins.isEmpty ? Row.undeclared[language] : nil
        facilities = report.facilityEvidence.isEmpty ? nil : FacilityView(report.facilityEvidence, language)
        storyHeading = say("Câu chuyện sản phẩm", "The story of the product")
        story =
            facts.product.story.map { Phrase($0, facts.product.storyEn, language) }
            ?? Phrase(Row.undeclared[language])
        compareHeading = say("So sánh với bao bì trên tay bạn", "Compare with the pack in your hand")
        compare = [
            say("Tên sản phẩm, khối lượng và nhà sản xuất", "Product name, net content and producer"),
            say("Số lô, ngày đóng gói và hạn sử dụng", "Lot number, packing date and expiry date"),
            say("Tem còn nguyên, không bị bóc hay dán đè", "The stamp is whole, neither peeled off nor pasted over"),
        ]
        checkedHeading = say("Đã kiểm tra", "What was checked")
        checked = [
            say("Chữ ký số của đơn vị phát hành", "The issuer's digital signature"),
            say("Mã có trong sổ phát hành", "The code is in the book of issued codes"),
            say("Công nhận OCOP khi đóng gói và hôm nay", "The OCOP recognition at packing and today"),
            say("Hạn sử dụng, nếu đã khai báo", "The expiry date, where it is declared"),
        ]
        uncheckedHeading = say("Không thể kiểm tra qua mã", "What a code cannot tell")
        unchecked = [
            say("Chất lượng của hàng bên trong bao bì", "The quality of what is in the pack"),
            say("Mã có bị sao chép sang bao bì khác hay không", "Whether the code was copied onto another pack"),
        ]
    }
}

/// A text and whether it is Vietnamese on an English page, so that a screen reader says it right.
struct Phrase {
    let text: String
    let isForeign: Bool

    /// A text in the page's language.
    init(_ text: String) {
        self.text = text
        isForeign = false
    }

    /// A text of the register, which has Vietnamese and perhaps English.
    init(_ vi: String, _ en: String?, _ language: Language) {
        text = language == .en ? en ?? vi : vi
        isForeign = language == .en && en == nil
    }
}
