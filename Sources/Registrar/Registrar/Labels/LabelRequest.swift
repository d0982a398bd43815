public import Labels
internal import Raster
public import Records
internal import Wording

/// Labels that somebody wants to print.
public struct LabelRequest: Sendable {
    /// The batch's identifier.
    public let batch: String
    /// The design; nil for the usual one of the batch.
    public let design: LabelDesignSource?
    /// What the labels are written as, and on which paper.
    public let output: LabelOutput
    /// The printer's dots per inch.
    public let dotsPerInch: Int
    /// The first label, by its place in the batch, from 1 on.
    public var from = 1
    /// The last label; nil for the batch's.
    public var to: Int?
    /// How often each label is drawn, one after the other.
    public var copies = 1
    /// What the register does not know, by the fields' names.
    public var texts: [String: String] = [:]
    /// The office's own artwork, by the slots' names.
    public var images: [String: LabelImage] = [:]
    /// Why labels are drawn again, or several copies of each; goes into the ledger.
    public var reprint: String?
    /// The same in a word that everybody may read.
    public var code: LabelDrawing.Code?
    /// The most labels that are drawn, copies counted; nil sets no limit.
    public var most: Int?

    /// All labels of a batch, once each.
    public init(batch: String, design: LabelDesignSource?, output: LabelOutput, dotsPerInch: Int) {
        self.batch = batch
        self.design = design
        self.output = output
        self.dotsPerInch = dotsPerInch
    }
}

/// What labels are written as, and on which paper.
public struct LabelOutput: Sendable, Equatable {
    /// The format of the bytes.
    public enum Format: String, Sendable, CaseIterable {
        case png
        case svg
        case pdf
        case zip
        case zpl
        case tspl
    }

    /// The format.
    public var format: Format
    /// The sheet or roll, by its name; nil for the template's own, `none` for a page a label.
    public var media: String?
    /// The first place on the first sheet, from 1 on.
    public var startAt = 1
    /// Whether sheets have crop marks.
    public var cropMarks = false
    /// How far the printer is off.
    public var offset = PrinterOffset(right: Length(micrometres: 0), down: Length(micrometres: 0))

    /// The format on the template's own media.
    public init(_ format: Format, media: String? = nil) {
        self.format = format
        self.media = media
    }

    /// Whether a label is a file of its own, so that a second copy would be the first.
    var isFilePerLabel: Bool {
        switch format {
        case .png, .svg, .zip: true
        case .pdf, .zpl, .tspl: false
        }
    }

    /// The format of a batch's labels.
    ///
    /// - Throws: `Problem` `templateUnknown` for media that are not there, `usage` where the template does not fit them.
    func labelFormat(
        for design: LabelDesignSource, of batch: Batch, title: String, _ library: any LabelLibrary
    ) throws -> LabelFormat {
        let notes = [
            try PNG.Text(keyword: "temgoc batch", text: batch.id),
            try PNG.Text(keyword: "temgoc template", text: "sha256:\(design.digest)"),
        ]
        let media = try media(for: design.template, library)
        switch format {
        case .png: return .png(texts: notes)
        case .svg: return .svg
        case .zip: return .zip(texts: notes)
        case .zpl: return .zpl
        case .tspl:
            guard case .roll(_, let gap)? = media?.form else { return .tspl(gap: Length(micrometres: 2_000)) }
            return .tspl(gap: gap)
        case .pdf:
            return .pdf(
                PDFOptions(title: title, created: batch.issuedOn, sheet: try sheet(on: media), offset: offset))
        }
    }

    /// The media that was asked for, else the template's own.
    private func media(for template: LabelTemplate, _ library: any LabelLibrary) throws -> LabelMedia? {
        guard format == .pdf || format == .tspl, let name = media ?? template.media, name != "none" else { return nil }
        let found = try library.media(name)
        guard found.fits(template) else {
            throw Problem(
                .usage, vi: "Mẫu \(template.name) không vừa nhãn của «\(name)».",
                en: "The template \(template.name) does not fit the labels of \"\(name)\".")
        }
        return found
    }

    private func sheet(on media: LabelMedia?) throws -> Sheet? {
        guard case .sheet(let layout)? = media?.form else { return nil }
        return try Sheet(layout, startAt: startAt, cropMarks: cropMarks)
    }
}
