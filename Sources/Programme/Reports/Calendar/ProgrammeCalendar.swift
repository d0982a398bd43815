internal import CSV
public import Encodings
public import Law
public import Records
public import Time
public import Wording

/// What ends, opens and runs out in a programme from a day on (lịch chương trình).
///
/// A function of its parameters alone; it reads no clock and no database.
public struct ProgrammeCalendar: Sendable {
    /// The entries of the days from `today` to the horizon, both included, by day.
    public let entries: [CalendarEntry]
    /// The first day.
    public let today: CivilDate

    /// Finds the entries.
    ///
    /// A recognition that is withdrawn, or that a later one of its product outlasts, has none; nor has a certificate
    /// that is suspended or withdrawn, or a right to print that is not in force on `today`.
    ///
    /// - Parameters:
    ///   - products: those whose names the sentences are to have; others are named by their identifier.
    ///   - horizonDays: how many days after `today` are looked at; at least 0.
    ///   - quotaShare: a quota is low when less than this part of it is left, 0 … 1.
    public init(
        recognitions: [Recognition], certificates: [Certificate], accounts: [MarkAccount], products: [Product],
        today: CivilDate, horizonDays: Int = 365, quotaShare: Double = 0.1
    ) {
        let names = Dictionary(products.map { ($0.id, Bilingual(vi: $0.name, en: $0.nameEn ?? $0.name)) }) { $1 }
        let days = today...max(today, today.adding(days: horizonDays))
        let rights = Dictionary(recognitions.map { ($0.id, $0.product) }) { first, _ in first }
        let lasting = Self.lasting(recognitions, on: today)
        let found =
            lasting.flatMap { Self.entries(of: $0, named: names[$0.product] ?? Bilingual($0.product)) }
            + certificates.filter { $0.standing == .valid }.map(Self.end)
            + accounts.compactMap { account in
                let product = rights[account.authorisation.recognition]
                let name = product.map { names[$0] ?? Bilingual($0) }
                return Self.shortage(account, product, name, today, quotaShare)
            }
        entries = found.filter { days.contains($0.day) }.sorted()
        self.today = today
    }

    /// Those in force or to come that no later one of the same product outlasts.
    private static func lasting(_ recognitions: [Recognition], on today: CivilDate) -> [Recognition] {
        Dictionary(grouping: recognitions.filter { !$0.isWithdrawn(on: today) }, by: \.product).values
            .compactMap { $0.max { ($0.lastDay, $0.issuedOn, $0.id) < ($1.lastDay, $1.issuedOn, $1.id) } }
    }

    private static func entries(of recognition: Recognition, named name: Bilingual) -> [CalendarEntry] {
        let window = ReEvaluationDays(LegalFramework.shipped.reEvaluation, before: recognition.validThrough)
        let (opens, closes) = (window.opens.vietnamese, window.closes.vietnamese)
        func entry(_ day: CivilDate, _ kind: CalendarEntry.Kind, vi: String, en: String) -> CalendarEntry {
            let filing = Bilingual(
                vi: "Hồ sơ đánh giá lại: nộp từ \(opens) đến \(closes).",
                en: "File for re-evaluation: from \(opens) to \(closes).")
            return CalendarEntry(
                day: day, kind: kind, record: recognition.id, product: recognition.product,
                text: Bilingual(vi: "\(name.vi)\(vi). \(filing.vi)", en: "\(name.en)\(en). \(filing.en)"))
        }
        let end = recognition.lastDay.vietnamese
        let left = window.closes.daysSince1970 - window.halfway.daysSince1970
        return [
            entry(
                recognition.lastDay, .recognitionEnds,
                vi: ": công nhận OCOP \(recognition.stars) sao (\(recognition.decisionNumber)) có hiệu lực đến hết "
                    + "ngày \(end)",
                en: ": the recognition with \(recognition.stars) stars (\(recognition.decisionNumber)) is in force to "
                    + end),
            entry(window.opens, .reEvaluationOpens, vi: "", en: ""),
            entry(window.halfway, .reEvaluationReminder, vi: ": còn \(left) ngày", en: ": \(left) days are left"),
            entry(window.closes, .reEvaluationCloses, vi: "", en: ""),
        ]
    }

    private static func end(of certificate: Certificate) -> CalendarEntry {
        let end = certificate.validThrough.vietnamese
        return CalendarEntry(
            day: certificate.validThrough, kind: .certificateEnds, record: certificate.id, product: nil,
            text: Bilingual(
                vi: "Giấy chứng nhận \(certificate.number) (\(certificate.standard)) có hiệu lực đến hết ngày \(end).",
                en: "Certificate \(certificate.number) (\(certificate.standard)) is in force to \(end)."))
    }

    private static func shortage(
        _ account: MarkAccount, _ product: String?, _ name: Bilingual?, _ today: CivilDate, _ share: Double
    ) -> CalendarEntry? {
        let right = account.authorisation
        guard right.isInForce(on: today), let quota = right.quota, let left = account.left,
            Double(left) < share * Double(quota)
        else { return nil }
        let vi = "còn \(left.vietnamese) trong hạn mức \(quota.vietnamese) nhãn hiệu \(right.mark) (\(right.id))."
        let en = "\(left) of the quota of \(quota) marks \(right.mark) are left (\(right.id))."
        return CalendarEntry(
            day: today, kind: .quotaLow, record: right.id, product: product,
            text: Bilingual(vi: (name.map { $0.vi + ": " } ?? "") + vi, en: (name.map { $0.en + ": " } ?? "") + en))
    }
}

extension Bilingual {
    /// The same in both languages.
    fileprivate init(_ name: String) { self.init(vi: name, en: name) }
}

extension ProgrammeCalendar {
    /// The entries as data.
    public var json: JSONValue {
        ["today": .string(today.iso), "entries": .array(entries.map(\.json))]
    }

    /// The entries as a table, with a byte order mark for spreadsheets.
    public var csv: [UInt8] {
        var table = CSVWriter(byteOrderMark: true)
        table.append(["day", "kind", "record", "product", "vi", "en"])
        for entry in entries {
            table.append([
                entry.day.iso, entry.kind.rawValue, entry.record, entry.product, entry.text.vi, entry.text.en,
            ])
        }
        return table.bytes
    }

    /// The entries as lines of text, one a day and matter.
    public func text(_ language: Language) -> String {
        entries.map { "\($0.day.vietnamese)  \($0.kind.title[language])  \($0.text[language])\n" }.joined()
    }
}
