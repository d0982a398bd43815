import Foundation
import Labels
import Oracles
import Raster
import Testing
import Time

@Suite(.enabled(if: Fonts.areInstalled, "Noto Sans is not installed: set TEMGOC_FONTS"))
struct PDFTests {
    static func pdf(_ labels: Int, sheet: Sheet? = nil, dotsPerInch: Int = 300) throws -> [UInt8] {
        try Runs.bytes(
            .pdf(PDFOptions(title: "Chè Shan tuyết", sheet: sheet)), labels: labels, dotsPerInch: dotsPerInch)
    }

    /// Dots of poppler's page that are not as the label's own page has them, `x`, `y` dots from its corner.
    static func differences(_ image: GreyImage, _ page: Bitmap, x: Int = 0, y: Int = 0) -> Int {
        var count = 0
        for row in 0..<min(page.height, image.height - y) {
            for column in 0..<min(page.width, image.width - x) {
                // The press blackens a dot from two fifths of coverage on.
                let isBlack = image.dots[(y + row) * image.width + x + column] <= 151
                if isBlack != page[x: column, y: row] { count += 1 }
            }
        }
        return count
    }

    @Test(.enabled(if: Decoders.hasPoppler, "poppler-utils is not installed"), arguments: [203, 300])
    func `a page has the dots of the bitmap, but for two in a thousand`(dotsPerInch: Int) throws {
        let pdf = try Self.pdf(3, dotsPerInch: dotsPerInch)
        for index in 0..<3 {
            let page = try Runs.page(index, dotsPerInch: dotsPerInch)
            let drawn = try Decoders.poppler(pdf, page: index + 1, dotsPerInch: dotsPerInch)
            #expect(Self.differences(drawn, page) < page.width * page.height / 500)
        }
    }

    @Test(.enabled(if: Decoders.hasPoppler && Decoders.hasZBar && Decoders.python != nil, "a reader is missing"))
    func `zbar and ZXing read each page's own stamp, at two resolutions`() throws {
        let pdf = try Self.pdf(3)
        for (page, dotsPerInch) in [(1, 300), (2, 600), (3, 600)] {
            let drawn = try Decoders.poppler(pdf, page: page, dotsPerInch: dotsPerInch)
            #expect(try Decoders.zbar(drawn.pgm) == Runs.stamp(page - 1))
            #expect(try Decoders.zxing(drawn.pgm).text == Runs.stamp(page - 1))
        }
    }

