import ArgumentParser
import Encodings
import Files
import Law
import Records
import Registrar
import Reports
import Time
import Wording

/// What is in force on a day, counted.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Báo cáo: sản phẩm theo sao, chủ thể theo loại hình, xã có sản phẩm / the programme in figures.",
        discussion: """
            Số liệu của đúng ngày đó. Chỉ tiêu: docs/spec/report.md.
            The figures of that very day. Targets: docs/spec/report.md.
              temgoc report --on 2026-11-21 --province 08 --targets chi-tieu.json --svg bieu-do.svg
            """)

    private static let largestTargets = 1 << 20

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(help: "Ngày của số liệu; mặc định: hôm nay / the day; today by default.", transform: TodayOption.day)
    var on: CivilDate?

    @Option(help: "Mã tỉnh vào ngày đó / the province, by its code of that day.")
    var province: String?

    @Option(help: ArgumentHelp("Tệp chỉ tiêu / a file of targets.", valueName: "file"))
    var targets: String?

    @Flag(help: "Dạng CSV (RFC 4180) / as CSV.")
    var csv = false

    @Option(help: ArgumentHelp("Ghi biểu đồ SVG vào tệp này / write a chart.", valueName: "file"))
    var svg: String?

    func validate() throws {
        if answer.json, csv { throw ValidationError("--json, --csv: chỉ chọn một / one of them") }
    }

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        let day = try await TodayOption(on).date(of: registrar)
        if let province, try DatedUnitCode("\(province)@\(day.iso)").level != .province {
            throw Problem(
                .usage, vi: "--province cần mã tỉnh 2 chữ số, không phải «\(province)».",
                en: "--province takes the two digits of a province, not \"\(province)\".")
        }
        let report = try await registrar.report(
            on: day, province: province, targets: try targets.map(Self.readTargets) ?? [], for: home.principal)
        if let svg { try WholeFile.write(Array(report.svg.utf8), to: svg) }
        if answer.json {
            Console.answer(report.json)
        } else {
            Console.answer(bytes: csv ? report.csv : Array(report.text.utf8))
        }
    }

    private static func readTargets(_ path: String) throws -> [ReportTarget] {
        let value = try JSONFile.value(of: WholeFile.read(path, limit: largestTargets), path)
        do {
            return try ReportTarget.list(reading: value)
        } catch {
            throw JSONFile.problems(error, path)
        }
    }
}
