internal import GS1
internal import Stamps

/// What a person typed into one field.
struct TypedText {
    /// Capitals, without blanks and what nobody sees; full-width characters are the plain ones.
    private let text: String
    /// As it was typed, cut short, for the answer to a mistake.
    let shown: String

    init(_ typed: String) {
        text = Canonicalisation.plain(typed).uppercased()
        shown = String(typed.prefix(40))
    }

    var isEmpty: Bool { text.isEmpty }

    /// Without hyphens and dots too.
    var withoutSeparators: String { text.filter { $0 != "-" && $0 != "." } }

    /// The product: a GTIN however its digits are grouped, or a code.
    ///
    /// Digits alone are a GTIN, and a GTIN with a wrong check digit is a typing error, not another product. An OCOP code
    /// (`08-02260-03-2026`) has as many digits as a GTIN may have, and stays what it is.
    var productKey: ProductKey? {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        let isOCOP = groups.map(\.count) == [2, 5, 2, 4] && groups.allSatisfy { $0.allSatisfy(\.isNumber) }
        let digits = LotNumber.folded(text)
        if !isOCOP, let gtin = try? GTIN(digits) { return .gtin(gtin) }
        guard !text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return (try? ProductCode(text)).map(ProductKey.code)
    }

    /// The lot; nil for none, and for what is none.
    var lotNumber: LotNumber? {
        let start = text.drop { $0 == "-" || $0 == "." }
        return (try? LotNumber(String(start))) ?? (try? LotNumber(withoutSeparators))
    }
}

extension LotNumber {
    /// Without separators, `O` as 0, `I` and `L` as 1: what people type alike.
    static func folded(_ text: String) -> String {
        String(
            text.compactMap { character in
                switch character {
                case "-", ".", " ": nil
                case "O": "0"
                case "I", "L": "1"
                default: character
                }
            })
    }

    /// Whether a person who typed `other` may have read this number off a pack.
    func isTyped(as other: LotNumber) -> Bool { Self.folded(text) == Self.folded(other.text) }
}
