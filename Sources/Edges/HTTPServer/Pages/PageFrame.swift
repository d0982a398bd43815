internal import Records
internal import Stamps
internal import Wording

/// What every page has around its content.
struct PageFrame {
    let lang: String
    let title: String
    /// The address of the issuer, as packs print it: a page that was copied elsewhere is otherwise the same.
    let host: String
    let addressNote: String
    /// What a preview of a link says of every page alike.
    let ogTitle: String
    let issuerName: String
    /// What all pages of a register for trials say first; nil of one in earnest.
    let demoSign: String?
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
        vi:
            "Chúng tôi chỉ đếm số lượt theo ngày và theo tỉnh (nếu bạn chọn); không lưu tên, số điện thoại hay vị trí chính xác "
            + "của bạn. Trang này không dùng cookie.",
        en:
            "We only count checks by day, and by province where you choose one; we do not keep your name, phone number or "
            + "exact location. This page uses no cookies.")

    init(
        title: String, issuer: Issuer, language: Language, otherPath: String, otherQuery: String, style: String,
        promise: Bilingual, content: Any
    ) {
        self.otherPath = otherPath
        self.otherQuery = otherQuery
        lang = language.rawValue
        self.title = title
        issuerName = issuer.name
        host = issuer.host.text.lowercased()
        addressNote =
            Bilingual(vi: "Địa chỉ đúng in dưới mã:", en: "The right address, printed under the code:")[language]
        ogTitle = Bilingual(vi: "tra cứu tem gốc", en: "stamps of origin")[language]
        demoSign = issuer.isDemo ? Issuer.demoSign[language] : nil
        switch language {
        case .vi: (otherLang, otherLanguage) = (Language.en.rawValue, "English")
        case .en: (otherLang, otherLanguage) = (Language.vi.rawValue, "Tiếng Việt")
        }
        self.promise = promise[language]
        self.style = style
        self.content = content
    }
}
