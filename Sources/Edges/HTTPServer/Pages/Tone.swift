package import Wording

/// How a headline looks: a colour, a sign and a word, so that none of them has to be seen or known alone.
package enum Tone: String {
    case good
    /// In order, without the mark.
    case plain
    /// Nothing was checked.
    case about
    case caution
    case alarm
    case unsure

    package var word: Bilingual {
        switch self {
        case .good, .plain: Bilingual(vi: "Hợp lệ", en: "In order")
        case .about: Bilingual(vi: "Thông tin", en: "Information")
        case .caution: Bilingual(vi: "Lưu ý", en: "Please note")
        case .alarm: Bilingual(vi: "Cảnh báo", en: "Warning")
        case .unsure: Bilingual(vi: "Chưa rõ", en: "Not certain")
        }
    }

    /// The sign as an SVG path of strokes in a square of 24.
    package var sign: String {
        switch self {
        case .good, .plain: "M5 12.5l4.5 4.5L19 7.5"
        case .about: "M12 10.5V19M12 5v.5"
        case .caution: "M12 5v9M12 18.5v.5"
        case .alarm: "M6.5 6.5l11 11M17.5 6.5l-11 11"
        case .unsure: "M8.5 9a3.5 3.5 0 117 0c0 2.5-3.5 2.5-3.5 5.5M12 18.5v.5"
        }
    }
}

package struct ToneView {
    package let name: String
    package let word: String
    package let sign: String

    package init(_ tone: Tone, _ language: Language) {
        name = tone.rawValue
        word = tone.word[language]
        sign = tone.sign
    }
}
