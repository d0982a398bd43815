/// What the cells of a column are.
enum ColumnForm: Sendable {
    /// Words, names, sentences, and codes that have no form of their own.
    case text
    /// A code of capital letters: small ones are the same.
    case capitals
    case gtin
    /// Mã số thuế.
    case taxCode
    /// The code of an administrative unit, of so many digits.
    case unitCode(AdministrativeLevel)
    case number
    case date
    /// One of a closed set; what people write for it, folded, with the word of the data, and what they are told.
    case word([String: String], shown: [String])
    /// Identifiers or codes, separated by spaces, commas, semicolons or bars.
    case list
}

/// A column that a table of records may have.
struct TableColumn: Sendable {
    /// What problems call it, and its heading in English.
    let name: String
    /// Its heading in Vietnamese.
    let heading: String
    /// The member of the record that it fills, with dots between nested ones.
    let member: String
    let form: ColumnForm
    /// Whether no record is right without it.
    let isRequired: Bool
    /// Every heading that it is found under, folded.
    let headings: Set<String>

    /// - Parameter synonyms: further headings, in either language; case and accents do not matter.
    init(
        _ name: String, _ heading: String, _ synonyms: [String] = [], member: String? = nil,
        _ form: ColumnForm = .text, required: Bool = false
    ) {
        self.name = name
        self.heading = heading
        self.member = member ?? name
        self.form = form
        isRequired = required
        headings = Set(([name, heading] + synonyms).map(VietnameseLetters.folded))
    }
}

extension ColumnForm {
    /// The words of an enumeration and, by word, what people write for them.
    static func word<Word>(_: Word.Type, _ synonyms: [Word: [String]]) -> ColumnForm
    where Word: RawRepresentable<String> & CaseIterable & Hashable {
        let words = Word.allCases.flatMap { word in
            ([word.rawValue] + synonyms[word, default: []]).map { (VietnameseLetters.folded($0), word.rawValue) }
        }
        let shown = Word.allCases.map { synonyms[$0]?.first ?? $0.rawValue }
        return .word(Dictionary(words) { first, _ in first }, shown: shown)
    }
}
