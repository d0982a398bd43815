internal import Encodings
internal import GS1
internal import HTTPServer
internal import Records
internal import Stamps
internal import Time
internal import Verification
internal import WebSyntax
internal import Wording

/// The page of a product or of a lot, for who came without a seal: it says first that no code was checked.
struct OpenPageView {
    let tone: ToneView
    let headline: String
    let line: String
    let notes: [StampPage.Note]
    let item: ItemView
    let rows: [Row]
    let advice: String
    let story: Phrase?
    let storyHeading: String
    let details: Details
    let links: LinksView
    let reportLink: ReportLink
    let form: CheckForm
    let title: String

    init(
        _ facts: StampFacts, on today: CivilDate, _ language: Language, hosts: [String], picture: PictureView? = nil
    ) {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        let lot = facts.lot?.lotNumber.text
        tone = ToneView(facts.recall == nil ? .about : .alarm, language)
        headline = Headline.set(
            facts.recall.map { _ in VerificationReport.headline(of: .recalled)[language] }
                ?? lot.map { say("Thông tin lô \($0)", "About lot \($0)") }
                ?? say("Thông tin sản phẩm", "About the product"))
        line =
            lot == nil
            ? say(
                "Đây chỉ là thông tin về sản phẩm; trang này chưa kiểm tra tem trên gói của bạn",
                "About the product only; the stamp on your pack was not checked here")
            : say(
                "Đây chỉ là thông tin về lô hàng; trang này chưa kiểm tra tem trên gói của bạn",
                "About the lot only; the stamp on your pack was not checked here")
        notes = [facts.recall.map { Self.recall($0, language) }, StampPage.Note(producerOf: facts, language)]
            .compactMap(\.self)
        item = ItemView(facts, nil, picture: picture, isPast: facts.recall != nil, on: today, language)
        rows = Row.product(facts, on: today, language)
        advice = say(
            "Để kiểm tra một gói hàng, hãy quét mã QR trên tem hoặc gõ mã tem ở cuối trang.",
            "To check a pack, scan the QR code of its stamp, or type its code at the end of the page.")
        story = facts.product.story.map { Phrase($0, facts.product.storyEn, language) }
        storyHeading = say("Câu chuyện sản phẩm", "The story of the product")
        details = Details(facts, nil, on: today, language)
        links = LinksView(facts, isStamp: false, hosts: hosts, language)
        form = CheckForm(language, product: facts.product.key)
        reportLink = ReportLink(OpenPage(facts.product.key, lot: facts.lot?.lotNumber).reportAddress, language)
        title = headline + " · " + item.name.text
    }

    private static func recall(_ recall: RecallFacts, _ language: Language) -> StampPage.Note {
        let authority = recall.authority.map { Bilingual(vi: " Nơi ra thông báo: \($0).", en: " Announced by: \($0).") }
        let instructions = recall.instructions.map { " " + $0 } ?? ""
        return StampPage.Note(
            tone: "alarm", noteTitle: nil,
            body: Bilingual(
                vi: "Từ ngày \(recall.on.vietnamese). Lý do: \(recall.reason).",
                en: "From \(recall.on.english). Why: \(recall.reason).")[language] + (authority?[language] ?? "")
                + instructions)
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
    /// The field for a whole address; nil where it is not asked for.
    let paste: Field?
    let pasteHeading: String
    let pasteExplanation: String

    init(
        _ language: Language, product key: ProductKey? = nil, typed: TypedFields? = nil, fault: String? = nil,
        isPasting: Bool = false
    ) {
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
            name: "serial", label: say("Mã tem (11 chữ và số)", "Code of the stamp (11 letters and digits)"),
            hint: say("ví dụ 0000 12K-7Q2M", "such as 0000 12K-7Q2M"),
            value: typed?.serial ?? "", isRequired: true, limit: 24)
        let lot = Field(
            name: "lot", label: say("Số lô trên bao bì", "Lot number on the pack"),
            hint: say("để trống nếu không có", "leave empty if there is none"), value: typed?.lot ?? "",
            isRequired: false, limit: 24)
        fields = (product == nil ? [productField] : []) + [serial, lot]
        button = say("Tra cứu", "Check")
        pasteHeading = say("Dán địa chỉ quét được", "Paste the address that was scanned")
        pasteExplanation = say(
            "Khi ứng dụng quét mã chỉ hiện địa chỉ. Chữ ký số được kiểm tra như khi mở địa chỉ đó.",
            "Where your scanner only shows the address. The digital signature is checked as if you opened it.")
        paste =
            isPasting
            ? Field(
                name: "stamp", label: say("Địa chỉ trong mã QR", "Address in the QR code"),
                hint: say("bắt đầu bằng HTTPS://", "begins with HTTPS://"), value: typed?.stamp ?? "", isRequired: true,
                limit: UnverifiedStamp.maximumInputLength) : nil
        self.fault = fault
    }
}

/// What a form sent, as it came.
struct TypedFields {
    let product: String
    let serial: String
    let lot: String
    /// A whole address as it was scanned, white space around it cut off.
    let stamp: String

    /// Reads the query of a form (application/x-www-form-urlencoded); nil where none of what it asks for is there.
    init?(_ query: Substring.UTF8View) {
        let values = URLEncodedForm.fields(of: query)
        product = values["product"] ?? ""
        serial = values["serial"] ?? ""
        lot = values["lot"] ?? ""
        stamp = Self.trimmed(values["stamp"] ?? "")
        if product.isEmpty, serial.isEmpty, stamp.isEmpty { return nil }
    }

    /// The query that asks the same in the other language.
    var query: String {
        if !stamp.isEmpty { return "stamp=\(percentEncoded(stamp))&" }
        return "product=\(percentEncoded(product))&serial=\(percentEncoded(serial))&lot=\(percentEncoded(lot))&"
    }

    private static func trimmed(_ text: String) -> String {
        let isBlank: (UInt8) -> Bool = { $0 == 0x20 || 0x09...0x0D ~= $0 }
        let bytes = text.utf8.drop(while: isBlank)
        return String(decoding: bytes.reversed().drop(while: isBlank).reversed(), as: UTF8.self)
    }
}
