import ArgumentParser
import Encodings
import Law
import Records
import Registrar
import ScanHistory
import Time
import Wording

/// Says whether stamps could be issued, and writes nothing.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Kiểm tra trước: có được phát hành không, vì sao / may this be issued, and if not, why.",
        discussion: """
            Nêu mọi quy định chưa đạt cùng lúc, và những điều nên xem lại; không ghi gì. Mã thoát 0 nếu được, 2 nếu không.
            Names every rule that is broken, and what is worth a look; writes nothing. Exit status 0 or 2.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var day: TodayOption
    @OptionGroup var issuance: IssuanceOptions

    @Option(help: "Mẫu nhãn định dùng / the label template that is meant.")
    var template: String?

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        let (issuanceCase, findings) = try await registrar.findings(
            issuance.request(of: registrar, home), on: template.map(LabelResources.design),
            by: home.author(at: UTCTime(secondsSince1970: day.date(of: registrar).noon)))
        let isIssuable = findings.problems(.refusal).isEmpty
        if answer.json {
            Console.answer(json(of: issuanceCase, findings))
        } else {
            Console.answer(issuanceCase.summary(isIssuable: isIssuable)[answer.lang])
            for finding in findings { show(finding) }
        }
        if !isIssuable { throw ExitCode(2) }
    }

    private func show(_ finding: Finding) {
        let problem = finding.problem
        Console.answer("  \(finding.severity.name[answer.lang]) \(problem.code.rawValue): \(problem.text[answer.lang])")
        if let hint = problem.hint { Console.answer("    → \(hint[answer.lang])") }
    }

    /// `problems` are the refusals, as in every other answer.
    private func json(of issuanceCase: IssuanceCase, _ findings: [Finding]) -> JSONValue {
        func list(_ severity: Severity) -> JSONValue { .array(findings.problems(severity).map(\.json)) }
        let account = issuanceCase.withMark ? issuanceCase.account : nil
        return .record([
            "issuable": .bool(findings.problems(.refusal).isEmpty), "count": .integer(issuanceCase.count),
            "problems": list(.refusal), "warnings": list(.warning), "hints": list(.hint),
            "authorisation": account.map { .string($0.authorisation.id) }, "left": account?.left.map(JSONValue.integer),
        ])
    }
}

extension IssuanceCase {
    fileprivate func summary(isIssuable: Bool) -> Bilingual {
        let (name, nameEn) = (product.name, product.nameEn ?? product.name)
        guard isIssuable else {
            return Bilingual(
                vi: "✗ Chưa phát hành được \(count) tem cho \(name):",
                en: "✗ \(count) stamps cannot be issued for \(nameEn):")
        }
        guard let right = withMark ? account : nil else {
            return Bilingual(
                vi: "✓ Được phát hành \(count) tem không mang nhãn hiệu OCOP cho \(name).",
                en: "✓ \(count) stamps without the OCOP mark may be issued for \(nameEn).")
        }
        let left = right.left.map { Bilingual(vi: ", hạn mức còn \($0)", en: ", \($0) left in the quota") }
        let id = right.authorisation.id
        return Bilingual(
            vi: "✓ Được phát hành \(count) tem cho \(name) (quyền in \(id)\(left?.vi ?? "")).",
            en: "✓ \(count) stamps may be issued for \(nameEn) (right \(id)\(left?.en ?? "")).")
    }
}
