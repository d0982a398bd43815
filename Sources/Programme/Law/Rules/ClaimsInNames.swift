public import Records
public import Time
public import Wording

/// What public words claim, such as a product's name or story: the mark, stars, or a certificate, which stand elsewhere and end.
///
/// Source: Decision 26/2026/QĐ-TTg Art 8.1.d (the mark is for the recognised product and its stars); Decree 43/2017/NĐ-CP
/// Art 18 (labels are true).
public enum ClaimInName: Sendable, Hashable {
    /// The mark, or a number of stars.
    case mark(String)
    /// A certificate, by the word that was found.
    case certificate(CertificateType, String)

    /// What is found in a text, in any case, of certificates with or without diacritics.
    public static func found(in text: String) -> [ClaimInName] {
        let words = VietnameseLetters.unaccented(text).split { !($0.isLetter || $0.isNumber) }.map(String.init)
        let line = " " + words.joined(separator: " ") + " "
        var found: [ClaimInName] = []
        if line.contains(" ocop ") { found.append(.mark("OCOP")) }
        // With its diacritics: «5 sào» are a field's size.
        let plain = " " + text.lowercased().split { !($0.isLetter || $0.isNumber) }.joined(separator: " ") + " "
        if let stars = plain.firstMatch(of: /\s([345])\s?sao\s/) { found.append(.mark("\(stars.1) sao")) }
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

    /// Why the words are refused, after the name of their member.
    ///
    /// - Parameters:
    ///   - isName: a name stays when a recognition ends, so that it tells no mark and no stars at all.
    ///   - certificates: of the producer and of the zones that supply it, or of the zone.
    ///   - recognitions: of the product.
    ///   - today: the day on which they are written.
    public func refusal(
        isName: Bool, _ certificates: [Certificate], _ recognitions: [Recognition], on today: CivilDate
    ) -> Bilingual? {
        switch self {
        case .mark(let word):
            if isName {
                return Bilingual(
                    vi: "có «\(word)»; nhãn hiệu và hạng sao nằm ở quyết định công nhận, không nằm trong tên",
                    en: "has \"\(word)\"; mark and stars stand in the recognition, not in a name")
            }
            let now = recognitions.inForce(on: today)
            if let now, word == "OCOP" || word == "\(now.stars) sao" { return nil }
            return Bilingual(
                vi: "có «\(word)», nhưng sản phẩm không có công nhận như vậy đang có hiệu lực trong sổ",
                en: "has \"\(word)\", but the register has no such recognition of the product in force")
        case .certificate(let type, let word):
            if certificates.contains(where: { $0.type == type && $0.standing == .valid && $0.validThrough >= today }) {
                return nil
            }
            return Bilingual(
                vi: "có «\(word)», nhưng trong sổ chưa có giấy chứng nhận loại này còn hiệu lực",
                en: "has \"\(word)\", but the register has no certificate of that kind in force")
        }
    }
}
