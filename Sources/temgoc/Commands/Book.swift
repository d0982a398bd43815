import Registrar
import ArgumentParser
import CSV
import Encodings
import Records
import Stamps
import Time
import Wording

/// The book of labels of a producer: evidence for subsidy claims.
struct Book: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "book",
        abstract: "Sổ theo dõi tem, nhãn: theo chủ thể và thời gian / the book of labels.",
        discussion: """
            CSV mở được bằng bảng tính; tổng các cột bằng tổng trong sổ. Luôn đúng: cấp = in + hỏng + trả lại + hủy, mất + chưa quyết toán.
            The CSV opens in a spreadsheet; always allotted = printed + spoiled + returned + lost + open.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions

    @Option(help: "Chỉ của chủ thể này / of this producer only.")
    var producer: String?

    @Option(help: "Từ ngày phát hành / issued from this day.", transform: TodayOption.day)
    var from: CivilDate?

    @Option(help: "Đến ngày phát hành / issued up to this day.", transform: TodayOption.day)
    var to: CivilDate?

    @Flag(help: "Dạng CSV (RFC 4180) / as CSV.")
    var csv = false

    func validate() throws {
        if json, csv { throw ValidationError("--json, --csv: chỉ chọn một / one of them") }
        if let from, let to, to < from { throw ValidationError("--from ≤ --to") }
    }

    private var json: Bool { answer.json }

    func run() async throws {
        let book = try await Home(path: home.home).registrar().book(
            ofProducer: producer, from: from, to: to, limit: Int(Int32.max), for: home.principal)
        let (lines, total) = (book.lines, book.total)
        if json {
            Console.answer(["batches": .array(lines.map(\.json)), "total": total.json])
        } else if csv {
            var table = CSVWriter(byteOrderMark: true)
            table.append(Self.header)
            for line in lines { table.append(line.cells) }
            Console.answer(bytes: table.bytes)
        } else {
            show(lines)
            Console.answer(answer.lang == .vi ? "Tổng: \(total.text.vi)." : "Total: \(total.text.en).")
        }
    }

    private func show(_ lines: [BookLine]) {
        var columns = Columns()
        columns.add(Self.captions[answer.lang == .vi ? 0 : 1])
        let roll = Bilingual(vi: "cuộn", en: "roll")[answer.lang]
        for line in lines {
            let batch = line.batch
            columns.add(
                [
                    batch.id, batch.issuedOn.vietnamese, line.product.name, line.lotNumber ?? roll,
                    batch.mark.map { "\($0.stars)★" } ?? "–",
                ] + line.balance.cells)
        }
        columns.lines.forEach(Console.answer)
    }

    private static let captions = [
        ["Đợt tem", "Ngày", "Sản phẩm", "Lô", "Sao"] + MarkBalance.titles.vi,
        ["Batch", "Date", "Product", "Lot", "Stars"] + MarkBalance.titles.en,
    ]

    private static let header = [
        "batch", "issued_on", "producer", "product", "product_name", "lot", "stars", "authorisation", "first_serial",
        "last_serial", "allotted", "drawn", "printed", "spoiled", "returned", "lost", "open",
    ]
}

extension BookLine {
    fileprivate var cells: [String?] {
        [
            batch.id, batch.issuedOn.iso, product.producer, product.id, product.name, lotNumber,
            batch.mark.map { "\($0.stars)" }, batch.mark?.authorisation, batch.numbers.first.text,
            batch.numbers.last.text,
        ] + balance.cells
    }

    fileprivate var json: JSONValue {
        .record([
            "batch": batch.publicJSON(), "producer": .string(product.producer),
            "lotNumber": lotNumber.map(JSONValue.string), "balance": balance.json,
        ])
    }
}
