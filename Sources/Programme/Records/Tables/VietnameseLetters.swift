/// The letters of Vietnamese, whose accents are written in one code point or in several.
///
/// The standard library compares both as equal but offers no normalisation; for the one alphabet a table does.
package enum VietnameseLetters {
    /// Every accented letter with the letter below its accents.
    private static let bases: [Character: Character] = {
        let families: [(Character, String)] = [
            ("a", "àáảãạăằắẳẵặâầấẩẫậ"), ("e", "èéẻẽẹêềếểễệ"), ("i", "ìíỉĩị"), ("o", "òóỏõọôồốổỗộơờớởỡợ"),
            ("u", "ùúủũụưừứửữự"), ("y", "ỳýỷỹỵ"), ("d", "đ"),
        ]
        return Dictionary(families.flatMap { base, letters in letters.map { ($0, base) } }) { first, _ in first }
    }()

    /// Every accented letter, small or capital, to itself in one code point: a look-up finds it however it is written.
    private static let composed: [Character: Character] = {
        let small = bases.keys.map { ($0, $0) }
        let capital = bases.keys.flatMap { $0.uppercased().map { ($0, $0) } }
        return Dictionary(small + capital) { first, _ in first }
    }()

    /// The text with each Vietnamese letter in one code point, as Unicode's NFC has it.
    static func composed(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 } ? text : String(text.map { composed[$0] ?? $0 })
    }

    /// The text in small letters without accents; all else stays.
    package static func unaccented(_ text: String) -> String { String(text.lowercased().map { bases[$0] ?? $0 }) }

    /// What remains of a heading or word for comparison: its letters, small and without accents, and its digits.
    static func folded(_ text: String) -> String {
        String(text.lowercased().map { bases[$0] ?? $0 }.filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }
}