    @Test(.enabled(if: Decoders.hasPoppler, "poppler-utils is not installed"))
    func `text can be searched in Vietnamese, and its fonts are embedded`() throws {
        let pdf = try Self.pdf(2)
        let text = try Decoders.text(of: pdf).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("Chè Shan tuyết Khau Vạc một tôm hai lá"))
        #expect(text.contains("Hợp tác xã Nông nghiệp Khau Vạc"))
        #expect(text.contains(Runs.serial(0)) && text.contains(Runs.serial(1)))
        let fonts = try Decoders.fonts(of: pdf)
        #expect(fonts.count == 2)
        for (font, name) in zip(fonts, ["+NotoSans-Regular", "+NotoSans-Bold"]) {
            #expect(font.contains(name) && font.contains("CID TrueType"))
            #expect(font.split(separator: " ").dropLast(2).suffix(3) == ["yes", "yes", "yes"])
        }
    }

    @Test(.enabled(if: Decoders.hasQPDF, "qpdf is not installed"), arguments: [0, 1, 255, 256, 257, 600])
    func `the file is sound with any number of pages`(labels: Int) throws {
        let pdf = try Self.pdf(labels)
        try Decoders.checkStructure(of: pdf)
        #expect(String(decoding: pdf, as: UTF8.self).contains("/Count \(labels)/Kids"))
    }

    @Test func `the same labels give the same bytes, and a date only when one is given`() throws {
        #expect(try Self.pdf(2) == Self.pdf(2))
        #expect(!String(decoding: try Self.pdf(1), as: UTF8.self).contains("CreationDate"))
        let day = try #require(CivilDate(year: 2026, month: 10, day: 12))
        let dated = try Runs.bytes(.pdf(PDFOptions(title: "Chè", created: day)), labels: 1)
        #expect(String(decoding: dated, as: UTF8.self).contains("/CreationDate(D:20261012)"))
    }

    @Test func `a label costs under 800 bytes after the first`() throws {
        let (few, many) = (try Self.pdf(100).count, try Self.pdf(200).count)
        #expect((many - few) / 100 < 800)
    }

    @Test(.enabled(if: Decoders.hasPoppler && Decoders.python != nil, "a reader is missing"))
    func `labels lie on their places of the sheet, from the fifth on, and cut marks beside them`() throws {
        let sheet = try Sheet(.a4, startAt: 5, cropMarks: true)
        let pdf = try Self.pdf(19, sheet: sheet)
        #expect(String(decoding: pdf, as: UTF8.self).contains("/Count 2/Kids"))
        let first = try Decoders.poppler(pdf, page: 1, dotsPerInch: 300)
        let second = try Decoders.poppler(pdf, page: 2, dotsPerInch: 300)
        // Place 5 is the second of the second row: 75 mm and 46 mm; the eighteenth label begins the second sheet.
        for (index, drawn, x, y) in [(0, first, 886, 543), (16, first, 1630, 2965), (17, second, 142, 59)] {
            let page = try Runs.page(index)
            #expect(Self.differences(drawn, page, x: x, y: y) < page.width * page.height / 500)
        }
        let ink = { (x: Range<Int>, y: Range<Int>) in
            y.reduce(0) { sum, y in sum + x.count { first.dots[y * first.width + $0] < 128 } }
        }
        // Places 1 to 4 are bare; a mark of 4 mm stands left of the first row, level with its top.
        #expect(ink(142..<850, 59..<531) == 0)
        #expect(ink(0..<140, 50..<68) > 40)
    }

    @Test(.enabled(if: Decoders.hasPoppler, "poppler-utils is not installed"))
    func `an offset moves everything by so much, right and down`() throws {
        let offset = PrinterOffset(right: Length(millimetres: 2.54), down: Length(millimetres: -1.27))
        let pdf = try Runs.bytes(.pdf(PDFOptions(title: "Chè", offset: offset)), labels: 1)
        let moved = try Decoders.poppler(pdf, dotsPerInch: 300)
        let still = try Decoders.poppler(try Self.pdf(1), dotsPerInch: 300)
        var different = 0
        for y in 15..<still.height {
            for x in 0..<still.width - 30 {
                let (before, after) = (y * still.width + x, (y - 15) * still.width + x + 30)
                if (still.dots[before] < 128) != (moved.dots[after] < 128) { different += 1 }
            }
        }
        // A quarter of a dot more or less under a glyph shows at some edges.
        #expect(different < 1000)
    }

    @Test func `labels that overlap or do not fit on the sheet are refused with their numbers`() throws {
        #expect(throws: SheetError.start(22, capacity: 21)) { try Sheet(.a4, startAt: 22) }
        #expect(throws: SheetError.start(0, capacity: 21)) { try Sheet(.a4, startAt: 0) }
        let none = SheetLayout(
            pageWidth: Length(millimetres: 210), pageHeight: Length(millimetres: 297), columns: 0, rows: 7,
            left: Length(millimetres: 0), top: Length(millimetres: 0), pitchX: Length(millimetres: 63),
            pitchY: Length(millimetres: 41))
        #expect(throws: SheetError.count(columns: 0, rows: 7, limit: 200)) { try Sheet(none) }
        for (pitch, rows, error) in [
            (39.0, 2, SheetError.overlap(label: Length(millimetres: 40), pitch: Length(millimetres: 39))),
            (41.0, 8, .overEdge(reaches: Length(millimetres: 332), page: Length(millimetres: 297))),
        ] {
            let layout = SheetLayout(
                pageWidth: Length(millimetres: 210), pageHeight: Length(millimetres: 297), columns: 3, rows: rows,
                left: Length(millimetres: 12), top: Length(millimetres: 5), pitchX: Length(millimetres: 63),
                pitchY: Length(millimetres: pitch))
            let format = LabelFormat.pdf(PDFOptions(title: "Chè", sheet: try Sheet(layout)))
            #expect(throws: LabelError.sheet(error)) { _ = try LabelStream(try Runs.press(), as: format) }
        }
    }

    @Test(.enabled(if: Decoders.hasPoppler && Decoders.hasQPDF, "poppler-utils or qpdf is not installed"))
    func `the calibration page has a line at 20 mm, says which way to move, and moves with the offset`() throws {
        let (width, height) = (Length(millimetres: 210), Length(millimetres: 297))
        for millimetres in [0.0, 2.54] {
            let offset = PrinterOffset(right: Length(millimetres: millimetres))
            let pdf = try CalibrationPage.pdf(width: width, height: height, offset: offset, fonts: try Runs.faces.get())
            try Decoders.checkStructure(of: pdf)
            let page = try Decoders.poppler(pdf, dotsPerInch: 600)
            // 14 mm down, and between 15 and 25 mm across, only the line of 20 mm has ink.
            let ink = (354..<590).filter { page.dots[331 * page.width + $0] < 128 }
            let line = Int((20 + millimetres) / 25.4 * 600)
            #expect(!ink.isEmpty && ink.allSatisfy { abs($0 - line) <= 2 })
            let text = try Decoders.text(of: pdf).split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(text.contains("hãy bớt phần hơn vào độ lệch ngang"))
            #expect(text.contains("take the excess off the offset across"))
            #expect(text.contains("across \(offset.right),"))
        }
    }
}
