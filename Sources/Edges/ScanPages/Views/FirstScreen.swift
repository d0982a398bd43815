internal import HTTPServer
internal import Records
internal import Resolver
internal import Stamps
internal import Time
internal import Verification
internal import Wording

/// What the pack in one's hand should be: picture, name, whose it is, and its rank.
struct ItemView {
    struct Stars {
        /// Where each star is drawn, in a row of squares of 17.
        let offsets: [Int]
        /// The width of the row, in stars' own units and in letters' heights.
        let width: Int
        let size: String
        let words: String
        let until: String?
    }

    let picture: PictureView?
    let name: Phrase
    let producer: Phrase
    /// Whether it is told as what was so once: nothing is praised under a warning.
    let isPast: Bool
    let stars: Stars?

    init(
        _ facts: StampFacts, _ report: VerificationReport?, picture: PictureView?, isPast: Bool,
        on today: CivilDate? = nil, _ language: Language
    ) {
        self.picture = picture
        self.isPast = isPast
        name = Phrase(facts.product.name, facts.product.nameEn, language)
        let day = facts.lot?.packedOn ?? report?.today ?? today ?? CivilDate(inVietnamAt: 0)
        let province = facts.producer.address.version(on: day).province.name.asPlace
        producer = Phrase(
            [facts.producer.shortName ?? facts.producer.legalName, province[language]].joined(separator: ", "), nil,
            language)
        // A label without the mark has no stars to compare; on a page without a stamp they are the product's.
        let now = facts.recognitions.inForce(on: report?.today ?? today ?? day)
        let rank: (Int, CivilDate?)? =
            if let report { report.markStars.flatMap { Self.rank($0, report) } } else {
                now.map { ($0.stars, $0.lastDay) }
            }
        let isWarning = report?.isAlarm ?? isPast
        stars = isWarning ? nil : rank.map { Stars($0.0, until: $0.1, language) }
    }

    private static func rank(_ stars: Int, _ report: VerificationReport) -> (Int, CivilDate?)? {
        if let now = report.recognitionToday, now.stars == stars { return (stars, now.lastDay) }
        return (stars, nil)
    }
}

extension ItemView.Stars {
    fileprivate init(_ count: Int, until: CivilDate?, _ language: Language) {
        offsets = (0..<count).map { 17 * $0 }
        width = 17 * count - 1
        size = "\(Double(width * 100 / 16) / 100)em"
        words = Bilingual(vi: "OCOP\u{A0}\(count)\u{A0}sao", en: "OCOP,\u{A0}\(count)\u{A0}stars")[language]
        self.until = until.map {
            Bilingual(vi: "còn hiệu lực đến \($0.vietnamese)", en: "in force until \($0.english)")[language]
        }
    }
}

extension String {
    /// The name of a province without its kind: `Tuyên Quang`, `Tuyên Quang province`.
    var asPlace: Bilingual {
        for (kind, english) in [("Tỉnh ", " province"), ("Thành phố ", " city"), ("TP. ", " city")]
        where hasPrefix(kind) {
            let name = String(dropFirst(kind.count))
            return Bilingual(vi: name, en: name + english)
        }
        return Bilingual(vi: self, en: self)
    }
}

/// Four facts that stand on the pack, to be compared with it.
struct FactsView {
    struct Fact {
        let name: String
        let value: String
    }

    struct Button {
        let address: String
        let text: String
    }

    let heading: String
    let facts: [Fact]
    /// nil where agreeing facts say nothing good.
    let yes: Button?
    let isPraised: Bool
    let thanks: String
    let no: Button?

    init(_ report: VerificationReport, isDoubted: Bool, _ language: Language) {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        let isRecalled = report.verdict == .recalled
        heading =
            isRecalled
            ? say("Bao bì ghi đúng lô này thì ngừng sử dụng", "Stop using packs of this lot")
            : say("Thông tin trên bao bì có khớp không?", "Does the pack say the same?")
        facts = report.facts.map { Self.facts($0, language) } ?? []
        yes = report.isAlarm ? nil : Button(address: "#khop", text: say("Khớp", "It does"))
        isPraised = !isDoubted && report.typed == nil
        thanks =
            isPraised
            ? say(
                "Cảm ơn bạn đã đối chiếu. Hãy giữ bao bì cho đến khi dùng hết.",
                "Thank you for comparing. Keep the pack until you have used it up.")
            : say(
                "Bản sao cũng có thể in cùng các số này. Nếu còn nghi ngờ, vui lòng gửi phản ánh.",
                "A copy can carry the same figures. If you still have doubts, please report it.")
        no = Button(
            address: PageSlot.report,
            text: report.isAlarm
                ? say("Gửi phản ánh", "Report this")
                : say("Không khớp – gửi phản ánh", "It does not – report it"))
    }

