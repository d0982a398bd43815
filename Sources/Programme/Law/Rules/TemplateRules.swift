public import Records
public import Wording

// The rule about the design that a mark is printed with.

extension MarkAuthorisation {
    /// MARK-01: a right that names designs is for labels of these designs only.
    ///
    /// Source: the domain's `MarkAuthorisation.templateVersions`; Decision 1162/QĐ-VPĐP-OCOP Art 11 (how the mark is
    /// used is inspected).
    ///
    /// - Parameter digest: of the template, as docs/spec/label-template.md defines it.
    public func isFor(template name: String, digest: String) -> Problem? {
        guard !templates.isEmpty, !templates.contains(digest) else { return nil }
        return Problem(
            .markNotAuthorised,
            vi:
                "Quyền in \(id) chỉ dành cho các mẫu nhãn đã duyệt; mẫu «\(name)» (\(digest.prefix(12))…) không có trong đó.",
            en: "Right \(id) is for approved label designs only; \"\(name)\" (\(digest.prefix(12))…) is none of them.",
            hint: Bilingual(
                vi: "Dùng mẫu đã duyệt, hoặc đề nghị cơ quan quản lý OCOP duyệt mẫu có mã băm \(digest).",
                en: "Use an approved design, or ask the OCOP office to approve the one with the digest \(digest)."))
    }
}
