package import Wording

/// How a headline looks: a colour, a shape, a sign and a word, so that none of them has to be seen or known alone.
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

    /// Shape and sign, in a square of 56; the sign has the colour of the band where the shape is filled.
    fileprivate var drawing: String {
        switch self {
        case .good: ##"<circle cx="28" cy="28" r="27" fill="#fff"/>"## + Self.strokes("M17 29l8 8 15-17", "#0b6b3a")
        case .plain:
            ##"<rect x="2" y="2" width="52" height="52" rx="13" fill="#fff"/>"##
                + Self.strokes("M17 29l8 8 15-17", "#1b5a86")
        case .about:
            ##"<circle cx="28" cy="28" r="25" fill="none" stroke="#fff" stroke-width="3"/>"##
                + Self.strokes("M28 26v14M28 17v.5", "#fff")
        case .caution:
            ##"<path d="M28 3L54 50H2z" fill="#fff" stroke="#fff" stroke-width="4" stroke-linejoin="round"/>"##
                + Self.strokes("M28 20v14M28 42v.5", "#8a4f00")
        case .alarm:
            ##"<path d="M17 1h22l16 16v22L39 55H17L1 39V17z" fill="#fff"/>"##
                + Self.strokes("M19 19l18 18M37 19L19 37", "#a61b1b")
        case .unsure:
            ##"<circle cx="28" cy="28" r="25" fill="none" stroke="#fff" stroke-width="3" stroke-dasharray="7 4"/>"##
                + Self.strokes("M20.5 22a7.5 7.5 0 1 1 11 6.6c-2.5 1.4-3.5 2.6-3.5 5M28 41v.5", "#fff")
        }
    }

    /// What stands in its place where a browser draws no SVG.
    private var letter: String {
        switch self {
        case .good, .plain: "✓"
        case .about: "i"
        case .caution: "!"
        case .alarm: "×"
        case .unsure: "?"
        }
    }

    /// The sign as HTML.
    fileprivate func sign(_ language: Language) -> String {
        #"<svg viewBox="0 0 56 56" width="52" height="52" role="img" aria-label="\#(word[language])"><desc>\#(letter)</desc>"#
            + drawing + "</svg>"
    }

    private static func strokes(_ path: String, _ colour: String) -> String {
        ##"<path d="\##(path)" fill="none" stroke="\##(colour)" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>"##
    }
}

package struct ToneView {
    package let name: String
    package let word: String
    /// HTML of our own, which is not escaped.
    package let sign: String

    package init(_ tone: Tone, _ language: Language) {
        name = tone.rawValue
        word = tone.word[language]
        sign = tone.sign(language)
    }
}
