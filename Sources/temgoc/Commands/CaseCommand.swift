import Registrar
public import ArgumentParser
import Encodings
public import Inspection
import Records
import Time
import Wording

extension InspectionCase.Status: ExpressibleByArgument {}
extension InspectionCase.Outcome: ExpressibleByArgument {}
extension Measure.Kind: ExpressibleByArgument {}

/// Cases: what is followed up about producers.
struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Vụ việc: xem, ghi biện pháp, kết thúc / cases.",
        subcommands: [
            ListCases.self, ShowCase.self, InvestigateCase.self, TakeMeasure.self, CloseCase.self, ReopenCase.self,
            AnswerReportCommand.self,
        ])
}

/// What every command about cases has.
struct CaseOptions: ParsableArguments {
    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    /// Takes a step of a case and shows it.
    func change(_ id: String, _ step: CaseStep) async throws {
        let registrar = try await Home(path: home.home).registrar()
        let changed: InspectionCase
        do {
            changed = try await registrar.perform(StepCase(id, step), by: home.author(of: registrar))
        } catch let problems as DataProblems {
            throw JSONFile.problems(problems, "temgoc case")
        }
        if answer.json { Console.answer(changed.json) } else { Console.answer(changed.line(answer.lang)) }
    }
}

struct ListCases: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Danh sách vụ việc, mới nhất trước / the cases, the latest first.")

    @OptionGroup var options: CaseOptions

    @Option(help: "Chỉ của chủ thể này / of this producer only.")
    var producer: String?

    @Option(help: "Chỉ của tỉnh này / of this province only.")
    var province: String?

    @Option(help: "Chỉ ở trạng thái này / in this state only.")
    var status: InspectionCase.Status?

    @Option(help: "Số vụ việc tối đa / at most so many.")
    var limit: Int = 50

    func run() async throws {
        let registrar = try await Home(path: options.home.home).registrar()
        let found = try await registrar.cases(
            CaseFilter(producer: producer, province: province, status: status), limit: max(1, limit),
            for: options.home.principal)
        let language = options.answer.lang
        if options.answer.json {
            for item in found { Console.answer(item.json) }
        } else if found.isEmpty {
            Console.answer(Bilingual(vi: "Không có vụ việc.", en: "No cases.")[language])
        } else {
            for item in found { Console.answer(item.line(language)) }
        }
    }
}

struct ShowCase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Xem một vụ việc / one case with its findings, reports and measures.")

    @OptionGroup var options: CaseOptions

    @Argument(help: "Mã vụ việc / the case.")
    var id: String

    func run() async throws {
        let file = try await Home(path: options.home.home).registrar().caseView(id, for: options.home.principal).file
        if options.answer.json {
            Console.answer([
                "case": file.inspectionCase.json, "findings": .array(file.findings.map(\.json)),
                "reports": .array(file.reports.map(\.json)),
            ])
        } else {
            Console.answer(file.text(options.answer.lang))
        }
    }
}

struct InvestigateCase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "investigate", abstract: "Bắt đầu xác minh / begin to look into it.")

    @OptionGroup var options: CaseOptions

    @Argument(help: "Mã vụ việc / the case.")
    var id: String

    func run() async throws { try await options.change(id, .investigate) }
}

struct TakeMeasure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "Ghi một biện pháp / record a measure.")

    @OptionGroup var options: CaseOptions

    @Argument(help: "Mã vụ việc / the case.")
    var id: String

    @Option(help: "Biện pháp / what was done.")
    var kind: Measure.Kind

    @Option(help: "Lý do, không có thông tin cá nhân / why; nothing about a person.")
    var reason: String

    @Option(help: "Cơ quan thực hiện / the authority.")
    var authority: String

    func run() async throws {
        try await options.change(id, .measure(kind, reason: reason, authority: authority, on: nil))
    }
}

struct CloseCase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "close", abstract: "Kết thúc vụ việc / close a case.")

    @OptionGroup var options: CaseOptions

    @Argument(help: "Mã vụ việc / the case.")
    var id: String

    @Option(help: "Kết quả / how it ended.")
    var outcome: InspectionCase.Outcome

    @Option(help: "Lý do, không có thông tin cá nhân / why; nothing about a person.")
    var reason: String

    func run() async throws {
        try await options.change(id, .close(outcome, reason: reason))
    }
}

struct ReopenCase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Mở lại vụ việc / take a case up again.")

    @OptionGroup var options: CaseOptions

    @Argument(help: "Mã vụ việc / the case.")
    var id: String

    @Option(help: "Lý do, không có thông tin cá nhân / why; nothing about a person.")
    var reason: String

    func run() async throws {
        try await options.change(id, .reopen(reason: reason))
    }
}

struct AnswerReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "Trả lời một phản ánh của người dân / answer a citizen's report.")

    @OptionGroup var options: CaseOptions

    @Argument(help: "Số biên nhận / the receipt number.")
    var receipt: String

    @Option(help: "Câu trả lời, người gửi phản ánh đọc được / what the citizen reads.")
    var text: String

    func run() async throws {
        guard let number = ReceiptNumber(receipt), let text = CitizenReport.cleaned(text) else {
            throw Problem(
                .usage, vi: "Số biên nhận «\(receipt)» hoặc câu trả lời chưa đúng.",
                en: "The receipt number \"\(receipt)\" or the answer is not right.",
                hint: Bilingual(vi: "Số biên nhận như 7K3M-9Q2X-B4T5.", en: "A number such as 7K3M-9Q2X-B4T5."))
        }
        let registrar = try await Home(path: options.home.home).registrar()
        let report = try await registrar.perform(
            AnswerReport(number, with: text), by: options.home.author(of: registrar))
        if options.answer.json {
            Console.answer(report.json)
        } else {
            Console.answer("\(report.receipt.text)  \(report.status.title[options.answer.lang])")
        }
    }
}

extension CaseFile {
    fileprivate func text(_ language: Language) -> String {
        var lines = [inspectionCase.line(language)]
        for finding in findings {
            lines.append("  \(finding.draft.at.text)  \(finding.kind.title[language])  \(finding.id)  \(finding.by)")
            if let stars = finding.stars { lines.append("    \(stars.sentence[language])") }
            if let note = finding.draft.note { lines.append("    \(note)") }
            for item in finding.draft.evidence {
                lines.append("    \(item.mediaType.rawValue), \(item.bytes) B, SHA-256 \(item.sha256)")
            }
        }
        for report in reports {
            lines.append("  \(report.at.text)  \(report.kind.title[language])  \(report.receipt.text)")
            if let text = report.text { lines.append("    \(text)") }
        }
        for measure in inspectionCase.measures {
            lines.append(
                "  \(measure.on.vietnamese)  \(measure.kind.title[language])  \(measure.authority): \(measure.reason)")
        }
        if let closure = inspectionCase.closure {
            lines.append("  \(closure.on.vietnamese)  \(closure.outcome.title[language]): \(closure.reason)")
        }
        return lines.joined(separator: "\n")
    }
}
