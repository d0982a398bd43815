import Foundation
import Labels
import Oracles
import Raster
import Testing

@Suite(.enabled(if: Fonts.areInstalled, "Noto Sans is not installed: set TEMGOC_FONTS"))
struct SVGTests {
    @Test(.enabled(if: Decoders.hasRSVG && Decoders.hasZBar && Decoders.python != nil, "a reader is missing"))
    func `librsvg draws a label that zbar and ZXing read`() throws {
        let svg = try Runs.bytes(.svg, labels: 1)
        for width in [709, 1417] {
            let drawn = try Decoders.rsvg(svg, width: width)
            #expect(try Decoders.zbar(drawn) == Runs.stamp(0))
            #expect(try Decoders.zxing(drawn).text == Runs.stamp(0))
        }
    }

    @Test(.enabled(if: Decoders.hasRSVG && Decoders.python != nil, "a reader is missing"))
    func `librsvg draws the dots of the bitmap, but for four in a hundred at the edges of letters`() throws {
        let drawn = try Decoders.rsvg(try Runs.bytes(.svg, labels: 1), width: 709)
        let script = """
            import sys, PIL.Image
            sys.stdout.buffer.write(PIL.Image.open(sys.argv[1]).convert("L").tobytes())
            """
        let dots = try Decoders.python(script, drawn)
        let page = try Runs.page(0)
        try #require(dots.count >= page.width * page.height)
        var different = 0
        for y in 0..<page.height {
            for x in 0..<page.width where (dots[y * page.width + x] <= 151) != page[x: x, y: y] { different += 1 }
        }
        #expect(different < page.width * page.height / 25)
    }

    @Test(.enabled(if: Decoders.python != nil, "no Python with zxing-cpp: set TEMGOC_TEST_PYTHON"))
    func `it is XML of 60 by 40 mm whose texts are the label's, whatever they hold`() throws {
        let template = try Shipped.template()
        var job = template.sampleJob
        job["product"] = .text("Chè <b>&\"Shan\"'</b>")
        let press = try LabelPress(template, dotsPerInch: 300, fonts: try Runs.faces.get(), job: job)
        var run = try LabelStream(press, as: .svg)
        let svg = try run.label(Runs.label(0), name: "1")
        let script = """
            import sys, xml.etree.ElementTree as tree
            root = tree.parse(sys.argv[1]).getroot()
            print(root.get("width"), root.get("height"))
            for element in root.iter():
                assert element.tag.split("}")[1] in ("svg", "rect", "g", "path", "polygon", "text"), element.tag
                assert not any("href" in name or name.startswith("on") for name in element.attrib)
            print("|".join(text.text for text in root.iter("{http://www.w3.org/2000/svg}text")))
            """
        let lines = String(decoding: try Decoders.python(script, svg), as: UTF8.self).split(separator: "\n")
        #expect(lines.first == "60mm 40mm")
        #expect(lines.last?.contains("Chè <b>&\"Shan\"'</b>|Hợp tác xã Nông nghiệp Khau Vạc|Khối lượng|") == true)
    }
}
