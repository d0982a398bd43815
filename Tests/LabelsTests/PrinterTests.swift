import Foundation
import Labels
import Oracles
import QRCode
import Raster
import Testing

/// What is sent to label printers, taken apart by Python's own zlib, base64 and binascii.
@Suite(
    .enabled(if: Fonts.areInstalled, "Noto Sans is not installed: set TEMGOC_FONTS"),
    .enabled(if: Decoders.python != nil, "no Python with zxing-cpp: set TEMGOC_TEST_PYTHON"))
struct PrinterTests {
    @Test(arguments: [203, 300])
    func `ZPL holds the very dots of each label`(dotsPerInch: Int) throws {
        let script = """
            import re, sys, zlib, base64, binascii
            text = open(sys.argv[1], "rb").read()
            label = re.compile(rb"\\^XA\\^LH0,0\\^PW(\\d+)\\^LL(\\d+)\\n"
                               rb"\\^FO0,0\\^GFA,(\\d+),(\\d+),(\\d+),:Z64:([A-Za-z0-9+/=]+):([0-9A-F]{4})\\^FS\\n\\^PQ1\\^XZ\\n")
            at = 0
            while at < len(text):
                found = label.match(text, at)
                width, height, total, sent, stride = map(int, found.groups()[:5])
                data, crc = found.groups()[5:]
                assert binascii.crc_hqx(data, 0) == int(crc, 16)
                rows = zlib.decompress(base64.b64decode(data, validate=True))
                assert total == sent == len(rows) == stride * height and stride == (width + 7) // 8
                sys.stdout.buffer.write(rows)
                at = found.end()
            """
        let rows = try Decoders.python(script, try Runs.bytes(.zpl, labels: 3, dotsPerInch: dotsPerInch))
        #expect(rows == (try (0..<3).flatMap { try Runs.page($0, dotsPerInch: dotsPerInch).bytes }))
    }

    @Test(arguments: [203, 300])
    func `TSPL holds the very dots of each label, white as 1`(dotsPerInch: Int) throws {
        let script = """
            import re, sys
            text = open(sys.argv[1], "rb").read()
            head = b"SIZE 60 mm,40 mm\\r\\nGAP 2.5 mm,0 mm\\r\\n"
            assert text.startswith(head)
            at = len(head)
            while at < len(text):
                found = re.compile(rb"CLS\\r\\nBITMAP 0,0,(\\d+),(\\d+),0,").match(text, at)
                stride, height = map(int, found.groups())
                end = found.end() + stride * height
                sys.stdout.buffer.write(bytes(255 - byte for byte in text[found.end():end]))
                tail = b"\\r\\nPRINT 1,1\\r\\n"
                assert text[end:end + len(tail)] == tail
                at = end + len(tail)
            """
        let tspl = try Runs.bytes(.tspl(gap: Length(millimetres: 2.5)), labels: 3, dotsPerInch: dotsPerInch)
        let rows = try Decoders.python(script, tspl)
        #expect(rows == (try (0..<3).flatMap { try Runs.page($0, dotsPerInch: dotsPerInch).bytes }))
    }

    @Test func `a ZIP is sound, is the same each time, and its PNGs are the labels`() throws {
        let script = """
            import sys, zipfile
            archive = zipfile.ZipFile(sys.argv[1])
            assert archive.testzip() is None
            for entry in archive.infolist():
                assert entry.compress_type == zipfile.ZIP_STORED and entry.date_time == (1980, 1, 1, 0, 0, 0)
                assert entry.external_attr >> 16 == 0o100644
                print(entry.filename, archive.read(entry).hex())
            """
        let note = try PNG.Text(keyword: "temgoc batch", text: "B1")
        let zip = try Runs.bytes(.zip(texts: [note]), labels: 4)
        #expect(zip == (try Runs.bytes(.zip(texts: [note]), labels: 4)))
        let lines = String(decoding: try Decoders.python(script, zip), as: UTF8.self).split(separator: "\n")
        try #require(lines.count == 4)
        for (index, line) in lines.enumerated() {
            let parts = line.split(separator: " ")
            #expect(parts[0] == "\(Runs.serial(index)).png")
            let digits = Array(parts[1].utf8)
            let png = stride(from: 0, to: digits.count, by: 2).compactMap {
                UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
            }
            let image = try PNGImage(png)
            #expect(image.pixels == .bilevel(try Runs.page(index)))
            #expect(image.texts == [note] && image.dotsPerMetre?.x == 11811)
        }
    }

    @Test(arguments: ["", "a/b", "..", "../x", "a b", "è", String(repeating: "a", count: 101)])
    func `a name that could leave its folder, or that a system might not write, is refused`(name: String) throws {
        var run = try LabelStream(try Runs.press(), as: .zip(texts: []))
        do throws(LabelError) {
            _ = try run.label(Runs.label(0), name: name)
            Issue.record("\(name) was taken")
        } catch {
            #expect(error == .fileName(name))
        }
    }

    @Test func `a label that is refused adds nothing, and the run goes on`() throws {
        for format in [
            LabelFormat.pdf(PDFOptions(title: "Chè")), .zpl, .zip(texts: []), .tspl(gap: Length(millimetres: 2)),
        ] {
            var run = try LabelStream(try Runs.press(), as: format)
            var bytes = try run.label(Runs.label(0), name: Runs.serial(0))
            do throws(LabelError) {
                _ = try run.label(["serial": .text("1"), "stamp": .stamp("")], name: "1")
                Issue.record("an empty stamp was drawn")
            } catch {
                #expect(error == .stamp(.empty))
            }
            bytes += try run.label(Runs.label(1), name: Runs.serial(1))
            while let rest = try run.end() { bytes += rest }
            #expect(bytes == (try Runs.bytes(format, labels: 2)))
        }
    }
}
