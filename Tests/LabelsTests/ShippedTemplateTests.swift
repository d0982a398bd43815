import Foundation
import Labels
import Oracles
import Raster
import Testing

@Suite(.enabled(if: Fonts.areInstalled, "Noto Sans is not installed: set TEMGOC_FONTS"))
struct ShippedTemplateTests {
    struct Print: Sendable, CustomTestStringConvertible {
        let name: String
        let dotsPerInch: Int
        var testDescription: String { "\(name) at \(dotsPerInch) dpi" }
    }

    /// Every template at every resolution that it offers.
    static let prints = Shipped.names.flatMap { name in
        ((try? Shipped.template(name))?.resolutions ?? []).map { Print(name: name, dotsPerInch: $0) }
    }

    @Test func `the folder holds the templates that are tested, and each offers a resolution`() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Shipped.root.path)
            .filter { FileManager.default.fileExists(atPath: Shipped.root.appending(path: "\($0)/label.yaml").path) }
        #expect(Set(folders) == Set(Shipped.names))
        #expect(Set(Self.prints.map(\.name)) == Set(Shipped.names))
    }

    @Test(arguments: Shipped.names)
    func `the lint has nothing to say`(name: String) throws {
        let problems = try TemplateLint.problems(
            name: name, yaml: Shipped.yaml(name), artwork: nil, fonts: Fonts.files)
        #expect(problems.isEmpty, "\(problems)")
    }

    @Test(.enabled(if: Decoders.hasZBar, "zbarimg is not installed"), arguments: prints)
    func `zbar reads the sample's stamp`(print: Print) throws {
        let page = try Shipped.sample(print.name, dotsPerInch: print.dotsPerInch)
        let read = try Decoders.zbar(PNG.encode(page, dotsPerInch: print.dotsPerInch))
        #expect(try Shipped.template(print.name).sampleLabel["stamp"] == .stamp(read))
    }

    @Test(.enabled(if: Decoders.python != nil, "no Python with zxing-cpp: set TEMGOC_TEST_PYTHON"), arguments: prints)
    func `ZXing reads the sample's stamp`(print: Print) throws {
        let page = try Shipped.sample(print.name, dotsPerInch: print.dotsPerInch)
        let read = try Decoders.zxing(PNG.encode(page, dotsPerInch: print.dotsPerInch)).text
        #expect(try Shipped.template(print.name).sampleLabel["stamp"] == .stamp(read))
    }

    @Test func `the examples in the README are a template and a sheet`() throws {
        let text = try String(contentsOf: Shipped.root.appending(path: "README.md"), encoding: .utf8)
        let blocks = text.split(separator: "```yaml\n").dropFirst().map {
            String($0.prefix(upTo: $0.firstRange(of: "```")?.lowerBound ?? $0.endIndex))
        }
        try #require(blocks.count == 2)
        let template = try LabelTemplate(name: "ocop-60x40", yaml: blocks[0])
        #expect(template.hasArtwork && template.requirement?.stars == 3...5)
        _ = try LabelMedia(name: "a4-3x8-63x34", yaml: blocks[1])
    }

    @Test func `the food label says all that the law asks, and the plaque knows no lot`() throws {
        #expect(try Shipped.template("ocop-100x70-bilingual").purpose == .foodLabel)
        let plaque = try Shipped.template("plaque-a5")
        #expect(plaque.purpose == .plaque)
        #expect(!plaque.fields.contains { ["lot", "lots", "packedOn"].contains($0.name) })
    }

    @Test(arguments: Shipped.names)
    func `names and addresses of seventy letters are set or refused, never cut`(name: String) throws {
        let template = try Shipped.template(name)
        let long = "Hợp tác xã Sản xuất, Thương mại và Dịch vụ Nông nghiệp Khau Vạc xanh"
        for dotsPerInch in template.resolutions {
            var job = template.sampleJob
            if job["producer"] != nil { job["producer"] = .text(long) }
            if job["product"] != nil {
                job["product"] = .text("Mật ong hoa bạc hà nguyên chất cao nguyên đá Đồng Văn loại I")
            }
            let press = try LabelPress(template, dotsPerInch: dotsPerInch, fonts: Fonts.files, job: job)
            _ = try press.page(for: template.sampleLabel)
            guard job["product"] != nil else { continue }
            job["product"] = .text(String(repeating: "Ờ", count: 70))
            #expect(throws: LabelError.self) {
                _ = try LabelPress(template, dotsPerInch: dotsPerInch, fonts: Fonts.files, job: job)
            }
        }
    }
}

/// Pictures are compared dot by dot, which only the same font can give.
@Suite(
    .enabled(if: Fonts.areInstalled, "Noto Sans is not installed: set TEMGOC_FONTS"),
    .enabled(if: Fonts.arePinned, "the font files are not those that the pictures were drawn with"))
struct GoldenTests {
    @Test(arguments: Shipped.names)
    func `the picture beside the template is what the program draws, dot for dot`(name: String) throws {
        let path = Shipped.root.appending(path: "\(name)/sample.png")
        if ProcessInfo.processInfo.environment["TEMGOC_RENEW"] == "yes" {
            let drawn = try Shipped.sample(name, dotsPerInch: 300)
            var encoder = try PNG.Encoder(dotsPerInch: 300)
            let bytes = try encoder.encode(drawn)
            // The picture counts and not how it was packed: what is the same stays as it is.
            let former = try? PNGImage(Array(Data(contentsOf: path)))
            if former?.pixels != .bilevel(drawn) { try Data(bytes).write(to: path) }
        }
        let file = try Data(contentsOf: path)
        let image = try PNGImage(Array(file))
        guard case .bilevel(let picture) = image.pixels else {
            Issue.record("sample.png is not 1-bit")
            return
        }
        let page = try Shipped.sample(name, dotsPerInch: 300)
        #expect(page == picture)
        #expect(image.dotsPerMetre?.x == 11_811)
    }
}
