internal import HTTPServer
internal import Inspection
package import Wording

/// What a form says of words that name a person: asked before anything is taken, so that all faults are told at once.
package enum PersonalWords {
    /// nil where nothing personal is found.
    package static func fault(in text: String?) -> Bilingual? {
        do throws(DataProblems) {
            try Impersonal.demand([("text", text)])
            return nil
        } catch {
            return fault(error)
        }
    }

    /// The words of a refusal, as sentences.
    package static func fault(_ problems: DataProblems) -> Bilingual {
        let texts = problems.problems.map(\.text)
        return Bilingual(
            vi: texts.map(\.vi.sentence).joined(separator: " "), en: texts.map(\.en.sentence).joined(separator: " "))
    }
}
