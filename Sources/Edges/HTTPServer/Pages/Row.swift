package import Wording

/// A line of a page: what, and how it is.
package struct Row {
    package static let undeclared = Bilingual(vi: "Chưa khai báo", en: "Not declared")

    package let label: String
    package let value: Phrase

    private init(_ label: Bilingual, _ value: Phrase?, _ language: Language) {
        self.label = label[language]
        self.value = value ?? Phrase(Self.undeclared[language])
    }

    /// A line with a text in the reader's language; nil is said to be not declared.
    package init(_ label: Bilingual, own value: String?, _ language: Language) {
        self.init(label, value.map { Phrase($0) }, language)
    }

    /// A line with a text that is Vietnamese for every reader; nil is said to be not declared.
    package init(_ label: Bilingual, register value: String?, _ language: Language) {
        self.init(label, value.map { Phrase($0, nil, language) }, language)
    }
}

/// What speaks to one reader, in their language.
package protocol Speaking {
    var language: Language { get }
}

extension Speaking {
    package func say(_ vi: String, _ en: String) -> String { Bilingual(vi: vi, en: en)[language] }

    /// A line with a text in the reader's language; nil is said to be not declared.
    package func row(_ vi: String, _ en: String, _ value: String?) -> Row {
        Row(Bilingual(vi: vi, en: en), own: value, language)
    }

    /// A line with a text that is Vietnamese for every reader; nil is said to be not declared.
    package func register(_ vi: String, _ en: String, _ value: String?) -> Row {
        Row(Bilingual(vi: vi, en: en), register: value, language)
    }
}

/// A text and whether it is Vietnamese on an English page, so that a screen reader says it right.
package struct Phrase: Hashable {
    package let text: String
    package let isForeign: Bool

    /// A text in the page's language.
    package init(_ text: String) {
        self.text = text
        isForeign = false
    }

    /// A text of the register, which has Vietnamese and perhaps English.
    package init(_ vi: String, _ en: String?, _ language: Language) {
        text = language == .en ? en ?? vi : vi
        isForeign = language == .en && en == nil
    }
}
