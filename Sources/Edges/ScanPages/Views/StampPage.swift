internal import HTTPServer
internal import Records
package import ScanHistory
internal import Stamps
internal import Time
package import Verification
package import Wording

/// The page that answers a scan, as its template reads it: first what to compare, then what stands behind it.
///
/// Where the register vouches for nothing, there is nothing of the register on the page: only what was found and what
/// to do.
package struct StampPage {
    /// Something that is told below the headline.
    package struct Note {
        /// The class of its colour.
        let tone: String
        /// nil where the headline above says it.
        package let noteTitle: String?
        package let body: String
    }

    let tone: ToneView
    package let headline: String
    /// One line below the headline: how often the code was checked, or since when a recall holds.
    package let line: String?
    package let notes: [Note]
    let item: ItemView?
    let facts: FactsView?
    package let lines: [LineView]
    let hasLines: Bool
    /// When it was checked, and what a code cannot tell.
    let foot: String
    let pin: PINView?
    let story: Phrase?
    let storyHeading: String
    let details: Details?
    let links: LinksView?
    let province: ProvinceForm?
    let form: CheckForm?
    /// Where the pack gives no facts to compare, the way to report it.
    let reportLink: ReportLink?
    let title: String

    package init(
        _ report: VerificationReport, _ language: Language, hosts: [String] = [], log: LogStanding? = nil,
        picture: PictureView? = nil, pin: PINOutcome? = nil, hasPIN: Bool = false
    ) {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        let sentences = report.sentences
        let isDoubted = report.isDoubted || pin?.isCopied == true
        tone = ToneView(pin?.isCopied == true ? .caution : Tone(report), language)
        headline = Headline.set(sentences.headline[language])
        line = report.line?[language]
        notes = Self.notes(report, pin, language)
        item = report.facts.map { ItemView($0, report, picture: picture, isPast: isDoubted, language) }
        facts = report.facts.map { _ in FactsView(report, isDoubted: isDoubted, language) }
        lines = LineView.all(report, isPast: isDoubted, isShort: !notes.isEmpty, language)
        hasLines = !lines.isEmpty
        foot =
            say("Kiểm tra lúc \(PageSlot.minute) ngày ", "Checked at \(PageSlot.minute) on ")
            + report.today.text(language) + "."
            + (report.verdict.meaning == .good
                ? say(
                    " Mã hợp lệ không thay cho kiểm nghiệm chất lượng.",
                    " A valid code does not replace a test of quality.") : "")
        self.pin = hasPIN ? PINView(pin, language) : nil
        story =
            report.isAlarm
            ? nil : report.facts?.product.story.map { Phrase($0, report.facts?.product.storyEn, language) }
        storyHeading = say("Câu chuyện sản phẩm", "The story of the product")
        details = report.facts.map { Details($0, report, log: log, language) }
        links = report.facts.map { LinksView($0, isStamp: report.typed == nil, hosts: hosts, language) }
        province = report.isAlarm ? nil : report.history.map { _ in ProvinceForm(language) }
        form = report.facts == nil ? CheckForm(language, product: report.typed?.key) : nil
        reportLink = facts?.no == nil && report.verdict != .malformed ? ReportLink(PageSlot.report, language) : nil
        title = [
            sentences.headline[language],
            report.facts.map { Phrase($0.product.name, $0.product.nameEn, language).text },
        ]
        .compactMap(\.self).joined(separator: " · ")
    }

    /// What is to be known before anything is compared, the gravest first.
    private static func notes(
        _ report: VerificationReport, _ pin: PINOutcome?, _ language: Language
    ) -> [Note] {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        var notes: [Note] = []
        let sentences = report.sentences
        switch report.verdict {
        // What a valid code has to say stands in the facts and the lines.
        case .valid, .validWithoutMark: break
        case .recalled:
            guard let recall = report.facts?.recall else { break }
            let what =
                recall.instructions ?? say("Làm theo hướng dẫn của nơi bán.", "Follow the seller's instructions.")
            let by = recall.authority.map { say(" Theo \($0).", " According to \($0).") }
            notes.append(
                Note(
                    tone: "alarm", noteTitle: say("Ngừng sử dụng", "Stop using it"),
                    body: what + say(" Lý do: \(recall.reason).", " Why: \(recall.reason).") + (by ?? "")))
        case .recognitionExpired:
            notes.append(Note(tone: "caution", noteTitle: nil, body: sentences.body[language]))
        default:
            let parts = [sentences.body, sentences.advice].compactMap { $0?[language] }
            notes.append(Note(tone: Tone(report).rawValue, noteTitle: nil, body: parts.joined(separator: " ")))
        }
        if let notice = report.history?.notice {
            notes.append(
                Note(
                    tone: "caution",
                    noteTitle: say(
                        "Lưu ý: mã này đã được tra cứu trước đó", "Please note: this code was checked before"),
                    body: notice.sentence[language]
                        + say(" Nếu vừa mua, hãy đối chiếu kỹ.", " If you have just bought it, compare carefully.")))
        }
        // Where the details disagree, the line below says it too.
        if report.typed != nil, report.verdict != .lotMismatch {
            notes.append(
                Note(
                    tone: "plain", noteTitle: say("Mã được gõ tay", "The code was typed"),
                    body: say(
                        "Ai nhìn thấy tem cũng gõ được mã này; hãy quét mã QR nếu có thể.",
                        "Anyone who sees the stamp can type its code; scan the QR code where you can.")))
        }
        notes += report.notes.map { note in
            let sentences = report.sentences(of: note)
            return Note(tone: "caution", noteTitle: sentences.headline[language], body: sentences.body[language])
        }
        notes += (report.facts?.corrections ?? []).map { correction in
            Note(
                tone: "caution", noteTitle: say("Thông tin đã được đính chính", "A fact was corrected"),
                body: correction.sentence[language])
        }
        return notes + [report.facts.flatMap { Note(producerOf: $0, language) }].compactMap(\.self)
    }
}

