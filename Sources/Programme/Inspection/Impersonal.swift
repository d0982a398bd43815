internal import Law
public import Wording

/// What is written into cases stays there for ever, so nothing about a person is written there.
public enum Impersonal {
    /// Asks that texts have no telephone number, e-mail address or person's name, as far as can be told.
    ///
    /// Source: Law 91/2025/QH15; the same look as INV-22's.
    ///
    /// - Parameter texts: each with the member that it stands in.
    /// - Throws: `DataProblems` with every member that has one.
    public static func demand(_ texts: [(member: String, text: String?)]) throws(DataProblems) {
        let problems = texts.compactMap { member, text -> DataProblem? in
            guard let text, !PersonalData.found(in: text).isEmpty else { return nil }
            return DataProblem(
                path: "$.\(member)",
                text: Bilingual(
                    vi: "có vẻ chứa số điện thoại, địa chỉ thư điện tử hoặc tên người; vui lòng bỏ thông tin cá nhân",
                    en:
                        "looks like it has a telephone number, an e-mail address or a name; please leave out what is personal"
                )
            )
        }
        if !problems.isEmpty { throw DataProblems(problems) }
    }
}
