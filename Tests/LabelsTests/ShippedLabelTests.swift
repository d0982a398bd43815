import Foundation
import Labels
import Oracles
import Raster
import Testing

@Suite(.enabled(if: Fonts.areInstalled, "Noto Sans is not installed: set TEMGOC_FONTS"))
struct ShippedLabelTests {
    static let seal = String(repeating: "9876543210", count: 16) + "12"

    static let stamps = [
        "HTTPS://TG.EXAMPLE/\(seal)/01/09520000000011/21/000123K7Q2M",
        "HTTPS://TG.EXAMPLE/\(seal)/01/09520000000011/10/L2610-03/21/000123K7Q2M",
        "HTTPS://TG.EXAMPLE/\(seal)/P/08-02260-03-2026/21/ZZZZZZZZZZZ",
    ]

    /// Every stamp at every resolution, with the mark and without it.
    static let cases = stamps.flatMap { stamp in
        [203, 300].flatMap { [(stamp, $0, true), (stamp, $0, false)] }
    }

    static func draw(_ stamp: String, _ dotsPerInch: Int, mark: Bool) throws -> Bitmap {
        let template = try Shipped.template()
        var job = template.sampleJob
        if !mark { job["stars"] = nil }
        let press = try LabelPress(template, dotsPerInch: dotsPerInch, fonts: Fonts.files, job: job)
        return try press.page(for: ["serial": .text("0000 123-K7Q2M"), "stamp": .stamp(stamp)])
    }

    @Test(.enabled(if: Decoders.hasZBar, "zbarimg is not installed"), arguments: cases)
    func `zbar reads exactly the stamp off the label`(stamp: String, dotsPerInch: Int, mark: Bool) throws {
        let page = try Self.draw(stamp, dotsPerInch, mark: mark)
        #expect(try Decoders.zbar(PNG.encode(page, dotsPerInch: dotsPerInch)) == stamp)
    }

    @Test(.enabled(if: Decoders.python != nil, "no Python with zxing-cpp: set TEMGOC_TEST_PYTHON"), arguments: cases)
    func `ZXing reads exactly the stamp off the label`(stamp: String, dotsPerInch: Int, mark: Bool) throws {
        let page = try Self.draw(stamp, dotsPerInch, mark: mark)
        #expect(try Decoders.zxing(PNG.encode(page, dotsPerInch: dotsPerInch)).text == stamp)
    }

    @Test(.enabled(if: Decoders.python != nil, "no Python with zxing-cpp: set TEMGOC_TEST_PYTHON"))
    func `room that is left buys error correction: Q at 300 dots per inch, M at 203`() throws {
        for (dotsPerInch, expected) in [(300, "Q"), (203, "M")] {
            let page = try Self.draw(Self.stamps[0], dotsPerInch, mark: true)
            #expect(try Decoders.zxing(PNG.encode(page, dotsPerInch: dotsPerInch)).errorCorrection == expected)
        }
    }

    @Test(.enabled(if: Decoders.hasPNGCheck, "pngcheck is not installed"))
    func `the file is a sound 1-bit PNG of 60 by 40 millimetres`() throws {
        let png = try PNG.encode(try Self.draw(Self.stamps[0], 300, mark: true), dotsPerInch: 300)
        let report = try Decoders.pngcheck(png)
        #expect(report.contains("709 x 472 image, 1-bit grayscale, non-interlaced"))
        #expect(report.contains("11811x11811 pixels/meter (300 dpi)"))
        #expect(report.contains("No errors detected"))
        let image = try PNGImage(png)
        #expect(image.dotsPerMetre?.x == 11811)
        #expect(abs(Double(image.width) / 11811 - 0.060) < 0.0001)
        #expect(abs(Double(image.height) / 11811 - 0.040) < 0.0001)
    }

    @Test func `without the mark neither stars nor the word OCOP is printed`() throws {
        let marked = try Self.draw(Self.stamps[0], 300, mark: true)
        #expect(marked.ink(x: 2, y: 29.1, width: 33, height: 3) > 1000)
        let plain = try Self.draw(Self.stamps[0], 300, mark: false)
        #expect(plain.ink(x: 2, y: 29.1, width: 33, height: 3) == 0)
    }

    @Test func `names from short to sixty letters fit at both resolutions`() throws {
        let template = try Shipped.template()
        let names = [
            "Chè", "Bánh tráng mè Sáu Thôi", "Chè Shan tuyết Khau Vạc một tôm hai lá",
            "Mật ong hoa bạc hà nguyên chất cao nguyên đá Đồng Văn loại I",
        ]
        for name in names {
            for dotsPerInch in template.resolutions {
                var job = template.sampleJob
                job["product"] = .text(name)
                job["producer"] = .text("Hợp tác xã Sản xuất, Thương mại và Dịch vụ Nông nghiệp Khau Vạc")
                let press = try LabelPress(template, dotsPerInch: dotsPerInch, fonts: Fonts.files, job: job)
                let page = try press.page(for: template.sampleLabel)
                #expect(page.ink(x: 2, y: 1, width: 56, height: 8.6, dotsPerInch: dotsPerInch) > 500)
            }
        }
    }
}
