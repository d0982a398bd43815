import ArgumentParser
import Records
import Registrar

/// The ledger: printed, taken out as a file, and made a register of again.
struct Ledger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Nhật ký thay đổi của sổ đăng ký: in, xuất, nhập / the ledger: print, export, import.",
        subcommands: [PrintLedger.self, ExportLedger.self, ImportLedger.self], defaultSubcommand: PrintLedger.self)
}

/// Prints the history of everything in the register.
struct PrintLedger: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "In nhật ký: mọi thay đổi, cũ trước / print every change, oldest first.",
        discussion: """
            Mỗi dòng là một mục dạng JSON chuẩn tắc (RFC 8785). Với --kind và --id: lịch sử của một bản ghi.
            Each line is one entry as canonical JSON, with and without --json. With --kind and --id: the history of one record.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(
        help:
            "Loại mục, như lot, batch, printOrder, stampVoid, recall (docs/spec/ledger.md) / the kind of entry."
    )
    var kind: String?

    @Option(help: "Mã của bản ghi / the record's identifier.")
    var id: String?

    @Option(help: "Sau mục số / entries after this number.")
    var after = 0

    func validate() throws {
        if let kind, EntryKind(rawValue: kind) == nil { throw ValidationError("--kind: «\(kind)»?") }
    }

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        var last = after
        while true {
            let page = try await registrar.entries(
                after: last, kind: kind.flatMap(EntryKind.init(rawValue:)), item: id, limit: 1_000,
                for: home.principal)
            for entry in page { Console.answer(entry.json) }
            guard let end = page.last, page.count == 1_000 else { return }
            last = end.sequence
        }
    }
}
