import ArgumentParser
import Encodings
import Files
import Glibc
import QRCode
import Raster

/// Draws a bare QR code.
struct QR: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qr", abstract: "Vẽ riêng một mã QR thành PNG / draw a bare QR code as PNG.")

    @OptionGroup var answer: AnswerOptions

    @Argument(help: "Nội dung của mã / the text of the code.")
    var text: String

    @Option(name: .shortAndLong, help: "Tệp PNG, hoặc - cho đầu ra chuẩn / a PNG file, or - for standard output.")
    var out: String

    @Option(help: "Số chấm mỗi ô, 1 đến 100 / dots a module.")
    var dots = 5

    @Option(help: "Số chấm mỗi inch / dots per inch.")
    var dpi = 300

    func validate() throws {
        guard 1...100 ~= dots else { throw ValidationError("--dots: 1…100") }
        guard 72...2_400 ~= dpi else { throw ValidationError("--dpi: 72…2400") }
    }

    func run() async throws {
        let code = try QRCode(text)
        let side = (code.side + 2 * QRCode.quietZone) * dots
        var page = try Bitmap(width: side, height: side)
        let margin = QRCode.quietZone * dots
        page.draw(side: code.side, scale: dots, x: margin, y: margin) { code[row: $0, column: $1] }
        let png = try PNG.encode(page, dotsPerInch: dpi)
        if out == "-" {
            try WholeFile.writeAll(png, to: STDOUT_FILENO, "-")
        } else {
            try WholeFile.write(png, to: out)
        }
        if answer.json {
            Console.answer(
                [
                    "out": .string(out), "version": .integer(code.version), "modules": .integer(code.side),
                    "dots": .integer(side),
                ], writtenTo: out)
        }
    }
}
