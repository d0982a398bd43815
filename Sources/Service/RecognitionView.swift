internal import CivilTime
internal import Traceability
internal import Verification

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
    static func all(
        _ report: VerificationReport, _ facts: StampFacts, _ language: Language
    ) -> [RecognitionView] {
        let (then, now) = (report.recognitionAtPacking, report.recognitionToday)
        let today = Bilingual(vi: "Hôm nay, \(report.today.vietnamese)", en: "Today, \(report.today.vietnamese)")
        guard let packedOn = facts.lot?.packedOn else { return [RecognitionView(today, now, language)] }
        let packed = packedOn.vietnamese
        if then?.id == now?.id {
            let both = Bilingual(vi: "Khi đóng gói (\(packed)) và hôm nay", en: "At packing (\(packed)) and today")
            return [RecognitionView(both, now, language)]
        }
        let packing = Bilingual(vi: "Khi đóng gói, \(packed)", en: "At packing, \(packed)")
        return [RecognitionView(packing, then, language), RecognitionView(today, now, language)]
    }

    private init(_ when: Bilingual, _ recognition: Recognition?, _ language: Language) {
        let count = recognition?.stars ?? 0
        self.when = when[language]
        words = recognition.map { _ in Bilingual(vi: "OCOP \(count) sao", en: "OCOP, \(count) stars")[language] }
        stars = recognition.map { _ in (0..<5).map { Star(isFull: $0 < count, offset: 24 * $0) } } ?? []
        starsSpoken = Bilingual(vi: "\(count) trên 5 sao", en: "\(count) of 5 stars")[language]
        absence =
            Bilingual(vi: "Không có công nhận OCOP còn hiệu lực", en: "No OCOP recognition in force")[language]
        rows =
            recognition.map { recognition in
                [
                    Row(Bilingual(vi: "Quyết định", en: "Decision"), register: recognition.decisionNumber, language),
                    Row(
                        Bilingual(vi: "Ngày quyết định", en: "Decided on"), own: recognition.issuedOn.vietnamese,
                        language),
                    Row(Bilingual(vi: "Cơ quan", en: "Authority"), register: recognition.issuedBy, language),
                    Row(
                        Bilingual(vi: "Hiệu lực đến", en: "In force until"), own: recognition.lastDay.vietnamese,
                        language),
                ]
            } ?? []
    }
}
