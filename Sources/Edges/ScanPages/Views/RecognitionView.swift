internal import HTTPServer
internal import Records
internal import Time
internal import Verification
internal import Wording

/// A recognition, or that there is none, on one day.
struct RecognitionView {
    struct Star {
        let isFull: Bool
        /// Where it is drawn, in a row of squares of 24.
        let offset: Int
    }

    /// `Khi đóng gói, 18/09/2026`.
    let when: String
    /// nil where no recognition was in force.
    let words: String?
    let stars: [Star]
    let starsSpoken: String
    let rows: [Row]
    let absence: String

    /// At packing and today; one where both are the same recognition.
    static func all(_ facts: StampFacts, on today: CivilDate, _ language: Language) -> [RecognitionView] {
        let (then, now) = (facts.recognitionAtPacking, facts.recognitions.inForce(on: today))
        let todayText = Bilingual(vi: "Hôm nay, \(today.vietnamese)", en: "Today, \(today.vietnamese)")
        let nowView = RecognitionView(todayText, now, facts.recognitions, on: today, language)
        guard let packedOn = facts.lot?.packedOn else { return [nowView] }
        let packed = packedOn.vietnamese
        if then?.id == now?.id {
            let both = Bilingual(vi: "Khi đóng gói (\(packed)) và hôm nay", en: "At packing (\(packed)) and today")
            return [RecognitionView(both, now, facts.recognitions, on: today, language)]
        }
        let packing = Bilingual(vi: "Khi đóng gói, \(packed)", en: "At packing, \(packed)")
        return [RecognitionView(packing, then, facts.recognitions, on: packedOn, language), nowView]
    }

    private init(
        _ when: Bilingual, _ recognition: Recognition?, _ all: [Recognition], on day: CivilDate, _ language: Language
    ) {
        let count = recognition?.stars ?? 0
        self.when = when[language]
        words = recognition.map { _ in Bilingual(vi: "OCOP \(count) sao", en: "OCOP, \(count) stars")[language] }
        stars = recognition.map { _ in (0..<5).map { Star(isFull: $0 < count, offset: 24 * $0) } } ?? []
        starsSpoken = Bilingual(vi: "\(count) trên 5 sao", en: "\(count) of 5 stars")[language]
        absence = Self.absence(all.latest(by: day), on: day)[language]
        rows = recognition.map { Self.rows($0, language) } ?? []
    }

    private static func rows(_ recognition: Recognition, _ language: Language) -> [Row] {
        let extended = recognition.extension.map { granted in
            Row(
                Bilingual(vi: "Gia hạn chuyển tiếp", en: "Extended"),
                own: Bilingual(
                    vi: "đến \(granted.until.vietnamese), theo \(granted.evidence)",
                    en: "until \(granted.until.vietnamese), by \(granted.evidence)")[language], language)
        }
        return [
            Row(
                Bilingual(vi: "Nguồn", en: "Source"),
                register: "\(recognition.issuedBy), \(recognition.decisionNumber)"
                    + Bilingual(vi: " ngày ", en: ", ")[language] + recognition.issuedOn.vietnamese,
                language),
            Row(Bilingual(vi: "Hiệu lực đến", en: "In force until"), own: recognition.lastDay.vietnamese, language),
        ] + [extended].compactMap(\.self)
    }

    /// Why no recognition is in force: there was none, it ended, or a decision withdrew it.
    private static func absence(_ latest: Recognition?, on day: CivilDate) -> Bilingual {
        guard let latest else {
            return Bilingual(vi: "Không có công nhận OCOP còn hiệu lực", en: "No OCOP recognition in force")
        }
        if let withdrawal = latest.withdrawal, latest.isWithdrawn(on: day) {
            return Bilingual(
                vi: "Giấy chứng nhận OCOP đã bị thu hồi theo quyết định \(withdrawal.decisionNumber), từ ngày "
                    + "\(withdrawal.on.vietnamese)",
                en: "The OCOP certificate was withdrawn by decision \(withdrawal.decisionNumber), from "
                    + withdrawal.on.vietnamese)
        }
        return Bilingual(
            vi: "Không có công nhận OCOP còn hiệu lực. Công nhận \(latest.stars) sao theo quyết định "
                + "\(latest.decisionNumber) có hiệu lực đến hết ngày \(latest.lastDay.vietnamese).",
            en: "No OCOP recognition in force. The recognition with \(latest.stars) stars by decision "
                + "\(latest.decisionNumber) was in force until \(latest.lastDay.vietnamese).")
    }
}
