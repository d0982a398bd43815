internal import Encodings
internal import Inspection
internal import Law
internal import Records
internal import Wording

// Words that people who scan can read: what stands in the ledger can never be erased.

/// Asks that texts can be shown to everyone and say nothing of a person.
///
/// Source: Law 91/2025/QH15, and `TextFault`.
///
/// - Parameter texts: each with what people call it.
/// - Throws: `Problems` with every text that may not be public.
func demandPublic(_ texts: [(name: Bilingual, text: String?)]) throws(Problems) {
    let problems = texts.compactMap { name, text -> Problem? in
        guard let text else { return nil }
        if text.first?.isWhitespace != false || text.last?.isWhitespace == true {
            return Problem(
                .dataInvalid, vi: "\(name.vi) cần có chữ, không bắt đầu hay kết thúc bằng khoảng trắng.",
                en: "\(name.en) should have words, and neither begin nor end with white space.")
        }
        if let fault = TextFault(in: text) {
            return Problem(
                .dataInvalid, vi: "\(name.vi) \(fault.text.vi).", en: "\(name.en) \(fault.text.en).")
        }
        guard !PersonalData.found(in: text).isEmpty else { return nil }
        return Problem(
            .personalDataInStamp,
            vi:
                "\(name.vi) có vẻ chứa số điện thoại, địa chỉ thư điện tử hoặc tên người; người tra cứu đọc được và không "
                + "xóa được về sau.",
            en:
                "\(name.en) looks like it has a telephone number, an e-mail address or a name; people who scan read it, "
                + "and it can never be erased.",
            hint: Bilingual(vi: "Vui lòng bỏ thông tin cá nhân.", en: "Please leave out what is personal."))
    }
    if !problems.isEmpty { throw Problems(problems) }
}

extension Bilingual {
    /// Why something is done.
    static let reason = Bilingual(vi: "Lý do", en: "The reason")
    /// What people should do.
    static let instructions = Bilingual(vi: "Hướng dẫn", en: "The instructions")
    /// Whose decision it is.
    static let authority = Bilingual(vi: "Cơ quan", en: "The authority")
    /// What proves it.
    static let document = Bilingual(vi: "Văn bản", en: "The document")
    /// What a product is called.
    static let productName = Bilingual(vi: "Tên sản phẩm", en: "The name of the product")
}

/// A text of a record, with the path of its value and the member that it, or the list that it is in, stands at.
struct RecordText {
    let path: String
    let member: String
    let text: String

    /// The members of records that people who scan can read, and that nobody need fill with a number to call.
    private static let publicWords: Set<String> = [
        "lineVi", "nameVi", "nameEn", "storyVi", "storyEn", "brand", "ingredients", "ingredientsEn", "instructions",
        "instructionsEn", "storage", "storageEn", "warnings", "warningsEn", "origin",
        "material", "crop",
    ]

    /// The members of records that stand on labels.
    private static let printedWords: Set<String> = [
        "nameVi", "nameEn", "brand", "legalNameVi", "legalNameEn", "shortNameVi", "lineVi",
    ]

    /// Why the text cannot be shown, or printed where it is for labels; nil where it can.
    var fault: DataProblem? {
        let unprintable = Self.printedWords.contains(member) ? TextFault.unprintable(in: text) : nil
        return (TextFault(in: text)?.text ?? unprintable).map { DataProblem(path: path, text: $0) }
    }

    /// Why a public text says too much of a person: it has a telephone number or an e-mail address; a household's name may
    /// be a person's.
    var personalData: DataProblem? {
        let isPersonal = PersonalData.found(in: text).contains { found in
            if case .name = found { false } else { true }
        }
        guard Self.publicWords.contains(member), isPersonal else { return nil }
        return DataProblem(
            path: path,
            text: Bilingual(
                vi:
                    "có vẻ chứa số điện thoại hoặc địa chỉ thư điện tử; người tra cứu đọc được và không xóa được về sau",
                en:
                    "looks like it has a telephone number or an e-mail address; people who scan read it, and it can never be "
                    + "erased"), code: .personalDataInStamp)
    }
}

extension JSONValue {
    /// The texts of a record's data that are new in it, in the order of members.
    ///
    /// - Parameter before: the data as it stands; what is the same in both is left out.
    func newTexts(over before: JSONValue?, at path: String, member: String = "") -> [RecordText] {
        if self == before { return [] }
        switch self {
        case .string(let text): return [RecordText(path: path, member: member, text: text)]
        case .array(let elements):
            let known = before?.array ?? []
            return elements.enumerated().flatMap { place, element in
                element.newTexts(
                    over: known.indices.contains(place) ? known[place] : nil, at: "\(path)[\(place)]", member: member)
            }
        case .object(let members):
            return members.keys.sorted().flatMap { name in
                members[name]?.newTexts(over: before?[name], at: "\(path).\(name)", member: name) ?? []
            }
        default: return []
        }
    }
}
