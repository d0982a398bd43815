public import Records
public import Wording

/// What the name of a product claims: stars or a certificate, which stand elsewhere and end, while a name stays.
///
/// Source: Decision 26/2026/QĐ-TTg Art 8.1.d (the mark is for the recognised product and its stars); Decree 43/2017/NĐ-CP
/// Art 18 (labels are true).
public enum ClaimInName: Sendable, Hashable {
    /// The mark, or a number of stars.
    case mark(String)
    /// A certificate, by the word that was found.
    case certificate(CertificateType, String)

    /// What is found in a text, in any case, with or without diacritics.
    public static func found(in text: String) -> [ClaimInName] {
        let words = VietnameseLetters.unaccented(text).split { !($0.isLetter || $0.isNumber) }.map(String.init)
        let line = " " + words.joined(separator: " ") + " "
        var found: [ClaimInName] = []
        if line.contains(" ocop ") { found.append(.mark("OCOP")) }
        if let stars = line.firstMatch(of: /\s([345])\s?sao\s/) { found.append(.mark("\(stars.1) sao")) }
        for (type, names) in certificates {
            if let name = names.first(where: { line.contains(" \(VietnameseLetters.unaccented($0)) ") }) {
                found.append(.certificate(type, name))
            }
        }
        return found
    }

    private static let certificates: [(CertificateType, [String])] = [
        (.organic, ["hữu cơ", "organic"]), (.vietgap, ["VietGAP"]), (.globalgap, ["GlobalGAP", "Global GAP"]),
        (.haccp, ["HACCP"]), (.iso22000, ["ISO 22000"]), (.iso9001, ["ISO 9001"]),
    ]

    /// Why the name is refused, after the name of its member.
    ///
    /// - Parameter known: the certificates of the producer and of the zones that supply it.
    public func refusal(_ known: [Certificate]) -> Bilingual? {
        switch self {
        case .mark(let word):
            return Bilingual(
                vi: "có «\(word)»; nhãn hiệu và hạng sao nằm ở quyết định công nhận, không nằm trong tên",
                en: "has \"\(word)\"; mark and stars stand in the recognition, not in a name")
        case .certificate(let type, let word):
            if known.contains(where: { $0.type == type && $0.standing == .valid }) { return nil }
            return Bilingual(
                vi: "có «\(word)», nhưng chủ thể chưa có giấy chứng nhận loại này còn hiệu lực trong sổ",
                en: "has \"\(word)\", but the register has no certificate of that kind of the producer that is in force"
            )
        }
    }
}
