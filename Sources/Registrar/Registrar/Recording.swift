internal import Access
internal import Encodings
internal import Inspection
internal import Records
internal import Time
package import Wording

extension RegisterTransaction {
    /// Appends an entry in the name of an author, with all that follows from it.
    @discardableResult
    func record(_ kind: EntryKind, _ body: JSONValue, by author: Authorship) throws -> LedgerEntry {
        let entry = LedgerEntry(
            sequence: try head() + 1, time: author.time.text, actor: author.actor, via: author.principal.via,
            kind: kind,
            body: body, request: author.key)
        try apply(entry)
        return entry
    }
}

/// Data of the register that is not what the register itself can have written.
package func damaged(_ place: String) -> Problem {
    Problem(
        .registerDamaged, vi: "Dữ liệu trong sổ đăng ký bị hỏng ở \(place).",
        en: "The register's data is damaged at \(place).",
        hint: Bilingual(vi: "Chạy temgoc fsck để biết chi tiết.", en: "Run temgoc fsck for the details."))
}
