import Oracles
import Foundation
import Testing

@Suite(.waitsForPrograms) struct VerifyTests {
    @Test func `an issued stamp is valid, in any case of its host and with what scanners append`() throws {
        let terminal = try Terminal.withSample()
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "2")
        let stamp = try #require(try terminal.stamps(batch).last)
        #expect(try terminal.verdict(stamp) == ("valid", 0))
        #expect(try terminal.verdict(stamp + "?utm_source=zalo#top") == ("valid", 0))
        #expect(try terminal.verdict(stamp.replacing("HTTPS://TG.EXAMPLE", with: "https://Tg.Example")) == ("valid", 0))
    }

    @Test func `the JSON answer names the stamp's parts and what the register knows`() throws {
        let terminal = try Terminal.withSample()
        let stamp = try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1")).first)
        let answer = try terminal.run("verify", "--json", "--today", Terminal.today, stamp).json()
        let parts = try #require(answer["stamp"] as? [String: Any])
        #expect(answer["verdict"] as? String == "valid")
        #expect((answer["notes"] as? [String]) == [])
        #expect(parts["host"] as? String == "TG.EXAMPLE")
        #expect(parts["keyId"] as? Int == 1)
        #expect(parts["gtin"] as? String == "09520000000011")
        #expect(parts["kind"] as? String == "item")
        #expect((parts["serial"] as? String)?.hasPrefix("0000001") == true)
        #expect(parts["lot"] == nil)
        #expect((answer["lot"] as? [String: Any])?["lotNumber"] as? String == "KV260918")
        #expect((answer["origins"] as? [[String: Any]])?.first?["sharePercent"] as? Int == 100)
    }

    @Test func `a forged stamp is false, whichever part was changed`() throws {
        let terminal = try Terminal.withSample()
        let stamp = try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1")).first)
        let signature = stamp.prefix(100) + (stamp.dropFirst(100).first == "1" ? "2" : "1") + stamp.dropFirst(101)
        #expect(try terminal.verdict(String(signature)) == ("signatureInvalid", 1))
        let serial = stamp.dropLast() + (stamp.last == "Z" ? "Y" : "Z")
        #expect(try terminal.verdict(String(serial)) == ("signatureInvalid", 1))
        #expect(try terminal.verdict("https://example.com/sp/123") == ("malformed", 1))
        #expect(try terminal.verdict(stamp.replacing("TG.EXAMPLE", with: "TG.EXAMPLX")) == ("unknownIssuer", 3))
    }

    @Test func `a stamp without the mark is good and says so`() throws {
        let terminal = try Terminal.withSample()
        let stamp = try #require(
            try terminal.stamps(terminal.issue("--lot", "L-TQ-2611H", "--count", "1", "--no-mark")).first)
        #expect(stamp.contains("/P/PR-TQ-2/21/"))
        #expect(try terminal.verdict(stamp) == ("validWithoutMark", 0))
    }

    @Test func `after the recognition has ended the stamp stays good and tells it`() throws {
        let terminal = try Terminal.withSample()
        let stamp = try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1")).first)
        #expect(try terminal.verdict(stamp, today: "2027-11-25") == ("valid", 0))
        #expect(try terminal.verdict(stamp, today: "2027-11-26") == ("recognitionExpired", 0))
        #expect(try terminal.verdict(stamp, today: "2028-09-19") == ("productExpired", 2))
    }

    @Test func `the lot stands in the stamp where that was asked for`() throws {
        let terminal = try Terminal.withSample()
        let stamp = try #require(
            try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1", "--lot-in-stamp")).first)
        #expect(stamp.contains("/01/09520000000011/10/KV260918/21/"))
        #expect(try terminal.verdict(stamp) == ("valid", 0))
    }

    @Test func `many stamps on standard input get one answer a line, whatever ends the lines`() throws {
        let terminal = try Terminal.withSample()
        let stamps = try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "3"))
        let good = try terminal.run(
            "verify", "--today", Terminal.today, "-", input: stamps.joined(separator: "\r\n") + "\r\n\n")
        #expect(good.status == 0)
        #expect(good.lines.count == 3)
        #expect(good.lines.allSatisfy { $0.contains("\"verdict\":\"valid\"") })
        let mixed = try terminal.run("verify", "--today", Terminal.today, "-", input: stamps[0] + "\nnone")
        #expect(mixed.status == 1)
        #expect(mixed.lines.count == 2)
    }

    @Test func `a person reads the answer in Vietnamese first, in English on request`() throws {
        let terminal = try Terminal.withSample()
        let stamp = try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1")).first)
        let vi = try terminal.run("verify", "--today", Terminal.today, stamp).out
        #expect(vi.hasPrefix("*** THỬ NGHIỆM – ") && vi.contains("***\n✓ Mã hợp lệ  [valid]\n"))
        #expect(vi.contains("OCOP 4 sao, còn hiệu lực đến 25/11/2027."))
        let en = try terminal.run("verify", "--today", Terminal.today, "--lang", "en", stamp).out
        #expect(en.hasPrefix("*** TRIAL – ") && en.contains("***\n✓ Valid code  [valid]\n"))
    }

    @Test func `anyone who has stolen the signing key alone makes stamps that the register does not know`() throws {
        // The thief has the home's signing key, but the secret of another register: the seal is good, the guard is not.
        let terminal = try Terminal.withSample()
        _ = try terminal.issue("--lot", "L-TQ-2609", "--count", "5")
        let thief = try Terminal()
        try thief.make("init", "--host", "TG.EXAMPLE", "--name", "Khác", "--demo", "--day", Terminal.today)
        let owner = try Terminal()
        try owner.make("init", "--host", "TG.EXAMPLE", "--name", "Thử", "--demo", "--day", Terminal.today)
        for home in [thief, owner] {
            try home.make("import", Terminal.samplePath)
            _ = try home.issue("--lot", "L-TQ-2609", "--count", "5")
        }
        let forged = try thief.make("stamps", "--batch", "B-000038").lines
        for stamp in forged { #expect(try owner.verdict(stamp) == ("notIssued", 1)) }
    }

    @Test(.enabled(if: testPython != nil, "the tests' Python is made by make test"))
    func `stamps are read from a picture, several in one included`() throws {
        let terminal = try Terminal.withSample()
        let id = try #require(try terminal.issue("--lot", "L-TQ-2609", "--count", "3")["id"] as? String)
        let labels = "\(terminal.folder)/labels"
        try terminal.make("label", "--batch", id, "--out", labels)
        let script = """
            import sys
            from PIL import Image
            labels = [Image.open(name).convert("RGB") for name in sys.argv[2:]]
            sheet = Image.new("RGB", (900, 1800), (214, 205, 190))
            for place, label in enumerate(labels):
                sheet.paste(label, (90, 80 + 580 * place))
            sheet.rotate(4, expand=True, fillcolor=(214, 205, 190)).save(sys.argv[1], quality=80)
            """
        let names = try FileManager.default.contentsOfDirectory(atPath: labels).sorted()
        let photo = "\(terminal.folder)/photo.jpg"
        let drawn = try terminal.execute(
            [try #require(testPython), "-c", script, photo] + names.map { "\(labels)/\($0)" })
        try #require(drawn.status == 0, "\(drawn.err)")
        let seen = try terminal.run("verify", "--today", Terminal.today, "--json", "--image", photo)
        #expect(seen.status == 0, "\(seen.err)")
        #expect(seen.lines.count == 3 && seen.lines.allSatisfy { $0.contains("\"verdict\":\"valid\"") })
        let single = try terminal.run("verify", "--today", Terminal.today, "--image", "\(labels)/\(names[0])")
        #expect(single.status == 0 && single.out.contains("***\n✓ Mã hợp lệ  [valid]"))
    }

    @Test func `a picture without a code, and a file that is no picture, each say so`() throws {
        let terminal = try Terminal.withSample()
        let text = try terminal.run("verify", "--image", "README.md")
        #expect(text.status == 65 && text.err.contains("picture-unreadable"))
        let missing = try terminal.run("verify", "--image", "\(terminal.folder)/none.jpg")
        #expect(missing.status == 66 && missing.err.contains("file-unreadable"))
    }
}
