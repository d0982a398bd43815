import Labels
import Store
import Traceability

extension IssuanceCase {
    /// What stands in the way of printing on a template, or should be known before.
    func findings(onTemplate name: String) throws -> [Finding] {
        let design = try LabelResources.design(name)
        let template = design.template
        guard withMark, let right = account?.authorisation else { return [] }
        var findings: [Finding] = []
        if let problem = right.isFor(template: template.name, digest: design.digest) {
            findings.append(Finding(problem, .refusal))
        }
        if let requirement = template.requirement, !requirement.stars.contains(right.stars) {
            let (least, most) = (requirement.stars.lowerBound, requirement.stars.upperBound)
            let problem = Problem(
                .labelNotDrawable,
                vi: "Mẫu nhãn «\(template.name)» dành cho hạng \(least) đến \(most) sao; quyền in \(right.id) là "
                    + "\(right.stars) sao.",
                en: "The template \"\(template.name)\" is for \(least) to \(most) stars; right \(right.id) is for "
                    + "\(right.stars).")
            findings.append(Finding(problem, .refusal))
        }
        if !template.fields.contains(where: { $0.kind == .stars }) {
            let problem = Problem(
                .labelNotDrawable, vi: "Mẫu nhãn «\(template.name)» không có chỗ in hạng sao và nhãn hiệu OCOP.",
                en: "The template \"\(template.name)\" has no place for the stars and the OCOP mark.",
                hint: Bilingual(
                    vi: "Chọn mẫu có sao, hoặc phát hành không mang nhãn hiệu (--no-mark).",
                    en: "Choose a template with stars, or issue without the mark (--no-mark)."))
            findings.append(Finding(problem, .warning))
        }
        return findings
    }
}

extension LabelResources.Design {
    /// A right that names designs is for these alone.
    ///
    /// - Throws: `Problem` MARK-01.
    func check(against mark: BatchMark?, in register: SQLiteRegister) throws {
        guard let mark else { return }
        let right = try register.records(MarkAuthorisation.self).first { $0.record.id == mark.authorisation }?.record
        if let problem = right?.isFor(template: template.name, digest: digest) { throw problem }
    }
}
