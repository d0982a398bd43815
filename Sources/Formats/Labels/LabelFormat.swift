public import Raster
public import Time

/// What the labels of a job are written as.
public enum LabelFormat: Sendable, Equatable {
    /// One 1-bit PNG a label: each is a file of its own.
    case png(texts: [PNG.Text])
    /// One SVG a label, its text as text: each is a file of its own.
    case svg
    /// One archive with a PNG for each label, stored as they are.
    case zip(texts: [PNG.Text])
    /// One document with live text, a label a page or many on a sheet.
    case pdf(PDFOptions)
    /// Zebra's printer language: each label is one picture (`^GFA`, Z64).
    case zpl
    /// TSC's printer language: each label is one picture (`BITMAP`); `gap` is the bare liner between two labels.
    case tspl(gap: Length)

    /// Whether all labels together are one file or stream; otherwise each label is a file.
    public var isOneStream: Bool {
        switch self {
        case .png, .svg: false
        case .zip, .pdf, .zpl, .tspl: true
        }
    }
}

/// How a PDF of labels is made.
public struct PDFOptions: Sendable, Equatable {
    /// What a reader shows in its title bar.
    public let title: String
    /// The day that the file says it was made on; it says none when this is nil.
    public let created: CivilDate?
    /// The sheet of stickers; nil for pages of one label.
    public let sheet: Sheet?
    /// How far everything is moved, to make up for the printer.
    public let offset: PrinterOffset

    /// Pages of one label without a date, unless said otherwise.
    public init(
        title: String, created: CivilDate? = nil, sheet: Sheet? = nil, offset: PrinterOffset = PrinterOffset()
    ) {
        self.title = title
        self.created = created
        self.sheet = sheet
        self.offset = offset
    }
}

/// How far a printer's pages must be moved to lie where they should; see ``CalibrationPage``.
public struct PrinterOffset: Sendable, Equatable {
    /// Negative moves left.
    public let right: Length
    /// Negative moves up.
    public let down: Length

    /// No move unless said otherwise.
    public init(right: Length = Length(micrometres: 0), down: Length = Length(micrometres: 0)) {
        self.right = right
        self.down = down
    }
}
