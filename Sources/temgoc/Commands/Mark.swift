import Registrar
import ArgumentParser
import Encodings
import Records
import Time
import Wording

/// Rights to print the mark, and their books.
struct Mark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mark",
        abstract: "Quyền in nhãn hiệu và sổ theo dõi / rights to print the mark, and their books.",
        subcommands: [ListMarks.self, SuspendMark.self, ResumeMark.self, EndMark.self])
}

/// Lists the rights with what was printed under each.
struct ListMarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Liệt kê quyền in: hạn mức, đã cấp, còn lại / list the rights with their books.")

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    func run() async throws {
        let books = try await Home(path: home.home).registrar().markBooks(for: home.principal)
        var columns = Columns()
        if !answer.json { columns.add(Self.captions[answer.lang == .vi ? 0 : 1]) }
        for book in books {
            let right = book.authorisation
            if answer.json {
                Console.answer(book.json)
                continue
            }
            columns.add([
                right.id, book.product.name, "\(right.stars)★", right.standing.title[answer.lang],
                right.validThrough.vietnamese, right.quota.map { "\($0)" } ?? "–",
                "\(right.printed + book.balance.allotted)", "\(right.voided + book.balance.spoiled)",
                "\(book.balance.returned)", "\(book.balance.lost)", book.left.map { "\($0)" } ?? "–",
            ])
        }
        columns.lines.forEach(Console.answer)
    }

    private static let captions = [
        [
            "Quyền in", "Sản phẩm", "Sao", "Trạng thái", "Đến ngày", "Hạn mức", "Đã cấp", "Hỏng", "Trả lại", "Hủy, mất",
            "Còn",
        ],
        ["Right", "Product", "Stars", "State", "Through", "Quota", "Allotted", "Spoiled", "Returned", "Lost", "Left"],
    ]
}

/// Suspends a right.
struct SuspendMark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend",
        abstract: "Tạm dừng quyền in: từ lúc này không phát hành tem có nhãn hiệu / suspend a right.")

    @OptionGroup var change: MarkChange

    @Option(help: "Lý do / why.")
    var reason: String

    func run() async throws { try await change.run(to: .suspended, because: reason) }
}

/// Lets a suspended right be used again.
struct ResumeMark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Cho dùng lại quyền in / let a right be used again.")

    @OptionGroup var change: MarkChange

    func run() async throws { try await change.run(to: .active, because: nil) }
}

/// Ends a right for ever.
struct EndMark: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "end", abstract: "Chấm dứt quyền in, không dùng lại được / end a right for ever.")

    @OptionGroup var change: MarkChange

    @Option(help: "Lý do / why.")
    var reason: String

    func run() async throws { try await change.run(to: .ended, because: reason) }
}

/// What the changes of a right share.
struct MarkChange: ParsableArguments {
    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Argument(help: ArgumentHelp("Mã quyền in / the right.", valueName: "right"))
    var right: String

    @Option(help: "Số quyết định / the number of the decision.")
    var decision: String?

    @Option(help: "Cơ quan ra quyết định / whose decision it is.")
    var by: String?

    func run(to standing: MarkAuthorisation.Standing, because reason: String?) async throws {
        let registrar = try await Home(path: home.home).registrar()
        let after = try await registrar.perform(
            ChangeRight(right, to: standing, because: reason, decision: decision, of: by),
            by: home.author(of: registrar))
        if answer.json {
            Console.answer(after.json)
        } else {
            let title = after.standing.title
            let text = Bilingual(
                vi: "Quyền in \(after.id): \(title.vi)\(after.standingReason.map { " (\($0))" } ?? "").",
                en: "Right \(after.id): \(title.en)\(after.standingReason.map { " (\($0))" } ?? "").")
            Console.answer(text[answer.lang])
        }
    }
}

extension MarkBook {
    /// The book as commands answer it.
    var json: JSONValue {
        .record([
            "authorisation": authorisation.json, "product": .string(product.id),
            "recognition": .string(recognition.id), "balance": balance.json, "left": left.map(JSONValue.integer),
        ])
    }
}
