internal import ScanHistory
internal import Time
internal import Verification
internal import Wording

/// How often the code was checked, as the page tells it.
struct HistoryView {
    let heading: String
    let count: String
    /// The rule that suspects a copy; nil where none does.
    let rule: String?
    let privacy: String
    let form: ProvinceForm

    init(_ checked: CheckedHistory, _ language: Language) {
        func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }
        let history = checked.history
        let first = history.first?.vietnamese ?? ""
        heading = say("Các lần tra cứu", "Checks of this code")
        count =
            history.checks > 1
            ? say(
                "Mã này đã được tra cứu \(history.checks) lần, kể cả lần này; lần đầu ngày \(first).",
                "This code was checked \(history.checks) times, this time included; first on \(first).")
            : say("Đây là lần đầu mã này được tra cứu.", "This code is checked for the first time.")
        rule = checked.suspicion.map {
            say("Vì sao có lưu ý: ", "Why you are told: ") + $0.explanation[language]
        }
        form = ProvinceForm(language)
        privacy = say(
            "Chỉ đếm số lần theo ngày, và theo tỉnh nếu bạn chọn.",
            "Only checks a day are counted, and their province where you choose one.")
    }
}
