/// Vietnamese in the glyph codes of fonts from before Unicode, which programs take for letters of Western Europe: «ChÌ Shan
/// tuyÕt» of TCVN3 (the .Vn fonts) and «Cheø Shan tuyeát» of VNI.
///
/// Source: TCVN 5712:1993 (VN3) and the VNI Windows table. A text is one of them only where it has what no word in Unicode has,
/// and where every character beyond ASCII is a code of it.
package enum LegacyVietnamese: String {
    case tcvn3 = "TCVN3"
    case vni = "VNI"

    /// The encoding of a text and what it says; nil for a text of none.
    static func reading(of text: String) -> (encoding: LegacyVietnamese, meant: String)? {
        let scalars = Array(text.unicodeScalars)
        if !scalars.contains(where: { 0xA1...0xFE ~= $0.value }) { return nil }
        if let meant = vni(scalars) { return (.vni, meant) }
        return tcvn3(scalars).map { (.tcvn3, $0) }
    }

    // MARK: TCVN3

    private static let tcvn3Letters: [Unicode.Scalar: Unicode.Scalar] = {
        let runs: [(UInt32, String)] = [
            (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"), (0xB5, "àảãáạ"), (0xBB, "ằẳẵắ"), (0xC6, "ặầẩẫấậè"), (0xCE, "ẻẽéẹềểễếệìỉ"),
            (0xDC, "ĩíịò"), (0xE1, "ỏõóọồổỗốộờởỡớợù"), (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
        ]
        return runs.reduce(into: [:]) { letters, run in
            for (place, letter) in run.1.unicodeScalars.enumerated() {
                if let code = Unicode.Scalar(run.0 + UInt32(place)) { letters[code] = letter }
            }
        }
    }()

    /// Codes that are signs elsewhere; between letters they are none.
    private static let signs: Set<Unicode.Scalar> = [
        "¨", "©", "ª", "«", "¬", "\u{AD}", "®", "µ", "¶", "·", "¸", "¹", "»", "¼", "½", "¾", "×",
    ]

    private static func tcvn3(_ scalars: [Unicode.Scalar]) -> String? {
        var meant = String.UnicodeScalarView()
        var isTold = false
        for (place, scalar) in scalars.enumerated() {
            guard !scalar.isASCII else {
                meant.append(scalar)
                continue
            }
            guard let letter = tcvn3Letters[scalar] else { return nil }
            meant.append(letter)
            let before = place > 0 ? scalars[place - 1] : " "
            let after = place + 1 < scalars.count ? scalars[place + 1] : " "
            if signs.contains(scalar) {
                // A sign within a word, or one that ends it and is no quotation mark, ©, ª or ®.
                let ends = !["«", "»", "©", "ª", "®"].contains(scalar) && !(48...57 ~= after.value)
                isTold = isTold || isSmall(before) && (isSmall(after) || ends) || scalar == "®" && isSmall(after)
            } else if scalar.properties.isUppercase, isSmall(before) {
                isTold = true
            }
        }
        return isTold && isVietnamese(String(meant)) ? String(meant) : nil
    }

    private static func isSmall(_ scalar: Unicode.Scalar) -> Bool { 97...122 ~= scalar.value }

    // MARK: VNI

    /// What follows a letter and gives it its marks, with the letters that it makes.
    private static let vniPairs: [Unicode.Scalar: [Unicode.Scalar: Unicode.Scalar]] = [
        "a": marks("ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"), "e": marks("ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
        "o": marks("ùøûõïâáàåãä", "óòỏõọôốồổỗộ"), "ô": marks("ùøûõï", "ớờởỡợ"), "u": marks("ùøûõï", "úùủũụ"),
        "ö": marks("ùøûõï", "ứừửữự"), "y": marks("ùøûõ", "ýỳỷỹ"),
    ]

    private static let vniAlone: [Unicode.Scalar: Unicode.Scalar] = [
        "ñ": "đ", "Ñ": "Đ", "ô": "ơ", "Ô": "Ơ", "ö": "ư", "Ö": "Ư", "î": "ỵ", "æ": "ỉ", "í": "í", "ì": "ì", "ó": "ĩ",
        "ò": "ị",
    ]

    private static func marks(_ codes: String, _ letters: String) -> [Unicode.Scalar: Unicode.Scalar] {
        Dictionary(uniqueKeysWithValues: zip(codes.unicodeScalars, letters.unicodeScalars))
    }

    private static func vni(_ scalars: [Unicode.Scalar]) -> String? {
        var meant = String.UnicodeScalarView()
        var isTold = false
        var place = 0
        while place < scalars.count {
            let scalar = scalars[place]
            let next = place + 1 < scalars.count ? small(scalars[place + 1]) : " "
            if let letter = vniPairs[small(scalar)]?[next] {
                let isCapital = scalar.properties.isUppercase
                meant.append(
                    contentsOf: (isCapital ? letter.properties.uppercaseMapping : String(letter)).unicodeScalars)
                // These pairs stand in no word of Vietnamese, nor of its neighbours.
                isTold = isTold || ["ø", "û", "õ", "ï", "ù", "å", "ä"].contains(next)
                place += 2
                continue
            }
            guard scalar.isASCII || vniAlone[scalar] != nil else { return nil }
            meant.append(vniAlone[scalar] ?? scalar)
            place += 1
        }
        return isTold && isVietnamese(String(meant)) ? String(meant) : nil
    }

    /// Whether every word with a letter beyond ASCII is one syllable, as those of Vietnamese are: «naïve» is none.
    private static func isVietnamese(_ text: String) -> Bool {
        text.split { !$0.isLetter }.allSatisfy { word in
            word.utf8.allSatisfy { $0 < 0x80 }
                || VietnameseLetters.unaccented(String(word)).wholeMatch(
                    of: /[bcdghklmnpqrstvx]{0,3}[aeiouy]{1,4}(ch|ng|nh|[cmnpt])?/) != nil
        }
    }

    private static func small(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    }
}
