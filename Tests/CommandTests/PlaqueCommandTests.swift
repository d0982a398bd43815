import Oracles
import Foundation
import Testing

/// Codes of tourism products: no lot, no serial, and never a word about a pack.
@Suite(.waitsForPrograms) struct PlaqueCommandTests {
    private let terminal: Terminal

    init() throws {
        terminal = try Terminal.withSample()
        try take(lastDay: "2027-11-25")
    }

    /// The village with a recognition until that day.
    private func take(lastDay: String, stars: Int = 4) throws {
        // Under that decision districts recognised three stars, and the province four.
        let authority = stars == 3 ? "UBND huyện Na Hang" : "UBND tỉnh Tuyên Quang"
        let programme = """
            {"products": [{"id": "PR-TQ-9", "producer": "P-TQ-001", "nameVi": "Làng du lịch cộng đồng Khau Vạc",
              "nameEn": "Khau Vac village", "setNumber": 26, "netContent": {"value": 1, "unit": "piece"},
              "productCode": "08-02260-09-2026"}],
             "recognitions": [{"id": "R-9", "product": "PR-TQ-9", "stars": \(stars), "legalBasis": "148/QĐ-TTg",
              "decisionNumber": "0009/QĐ-UBND (giả định)", "issuedBy": "\(authority)",
              "issuedOn": "2024-11-25", "validThrough": "\(lastDay)"}],
             "markAuthorisations": [{"id": "M-9", "recognition": "R-9", "mark": "OCOP-VN", "stars": \(stars),
              "quota": 5, "validThrough": "2027-11-25"}]}
            """
        let finished = try terminal.run("import", "-", input: programme)
        try #require(finished.status == 0, "\(finished.err)")
    }

    private func plaque(_ options: String...) throws -> Finished {
        try terminal.execute(
            [Terminal.temgoc, "plaque", "--product", "PR-TQ-9"] + options)
    }

    private func stamp(_ options: String...) throws -> String {
        let finished = try terminal.execute(
            [Terminal.temgoc, "plaque", "--json", "--product", "PR-TQ-9"] + options)
        return try #require(try finished.json()["stamp"] as? String, "\(finished.err)")
    }

    @Test func `a plaque's code has product and seal alone, and asking again gives the same`() throws {
        let first = try plaque("--json").json()
        let stamp = try #require(first["stamp"] as? String)
        #expect(stamp.hasSuffix("/P/08-02260-09-2026") && first["isNew"] as? Bool == true)
        let second = try plaque("--json").json()
        #expect(second["stamp"] as? String == stamp && second["isNew"] as? Bool == false)
        #expect(try terminal.make("ledger", "--kind", "plaque").lines.count == 1)
        #expect(try plaque("--json", "--no-mark").json()["isNew"] as? Bool == true)
        #expect(try terminal.make("fsck").status == 0)
    }

    @Test func `what it says is of the product today, and it confirms no pack`() throws {
        let stamp = try stamp()
        let report = try terminal.run("verify", "--json", "--today", Terminal.today, stamp).json()
        #expect(report["verdict"] as? String == "valid")
        #expect((report["stamp"] as? [String: Any])?["kind"] as? String == "product")
        #expect((report["plaque"] as? [String: Any])?["markStars"] as? Int == 4)
        #expect(report["batch"] == nil && report["lot"] == nil)
        let text = try terminal.make("verify", "--today", Terminal.today, stamp).out
        #expect(text.contains("Mã biển hiệu này do Đơn vị thử nghiệm phát hành cho Làng du lịch cộng đồng Khau Vạc."))
        #expect(text.contains("được công nhận OCOP 4 sao, còn hiệu lực đến 25/11/2027"))
        #expect(text.contains("không xác nhận gói hàng nào") && !text.contains("đóng gói ngày"))
    }

    @Test func `without the mark it says so`() throws {
        let verdict = try terminal.verdict(stamp("--no-mark"))
        #expect(verdict == ("validWithoutMark", 0))
    }

