import Labels
import Law
import Records
import Store
import Wording

extension IssuanceCase {
    /// What stands in the way of printing on a template, or should be known before.
    ///
    /// - Parameter withPIN: whether the labels are to carry a number under a scratch-off cover.
    func findings(onTemplate name: String, withPIN: Bool) throws -> [Finding] {
        let design = try LabelResources.design(name)
        let template = design.template
        var findings: [Finding] = []
        if template.hasCoveredNumber, !withPIN {
            findings.append(Finding(template.numberIsMissing(from: nil), .refusal))
        } else if withPIN, !template.hasCoveredNumber {
            let problem = Problem(
                .labelNotDrawable, vi: "Mẫu nhãn «\(name)» không có chỗ in số dưới lớp phủ cào.",
                en: "The template \"\(name)\" has no place for the number under the cover.",
                hint: Bilingual(
                    vi: "Chọn mẫu có trường pin, như ocop-60x40-pin, hoặc in số từ temgoc stamps --with-pin.",
                    en: "Choose a template with the field pin, such as ocop-60x40-pin, or print the numbers of temgoc "
                        + "stamps --with-pin."))
            findings.append(Finding(problem, .warning))
        }
        guard withMark, let right = account?.authorisation else { return findings }
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

extension LabelTemplate {
    /// Whether its labels carry the number under a scratch-off cover.
    fileprivate var hasCoveredNumber: Bool { fields.contains { $0.isPerLabel && $0.name == "pin" } }

    /// Why it does not draw a batch that has no covered numbers; nil where it does.
    fileprivate func lacksNumbers(of batch: Batch) -> Problem? {
        hasCoveredNumber && !batch.hasPIN ? numberIsMissing(from: batch.id) : nil
    }

    fileprivate func numberIsMissing(from batch: String?) -> Problem {
        let subject = batch.map { Bilingual(vi: "đợt \($0)", en: "batch \($0)") }
        return Problem(
            .labelNotDrawable,
            vi:
                "Mẫu nhãn «\(name)» in số dưới lớp phủ cào (trường pin), mà \(subject?.vi ?? "yêu cầu này") không có số đó.",
            en: "The template \"\(name)\" prints a number under a cover (its field pin), which "
                + "\(subject?.en ?? "this request") has not.",
            hint: Bilingual(
                vi: "Chọn mẫu khác, hoặc phát hành với --pin (giao diện chương trình: \"pin\": true).",
                en: "Choose another template, or issue with --pin (interface for programs: \"pin\": true)."))
    }
}

extension LabelResources.Design {
    /// Whether labels of a batch may be drawn with it, and can be.
    ///
    /// - Throws: `Problem` MARK-01, `labelNotDrawable`.
    func check(for batch: Batch, in register: SQLiteRegister) throws {
        try check(against: batch.mark, in: register)
        if let problem = template.lacksNumbers(of: batch) { throw problem }
    }

    /// A right that names designs is for these alone.
    ///
    /// - Throws: `Problem` MARK-01.
    func check(against mark: BatchMark?, in register: SQLiteRegister) throws {
        guard let mark else { return }
        let right = try register.records(MarkAuthorisation.self).first { $0.record.id == mark.authorisation }?.record
        if let problem = right?.isFor(template: template.name, digest: digest) { throw problem }
    }
}
