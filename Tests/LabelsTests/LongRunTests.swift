import Foundation
import Labels
import Oracles
import Testing

@Suite(.enabled(if: Fonts.areInstalled, "Noto Sans is not installed: set TEMGOC_FONTS"))
struct LongRunTests {
    @Test(.enabled(if: Decoders.hasPoppler && Decoders.hasZBar, "poppler-utils or zbar-tools is not installed"))
    func `of ten thousand labels in one PDF, twenty pages taken here and there decode to exactly their stamps`() throws
    {
        let pdf = try Runs.bytes(.pdf(PDFOptions(title: "Chè Shan tuyết")), labels: 10_000)
        for sample in 0..<20 {
            let index = sample * 7_919 % 10_000
            let drawn = try Decoders.poppler(pdf, page: index + 1, dotsPerInch: 300)
            #expect(try Decoders.zbar(drawn.pgm) == Runs.stamp(index))
        }
        let last = try Decoders.poppler(pdf, page: 10_000, dotsPerInch: 300)
        #expect(try Decoders.zbar(last.pgm) == Runs.stamp(9_999))
    }

    /// Kept labels would be 1.4 MB of a PDF, 14 MB of an archive and 18 MB of ZPL.
    @Test(arguments: [LabelFormat.pdf(PDFOptions(title: "tem")), .zip(texts: []), .zpl])
    func `two thousand labels more hold no megabyte more`(format: LabelFormat) throws {
        var run = try LabelStream(try Runs.press(), as: format)
        // What the first labels set up is not counted: type, and the allocator's own store.
        for index in 0..<400 { _ = try run.label(Runs.label(index), name: Runs.serial(index)) }
        let before = try Self.residentKilobytes()
        for index in 400..<2_400 { _ = try run.label(Runs.label(index), name: Runs.serial(index)) }
        #expect(try Self.residentKilobytes() - before < 1_000)
    }

    /// `VmRSS` (proc(5)).
    private static func residentKilobytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
        return try #require(Int(line.filter(\.isNumber)))
    }
}
