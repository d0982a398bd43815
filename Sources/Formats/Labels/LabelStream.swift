/// The labels of a job going to one output: values in, bytes out, in order.
///
/// Nothing that was returned is kept: a PDF costs some three bytes of memory a page, a ZIP some twenty a label,
/// everything else none. One thread at a time, as the press. The same labels give the same bytes.
///
///     var run = try LabelStream(press, as: .zpl)
///     for label in labels { write(try run.label(label, name: serial)) }
///     while let rest = try run.end() { write(rest) }
public struct LabelStream: ~Copyable {
    private let press: LabelPress
    private let writer: any LabelWriter

    /// Begins a run with a press of its own.
    ///
    /// Throws ``LabelError/sheet(_:)`` when the labels do not fit on the sheet of a PDF.
    public init(_ press: consuming LabelPress, as format: LabelFormat) throws(LabelError) {
        writer =
            switch format {
            case .png(let texts): try PNGWriter(press, texts)
            case .svg: SVGWriter()
            case .zip(let texts): try ZIPWriter(press, texts)
            case .pdf(let options): try PDFWriter(press, options)
            case .zpl: try ZPLWriter(press)
            case .tspl(let gap): TSPLWriter(gap: gap)
            }
        self.press = press
    }

    /// The bytes that a label adds; none while a sheet or page is not full.
    ///
    /// `name` is the file's in an archive, without its ending, of 1…100 letters, digits, `-`, `_` and `.`. A label
    /// that throws adds nothing, and the run goes on.
    public mutating func label(_ label: [String: FieldValue], name: String) throws(LabelError) -> [UInt8] {
        try writer.label(try press.drawing(for: label), name: name, press)
    }

    /// The next piece of what follows the last label; nil when there is no more.
    ///
    /// No label may follow.
    public mutating func end() throws(LabelError) -> [UInt8]? { try writer.end(press) }
}

/// Writes labels in one format.
protocol LabelWriter: AnyObject {
    func label(_ drawing: LabelDrawing, name: String, _ press: borrowing LabelPress) throws(LabelError) -> [UInt8]
    /// Pieces of what follows the last label, then nil.
    func end(_ press: borrowing LabelPress) throws(LabelError) -> [UInt8]?
}

extension LabelWriter {
    func end(_ press: borrowing LabelPress) throws(LabelError) -> [UInt8]? { nil }
}
