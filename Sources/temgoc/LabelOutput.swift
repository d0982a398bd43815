import Access
public import ArgumentParser
import Labels
public import Registrar
import Wording

extension LabelOutput.Format: ExpressibleByArgument {}

/// What labels are written as, and on which paper.
struct LabelOutputOptions: ParsableArguments {
    @Option(help: "png, svg, pdf, zip, zpl (Zebra), tspl (TSC).")
    var format = LabelOutput.Format.png

    @Option(
        help: ArgumentHelp(
            "Khổ giấy hoặc cuộn trong label-templates/media; none: mỗi trang PDF một nhãn / a sheet or roll.",
            valueName: "name"))
    var media: String?

    @Option(help: "Vị trí đầu tiên trên tờ nhãn thứ nhất / the first place on the first sheet.")
    var startAt = 1

    @Flag(help: "Vẽ dấu cắt trên tờ nhãn / crop marks on sheets.")
    var cropMarks = false

    @OptionGroup var offset: PrinterOffsetOptions

    /// What labels are written as.
    func output() throws -> LabelOutput {
        var output = LabelOutput(format, media: media)
        (output.startAt, output.cropMarks, output.offset) = (startAt, cropMarks, try offset.offset())
        return output
    }
}

/// How far a printer is off, as its calibration page tells.
struct PrinterOffsetOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Dời sang phải, như 1.5mm hoặc -0.5mm / move right, for this printer.", valueName: "mm"))
    var offsetRight = "0mm"

    @Option(help: ArgumentHelp("Dời xuống dưới / move down, for this printer.", valueName: "mm"))
    var offsetDown = "0mm"

    func offset() throws -> PrinterOffset {
        PrinterOffset(right: try length(offsetRight), down: try length(offsetDown))
    }

    private func length(_ text: String) throws -> Length {
        let isNegative = text.hasPrefix("-")
        guard let length = Length(isNegative ? String(text.dropFirst()) : text) else {
            throw Problem(
                .usage, vi: "«\(text)» không phải độ dài như 1.5mm.", en: "\"\(text)\" is no length such as 1.5mm.")
        }
        return isNegative ? Length(micrometres: -length.micrometres) : length
    }
}
