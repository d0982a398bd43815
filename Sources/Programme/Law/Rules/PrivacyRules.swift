internal import Records
internal import Stamps
internal import Time
public import Wording

// The rule about personal data: what is signed and printed can never be erased, so nobody's data is put there.

/// Something about a person that was found in a text.
public enum PersonalData: Sendable, Hashable {
    /// A Vietnamese telephone number, as it stands in the text.
    case phoneNumber(String)
    /// An address of electronic mail.
    case emailAddress(String)
    /// What looks like a person's name, or is one of those that were looked for.
    case name(String)

    /// What is found in a text: a stamp's payload, an address, the text of a picture.
    ///
    /// Linear in the text and in the names. A number counts where it stands alone as 10 digits of a Vietnamese line
    /// (`0912345678`, `0912-345-678`, `+84912345678`); digits within longer numbers, such as a GTIN or a seal, do not. A name
    /// counts where a common family name is followed by *Văn* or *Thị* and a given name, with or without diacritics.
    ///
    /// - Parameter names: names of persons that are known to the caller, in any spelling of case and diacritics.
    public static func found(in text: String, names: [String] = []) -> [PersonalData] {
        phoneNumbers(in: text) + emailAddresses(in: text) + personNames(in: text, known: names)
    }

    private static func phoneNumbers(in text: String) -> [PersonalData] {
        let line = /(?:\+84|(?:00)?84|0)[35789][0-9]{8}/
        let grouped =
            /0[35789][0-9]{2}[ .\-][0-9]{3}[ .\-][0-9]{3}|0[35789][0-9]{1}[ .\-][0-9]{3}[ .\-][0-9]{4}/
        return (text.matches(of: line) + text.matches(of: grouped)).compactMap { match in
            let before = text[..<match.range.lowerBound].last
            let after = text[match.range.upperBound...].first
            let isAlone = !(before?.isNumber ?? false) && !(after?.isNumber ?? false)
            return isAlone ? .phoneNumber(String(match.output)) : nil
        }
    }

    private static func emailAddresses(in text: String) -> [PersonalData] {
        text.matches(of: /[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+/).map {
            .emailAddress(String($0.output))
        }
    }

    private static func personNames(in text: String, known: [String]) -> [PersonalData] {
        let folded = text.foldedToASCII
        let words = folded.split { !$0.isLetter }.map(String.init)
        var found: [PersonalData] = words.indices.dropLast(2).compactMap { place in
            let name = words[place...(place + 2)]
            guard familyNames.contains(words[place]), ["VAN", "THI"].contains(words[place + 1]),
                2...7 ~= words[place + 2].count
            else { return nil }
            return .name(name.joined(separator: " "))
        }
        let letters = words.joined()
        for name in known {
            let wanted = name.foldedToASCII.filter(\.isLetter)
            if !wanted.isEmpty, letters.contains(wanted) { found.append(.name(name)) }
        }
        return found
    }

    private static let familyNames: Set<String> = [
        "NGUYEN", "TRAN", "LE", "PHAM", "HOANG", "HUYNH", "PHAN", "VU", "VO", "DANG", "BUI", "DO", "HO", "NGO",
        "DUONG", "LY",
    ]
}

extension String {
    /// The text in capitals without diacritics: `Nguyễn Văn Đạt` is `NGUYEN VAN DAT`.
    fileprivate var foldedToASCII: String {
        String(String.UnicodeScalarView(unicodeScalars.compactMap(\.foldedToASCII))).uppercased()
    }
}

extension Unicode.Scalar {
    /// The letter of ASCII that it is a form of, by its Unicode name; nil for a combining mark; itself otherwise.
    fileprivate var foldedToASCII: Unicode.Scalar? {
        if isASCII { return self }
        if properties.generalCategory == .nonspacingMark { return nil }
        let words = (properties.name ?? "").split(separator: " ")
        guard words.starts(with: ["LATIN"]), words.count > 3, words[2] == "LETTER", words[3].count == 1 else {
            return self
        }
        return words[3].unicodeScalars.first
    }
}

extension IssuanceCase {
    /// INV-22: what stands in a stamp for ever says nothing of a person.
    ///
    /// Source: Law 91/2025/QH15. A stamp carries its host, the product and the lot number; the producer writes the
    /// latter two.
    public func stampIsImpersonal() -> Problem? {
        let code: String? = if case .code(let code) = product.key { code.text } else { nil }
        let texts = [("lotNumber", lot.lotNumber.text)] + (code.map { [("productCode", $0)] } ?? [])
        guard let (member, text) = texts.first(where: { !PersonalData.found(in: $0.1).isEmpty }) else { return nil }
        return Problem(
            .personalDataInStamp,
            vi:
                "«\(text)» (\(member)) trông như số điện thoại hoặc tên người; nội dung trong mã tem không xóa được nên "
                + "không được chứa thông tin cá nhân.",
            en: "\"\(text)\" (\(member)) looks like a telephone number or a person's name; what stands in a stamp can "
                + "never be erased and must not be personal.",
            hint: Bilingual(
                vi: "Đổi \(member), như dùng ngày đóng gói: \(lot.packedOn.iso).",
                en: "Change \(member), for example to the packing date: \(lot.packedOn.iso)."))
    }
}
