import ArgumentParser
import Encodings
import Files
import Glibc
import Labels
import Raster
import Registrar
import Wording

/// Everything about label templates.
struct Template: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template",
        abstract: "Mẫu nhãn: kiểm tra, xem trước, hiệu chỉnh máy in / label templates, and the printer they meet.",
        subcommands: [TemplateLintCommand.self, TemplatePreview.self, TemplateCalibrate.self])
}

struct TemplateLintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint", abstract: "Kiểm tra mẫu nhãn, mọi lỗi cùng lúc, có dòng và cột / check a template.",
        discussion: "Mã thoát 0: dùng được; 65: có lỗi / exit status 0: usable; 65: it has errors.")

    @OptionGroup var answer: AnswerOptions

    @Argument(help: "Tên mẫu nhãn, hoặc thư mục chứa mẫu / a template's name or folder.")
    var template: String

    func run() async throws {
        let folder = try LabelResources.folder(of: template)
        let yaml = String(decoding: try WholeFile.read("\(folder)/label.yaml", limit: 1 << 20), as: UTF8.self)
        let artworkPath = "\(folder)/artwork.svg"
        let artwork = Folder.exists(artworkPath) ? try WholeFile.read(artworkPath, limit: Artwork.limit + 1) : nil
        let problems = try TemplateLint.problems(
            name: LabelResources.lastPart(of: folder), yaml: yaml, artwork: artwork, fonts: LabelResources.fonts())
        for problem in problems { show(problem, in: folder) }
        if problems.isEmpty, !answer.json {
            Console.answer(Bilingual(vi: "✓ \(folder): không có lỗi.", en: "✓ \(folder): no problems.")[answer.lang])
        }
        if problems.contains(where: { $0.severity == .error }) {
            throw ExitCode(ProblemCode.templateInvalid.exitStatus)
        }
    }

    private func show(_ problem: TemplateProblem, in folder: String) {
        if answer.json {
            Console.answer([
                "file": .string("\(folder)/\(problem.file.rawValue)"), "line": .integer(problem.line),
                "column": .integer(problem.column), "severity": .string(problem.severity.rawValue),
                "what": ["vi": .string(problem.what.vi), "en": .string(problem.what.en)],
                "hint": ["vi": .string(problem.hint.vi), "en": .string(problem.hint.en)],
            ])
            return
        }
        let words = answer.lang == .vi ? (problem.what.vi, problem.hint.vi) : (problem.what.en, problem.hint.en)
        Console.answer(
            "\(folder)/\(problem.file.rawValue):\(problem.line):\(problem.column): \(problem.severity.rawValue): \(words.0); \(words.1)"
        )
    }
}

struct TemplatePreview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Vẽ mẫu nhãn với dữ liệu mẫu, có chữ MẪU / draw a template with its samples, as a specimen.")

    @OptionGroup var answer: AnswerOptions

    @Argument(help: "Tên mẫu nhãn, hoặc thư mục chứa mẫu / a template's name or folder.")
    var template: String

    @Option(name: .shortAndLong, help: "Tệp PNG, hoặc - cho đầu ra chuẩn / a PNG file, or - for standard output.")
    var out: String

    @Option(help: "Số chấm mỗi inch / dots per inch.")
    var dpi = 300

    func run() async throws {
        let design = try LabelResources.design(template)
        let press = try LabelPress(
            design.template, dotsPerInch: dpi, fonts: LabelResources.fonts(), job: design.template.sampleJob,
            artwork: design.artwork, isSpecimen: true)
        let page = try press.page(for: design.template.sampleLabel)
        let png = try PNG.encode(page, dotsPerInch: dpi)
        if out == "-" {
            try WholeFile.writeAll(png, to: STDOUT_FILENO, "-")
        } else {
            try WholeFile.write(png, to: out)
        }
        if answer.json {
            Console.answer(
                [
                    "out": .string(out), "template": .string(template), "width": .integer(page.width),
                    "height": .integer(page.height), "dpi": .integer(dpi), "bytes": .integer(png.count),
                ], writtenTo: out)
        }
    }
}

struct TemplateCalibrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate", abstract: "Trang đo độ lệch của máy in / a page that shows how far a printer is off.",
        discussion: """
            In trang này đúng cỡ (100%), đọc thước, rồi tạo nhãn với --offset-right và --offset-down.
            Print it at full size (100%), read its rulers, then draw labels with --offset-right and --offset-down.
            """)

    @OptionGroup var answer: AnswerOptions

    @Option(help: ArgumentHelp("Khổ giấy trong label-templates/media / the sheet.", valueName: "name"))
    var media: String

    @Option(name: .shortAndLong, help: "Tệp PDF, hoặc - cho đầu ra chuẩn / a PDF file, or - for standard output.")
    var out: String

    @OptionGroup var offset: PrinterOffsetOptions

    func run() async throws {
        let found = try LabelResources.media(media)
        guard case .sheet(let layout) = found.form else {
            throw Problem(
                .usage, vi: "«\(found.name)» là cuộn; trang hiệu chỉnh cần một tờ giấy.",
                en: "\"\(found.name)\" is a roll; the calibration page needs a sheet.")
        }
        let pdf = try CalibrationPage.pdf(
            width: layout.pageWidth, height: layout.pageHeight, offset: offset.offset(),
            fonts: Typefaces(LabelResources.fonts()))
        if out == "-" {
            try WholeFile.writeAll(pdf, to: STDOUT_FILENO, "-")
        } else {
            try WholeFile.write(pdf, to: out)
        }
        if answer.json {
            Console.answer(
                ["out": .string(out), "media": .string(found.name), "bytes": .integer(pdf.count)], writtenTo: out)
        }
    }
}