    @Test func `when the recognition ends, is withdrawn or changes its stars, the plaque says so`() throws {
        let stamp = try stamp()
        #expect(try terminal.verdict(stamp, today: "2027-11-26") == ("recognitionExpired", 0))
        try take(lastDay: "2027-11-25", stars: 3)
        #expect(try terminal.verdict(stamp) == ("markUnauthorised", 2))
        try terminal.make(
            "recognition", "withdraw", "R-9", "--ground", "thôi đón khách", "--decision", "88/QĐ-UBND", "--on",
            "2026-11-20")
        #expect(try terminal.verdict(stamp) == ("recognitionWithdrawn", 2))
    }

    @Test func `a code that no plaque was recorded for is not issued`() throws {
        let other = try terminal.copy()
        let stamp = try stamp()
        #expect(try other.verdict(stamp) == ("notIssued", 1))
        // Offline, a bundle does not know plaques and decides nothing.
        try terminal.make("key", "new", "--demo-root", "--out", "\(terminal.folder)/root.pem")
        let bundle = "\(terminal.folder)/bundle.jwt"
        try terminal.make("trust", "export", "--root-key", "\(terminal.folder)/root.pem", "--out", bundle)
        let offline = try terminal.run(
            "verify", "--offline", "--trust", bundle, "--root", "keys/demo-root.jwk", "--json", stamp)
        #expect(try offline.json()["verdict"] as? String == "signatureOnly")
    }

    @Test func `a product with packs gets none, nor one without a right, nor from its own producer`() throws {
        let tea = try terminal.run("plaque", "--product", "PR-TQ-1")
        #expect(tea.status == 2 && tea.err.contains("PLAQUE-01") && tea.err.contains("temgoc issue --lot"))
        let own = try plaque("--actor", "P-TQ-001")
        #expect(own.status == 2 && own.err.contains("INV-21"))
        try terminal.make("mark", "suspend", "M-9", "--reason", "kiểm tra")
        let suspended = try plaque()
        #expect(suspended.status == 2 && suspended.err.contains("MARK-01"))
        #expect(try terminal.make("ledger", "--kind", "plaque").out.isEmpty)
        #expect(try terminal.run("plaque", "--product", "PR-XX").status == 66)
    }

    @Test func `a plaque with a design that the right does not allow, or that cannot be drawn, is not recorded`() throws
    {
        let file = "\(terminal.folder)/bien.png"
        for options in [["--dpi", "150"], ["--template", "none"], ["--image", "mark=\(terminal.folder)/none.png"]] {
            let undrawn = try terminal.execute(
                [Terminal.temgoc, "plaque", "--product", "PR-TQ-9", "--out", file] + options)
            #expect(undrawn.status != 0, "\(options)")
        }
        let approved = String(repeating: "a", count: 64)
        let right = """
            {"markAuthorisations": [{"id": "M-9", "recognition": "R-9", "mark": "OCOP-VN", "stars": 4, "quota": 5,
              "validThrough": "2027-11-25", "templates": ["\(approved)"]}]}
            """
        #expect(try terminal.run("import", "-", input: right).status == 0)
        let refused = try plaque("--out", file)
        #expect(refused.status == 2 && refused.err.contains("MARK-01"), "\(refused.err)")
        #expect(try terminal.make("ledger", "--kind", "plaque").out.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: file))
        #expect(try plaque("--json").json()["isNew"] as? Bool == true, "without a picture it is no design's")
    }

    @Test func `the plaque is drawn with its code, which zbar reads`() throws {
        let file = "\(terminal.folder)/bien.png"
        let drawn = try plaque("--out", file)
        #expect(drawn.status == 0, "\(drawn.err)")
        let read = try terminal.execute(["zbarimg", "-q", "--raw", file])
        #expect(try read.out == stamp() + "\n")
    }
}
