internal import Inspection
internal import Wording

/// What a form says of words that name a person: asked before anything is taken, so that all faults are told at once.
enum PersonalWords {
    /// nil where nothing personal is found.
    static func fault(in text: String?) -> Bilingual? {
        do throws(DataProblems) {
            try Impersonal.demand([("text", text)])
            return nil
        } catch {
            return fault(error)
        }
    }

    /// The words of a refusal, as sentences.
    static func fault(_ problems: DataProblems) -> Bilingual {
        let texts = problems.problems.map(\.text)
        return Bilingual(
            vi: texts.map(\.vi.sentence).joined(separator: " "), en: texts.map(\.en.sentence).joined(separator: " "))
    }
}
