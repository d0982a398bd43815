import ArgumentParser
import CanonicalJSON
import Files
import Labels
import Raster
import Stamps
import Store
import Traceability
import Verification

/// Draws the labels of a batch.
struct Label: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Vẽ nhãn của một đợt tem thành các tệp PNG / draw the labels of a batch as PNG files.",
        discussion: """
            Dừng giữa chừng rồi chạy lại thì chỉ vẽ tiếp phần còn thiếu; nhãn vẽ lại giống hệt nhãn cũ.
            Stopped half-way and started again, it draws what is missing; a label drawn again is the same.
            """)

    @OptionGroup var home: HomeOptions
    @OptionGroup var answer: AnswerOptions
    @OptionGroup var passphrase: PassphraseOptions

    @Option(help: "Mã đợt tem / the batch.")
    var batch: String

    @Option(help: "Tên mẫu nhãn, hoặc thư mục chứa mẫu / a template's name or folder.")
    var template = "ocop-60x40"

    @Option(name: .shortAndLong, help: "Thư mục nhận các tệp PNG / the folder for the PNG files.")
    var out: String

    @Option(help: "Số chấm mỗi inch của máy in / the printer's dots per inch.")
    var dpi = 300

    func run() async throws {
        let home = Home(path: home.home)
        let register = try home.openRegister()
        let (facts, batch) = try home.batch(batch, in: register)
        let template = try LabelResources.template(template)
        let press = try LabelPress(
            template, dotsPerInch: dpi, fonts: LabelResources.fonts(),
            job: LabelContent(facts, batch).job(for: template))
        let stamps = try await home.stamps(of: batch, in: register, passphrase)
        let note = try PNG.Text(keyword: "temgoc batch", text: batch.id)

        try Folder.create(out)
        WholeFile.removeAbandonedParts(in: out)
        var progress = Progress(of: batch.numbers.count, "Nhãn", asJSON: answer.json)
        var drawn = 0
        for (index, number) in batch.numbers.enumerated() {
            let serial = stamps.serial(number)
            let path = "\(out)/\(serial.text).png"
            if !LabelFile.isWhole(path) {
                let page = try press.page(
                    for: LabelContent.label(serial: serial, stamp: try stamps.stamp(number), for: template))
                let png = try PNG.encode(page, dotsPerInch: dpi, texts: [note])
                try WholeFile.write(png, to: path, durably: false)
                drawn += 1
            }
            progress.show(index + 1)
        }
        report(drawn, of: batch)
    }

    private func report(_ drawn: Int, of batch: Batch) {
        let count = batch.numbers.count
        if answer.json {
            Console.answer([
                "batch": .string(batch.id), "out": .string(out), "labels": .integer(count), "drawn": .integer(drawn),
                "template": .string(template), "dpi": .integer(dpi),
            ])
            return
        }
        let before = count - drawn
        let text = Bilingual(
            vi: "Đã vẽ \(drawn) nhãn của đợt \(batch.id) vào \(out)"
                + (before > 0 ? "; \(before) nhãn đã có từ trước." : "."),
            en: "Drew \(drawn) labels of batch \(batch.id) into \(out)"
                + (before > 0 ? "; \(before) were there already." : "."))
        Console.answer(text[answer.lang])
    }
}

/// Label files on disk.
enum LabelFile {
    private static let largest = 16 << 20
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    /// The last chunk of every PNG: length 0, `IEND`, its CRC.
    private static let end: [UInt8] = [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]

    /// Whether the file is there from beginning to end; a power cut can leave an empty one behind.
    static func isWhole(_ path: String) -> Bool {
        guard let bytes = try? WholeFile.read(path, limit: largest) else { return false }
        return bytes.starts(with: signature) && bytes.suffix(end.count).elementsEqual(end)
    }
}
