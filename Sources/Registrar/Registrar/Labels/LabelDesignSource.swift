public import Labels
internal import Law
internal import Records
internal import Synchronization
package import Wording

/// A label template as it lies in its folder, with its artwork and the digest of both.
public struct LabelDesignSource: Sendable {
    /// The template.
    public let template: LabelTemplate
    /// Its artwork; nil for a template without any.
    public let artwork: Artwork?
    /// Of its files, 64 hexadecimal digits (docs/spec/label-template.md).
    public let digest: String
    /// Its files as they were read, which the press looks over before it draws; nil for a template that has none.
    public let files: Files?

    /// The files of a template.
    public struct Files: Sendable {
        /// `label.yaml`.
        public let yaml: [UInt8]
        /// `artwork.svg`, where there is one.
        public let artwork: [UInt8]?

        /// Takes the parts as they are.
        public init(yaml: [UInt8], artwork: [UInt8]?) {
            self.yaml = yaml
            self.artwork = artwork
        }
    }

    /// Takes the parts as they are.
    public init(template: LabelTemplate, artwork: Artwork?, digest: String, files: Files? = nil) {
        self.files = files
        self.template = template
        self.artwork = artwork
        self.digest = digest
    }
}

/// Where templates, sheets and fonts are found.
public protocol LabelLibrary: Sendable {
    /// The names of the templates that there are, in order.
    func names() throws -> [String]

    /// The template of that name.
    ///
    /// - Throws: `Problem` `templateUnknown`, `templateInvalid`.
    func design(_ name: String) throws -> LabelDesignSource

    /// The sheet or roll of that name.
    ///
    /// - Throws: `Problem` `templateUnknown`, `templateInvalid`.
    func media(_ name: String) throws -> LabelMedia

    /// The font that every label is set in.
    ///
    /// - Throws: `Problem` `fontMissing`.
    func fonts() throws -> FontFiles
}

extension LabelDesignSource {
    /// The template that is drawn where none is named.
    public static func usual(withPIN: Bool) -> String { withPIN ? "ocop-60x40-pin" : "ocop-60x40" }

    /// Why a right does not allow it; nil where it does.
    ///
    /// A right that names designs is for these alone.
    func isAllowed(by right: MarkAuthorisation) -> Problem? { right.isFor(template: template.name, digest: digest) }

    /// Why it draws no labels of packs; nil where it does: a carton has an identity of its own, never a pack's.
    func isForCartons() -> Problem? {
        guard template.purpose == .shippingCase else { return nil }
        return Problem(
            .labelNotDrawable,
            vi: "Mẫu nhãn «\(template.name)» dành cho thùng hàng; tem của gói không in trên thùng.",
            en: "The template \"\(template.name)\" is for cartons; a pack's stamp is not printed on a carton.",
            hint: Bilingual(
                vi: "Chọn mẫu nhãn của gói, như ocop-60x40.", en: "Choose a template for packs, such as ocop-60x40."))
    }

    /// Looks the template over as `temgoc template lint` does: what that calls an error is not drawn.
    ///
    /// - Throws: `Problems` `templateInvalid`.
    func demandSound(_ fonts: FontFiles, at dotsPerInch: Int) throws {
        let press = "\(digest) \(dotsPerInch)"
        guard let files, Self.sound.withLock({ !$0.contains(press) }) else { return }
        let found = try TemplateLint.problems(
            name: template.name, yaml: String(decoding: files.yaml, as: UTF8.self), artwork: files.artwork,
            fonts: fonts,
            resolution: dotsPerInch)
        let errors = found.filter { $0.severity == .error }
        guard errors.isEmpty else {
            throw Problems(errors.map { $0.problem(in: "\(template.name)/\($0.file.rawValue)") })
        }
        Self.sound.withLock { _ = $0.insert(press) }
    }

    /// The digests of templates that were looked over in this process, each with the resolution.
    private static let sound = Mutex<Set<String>>([])

    /// Whether its labels carry the number under a scratch-off cover.
    var hasCoveredNumber: Bool { template.fields.contains { $0.isPerLabel && $0.name == "pin" } }

    /// Why it does not draw a batch that has no covered numbers; nil where it does.
    func lacksNumbers(of batch: Batch) -> Problem? {
        hasCoveredNumber && !batch.hasPIN ? numberIsMissing(from: batch.id) : nil
    }

    fileprivate func numberIsMissing(from batch: String?) -> Problem {
        let subject = batch.map { Bilingual(vi: "đợt \($0)", en: "batch \($0)") }
        let name = template.name
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

extension TemplateProblem {
    /// What is wrong, with its place in the file of that name.
    package func problem(in file: String) -> Problem {
        let place = "\(file):\(line):\(column)"
        return Problem(
            .templateInvalid, vi: "\(place): \(what.vi); \(hint.vi)", en: "\(place): \(what.en); \(hint.en)")
    }
}

extension IssuanceCase {
    /// The names that are longer than a template's fields for them.
    private func tooLong(for template: LabelTemplate) -> [Finding] {
        let names = [
            "product": product.name, "productEn": product.nameEn ?? product.name, "producer": producer.legalName,
            "producerAddress": producer.address.text(on: lot.packedOn),
        ]
        return template.fields.compactMap { field in
            guard case .text(let most) = field.kind, let text = names[field.name], text.count > most else { return nil }
            return Finding(
                Problem(
                    .labelNotDrawable,
                    vi: "Mẫu nhãn «\(template.name)» in được \(most) ký tự ở trường \(field.name); «\(text)» có "
                        + "\(text.count).",
                    en: "The template \"\(template.name)\" prints \(most) characters in its field \(field.name); "
                        + "\"\(text)\" has \(text.count).",
                    hint: Bilingual(
                        vi: "Chọn mẫu có chỗ rộng hơn, hoặc dùng tên ngắn hơn khi còn sửa được.",
                        en: "Choose a template with more room, or a shorter name while it may change.")), .refusal)
        }
    }

    /// What stands in the way of printing on a design, or should be known before.
    ///
    /// - Parameter withPIN: whether the labels are to carry a number under a scratch-off cover.
    func findings(on design: LabelDesignSource, withPIN: Bool) -> [Finding] {
        let template = design.template
        var findings: [Finding] = []
        if design.hasCoveredNumber, !withPIN {
            findings.append(Finding(design.numberIsMissing(from: nil), .refusal))
        } else if withPIN, !design.hasCoveredNumber {
            let problem = Problem(
                .labelNotDrawable, vi: "Mẫu nhãn «\(template.name)» không có chỗ in số dưới lớp phủ cào.",
                en: "The template \"\(template.name)\" has no place for the number under the cover.",
                hint: Bilingual(
                    vi: "Chọn mẫu có trường pin, như ocop-60x40-pin, hoặc in số từ temgoc stamps --with-pin.",
                    en: "Choose a template with the field pin, such as ocop-60x40-pin, or print the numbers of temgoc "
                        + "stamps --with-pin."))
            findings.append(Finding(problem, .warning))
        }
        findings += tooLong(for: template)
        guard withMark, let right = account?.authorisation else { return findings }
        if let problem = design.isAllowed(by: right) { findings.append(Finding(problem, .refusal)) }
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
