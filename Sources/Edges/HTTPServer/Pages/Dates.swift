package import Time
package import Wording

extension CivilDate {
    /// The day as pages say it: `18/09/2026` in Vietnamese, `18 Sep 2026` in English.
    package func text(_ language: Language) -> String { language == .vi ? vietnamese : english }
}
