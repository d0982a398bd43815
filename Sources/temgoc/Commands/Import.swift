import Registrar
public import ArgumentParser
import Encodings
import Files
public import Records
import Time
import Wording

extension RecordTable: ExpressibleByArgument {}
extension NumberStyle: ExpressibleByArgument {}

/// Takes a programme file, or a table of records, into the register.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Nhập dữ liệu chương trình: chủ thể, vùng, chứng nhận, sản phẩm, công nhận, lô / import a programme.",
        discussion: """
            Nhập tất cả hoặc không nhập gì. Nhập lại cùng một tệp không thay đổi gì; bản ghi thay đổi được thêm vào
            nhật ký, bản cũ vẫn còn. Dạng tệp: docs/spec/programme.md; bảng CSV: docs/spec/tables.md.
            All or nothing. Importing the same file again changes nothing; a changed record is a new ledger entry.
              temgoc import --table lots --dry-run lo-hang.csv
              temgoc import --table administrativeUnits --format mergers --valid-from 2025-07-01 sap-xep.csv
            """)

    /// How a table is laid out.
    enum Format: String, ExpressibleByArgument {
        case records
        /// A list of mergers of communes, as resolutions write them.
        case mergers
    }

    /// A programme of a whole province with its lots of a year stays well below it.
    private static let largestFile = 256 << 20

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(help: "Bảng CSV của loại bản ghi này / a CSV table of these records.")
    var table: RecordTable?

    @Option(help: "Cách viết số trong bảng: vi là 1.234,5; en là 1,234.5 / how the table writes numbers.")
    var numbers: NumberStyle?

    @Option(help: "Dạng bảng: records, hoặc mergers (danh sách sắp xếp xã) / records, or a list of mergers.")
    var format = Format.records

    @Option(
        help: "Với --format mergers: ngày đầu của đơn vị mới / the first day of the new units.",
        transform: TodayOption.day)
    var validFrom: CivilDate?

    @Option(help: "Với --format mergers: số nghị quyết / the resolution.")
    var legalDocument: String?

    @Option(
        help: ArgumentHelp(
            "Cơ quan xác nhận những gì tệp khai, trong phạm vi của mình / the office that confirms what is declared.",
            valueName: "office"))
    var confirmedBy: String?

    @Option(help: "Với --confirmed-by: số văn bản xác nhận / the number of its document.")
    var decision: String?

    @Flag(help: "Chỉ kiểm tra, không ghi gì / check only, write nothing.")
    var dryRun = false

    @Argument(help: ArgumentHelp("Tệp JSON hoặc CSV, hoặc - cho đầu vào chuẩn / a JSON or CSV file, or -."))
    var file: String

    func validate() throws {
        if confirmedBy == nil, decision != nil {
            throw ValidationError("--decision đi cùng --confirmed-by / goes with --confirmed-by")
        }
        if table == nil, numbers != nil { throw ValidationError("--numbers đi cùng --table / goes with --table") }
        let isMergers = format == .mergers
        guard !isMergers || (table == .administrativeUnits && numbers == nil) else {
            throw ValidationError("--format mergers đi cùng --table administrativeUnits / goes with that table")
        }
        guard isMergers == (validFrom != nil), isMergers || legalDocument == nil else {
            throw ValidationError("--valid-from (và --legal-document) đi cùng --format mergers / go together")
        }
    }

    func run() async throws {
        let registrar = try await Home(path: home.home).registrar()
        let bytes =
            try file == "-"
            ? WholeFile.readStandardInput(limit: Self.largestFile) : WholeFile.read(file, limit: Self.largestFile)
        // Only a table of records has rows and columns to name.
        var records = format == .records ? table.map { TableRecords($0, bytes, numbers: numbers) } : nil
        if let table, let unfinished = records?.unfinished, !unfinished.isEmpty {
            records?.complete(with: try await registrar.standing(table, unfinished, for: home.principal))
        }
        do {
            let programme = try records?.programme() ?? otherProgramme(bytes)
            for duplicate in records?.duplicates ?? [] { Console.remark(duplicate[answer.lang]) }
            show(
                try await registrar.perform(
                    ImportProgramme(
                        programme, confirming: confirmedBy.map { ConfirmingOffice($0, decision: decision) }),
                    by: home.author(of: registrar), dryRun: dryRun))
        } catch let error as DataProblems {
            let table = records
            let located = DataProblems(error.problems.map { table?.located($0) ?? $0 })
            let problems = JSONFile.problems(
                located, file,
                hint: Bilingual(
                    vi: "Không có gì được nhập. Sửa các chỗ trên rồi chạy lại.",
                    en: "Nothing was imported. Correct these places and run the command again."))
            // Who fills in a table reads a list of cells, in the one language that they asked for.
            if table != nil { throw ProblemsInOneLanguage(problems: problems, language: answer.lang) }
            throw problems
        }
    }

    private func otherProgramme(_ bytes: [UInt8]) throws -> Programme {
        guard let validFrom else { return try Programme(reading: JSONFile.value(of: bytes, file)) }
        let mergers = try UnitMergers(table: bytes, from: validFrom, legalDocument: legalDocument)
        return try Programme(reading: ["administrativeUnits": .array(mergers.all.map(\.unit.json))])
    }

    private func show(_ summary: ImportSummary) {
        if answer.json {
            Console.answer(summary.json(dryRun: dryRun))
        } else {
            summary.lines(dryRun: dryRun, answer.lang).forEach(Console.answer)
            summary.remarks(answer.lang).forEach(Console.remark)
        }
    }
}
