import ArgumentParser
import Encodings
import Records
import Registrar
import Time
import Wording

/// The clock of a register.
struct ClockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock", abstract: "Đồng hồ của sổ đăng ký / the register's clock.",
        subcommands: [ShowClock.self, AdvanceClock.self, CorrectClock.self], defaultSubcommand: ShowClock.self)
}

/// Says what the time is in the register.
struct ShowClock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Xem giờ của sổ (mặc định) / show the register's time (the default).")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        let clock = try await registrar.clock(Clock.secondsSince1970)
        let now = clock.now()
        if answer.json {
            Console.answer([
                "time": .string(now.text), "today": .string(now.day.iso), "offset": .integer(Int(clock.offset)),
            ])
        } else {
            let text = Bilingual(
                vi: "Hôm nay của sổ: \(now.day.vietnamese) (\(now.text)).",
                en: "The register's day: \(now.day.iso) (\(now.text)).")
            Console.answer(text[answer.lang])
        }
        try await registrar.demandWritable(at: now)
    }
}

/// Mends a clock that once stood too far ahead.
struct CorrectClock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Chỉnh giờ sổ khi mục mới nhất ghi giờ ở tương lai / mend a clock that had jumped ahead.",
        discussion: """
            Hai người: một người đề nghị (--reason), người khác duyệt (--approve). Cả hai việc đều công khai trong nhật ký.
            Two persons: one asks (--reason), another approves (--approve). The log shows both to everyone.
              temgoc clock correct --reason "đồng hồ máy chủ nhảy sang năm sau"
              temgoc clock correct --approve CC-000123 --actor office-tq
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(help: "Vì sao mục mới nhất ghi sai giờ / why the newest entry's time is wrong.")
    var reason: String?

    @Option(help: ArgumentHelp("Duyệt đề nghị này / approve this one.", valueName: "id"))
    var approve: String?

    func validate() throws {
        guard (reason == nil) != (approve == nil) else {
            throw ValidationError("cần --reason hoặc --approve / give --reason or --approve")
        }
    }

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        let author = try await home.author(of: registrar)
        let correction =
            if let approve {
                try await registrar.perform(ApproveClockCorrection(approve), by: author)
            } else {
                try await registrar.perform(AskClockCorrection(because: reason ?? ""), by: author)
            }
        if answer.json {
            Console.answer(correction.json)
            return
        }
        let text =
            switch correction.state {
            case .asked:
                Bilingual(
                    vi: "Đã đề nghị chỉnh giờ \(correction.id). Người khác duyệt: temgoc clock correct --approve "
                        + "\(correction.id) --actor …",
                    en: "\(correction.id) is asked for. Another person approves: temgoc clock correct --approve "
                        + "\(correction.id) --actor …")
            case .approved:
                Bilingual(
                    vi: "Đã chỉnh giờ \(correction.id): sổ ghi tiếp từ \(correction.to.text).",
                    en: "\(correction.id): the register goes on from \(correction.to.text).")
            }
        Console.answer(text[answer.lang])
    }
}

/// Moves the clock of a register for trials.
struct AdvanceClock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advance",
        abstract: "Dời đồng hồ của sổ thử nghiệm tới một ngày sau / move the clock of a register for trials forward.",
        discussion: """
            Chỉ tiến, không lùi; sổ thật dùng đồng hồ của máy. temgoc serve đang chạy cần khởi động lại.
            Forward only; a register in earnest has the machine's clock. A running temgoc serve is to be started again.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(help: "Ngày mới / the new day.", transform: TodayOption.day)
    var day: CivilDate

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        let issuer = try await registrar.perform(MoveDemoClock(to: day), by: home.author(of: registrar))
        if answer.json {
            Console.answer(issuer.json)
        } else {
            let text = Bilingual(
                vi: "Đồng hồ của sổ thử nghiệm nay là ngày \(day.vietnamese).",
                en: "The clock of the register for trials is at \(day.iso) now.")
            Console.answer(text[answer.lang])
        }
    }
}
