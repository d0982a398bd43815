/// The words of a headline, as they are set.
///
/// Vietnamese writes the syllables of a word apart; in large letters on a narrow screen a line that ends within a word
/// reads badly. What this list holds stays together.
package enum Headline {
    private static let words = [
        "xác thực", "tra cứu", "sử dụng", "quá hạn", "hết hạn", "hệ thống", "kích hoạt", "thu hồi", "nhãn hiệu",
        "phát hành", "công nhận", "chứng nhận", "đơn vị", "kiểm tra", "phiên bản", "thực hiện",
        "nhiều lần",
    ]

    /// The same words with spaces that do not break inside of a word.
    package static func set(_ text: String) -> String {
        words.reduce(text) { text, word in
            text.replacing(word, with: word.replacing(" ", with: "\u{A0}"))
        }
    }
}
