import Oracles
import Foundation
import Testing

@Suite(.waitsForPrograms) struct LabelTests {
    private func files(_ folder: String) throws -> [String: Data] {
        try FileManager.default.contentsOfDirectory(atPath: folder).reduce(into: [:]) { files, name in
            files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
    }

    @Test(.enabled(if: testPython != nil, "the tests' Python is made by make test"))
    func `every label is read by zbar and by ZXing as exactly its stamp`() throws {
        let terminal = try Terminal.withSample()
        let out = "\(terminal.folder)/labels"
        for (lot, options) in [("L-TQ-2609", []), ("L-TQ-2611H", ["--no-mark"]), ("L-QN-2611", ["--lot-in-stamp"])] {
            let batch = try terminal.execute(
                [Terminal.temgoc, "issue", "--json", "--lot", lot, "--count", "6"] + options
            ).json()
            let id = try #require(batch["id"] as? String)
            try terminal.make("label", "--batch", id, "--out", "\(out)/\(id)")
            let stamps = Set(try terminal.stamps(batch))
            let names = try FileManager.default.contentsOfDirectory(atPath: "\(out)/\(id)").sorted()
            #expect(names.count == 6)
            for name in names {
                let path = "\(out)/\(id)/\(name)"
                let zbar = try terminal.execute(["zbarimg", "--quiet", "--raw", "--nodbus", path])
                let serial = String(name.dropLast(".png".count))
                #expect(stamps.contains(zbar.lines.joined()) && zbar.out.contains("/21/\(serial)"), "\(zbar.err)")
                #expect(try terminal.execute(["pngcheck", "-q", path]).status == 0)
            }
            let script = """
                import sys, zxingcpp
                from PIL import Image
                for name in sys.argv[1:]:
                    found = zxingcpp.read_barcodes(Image.open(name))
                    assert len(found) == 1, name
                    print(found[0].text)
                """
            let zxing = try terminal.execute(
                [try #require(testPython), "-c", script] + names.map { "\(out)/\(id)/\($0)" })
            #expect(Set(zxing.lines) == stamps, "\(zxing.err)")
        }
    }

    @Test func `labels are 1-bit, 60 × 40 mm at 300 dpi, and say so`() throws {
        let terminal = try Terminal.withSample()
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "1")
        try terminal.make(
            "label", "--batch", try #require(batch["id"] as? String), "--out", "\(terminal.folder)/labels")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: "\(terminal.folder)/labels").first)
        let check = try terminal.execute(["pngcheck", "-v", "\(terminal.folder)/labels/\(name)"])
        #expect(check.out.contains("709 x 472 image, 1-bit grayscale"))
        #expect(check.out.contains("11811x11811 pixels/meter (300 dpi)"))
        #expect(check.out.contains("temgoc batch"))
    }

    @Test func `labels drawn again are the same to the last bit, and only the missing ones are drawn`() throws {
        let terminal = try Terminal.withSample()
        let id = try #require(try terminal.issue("--lot", "L-TQ-2609", "--count", "5")["id"] as? String)
        let out = "\(terminal.folder)/labels"
        try terminal.make("label", "--batch", id, "--out", out)
        let first = try files(out)
        let names = first.keys.sorted()
        try FileManager.default.removeItem(atPath: "\(out)/\(names[0])")
        // What a power cut leaves: an empty file, and one that ends too early.
        try Data().write(to: URL(fileURLWithPath: "\(out)/\(names[1])"))
        try first[names[2]]?.dropLast(20).write(to: URL(fileURLWithPath: "\(out)/\(names[2])"))
        let again = try terminal.make("label", "--json", "--batch", id, "--out", out)
        #expect(try again.json()["drawn"] as? Int == 3)
        #expect(try files(out) == first)
    }

    @Test func `an unknown batch, template or resolution is said with what there is`() throws {
        let terminal = try Terminal.withSample()
        let unknown = try terminal.run("label", "--batch", "B-9", "--out", "\(terminal.folder)/labels")
        #expect(unknown.status == 66 && unknown.err.contains("batch-unknown"))
        let id = try #require(try terminal.issue("--lot", "L-TQ-2609", "--count", "1")["id"] as? String)
        let template = try terminal.run(
            "label", "--batch", id, "--template", "none", "--out", "\(terminal.folder)/labels")
        #expect(template.status == 66 && template.err.contains("template-unknown"))
        let dpi = try terminal.run("label", "--batch", id, "--dpi", "72", "--out", "\(terminal.folder)/labels")
        #expect(dpi.status == 65 && dpi.err.contains("label-not-drawable") && dpi.err.contains("300"))
    }

    @Test func `a bare code is drawn to a file and to standard output alike`() throws {
        let terminal = try Terminal()
        let path = "\(terminal.folder)/code.png"
        let answer = try terminal.make("qr", "HTTPS://TG.EXAMPLE/X", "--out", path, "--json").json()
        #expect(answer["version"] as? Int == 1 || answer["version"] as? Int == 2)
        #expect(
            try terminal.execute(["zbarimg", "--quiet", "--raw", "--nodbus", path]).lines == ["HTTPS://TG.EXAMPLE/X"])
        let piped = try terminal.execute(
            ["sh", "-c", "'\(Terminal.temgoc)' qr HTTPS://TG.EXAMPLE/X --out - | cmp - '\(path)'"])
        #expect(piped.status == 0)
    }

    @Test(arguments: ["pdf", "zip", "zpl", "tspl"])
    func `a job is one file or one stream, the same each time`(format: String) throws {
        let terminal = try Terminal.withSample()
        let id = try #require(try terminal.issue("--lot", "L-TQ-2609", "--count", "4")["id"] as? String)
        let path = "\(terminal.folder)/labels.\(format)"
        let answer = try terminal.make("label", "--json", "--batch", id, "--format", format, "--out", path).json()
        #expect(answer["drawn"] as? Int == 4)
        let piped = try terminal.execute(
            ["sh", "-c", "'\(Terminal.temgoc)' label --batch \(id) --format \(format) --out - | cmp - '\(path)'"])
        #expect(piped.status == 0, "\(piped.out)\(piped.err)")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: terminal.folder).contains { $0.contains(".part-") }
                == false)
    }

    @Test func `a part of a batch is drawn by the places of its labels`() throws {
        let terminal = try Terminal.withSample()
        let id = try #require(try terminal.issue("--lot", "L-TQ-2609", "--count", "5")["id"] as? String)
        let out = "\(terminal.folder)/labels"
        try terminal.make("label", "--batch", id, "--format", "svg", "--from", "2", "--to", "3", "--out", out)
        let names = try FileManager.default.contentsOfDirectory(atPath: out).sorted()
        #expect(names.map { $0.prefix(7) } == ["0000002", "0000003"])
        #expect(try terminal.run("label", "--batch", id, "--from", "6", "--out", out).status == 64)
    }

    @Test func `a sheet begins where it is told to, and a template without what it needs is refused`() throws {
        let terminal = try Terminal.withSample()
        let id = try #require(try terminal.issue("--lot", "L-TQ-2609", "--count", "21")["id"] as? String)
        let path = "\(terminal.folder)/sheet.pdf"
        try terminal.make(
            "label", "--batch", id, "--template", "a4-3x8-63x34", "--format", "pdf", "--start-at", "5", "--out", path)
        let info = try terminal.execute(["pdfinfo", path])
        #expect(info.out.contains("Pages:           2"), "\(info.out)")
        let food = try terminal.run(
            "label", "--batch", id, "--template", "ocop-100x70-bilingual", "--out", "\(terminal.folder)/x",
            "--reprint", "mẫu khác")
        #expect(food.status == 65 && food.err.contains("ingredients"))
    }

    @Test func `every shipped template passes its own check, and a broken one is refused with line and column`() throws
    {
        let terminal = try Terminal()
        let folders = try FileManager.default.contentsOfDirectory(atPath: "\(Terminal.packageRoot)/label-templates")
            .filter {
                FileManager.default.fileExists(atPath: "\(Terminal.packageRoot)/label-templates/\($0)/label.yaml")
            }
        #expect(folders.count == 8)
        for folder in folders { try terminal.make("template", "lint", folder) }
        let broken = "\(terminal.folder)/ocop-60x40"
        try FileManager.default.copyItem(atPath: "\(Terminal.packageRoot)/label-templates/ocop-60x40", toPath: broken)
        let yaml = try String(contentsOfFile: "\(broken)/label.yaml", encoding: .utf8)
        try Data(yaml.replacing("weight: bold", with: "wieght: bold").utf8).write(
            to: URL(fileURLWithPath: "\(broken)/label.yaml"))
        let lint = try terminal.run("template", "lint", broken)
        #expect(lint.status == 65)
        #expect(lint.lines.allSatisfy { $0.hasPrefix("\(broken)/label.yaml:") })
    }
}
