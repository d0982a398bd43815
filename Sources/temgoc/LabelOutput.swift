import ArgumentParser
import Labels
import Raster
import Records
import Wording

/// What labels are written as, and on which paper.
struct LabelOutputOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case png
        case svg
        case pdf
        case zip
        case zpl
        case tspl
    }

    @Option(help: "png, svg, pdf, zip, zpl (Zebra), tspl (TSC).")
    var format = Format.png

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

    func format(for design: LabelResources.Design, batch: Batch, title: String) throws -> LabelFormat {
        let template = design.template
        let notes = [
            try PNG.Text(keyword: "temgoc batch", text: batch.id),
            try PNG.Text(keyword: "temgoc template", text: "sha256:\(design.digest)"),
        ]
        switch format {
        case .png: return .png(texts: notes)
        case .svg: return .svg
        case .zip: return .zip(texts: notes)
        case .zpl: return .zpl
        case .tspl: return .tspl(gap: try gap(for: template))
        case .pdf:
            return .pdf(
                PDFOptions(
                    title: title, created: batch.issuedOn, sheet: try sheet(for: template),
                    offset: try offset.offset()))
        }
    }

    /// The media that was asked for, else the template's own.
    private func media(for template: LabelTemplate) throws -> LabelMedia? {
        guard let name = media ?? template.media, name != "none" else { return nil }
        let found = try LabelResources.media(name)
        guard found.fits(template) else {
            throw Problem(
                .usage, vi: "Mẫu \(template.name) không vừa nhãn của «\(name)».",
                en: "The template \(template.name) does not fit the labels of \"\(name)\".")
        }
        return found
    }

    private func sheet(for template: LabelTemplate) throws -> Sheet? {
        guard case .sheet(let layout)? = try media(for: template)?.form else { return nil }
        return try Sheet(layout, startAt: startAt, cropMarks: cropMarks)
    }

    private func gap(for template: LabelTemplate) throws -> Length {
        guard case .roll(_, let gap)? = try media(for: template)?.form else { return Length(micrometres: 2_000) }
        return gap
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
