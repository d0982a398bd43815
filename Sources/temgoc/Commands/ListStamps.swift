import ArgumentParser
import Encodings
import Records
import Registrar
import Stamps
import Verification
import Wording

extension StampList.Format: ExpressibleByArgument {}

/// Prints the stamps of a batch.
struct ListStamps: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stamps",
        abstract: "In nội dung các tem của một đợt, mỗi dòng một tem / print the stamps of a batch, one a line.",
        discussion: """
            Tem không được lưu: mỗi lần hỏi được làm lại từ sổ và khóa, giống nhau đến từng chữ số.
            csv (RFC 4180) có các cột number, serial, stamp, lot, product, cho nhà in dùng máy của mình: thêm --for-press.
            Stamps are not stored: they are made again from the register and the keys, the same to the last digit.
            csv (RFC 4180) has the columns number, serial, stamp, lot, product, for a printing house's own press: --for-press.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var passphrase: PassphraseOptions

    @Option(help: "Mã đợt tem / the batch.")
    var batch: String

    @Option(help: "text, csv, json (mỗi dòng một đối tượng / an object a line).")
    var format: StampList.Format?

    @Option(name: .shortAndLong, help: "Tệp, hoặc - cho đầu ra chuẩn / the file, or - for standard output.")
    var out = "-"

    @Option(help: "Từ tem thứ mấy của đợt, bắt đầu là 1 / from this stamp of the batch, the first is 1.")
    var from = 1

    @Option(help: "Đến tem thứ mấy / up to this stamp.")
    var to: Int?

    @Flag(
        help:
            "Kèm số dưới lớp phủ cào, chỉ csv và json; giữ kín tệp này / with the covered numbers; keep the file secret."
    )
    var withPin = false

    @Flag(
        help:
            "Giao danh sách này cho nhà in: ghi nhận như đã tạo nhãn / for a press of one's own: recorded as drawing the labels."
    )
    var forPress = false

    @Option(help: ArgumentHelp("Lý do giao lại danh sách / why the list is handed over again.", valueName: "reason"))
    var reprint: String?

    func validate() throws {
        if reprint != nil, !forPress {
            throw ValidationError("--reprint dùng cùng --for-press / goes with --for-press")
        }
        if let reprint, reprint.trimmed.isEmpty { throw ValidationError("--reprint cần lý do / needs a reason") }
    }

    func run() async throws {
        let home = Home(path: home.home)
        let registrar = try await home.registrar()
        let (facts, batch) = try await registrar.batch(batch, for: self.home.principal)
        let format = format ?? (answer.json ? .json : .text)
        guard !withPin || batch.hasPIN && format != .text else {
            throw Problem(
                .usage,
                vi: batch.hasPIN
                    ? "--with-pin cần --format csv hoặc json." : "Đợt \(batch.id) không có số dưới lớp phủ cào.",
                en: batch.hasPIN
                    ? "--with-pin needs --format csv or json." : "Batch \(batch.id) has no covered numbers.",
                hint: Bilingual(
                    vi: "Phát hành với temgoc issue --pin để có số phủ cào.",
                    en: "Issue with temgoc issue --pin to have covered numbers."))
        }
        // The key is opened first: nothing is recorded that cannot be written.
        let stamps = try await home.stamps(of: batch, registrar, passphrase)
        let handOver = DrawLabels(
            batch: batch.id, from: from, to: to, design: nil, reprint: reprint, format: format.rawValue)
        let numbers =
            forPress
            ? try await registrar.perform(handOver, by: self.home.author(of: registrar))
            : try await registrar.printable(batch, from: from, to: to, for: self.home.principal)
        let list = StampList(
            numbers: numbers, stamps: stamps, lot: facts.lot?.lotNumber.text,
            product: facts.product.key, format: format,
            withPIN: withPin)
        try list.write(to: out)
        if forPress { await home.takeUpDrawing(in: registrar.store, answer.lang) }
        // On standard output the stamps are the answer.
        if answer.json, out != "-" {
            Console.answer([
                "batch": .string(batch.id), "out": .string(out), "stamps": .integer(numbers.count),
                "format": .string(format.rawValue),
            ])
        }
    }
}
