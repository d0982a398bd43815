internal import CivilTime
internal import FormData
internal import GS1
internal import Stamps
internal import Traceability
internal import Verification

/// The page of a product or of a lot, for who came without a seal: it says first that no code was checked.
struct OpenPageView {
    let tone: ToneView
    let headline: String
    let body: String
    let advice: String
    let recall: StampPage.Note?
    let details: Details
    let form: CheckForm
    let reportLink: ReportLink
    let title: String

    init(_ facts: StampFacts, on today: CivilDate, _ language: Language, hosts: [String]) {
        let lot = facts.lot?.lotNumber.text
        let isRecalled = facts.recall.map { $0.on <= today } ?? false
        tone = ToneView(isRecalled ? .alarm : .about, language)
        headline =
            lot.map { Bilingual(vi: "Thông tin lô \($0)", en: "About lot \($0)")[language] }
            ?? Bilingual(vi: "Thông tin sản phẩm", en: "About the product")[language]
        body =
            Bilingual(
                vi: "Trang này không kiểm tra mã nào. Nó cho biết sổ đăng ký ghi gì về "
                    + (lot == nil ? "sản phẩm" : "lô hàng") + ", không cho biết gói hàng trên tay bạn từ đâu tới.",
                en: "No code was checked on this page. It shows what the register says of the "
                    + (lot == nil ? "product" : "lot") + ", not where the pack in your hand comes from.")[language]
        advice =
            Bilingual(
                vi: "Để kiểm tra một gói hàng, hãy quét mã QR trên tem hoặc gõ mã tem ở cuối trang.",
                en: "To check a pack, scan the QR code of its stamp, or type its code at the end of the page.")[
                language]
        recall = isRecalled ? facts.recall.map { Self.recall($0, language) } : nil
        details = Details(facts, lot == nil ? .product : .lot, on: today, language, hosts: hosts)
        form = CheckForm(language, product: facts.product.key)
        reportLink = ReportLink(OpenPage(facts.product.key, lot: facts.lot?.lotNumber).reportAddress, language)
        title = headline + " · " + details.name.text
    }

    private static func recall(_ recall: RecallFacts, _ language: Language) -> StampPage.Note {
        let authority = recall.authority.map { Bilingual(vi: " Nơi ra thông báo: \($0).", en: " Announced by: \($0).") }
        let instructions = recall.instructions.map { " " + $0 } ?? ""
        return StampPage.Note(
            headline: VerificationReport.headline(of: .recalled)[language],
            body: Bilingual(
                vi: "Từ ngày \(recall.on.vietnamese). Lý do: \(recall.reason).",
                en: "From \(recall.on.vietnamese). Reason: \(recall.reason).")[language]
                + (authority?[language] ?? "") + instructions)
    }
}

/// The form in which a person types what stands under a QR code that cannot be scanned.
struct CheckForm {
    struct Field {
        let name: String
        let label: String
        let hint: String
        let value: String
        let isRequired: Bool
        let limit: Int
    }

    let heading: String
    let explanation: String
    let language: String?
    /// The product, where the page is about one.
    let product: String?
    let fields: [Field]
    let button: String
    /// Why what was typed cannot be looked up.
    let fault: String?

    init(_ language: Language, product key: ProductKey? = nil, typed: TypedFields? = nil, fault: String? = nil) {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        heading = say("Gõ mã tem", "Type the code of a stamp")
        explanation = say(
            "Khi không quét được mã QR. Cách này không kiểm tra được chữ ký số.",
            "Where the QR code cannot be scanned. The digital signature cannot be checked this way.")
        self.language = language == .vi ? nil : language.rawValue
        switch key {
        case .gtin(let gtin): product = gtin.text
        case .code(let code): product = code.text
        case nil: product = nil
        }
        let productField = Field(
            name: "product",
            label: say("Số dưới mã vạch hoặc mã sản phẩm", "Number under the barcode, or product code"),
            hint: say("ví dụ 9520000000011", "such as 9520000000011"), value: typed?.product ?? "", isRequired: true,
            limit: 30)
        let serial = Field(
            name: "serial", label: say("Mã tem", "Code of the stamp"),
            hint: say("11 chữ và số, ví dụ 0000 12K-7Q2M", "11 letters and digits, such as 0000 12K-7Q2M"),
            value: typed?.serial ?? "", isRequired: true, limit: 24)
        let lot = Field(
            name: "lot", label: say("Số lô trên bao bì", "Lot number on the pack"),
            hint: say("để trống nếu không có", "leave empty if there is none"), value: typed?.lot ?? "",
            isRequired: false, limit: 24)
        fields = (product == nil ? [productField] : []) + [serial, lot]
        button = say("Tra cứu", "Check")
        self.fault = fault
    }
}

/// What a form sent, as it came.
struct TypedFields {
    let product: String
    let serial: String
    let lot: String

    /// Reads the query of a form (application/x-www-form-urlencoded); nil where neither product nor serial is there.
    init?(_ query: Substring.UTF8View) {
        let values = URLEncodedForm.fields(of: query)
        product = values["product"] ?? ""
        serial = values["serial"] ?? ""
        lot = values["lot"] ?? ""
        if product.isEmpty, serial.isEmpty { return nil }
    }

    /// The query that asks the same in the other language.
    var query: String {
        "product=\(percentEncoded(product))&serial=\(percentEncoded(serial))&lot=\(percentEncoded(lot))&"
    }
}
