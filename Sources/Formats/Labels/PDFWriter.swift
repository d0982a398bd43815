internal import Raster

/// Labels as a PDF: a page each, or many on a sheet.
final class PDFWriter: LabelWriter {
    private let options: PDFOptions
    private let dotsPerInch: Int
    private let pageHeight: Length
    private let labelSize: (width: Length, height: Length)
    private var pages: PDFPages
    /// The sheet that is not full yet, and its next free place.
    private var open: (content: PDFContent, place: Int)?
    private var isFirstSheet = true
    private var isClosed = false

    init(_ press: borrowing LabelPress, _ options: PDFOptions) throws(LabelError) {
        if let sheet = options.sheet {
            do throws(SheetError) {
                try sheet.check(width: press.size.width, height: press.size.height)
            } catch {
                throw .sheet(error)
            }
        }
        let layout = options.sheet?.layout
        let (width, height) = (layout?.pageWidth ?? press.size.width, layout?.pageHeight ?? press.size.height)
        self.options = options
        dotsPerInch = press.dotsPerInch
        pageHeight = height
        labelSize = press.size
        do throws(DeflateError) {
            pages = try PDFPages(
                .init(width: width, height: height, title: options.title, created: options.created))
            var form = PDFContent()
            for ink in press.sharedDrawing.shared { form.draw(ink, fonts: &pages.fonts, press.typesetter) }
            try pages.writeForm(form, width: press.plain.width, height: press.plain.height)
        } catch {
            throw .compression(error)
        }
    }

    func label(_ drawing: LabelDrawing, name: String, _ press: borrowing LabelPress) throws(LabelError) -> [UInt8] {
        var (content, place) = open ?? (newPage(), isFirstSheet ? (options.sheet?.startAt ?? 1) - 1 : 0)
        // Labels begin on whole dots, and so do their codes.
        let origin = options.sheet?.origin(of: place)
        content.draw(
            drawing, x: origin?.x.dots(perInch: dotsPerInch) ?? 0, y: origin?.y.dots(perInch: dotsPerInch) ?? 0,
            fonts: &pages.fonts, press.typesetter)
        place += 1
        isFirstSheet = false
        open = (content, place)
        if place >= options.sheet?.capacity ?? 1 { try closePage() }
        return pages.take()
    }

    func end(_ press: borrowing LabelPress) throws(LabelError) -> [UInt8]? {
        if !isClosed {
            try closePage()
            try pages.close(press.typesetter)
            isClosed = true
        }
        return pages.takeEnd()
    }

    private func newPage() -> PDFContent {
        var content = PDFContent(
            pageOf: pageHeight, dotsPerInch: dotsPerInch, right: options.offset.right.points,
            down: options.offset.down.points)
        if let sheet = options.sheet, sheet.hasCropMarks {
            for mark in sheet.cropMarks(labelWidth: labelSize.width, height: labelSize.height) {
                content.fill(mark.dots(perInch: dotsPerInch))
            }
        }
        return content
    }

    private func closePage() throws(LabelError) {
        guard let (content, _) = open else { return }
        open = nil
        do throws(DeflateError) {
            try pages.add(content)
        } catch {
            throw .compression(error)
        }
    }
}
