import Oracles
import Foundation
import Testing

/// Labels as a printing house takes them: lists, copies, reprints, calibration.
@Suite(.waitsForPrograms) struct PressTests {
    private let terminal: Terminal
    private let batch: [String: Any]
    private let id: String

    init() throws {
        terminal = try Terminal.withSample()
        batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "12")
        id = try #require(batch["id"] as? String)
    }

    private func pages(_ path: String) throws -> String? {
        try terminal.execute(["pdfinfo", path]).lines.first { $0.hasPrefix("Pages:") }?
            .split(separator: " ").last.map(String.init)
    }

    private func draw(_ more: String...) throws -> Finished {
        try terminal.execute(
            [Terminal.temgoc, "label", "--batch", id, "--format", "pdf"] + more)
    }

    @Test func `a list of stamps is a table that spreadsheets and presses read`() throws {
        let stamps = try terminal.stamps(batch)
        let file = "\(terminal.folder)/stamps.csv"
        try terminal.make("stamps", "--batch", id, "--format", "csv", "--out", file, "--from", "3", "--to", "5")
        let read = try terminal.execute([
            "python3", "-c",
            "import csv,sys,json;print(json.dumps(list(csv.DictReader(open(sys.argv[1],newline='')))))",
            file,
        ])
        let rows = try #require(
            try JSONSerialization.jsonObject(with: Data(read.out.utf8)) as? [[String: String]])
        #expect(rows.map { $0["stamp"] } == Array(stamps[2...4]))
        #expect(rows.allSatisfy { $0["lot"] == "KV260918" && $0["product"] == "/01/09520000000011" })
        #expect(rows.map { $0["number"] } == ["3", "4", "5"])
    }

    @Test func `each label is drawn as often as asked, where a job is one stream`() throws {
        let file = "\(terminal.folder)/three.pdf"
        #expect(try draw("--to", "2", "--copies", "3", "--out", file, "--reprint", "nhãn phụ").status == 0)
        #expect(try pages(file) == "6")
        let refused = try terminal.run("label", "--batch", id, "--copies", "2", "--out", "\(terminal.folder)/png")
        #expect(refused.status == 64 && refused.err.contains("--copies"))
    }

    @Test func `void labels are not drawn and not listed`() throws {
        try terminal.make(
            "void", "--batch", id, "--numbers", "2,4-5", "--cause", "spoiled", "--reason", "rách")
        #expect(try terminal.stamps(batch).count == 9)
        let file = "\(terminal.folder)/rest.pdf"
        #expect(try draw("--out", file).status == 0)
        #expect(try pages(file) == "9")
    }

    @Test func `a batch that is accounted for is drawn again with a reason only, which is in the ledger`() throws {
        let file = "\(terminal.folder)/labels.pdf"
        #expect(try draw("--out", file).status == 0)
        try terminal.make("order", "close", id, "--spoiled", "12")
        let refused = try draw("--out", file)
        #expect(refused.status == 65 && refused.err.contains("reprint-needs-reason"), "\(refused.err)")
        #expect(try draw("--out", file, "--reprint", " ").status == 64)
        let book = try terminal.make("book", "--json").out
        #expect(try draw("--out", file, "--from", "3", "--to", "4", "--reprint", "kẹt giấy").status == 0)
        #expect(try pages(file) == "2")
        #expect(try terminal.make("book", "--json").out == book)
        let entries = try terminal.make("ledger").lines.filter {
            $0.contains("\"kind\":\"labelDrawing\"") && $0.contains("kẹt giấy")
        }
        #expect(entries.count == 1 && entries[0].contains("kẹt giấy") && entries[0].contains("\"count\":2"))
    }

    @Test func `a label's picture names its batch and the digest of its template`() throws {
        let out = "\(terminal.folder)/png"
        try terminal.make("label", "--batch", id, "--to", "1", "--out", out)
        let file = try #require(try FileManager.default.contentsOfDirectory(atPath: out).first)
        let texts = try terminal.execute(["pngcheck", "-t", "\(out)/\(file)"]).out
        let folder = "\(Terminal.packageRoot)/label-templates/ocop-60x40"
        let parts = ["artwork.svg", "label.yaml"].filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
        let digest = try terminal.execute([
            "sh", "-c", "cd \(folder) && sha256sum \(parts.joined(separator: " ")) | sha256sum | cut -d' ' -f1",
        ]).lines[0]
        #expect(texts.contains(id) && texts.contains(digest), "\(texts)")
    }

    @Test func `a calibration page is a page of the paper's size`() throws {
        let file = "\(terminal.folder)/calibration.pdf"
        let done = try terminal.run("template", "calibrate", "--media", "a4-3x8-63x34", "--out", file)
        #expect(done.status == 0, "\(done.err)")
        let info = try terminal.execute(["pdfinfo", file]).out
        #expect(info.contains("A4"), "\(info)")
    }

    @Test func `a roll is issued for a product and has no lot`() throws {
        let roll = try terminal.make(
            "roll", "--product", "PR-TQ-1", "--count", "7", "--json"
        ).json()
        #expect(roll["count"] as? Int == 7 && roll["lot"] == nil)
        let stamp = try terminal.stamps(roll)[0]
        #expect(try terminal.verdict(stamp) == ("notActivated", 2))
    }
}
