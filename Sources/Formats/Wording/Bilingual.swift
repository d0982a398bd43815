/// A sentence for people in Vietnamese and in English; Vietnamese is shown first.
public struct Bilingual: Sendable, Hashable {
    /// In Vietnamese.
    public let vi: String
    /// In English.
    public let en: String

    /// Takes the parts as they are.
    public init(vi: String, en: String) {
        self.vi = vi
        self.en = en
    }

    /// The sentence in one language.
    public subscript(language: Language) -> String {
        switch language {
        case .vi: vi
        case .en: en
        }
    }
}

/// A language that temgoc speaks.
public enum Language: String, Sendable, CaseIterable {
    case vi
    case en
}
