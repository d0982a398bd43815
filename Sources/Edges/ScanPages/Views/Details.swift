internal import HTTPServer
internal import Records
internal import Resolver
internal import Time
internal import Verification
internal import Wording

/// What the register has to say of a product, and of a lot of it.
struct Details {
    let name: Phrase
    /// nil where the producer declares none, or has handed none in.
    let picture: PictureView?
    let productRows: [Row]
    let recognitionHeading: String
    let recognitions: [RecognitionView]
    /// nil on the page of a product.
    let lot: LotView?
    let storyHeading: String
    let story: Phrase
    let shops: ShopsView?
    let compareHeading: String
    let compare: [String]

    init(
        _ facts: StampFacts, _ subject: Row.Subject, on today: CivilDate, _ language: Language, hosts: [String],
        picture: PictureView? = nil
    ) {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        self.picture = picture
        name = Phrase(facts.product.name, facts.product.nameEn, language)
        productRows = Row.product(facts, subject, on: today, language)
        recognitionHeading = say("Công nhận OCOP", "OCOP recognition")
        recognitions = RecognitionView.all(facts, on: today, language)
        lot = subject == .product ? nil : LotView(facts, language)
        storyHeading = say("Câu chuyện sản phẩm", "The story of the product")
        story =
            facts.product.story.map { Phrase($0, facts.product.storyEn, language) }
            ?? Phrase(Row.undeclared[language])
        let links = ShopLink.all(of: facts.product, hosts: hosts)
        shops = links.isEmpty ? nil : ShopsView(links, language)
        compareHeading = say("So sánh với bao bì trên tay bạn", "Compare with the pack in your hand")
        compare = [
            say("Tên sản phẩm, khối lượng và nhà sản xuất", "Product name, net content and producer"),
            say("Số lô, ngày đóng gói và hạn sử dụng", "Lot number, packing date and expiry date"),
            say(
                "Số sao trên bao bì bằng số sao ở mục Công nhận OCOP",
                "As many stars on the pack as under OCOP recognition"),
            say("Tem còn nguyên, không bị bóc hay dán đè", "The stamp is whole, neither peeled off nor pasted over"),
        ]
    }
}

/// Where a lot comes from and what happened to it.
struct LotView {
    let originHeading: String
    let origins: [OriginView]
    /// nil where the origin is declared.
    let undeclaredOrigin: String?
    let map: ZoneMap?
    let facilities: FacilityView
    let stepsHeading: String
    let steps: [StepView]
    /// nil where steps are declared.
    let undeclaredSteps: String?

    init(_ facts: StampFacts, _ language: Language) {
        originHeading = Bilingual(vi: "Nguồn gốc nguyên liệu", en: "Where the raw material comes from")[language]
        origins = facts.origins.map { OriginView($0, language) }
        undeclaredOrigin = origins.isEmpty ? Row.undeclared[language] : nil
        map = ZoneMap(facts.zones, language)
        facilities = FacilityView(facts.facilityEvidence, language)
        stepsHeading = Bilingual(vi: "Các công đoạn của lô", en: "The steps of the lot")[language]
        steps = (facts.lot?.events ?? []).map { StepView($0, language) }
        undeclaredSteps = steps.isEmpty ? Row.undeclared[language] : nil
    }
}

/// A step of a lot: what, when, where.
struct StepView {
    let stage: String
    let day: String
    let place: Phrase?
    let note: Phrase?

    init(_ event: TraceEvent, _ language: Language) {
        let name = event.stage.name[language]
        stage = name.prefix(1).uppercased() + name.dropFirst()
        day = event.at.vietnamese
        place = event.place.map { Phrase($0, nil, language) }
        note = event.note.map { Phrase($0, nil, language) }
    }
}

/// The pages elsewhere that the producer registered.
struct ShopsView {
    struct Link {
        let address: String
        let host: String
        let kind: String
    }

    let heading: String
    let links: [Link]

    init(_ links: [ShopLink], _ language: Language) {
        heading = Bilingual(vi: "Trang do nhà sản xuất đăng ký", en: "Pages that the producer registered")[language]
        self.links = links.map {
            Link(address: $0.target.text, host: $0.host, kind: $0.kind.name[language])
        }
    }
}

/// The parts of a page that links lead to.
enum PageAnchor {
    static let origin = "nguon-goc"
}
