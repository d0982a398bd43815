public import ArgumentParser
import Encodings
public import Inspection
import Records
import Store
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
            AnswerReport.self,
        ])
}

/// What every command about cases has.
struct CaseOptions: ParsableArguments {
    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var day: TodayOption

    /// Takes a step of a case and shows it.
    func change(_ id: String, _ step: (InspectionCase) throws -> InspectionCase) throws {
        let register = try Home(path: home.home).openRegister()
        let changed: InspectionCase
        do {
            changed = try register.change(case: id, as: home.entryStamp, step)
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
        let register = try Home(path: options.home.home).openRegister()
        let found = try register.cases(
            CaseFilter(producer: producer, province: province, status: status), limit: max(1, limit))
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
        let file = try Home(path: options.home.home).openRegister().caseFile(id)
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

    func run() async throws { try options.change(id) { try $0.investigating() } }
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
        let measure = Measure(
            kind: kind, reason: reason, on: options.day.date, authority: authority, by: options.home.actor)
        if case .failure(let problems) = Measure.read(measure.json, path: "$") {
            throw JSONFile.problems(problems, "temgoc case measure")
        }
        try options.change(id) { try $0.taking(measure) }
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
        try options.change(id) {
            try $0.closed(outcome, because: reason, on: options.day.date, by: options.home.actor).readable()
        }
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
        try options.change(id) {
            try $0.reopened(because: reason, on: options.day.date, by: options.home.actor).readable()
        }
    }
}

struct AnswerReport: AsyncParsableCommand {
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
        let register = try Home(path: options.home.home).openRegister()
        let report = try register.answer(number, with: text, on: options.day.date, as: options.home.entryStamp)
        if options.answer.json {
            Console.answer(report.json)
        } else {
            Console.answer("\(report.receipt.text)  \(report.status.title[options.answer.lang])")
        }
    }
}

extension InspectionCase {
    /// The case, where the register could read it again.
    fileprivate func readable() throws -> InspectionCase {
        do {
            return try InspectionCase.read(json, path: "$").get()
        } catch {
            throw JSONFile.problems(error, "temgoc case")
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
                lines.append("    \(item.mediaType.rawValue), \(item.octets) B, SHA-256 \(item.sha256)")
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
