import Oracles
import Foundation
import Testing

/// A label states facts beside a signed stamp, and nothing is recorded that cannot be drawn.
@Suite(.waitsForPrograms) struct LabelFaultTests {
    private let terminal: Terminal
    private let batch: String

    init() throws {
        terminal = try Terminal.withSample()
        batch = try #require(try terminal.issue("--lot", "L-TQ-2609", "--count", "3")["id"] as? String)
        // Reading the stamps makes the log cover them.
        _ = try terminal.make("stamps", "--batch", batch)
    }

    private func label(_ options: String...) throws -> Finished {
        try terminal.execute(
            [
                Terminal.temgoc, "label", "--batch", batch, "--format", "pdf", "--out", "\(terminal.folder)/nhan.pdf",

            ] + options)
    }

    /// All that stands in the ledger, and the log as it is signed and published.
    private func records() throws -> [String] {
        let out = "\(terminal.folder)/log-\(UUID().uuidString)"
        try terminal.make("log", "publish", "--out", out)
        let checkpoint = try String(contentsOfFile: "\(out)/checkpoint", encoding: .utf8)
        return try terminal.make("ledger").lines + [checkpoint]
    }

    private func isDrawn() -> Bool { FileManager.default.fileExists(atPath: "\(terminal.folder)/nhan.pdf") }

    @Test(arguments: ["product", "producer", "producerAddress", "lot", "netContent", "stars", "serial", "nothing"])
    func `what the register says cannot be said otherwise beside a valid stamp`(name: String) throws {
        let before = try records()
        for template in ["ocop-60x40", "ocop-100x70-bilingual"] {
            let lie = try label("--template", template, "--field", "\(name)=Chè thượng hạng")
            #expect(lie.status == 64 && lie.err.contains("error: usage: Trường «\(name)»"), "\(lie.err)")
        }
        #expect(try records() == before && !isDrawn())
    }

    /// What the register says of the tea for a label of food, beside a text that the request gives.
    private func food(_ shop: String) throws -> Finished {
        let table = """
            id,ingredients,ingredientsEn,instructions,instructionsEn,storage,storageEn,warnings,warningsEn,origin
            PR-TQ-1,Búp chè Shan,Tea buds,Pha nước sôi,Brew,Nơi khô,Keep dry,Không,None,Việt Nam

            """
        let imported = try terminal.run("import", "--table", "products", "-", input: table)
        #expect(imported.status == 0, "\(imported.err)")
        // A label says what its batch sealed.
        let batch = try #require(try terminal.issue("--lot", "L-TQ-2609", "--count", "3")["id"] as? String)
        _ = try terminal.make("stamps", "--batch", batch)
        return try terminal.execute([
            Terminal.temgoc, "label", "--batch", batch, "--format", "pdf", "--out", "\(terminal.folder)/nhan.pdf",
            "--template", "ocop-100x70-bilingual", "--field", "shop=\(shop)",
        ])
    }

    @Test func `a text that its template asks a request for is drawn beside what the register says`() throws {
        let drawn = try food("Chợ Tam Cờ")
        #expect(drawn.status == 0 && isDrawn(), "\(drawn.err)")
        let text = try terminal.execute(["pdftotext", "\(terminal.folder)/nhan.pdf", "-"]).out
        #expect(text.contains("Búp chè Shan") && text.contains("Chợ Tam Cờ"), "\(text)")
        #expect(try terminal.make("ledger", "--kind", "labelDrawing").lines.count == 1)
    }

    @Test(arguments: ["Chè VietGAP", "Gọi 0912 345 678"])
    func `what a request says on a label claims nothing unbacked and is about no person`(shop: String) throws {
        let refused = try food(shop)
        #expect(refused.status != 0 && refused.err.contains("«shop»"), "\(refused.err)")
        #expect(try terminal.make("ledger", "--kind", "labelDrawing").lines.isEmpty && !isDrawn())
    }

    @Test func `a specimen is free, records nothing, and its code is no stamp`() throws {
        let before = try records()
        let folder = "\(terminal.folder)/mau"
        let drawn = try terminal.run("label", "--batch", batch, "--specimen", "--out", folder)
        #expect(drawn.status == 0, "\(drawn.err)")
        #expect(try records() == before)
        let read = try terminal.execute(["zbarimg", "--quiet", "--raw", "\(folder)/MAU.png"])
        #expect(!read.out.contains("/01/") && !read.out.contains("HTTPS"), "\(read.out)")
        for format in ["svg", "pdf", "zpl"] {
            let out = "\(terminal.folder)/mau.\(format)"
            #expect(
                try terminal.run("label", "--batch", batch, "--specimen", "--format", format, "--out", out).status == 0)
        }
        let text = try terminal.execute(["pdftotext", "\(terminal.folder)/mau.pdf", "-"]).out
        #expect(text.contains("MẪU"), "\(text)")
    }

    @Test func `three reprints with the key file away leave the ledger and the log as they were`() throws {
        #expect(try label().status == 0)
        let key = "\(terminal.home)/keys/signing-1.pem"
        try FileManager.default.moveItem(atPath: key, toPath: "\(terminal.folder)/away.pem")
        let before = try records()
        for _ in 0..<3 {
            let reprint = try label("--reprint", "kẹt giấy")
            #expect(reprint.status != 0 && reprint.err.contains("signing-1.pem"), "\(reprint.err)")
        }
        #expect(try records() == before)
        try FileManager.default.moveItem(atPath: "\(terminal.folder)/away.pem", toPath: key)
        #expect(try label("--reprint", "kẹt giấy").status == 0)
        #expect(try terminal.make("ledger", "--kind", "labelDrawing").lines.count == 2)
        #expect(try terminal.make("fsck").status == 0)
    }

    @Test func `a reprint at a resolution, on paper or with a picture that is not there records nothing`() throws {
        #expect(try label().status == 0)
        let before = try records()
        for (options, status) in [
            (["--dpi", "150"], 65), (["--media", "a3"], 66), (["--template", "none"], 66),
            (["--image", "mark=\(terminal.folder)/none.png"], 66), (["--template", "ocop-60x40-pin"], 65),
        ] as [([String], Int32)] {
            let reprint = try terminal.execute(
                [
                    Terminal.temgoc, "label", "--batch", batch, "--format", "pdf", "--reprint", "kẹt giấy", "--out",
                    "\(terminal.folder)/lai.pdf",
                ] + options)
            #expect(reprint.status == status, "\(options) \(reprint.status) \(reprint.err)")
        }
        #expect(try records() == before)
    }
}
