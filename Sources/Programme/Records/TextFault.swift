package import Wording

/// Why a text is none that people can be shown: what it has that nobody sees, or an encoding that was read as another.
///
/// Source: invisible and directional characters make one word look like another (Unicode TR 36); texts of before Unicode
/// and texts read with the wrong table are damaged, and a label would carry the damage for years.
package enum TextFault: Equatable {
    /// A character that is not shown, or turns the direction of what follows; its place, the first being 1.
    case invisible(Unicode.Scalar, at: Int)
    /// U+FFFD: what stood there was lost before.
    case lost(at: Int)
    /// UTF-8 that was read as Windows-1252; what it would have been.
    case misread(String)
    /// Glyph codes of an old font: which, and what they say.
    case legacy(LegacyVietnamese, String)

    /// The first fault of a text; nil for one that can be shown.
    package init?(in text: String) {
        if let (encoding, meant) = LegacyVietnamese.reading(of: text) {
            self = .legacy(encoding, meant)
            return
        }
        for (place, scalar) in text.unicodeScalars.enumerated() where !scalar.isASCII {
            if scalar == "\u{FFFD}" {
                self = .lost(at: place + 1)
                return
            }
            switch scalar.properties.generalCategory {
            case .format, .privateUse, .unassigned, .control, .surrogate:
                self = .invisible(scalar, at: place + 1)
                return
            default: continue
            }
        }
        guard let meant = Self.meaning(of: text) else { return nil }
        self = .misread(meant)
    }

    /// What is said of it, after the name of the member.
    package var text: Bilingual {
        switch self {
        case .invisible(let scalar, let place):
            let code = "U+" + String(scalar.value, radix: 16, uppercase: true)
            return Bilingual(
                vi: "có ký tự không nhìn thấy hoặc đảo chiều chữ (\(code), vị trí \(place)); vui lòng gõ lại đoạn này",
                en:
                    "has a character that is not seen or turns the writing's direction (\(code), place \(place)); please "
                    + "type it again")
        case .lost(let place):
            return Bilingual(
                vi: "có chữ bị hỏng từ trước (U+FFFD, vị trí \(place)); vui lòng gõ lại đoạn này",
                en: "has a letter that was lost before (U+FFFD, place \(place)); please type it again")
        case .misread(let meant):
            return Bilingual(
                vi: "là chữ UTF-8 bị đọc theo bảng mã Windows-1252; có lẽ là «\(meant)»",
                en: "is UTF-8 that was read as Windows-1252; it may have been \"\(meant)\"")
        case .legacy(let encoding, let meant):
            return Bilingual(
                vi: "là chữ gõ theo bảng mã \(encoding.rawValue), không phải Unicode; có lẽ là «\(meant)»",
                en: "is typed in \(encoding.rawValue), not in Unicode; it may be \"\(meant)\"")
        }
    }

    /// The first letter or sign of a text that no label can print: of another script, or a picture.
    ///
    /// - Returns: what is said of it, after the name of the member; nil where all can be printed.
    package static func unprintable(in text: String) -> Bilingual? {
        for (place, scalar) in text.unicodeScalars.enumerated() where !printed.contains(where: { $0 ~= scalar.value }) {
            let code = "U+" + String(scalar.value, radix: 16, uppercase: true)
            return Bilingual(
                vi:
                    "có «\(scalar)» (\(code), vị trí \(place + 1)) mà nhãn không in được; chỉ dùng chữ Latinh và chữ Việt",
                en:
                    "has \"\(scalar)\" (\(code), place \(place + 1)), which labels cannot print; use Latin and Vietnamese letters"
            )
        }
        return nil
    }

    /// Latin letters with their marks, punctuation, signs of currency and letter-like signs.
    private static let printed: [ClosedRange<UInt32>] = [
        0x20...0x24F, 0x300...0x36F, 0x1E00...0x1EFF, 0x2010...0x2027, 0x2030...0x205E, 0x20A0...0x20BF,
        0x2100...0x214F, 0x2150...0x218F, 0x2212...0x2212,
    ]

    /// The text that the same bytes are in UTF-8, where that has letters beyond ASCII; nil where they are none.
    private static func meaning(of text: String) -> String? {
        if text.utf8.count == text.unicodeScalars.count { return nil }
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if let byte = windows1252[scalar] {
                bytes.append(byte)
            } else if scalar.value <= 0xFF {
                bytes.append(UInt8(scalar.value))
            } else {
                return nil
            }
        }
        guard let meant = String(validating: bytes, as: UTF8.self),
            meant.contains(where: { $0.isLetter && !$0.isASCII })
        else { return nil }
        return meant
    }

    /// The characters that Windows-1252 has from 0x80 to 0x9F.
    private static let windows1252: [Unicode.Scalar: UInt8] = [
        "€": 0x80, "‚": 0x82, "ƒ": 0x83, "„": 0x84, "…": 0x85, "†": 0x86, "‡": 0x87, "ˆ": 0x88, "‰": 0x89, "Š": 0x8A,
        "‹": 0x8B, "Œ": 0x8C, "Ž": 0x8E, "‘": 0x91, "’": 0x92, "“": 0x93, "”": 0x94, "•": 0x95, "–": 0x96, "—": 0x97,
        "˜": 0x98, "™": 0x99, "š": 0x9A, "›": 0x9B, "œ": 0x9C, "ž": 0x9E, "Ÿ": 0x9F,
    ]
}