extension StampPage.Note {
    /// That the producer has stopped or is closed; nil of one that produces.
    init?(producerOf facts: StampFacts, _ language: Language) {
        guard let stopped = facts.producerHasStopped else { return nil }
        tone = "caution"
        noteTitle = Bilingual(vi: "Tình trạng của nhà sản xuất", en: "The producer's standing")[language]
        body = stopped[language]
    }
}

extension CopyRule {
    /// What was seen, as a sentence of its own.
    fileprivate var sentence: Bilingual {
        func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() + "." }
        return Bilingual(vi: sentence(finding.vi), en: sentence("the code was checked " + finding.en))
    }
}

extension VerificationReport {
    /// The line below the headline.
    fileprivate var line: Bilingual? {
        if verdict == .recalled, let recall = facts?.recall, let lot = facts?.lot {
            return Bilingual(
                vi: "Lô \(lot.lotNumber.text), từ ngày \(recall.on.vietnamese)",
                en: "Lot \(lot.lotNumber.text), from \(recall.on.english)")
        }
        guard let history = history?.history, let first = history.first else { return nil }
        guard history.checks > 1 else {
            return Bilingual(vi: "Lần đầu được tra cứu", en: "Checked for the first time")
        }
        let before = history.checks - 1
        return Bilingual(
            vi: "Đã được tra cứu trước đó \(before) lần, lần đầu \(PageSlot.first)ngày \(first.vietnamese)",
            en: "Checked \(before) time\(before == 1 ? "" : "s") before, first \(PageSlot.first)on \(first.english)")
    }
}

/// What differs between the pages of stamps of which the same is known; the rest of a page is made once.
enum PageSlot {
    /// Hour and minute of the check.
    static let minute = "\u{E000}m\u{E001}"
    /// Hour and minute of the first check, and a space; nothing where they are not known.
    static let first = "\u{E000}f\u{E001}"
    /// The address of the form for reports, filled with the code.
    static let report = "\u{E000}r\u{E001}"
    /// The serial number as packs print it.
    static let serial = "\u{E000}s\u{E001}"
    /// The query that leads inspectors to the stamp.
    static let stamp = "\u{E000}p\u{E001}"
    /// Hour and minute from which on a covered number may be typed again.
    static let retry = "\u{E000}t\u{E001}"

    /// A page with its slots filled.
    static func filled(_ page: String, _ values: [String: String]) -> String {
        var filled = ""
        filled.reserveCapacity(page.utf8.count + 512)
        var rest = Substring(page)
        while let start = rest.firstIndex(of: "\u{E000}") {
            filled += rest[..<start]
            guard let end = rest[start...].firstIndex(of: "\u{E001}") else { break }
            filled += values[String(rest[start...end])] ?? ""
            rest = rest[rest.index(after: end)...]
        }
        return filled + rest
    }
}
