public import Wording

extension MarkAuthorisation {
    /// The right in another standing: active ↔ suspended → ended.
    ///
    /// Source: Decision 1162/QĐ-VPĐP-OCOP Art 11: the owner of the mark suspends its use and allows it again.
    ///
    /// - Throws: `Problem` `orderStateConflict` where an ended right would come back.
    public func with(_ next: Standing, because reason: String?) throws(Problem) -> MarkAuthorisation {
        guard standing != .ended || next == .ended else {
            throw Problem(
                .authorisationEnded, vi: "Quyền in \(id) đã chấm dứt và không dùng lại được.",
                en: "Right \(id) has ended and does not come back.",
                hint: Bilingual(
                    vi: "Nhập một quyền in mới cho công nhận còn hiệu lực.",
                    en: "Import a new right for the recognition in force."))
        }
        return MarkAuthorisation(self, next, next == .active ? nil : reason)
    }
}
