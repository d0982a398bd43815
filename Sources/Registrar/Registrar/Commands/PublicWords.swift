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
}

extension JSONValue {
    /// The members of records that people who scan can read, and that nobody need fill with a number to call.
    private static let publicWords: Set<String> = [
        "lineVi", "nameVi", "nameEn", "storyVi", "storyEn", "brand", "ingredients", "instructions", "warnings",
        "material",
        "crop",
    ]

    /// Every public text of a record with a telephone number or an e-mail address, by its path; a household's name may be
    /// a person's.
    ///
    /// - Parameter before: the data as it stands; what is the same in both is not looked at again.
    func personalData(over before: JSONValue?, at path: String, isPublic: Bool = false) -> [DataProblem] {
        if self == before { return [] }
        switch self {
        case .string(let text):
            let isPersonal = PersonalData.found(in: text).contains { found in
                if case .name = found { false } else { true }
            }
            guard isPublic, isPersonal else { return [] }
            return [
                DataProblem(
                    path: path,
                    text: Bilingual(
                        vi:
                            "có vẻ chứa số điện thoại hoặc địa chỉ thư điện tử; người tra cứu đọc được và không xóa được về sau",
                        en:
                            "looks like it has a telephone number or an e-mail address; people who scan read it, and it can never be "
                            + "erased"), code: .personalDataInStamp)
            ]
        case .array(let elements):
            return elements.enumerated().flatMap { place, element in
                element.personalData(
                    over: before?.array.flatMap { $0.indices.contains(place) ? $0[place] : nil },
                    at: "\(path)[\(place)]",
                    isPublic: isPublic)
            }
        case .object(let members):
            return members.keys.sorted().flatMap { name in
                members[name]?.personalData(
                    over: before?[name], at: "\(path).\(name)", isPublic: Self.publicWords.contains(name)) ?? []
            }
        default: return []
        }
    }

    /// Every text in the data that cannot be shown, by its path.
    ///
    /// - Parameter before: the data as it stands; what is the same in both is not looked at again.
    func textFaults(over before: JSONValue?, at path: String) -> [DataProblem] {
        if self == before { return [] }
        switch self {
        case .string(let text):
            return TextFault(in: text).map { [DataProblem(path: path, text: $0.text)] } ?? []
        case .array(let elements):
            return elements.enumerated().flatMap { place, element in
                element.textFaults(
                    over: before?.array.flatMap { $0.indices.contains(place) ? $0[place] : nil },
                    at: "\(path)[\(place)]")
            }
        case .object(let members):
            return members.keys.sorted().flatMap { name in
                members[name]?.textFaults(over: before?[name], at: "\(path).\(name)") ?? []
            }
        default: return []
        }
    }
}
