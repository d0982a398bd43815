public import ArgumentParser
import Encodings
import Law
public import Records
import Registrar
import Time
import Wording

extension AdministrativeLevel: ExpressibleByArgument {}

/// Administrative units by their dated codes.
struct Unit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unit",
        abstract: "Đơn vị hành chính theo ngày / administrative units by date.", subcommands: [ResolveUnit.self])
}

/// Says which unit a code names on a day.
struct ResolveUnit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: "Mã này là đơn vị nào vào ngày đó / which unit a code names on a day.",
        discussion: """
            Mã được cấp lại ngày 01/07/2025, nên luôn cần ngày (INV-20): --on, hoặc viết mã@ngày.
            Codes were given anew on 1 July 2025, so a day is always needed (INV-20): --on, or code@day.
              temgoc unit resolve 02260 --on 2025-06-30
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Argument(help: "Mã 2, 3 hoặc 5 chữ số, có thể kèm @ngày / the code, perhaps with @day.")
    var code: String

    @Option(help: "province, district, commune; mặc định theo số chữ số / by default what its length says.")
    var level: AdministrativeLevel?

    @Option(help: "Ngày mà mã được hiểu / the day on which it is meant.", transform: TodayOption.day)
    var on: CivilDate?

    func run() async throws {
        let dated = try DatedUnitCode(on.map { "\(code)@\($0.iso)" } ?? code)
        if let level, level != dated.level {
            throw Problem(
                .usage, vi: "Mã «\(dated.code)» là mã \(dated.level.title.vi), không phải \(level.title.vi).",
                en: "The code \"\(dated.code)\" is of the level \(dated.level.title.en), not \(level.title.en).")
        }
        let units = try await Home(path: home.home).registrar().administrativeUnits()
        let unit: AdministrativeUnit
        do {
            unit = try units.resolve(dated)
        } catch {
            throw error.problem
        }
        show(unit, on: dated.day, among: units)
    }

    private func show(_ unit: AdministrativeUnit, on day: CivilDate, among units: AdministrativeUnits) {
        // What lies above or follows may not be imported; the unit itself is the answer.
        let place = (try? units.location(ofCommune: unit.code, on: day))?.text ?? unit.name
        let successors = (try? units.successors(of: unit)) ?? []
        if answer.json {
            Console.answer(
                .record([
                    "unit": unit.json, "on": .string(day.iso), "place": .string(place),
                    "successors": .array(successors.map(\.json)),
                ]))
            return
        }
        let head = Bilingual(
            vi: "\(unit.code) ngày \(day.vietnamese): \(place)", en: "\(unit.code) on \(day.vietnamese): \(place)")
        Console.answer(head[answer.lang])
        Console.answer("  \(unit.period[answer.lang])")
        for next in successors { Console.answer("  → \(next.code) \(next.period[answer.lang])") }
    }
}
