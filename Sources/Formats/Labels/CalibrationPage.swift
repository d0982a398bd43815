internal import Raster

/// A page that shows how far a printer is off: rulers from the paper's edges, crosses in its corners, and what to do.
public enum CalibrationPage {
    /// The page as a PDF, moved by the offset that is in force; its rulers count millimetres from the paper's edges.
    ///
    /// Throws ``LabelError/doesNotFit(text:box:lines:smallest:line:)`` on paper under some 90 × 90 mm.
    public static func pdf(
        width: Length, height: Length, offset: PrinterOffset = PrinterOffset(), fonts: Typefaces
    ) throws(LabelError) -> [UInt8] {
        let typesetter = try Typesetter(fonts)
        var ink = lines(width, height).map { Ink.fill($0.dots(perInch: dotsPerInch)) }
        ink += try texts(width, height, offset).map { layer throws(LabelError) in
            .text(try layer.place(layer.filled(with: [:]), line: 0, dotsPerInch: dotsPerInch, typesetter))
        }
        var pages = try pages(width, height)
        var page = PDFContent(
            pageOf: height, dotsPerInch: dotsPerInch, right: offset.right.points, down: offset.down.points)
        for ink in ink { page.draw(ink, fonts: &pages.fonts, typesetter) }
        try add(page, to: &pages)
        try pages.close(typesetter)
        var pdf: [UInt8] = []
        while let piece = pages.takeEnd() { pdf += piece }
        return pdf
    }

    /// Fine enough for lines of a tenth of a millimetre.
    private static let dotsPerInch = 600
    /// Of the rulers from the paper's edges: what most printers reach.
    private static let margin = 10_000

    private static func pages(_ width: Length, _ height: Length) throws(LabelError) -> PDFPages {
        do throws(DeflateError) {
            return try PDFPages(.init(width: width, height: height, title: "Hiệu chỉnh máy in", created: nil))
        } catch {
            throw .compression(error)
        }
    }

    private static func add(_ page: PDFContent, to pages: inout PDFPages) throws(LabelError) {
        do throws(DeflateError) {
            try pages.add(page)
        } catch {
            throw .compression(error)
        }
    }
}

extension CalibrationPage {
    private static func lines(_ width: Length, _ height: Length) -> [Box] {
        let (right, bottom) = (width.micrometres, height.micrometres)
        let across = ticks(to: right).map { Box(x: $0 - 50, y: margin, width: 100, height: length(of: $0)) }
        let down = ticks(to: bottom).map { Box(x: margin, y: $0 - 50, width: length(of: $0), height: 100) }
        let crosses = [margin, right - margin].flatMap { x in
            [margin, bottom - margin].flatMap { y in
                [
                    Box(x: x - 4000, y: y - 50, width: 8000, height: 100),
                    Box(x: x - 50, y: y - 4000, width: 100, height: 8000),
                ]
            }
        }
        return across + down + crosses
    }

    /// Every millimetre between the crosses.
    private static func ticks(to end: Int) -> [Int] { Array(stride(from: margin, through: end - margin, by: 1000)) }

    private static func length(of tick: Int) -> Int {
        tick.isMultiple(of: 10_000) ? 5000 : tick.isMultiple(of: 5000) ? 3500 : 2000
    }

    private static func texts(_ width: Length, _ height: Length, _ offset: PrinterOffset) -> [TextLayer] {
        let tens = { (end: Int) in stride(from: 20_000, through: end - margin - 5000, by: 10_000) }
        let across = tens(width.micrometres).map {
            text("\($0 / 1000)", Box(x: $0 - 4500, y: margin + 5300, width: 9000, height: 4500), .centre)
        }
        let down = tens(height.micrometres).map {
            text("\($0 / 1000)", Box(x: margin + 5800, y: $0 - 2250, width: 9000, height: 4500), .left)
        }
        let room = width.micrometres - 55_000
        let column = (height.micrometres - 55_000) / 2
        let instructions = [vietnamese(width, height, offset), english(width, height, offset)].enumerated().map {
            text(
                $1, Box(x: 30_000, y: 30_000 + $0 * column, width: max(1, room), height: max(1, column)), .left,
                lines: 20)
        }
        return across + down + instructions
    }

    private static func text(_ text: String, _ box: Box, _ align: TextLayer.Align, lines: Int = 1) -> TextLayer {
        TextLayer(
            box: box, pieces: [.literal(text)], weight: .regular, size: Length(micrometres: lines > 1 ? 4200 : 2800),
            smallest: Length(micrometres: lines > 1 ? 2200 : 2800), lines: lines, leading: 1350, align: align,
            valign: lines > 1 ? .top : .middle)
    }

    /// The last ten before the far cross.
    private static func far(_ end: Length) -> Int { (end.micrometres / 1000 - 20) / 10 * 10 }

    private static func vietnamese(_ width: Length, _ height: Length, _ offset: PrinterOffset) -> String {
        """
        Trang hiệu chỉnh \(width) × \(height); độ lệch đang dùng: ngang \(offset.right), dọc \(offset.down). \
        In ở 100 %, tắt “vừa trang”: từ vạch 20 đến vạch \(far(width)) phải đúng \(far(width) - 20) mm. \
        Đo từ mép trái tờ giấy đến vạch 20 của thước ngang: nếu dài hơn 20 mm, bản in lệch sang phải, \
        hãy bớt phần hơn vào độ lệch ngang; nếu ngắn hơn, hãy cộng phần thiếu. \
        Đo từ mép trên đến vạch 20 của thước dọc: nếu dài hơn 20 mm, bản in lệch xuống, \
        hãy bớt phần hơn vào độ lệch dọc; nếu ngắn hơn, hãy cộng phần thiếu.
        """
    }

    private static func english(_ width: Length, _ height: Length, _ offset: PrinterOffset) -> String {
        """
        Calibration page, \(width) × \(height); offset in force: across \(offset.right), down \(offset.down). \
        Print at 100 %, without “fit to page”: from line 20 to line \(far(width)) must be exactly \(far(width) - 20) mm. \
        Measure from the paper's left edge to line 20 of the level ruler: if it is more than 20 mm, the print is too \
        far right: take the excess off the offset across; if it is less, add what is missing. \
        Measure from the top edge to line 20 of the upright ruler: if it is more than 20 mm, the print is too low: \
        take the excess off the offset down; if it is less, add what is missing.
        """
    }
}