    static func facts(_ facts: StampFacts, _ language: Language) -> [Fact] {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        let undeclared = Row.undeclared[language]
        let content = facts.product.netContent
        return [
            Fact(name: say("Số lô", "Lot"), value: facts.lot?.lotNumber.text ?? undeclared),
            Fact(name: content.title[language], value: content.text(language)),
            Fact(name: say("Đóng gói", "Packed on"), value: facts.lot?.packedOn.text(language) ?? undeclared),
            Fact(name: say("Hạn dùng", "Use by"), value: facts.lot?.expiresOn?.text(language) ?? undeclared),
        ]
    }
}

extension NetContent {
    /// What packs call it, by its unit.
    fileprivate var title: Bilingual {
        switch unit {
        case .g, .kg: Bilingual(vi: "Khối lượng tịnh", en: "Net weight")
        case .ml, .l: Bilingual(vi: "Thể tích thực", en: "Net volume")
        case .piece: Bilingual(vi: "Số lượng", en: "Quantity")
        }
    }
}

/// One line of what was found: the code, the mark, the origin.
package struct LineView {
    /// The class of its sign: `ok`, `warn`, `bad`, `ask`; empty for what is told as it was once.
    package let sign: String
    package let text: String
    /// Where the lot comes from, which leads to its part of the page.
    let place: Phrase?

    /// - Parameters:
    ///   - isPast: whether what is good is told without a tick.
    ///   - isShort: whether there is more to be known above them: then the origin waits in its own part.
    static func all(
        _ report: VerificationReport, isPast: Bool, isShort: Bool, _ language: Language
    ) -> [LineView] {
        let answers = report.answers
        func line(_ answer: PartialAnswer) -> LineView {
            let sign =
                switch answer.standing {
                case .good: isPast ? "" : "ok"
                case .caution: "warn"
                case .alarm: "bad"
                case .unknown: report.facts == nil ? "ask" : ""
                }
            return LineView(sign: sign, text: answer.text[language], place: nil)
        }
        // What the headline says is not said again.
        let headline = VerificationReport.headline(of: report.verdict)[language]
        guard let facts = report.facts else { return [line(answers.code)].filter { $0.text != headline } }
        var lines = [line(answers.code), line(answers.mark)]
        if report.history == nil || answers.history.standing != .good { lines.append(line(answers.history)) }
        lines.removeAll { $0.text == headline }
        if report.verdict == .recognitionExpired { lines.remove(at: 1) }
        guard facts.lot != nil, !isShort else { return lines }
        let undeclared = Bilingual(vi: "nơi chưa khai báo", en: "a place that is not declared")[language]
        let places = facts.origins.map { $0.zone?.name ?? $0.input.originProvince ?? undeclared }
        let isConfirmed = !places.isEmpty && facts.origins.allSatisfy { $0.zone == nil || $0.zoneConfirmation != nil }
        lines.append(
            LineView(
                sign: isPast ? "" : isConfirmed ? "ok" : "",
                text: Bilingual(vi: "Nguyên liệu từ", en: "Raw material from")[language],
                place: places.isEmpty ? Phrase(undeclared) : Phrase(places.joined(separator: "; "), nil, language)))
        return lines
    }
}

/// What leads on from the page: shops, the product's own page, and the inspector's.
struct LinksView {
    struct Link {
        let address: String
        let text: String
        let note: String
        let isElsewhere: Bool
    }

    let links: [Link]

    init(_ facts: StampFacts, isStamp: Bool, hosts: [String], _ language: Language) {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        let shops = ShopLink.all(of: facts.product, hosts: hosts).map { shop in
            Link(
                address: shop.target.text, text: shop.kind.name[language], note: shop.host, isElsewhere: true)
        }
        let share = Link(
            address: OpenPage(facts.product.key).path, text: say("Chia sẻ sản phẩm", "Share the product"),
            note: say("không kèm mã tem của bạn", "without the code of your stamp"), isElsewhere: false)
        let inspector = Link(
            address: "/inspect/stamp" + PageSlot.stamp, text: say("Đoàn kiểm tra", "Inspectors"),
            note: say("mở tem này để ghi nhận", "open this stamp to record findings"), isElsewhere: false)
        links = shops + [share] + (isStamp ? [inspector] : [])
    }
}
