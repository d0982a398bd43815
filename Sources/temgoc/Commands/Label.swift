import Registrar
public import ArgumentParser
import Encodings
import Files
import Glibc
import Labels
import Law
import Raster
public import Records
import Stamps
import Verification
import Wording

extension LabelDrawing.Code: ExpressibleByArgument {}

/// Draws the labels of a batch.
struct Label: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "label",
        abstract: "Tạo nhãn của một đợt tem: PNG, PDF, SVG, ZIP, ZPL, TSPL / draw the labels of a batch.",
        discussion: """
            PNG và SVG: mỗi nhãn một tệp trong thư mục --out; dừng giữa chừng rồi chạy lại thì chỉ vẽ tiếp phần còn thiếu.
            PDF, ZIP, ZPL, TSPL: một tệp, hoặc - cho đầu ra chuẩn; có trọn tệp hoặc không có gì. Nhãn vẽ lại giống hệt nhãn cũ.
            Tạo lại (kẹt giấy, mất tệp, dạng tệp khác): --reprint "lý do"; số tem không tăng, lần thứ mấy được ghi nhật ký.
            PNG and SVG: a file a label in the folder --out; stopped half-way and started again, it draws what is missing.
            PDF, ZIP, ZPL, TSPL: one file, or - for standard output; there entirely or not at all.
            Drawn once more (a jam, a lost file, another format): --reprint "why"; it adds no stamp, and stands in the ledger.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var passphrase: PassphraseOptions

    @Option(help: "Mã đợt tem / the batch.")
    var batch: String

    @Option(
        help: ArgumentHelp(
            "Tên mẫu nhãn, hoặc thư mục chứa mẫu; mặc định ocop-60x40, có số dưới lớp phủ thì ocop-60x40-pin / a template's "
                + "name or folder; by default the one for a batch with or without covered numbers.",
            valueName: "template"))
    var template: String?

    @Option(name: .shortAndLong, help: "Thư mục (PNG, SVG), tệp, hoặc - / the folder, the file, or -.")
    var out: String

    @Option(help: "Số chấm mỗi inch của máy in / the printer's dots per inch.")
    var dpi = 300

    @OptionGroup var output: LabelOutputOptions

    @Option(help: "Từ nhãn thứ mấy của đợt, bắt đầu là 1 / from this label of the batch, the first is 1.")
    var from = 1

    @Option(help: "Đến nhãn thứ mấy / up to this label.")
    var to: Int?

    @Option(
        help: ArgumentHelp("Ghi nhận in lại, với lý do / record that labels are printed again.", valueName: "reason"))
    var reprint: String?

    @Option(
        help:
            "Lý do in lại, bằng một từ, công khai: jam, badPrint, lostFile, otherFile, copies, other / the same in a public word."
    )
    var reprintCode: LabelDrawing.Code?

    @Flag(
        help: "Một nhãn MẪU để duyệt thiết kế: không phải tem, không ghi sổ / one specimen: no stamp, nothing recorded."
    )
    var specimen = false

    @Option(help: "Mỗi nhãn mấy bản liền nhau: PDF, ZPL, TSPL / copies of each label in a row.")
    var copies = 1

    @Option(
        name: .customLong("field"),
        help: ArgumentHelp(
            "Điều sổ đăng ký không biết, như origin=\"Việt Nam\" / what the register does not know.",
            valueName: "name=text"))
    var fields: [String] = []

    @Option(
        name: .customLong("image"),
        help: ArgumentHelp(
            "Tệp PNG cho ô hình, như mark=logo.png do cơ quan OCOP cấp / artwork for a slot.", valueName: "slot=file"))
    var images: [String] = []

    func validate() throws {
        if let reprint, reprint.trimmed.isEmpty {
            throw ValidationError("--reprint cần lý do / needs a reason")
        }
        if reprintCode != nil, reprint == nil {
            throw ValidationError("--reprint-code dùng cùng --reprint / goes with --reprint")
        }
        guard 1...1_000 ~= copies else {
            throw ValidationError("--copies từ 1 đến 1000, không phải \(copies) / is 1 to 1000, not \(copies)")
        }
    }

    func run() async throws {
        let home = Home(path: home.home)
        let registrar = try await home.registrar()
        var request = LabelRequest(
            batch: batch, design: try template.map(LabelResources.design), output: try output.output(),
            dotsPerInch: dpi)
        (request.from, request.to, request.copies) = (from, to, copies)
        (request.reprint, request.code) = (reprint, reprintCode)
        request.texts = try LabelFields.named(fields)
        request.images = try LabelFields.images(images)
        if specimen { return try await drawSpecimen(request, registrar) }
        let job = try await registrar.labels(
            request, with: home.workshop(registrar, passphrase), by: self.home.author(of: registrar))
        let drawn =
            job.isOneStream
            ? try job.write(to: out, asJSON: answer.json)
            : try job.write(into: out, ending: output.format.rawValue, asJSON: answer.json)
        report(drawn, of: job)
        await home.takeUpDrawing(in: registrar.store, answer.lang)
    }

    private func drawSpecimen(_ request: LabelRequest, _ registrar: Registrar) async throws {
        let bytes = try await registrar.specimen(
            request, with: LabelFolders(), for: self.home.principal)
        if out == "-" {
            try WholeFile.writeAll(bytes, to: STDOUT_FILENO, "-")
        } else if [.png, .svg].contains(output.format) {
            try Folder.create(out)
            try WholeFile.write(bytes, to: "\(out)/MAU.\(output.format.rawValue)")
        } else {
            try WholeFile.write(bytes, to: out)
        }
        if answer.json {
            Console.answer(
                ["batch": .string(batch), "out": .string(out), "specimen": true, "bytes": .integer(bytes.count)],
                writtenTo: out)
        }
    }

    private func report(_ drawn: Int, of job: LabelJob) {
        let count = job.numbers.count
        if answer.json {
            Console.answer(
                [
                    "batch": .string(job.batch.id), "out": .string(out), "labels": .integer(count),
                    "copies": .integer(copies), "drawn": .integer(drawn),
                    "template": .string(job.design.template.name), "dpi": .integer(dpi),
                    "format": .string(output.format.rawValue),
                ], writtenTo: out)
            return
        }
        guard out != "-" else { return }
        let before = count - drawn
        let text = Bilingual(
            vi: "Đã tạo \(drawn) nhãn của đợt \(job.batch.id) vào \(out)"
                + (before > 0 ? "; \(before) nhãn đã có từ trước." : "."),
            en: "Drew \(drawn) labels of batch \(job.batch.id) into \(out)"
                + (before > 0 ? "; \(before) were there already." : "."))
        Console.answer(text[answer.lang])
    }
}
