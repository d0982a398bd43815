import Registrar
import ArgumentParser
import Encodings
import Records
import Reports
import Time
import Wording

/// What ends, opens and runs out.
struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Lịch: công nhận và chứng nhận hết hạn, kỳ đánh giá lại, hạn mức sắp hết / what ends, and when.",
        discussion: """
            Dạng --ics đưa vào lịch điện thoại được. / --ics is for calendar programs.
              temgoc calendar --days 180 --ics > ocop.ics
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var day: TodayOption

    @Option(help: "Bao nhiêu ngày tới / how many days ahead.")
    var days = 365

    @Option(help: "Báo khi hạn mức còn ít hơn phần này, từ 0 đến 1 / when less than this part of a quota is left.")
    var quotaShare = 0.1

    @Flag(help: "Dạng CSV (RFC 4180) / as CSV.")
    var csv = false

    @Flag(help: "Dạng lịch iCalendar (RFC 5545) / as a calendar.")
    var ics = false

    func validate() throws {
        guard 0...36_600 ~= days else { throw ValidationError("--days: 0…36600") }
        guard 0...1 ~= quotaShare else { throw ValidationError("--quota-share: 0…1") }
        guard [answer.json, csv, ics].count(where: \.self) <= 1 else {
            throw ValidationError("--json, --csv, --ics: chỉ chọn một / one of them")
        }
    }

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        let calendar = try await registrar.calendar(
            from: day.date(of: registrar), days: days, quotaShare: quotaShare, for: home.principal)
        if answer.json {
            Console.answer(calendar.json)
        } else if csv {
            Console.answer(bytes: calendar.csv)
        } else if ics {
            Console.answer(bytes: calendar.iCalendar(host: try await RegisterView(registrar.store).issuer().host))
        } else if calendar.entries.isEmpty {
            let text = Bilingual(
                vi: "Không có gì hết hạn trong \(days) ngày tới.", en: "Nothing ends in the next \(days) days.")
            Console.answer(text[answer.lang])
        } else {
            Console.answer(bytes: Array(calendar.text(answer.lang).utf8))
        }
    }
}
