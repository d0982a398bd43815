import Foundation
import Oracles
import Testing

/// Checks counted by the built service and the built command, in the home's `scans.sqlite`.
@Suite(.waitsForPrograms) struct ScanTests {
    private static let proxied = ["--client-address-header", "X-Forwarded-For"]
    private let json = ["Accept": "application/json", "User-Agent": "Mozilla/5.0 (phone of the tests)"]

    private func path(_ stamp: String) -> String { String(stamp.dropFirst("HTTPS://TG.EXAMPLE".count)) }

    private func stop(_ service: Running) {
        service.process.terminate()
        service.process.waitUntilExit()
    }

    private func tally(_ terminal: Terminal, _ batch: [String: Any]) throws -> [String: Any] {
        try terminal.make("scans", "--json", "--batch", try #require(batch["id"] as? String)).json()
    }

    @Test func `visitors on three days far apart make a suspected copy, and no address is kept anywhere`() async throws
    {
        let terminal = try Terminal.withSample()
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "2")
        let stamp = try #require(try terminal.stamps(batch).first)
        var logs = ""
        for (day, address, verdict) in [
            ("2026-11-21", "203.0.113.77", "valid"), ("2026-11-28", "198.51.100.66", "valid"),
            ("2026-12-05", "192.0.2.99", "suspectedCopy"),
        ] {
            try terminal.make("clock", "advance", "--day", day)
            let service = try Running(terminal, Self.proxied)
            let fields = json.merging(["X-Forwarded-For": "192.0.2.55, \(address)"]) { $1 }
            let answer = try await service.get(path(stamp), fields)
            #expect(answer.2.contains("\"verdict\":\"\(verdict)\""), "\(answer.2)")
            let page = try await service.get(
                path(stamp), ["X-Forwarded-For": address, "Accept": "text/html", "Accept-Language": "vi"])
            #expect(page.2.contains("Mã đã được tra cứu nhiều lần") == (verdict == "suspectedCopy"))
            stop(service)
            logs += try String(contentsOfFile: service.log, encoding: .utf8)
        }
        let told = try tally(terminal, batch)
        #expect(told["checks"] as? Int == 6 && told["codes"] as? Int == 1 && told["suspectedCount"] as? Int == 1)
        let files = try #require(FileManager.default.enumerator(atPath: terminal.home)).compactMap { $0 as? String }
        #expect(files.contains("scans.sqlite"))
        for address in ["203.0.113", "198.51.100", "192.0.2", "phone of the tests"] {
            #expect(!logs.contains(address))
            for file in files {
                let bytes = FileManager.default.contents(atPath: "\(terminal.home)/\(file)") ?? Data()
                #expect(bytes.range(of: Data(address.utf8)) == nil, "\(file)")
            }
        }
    }

    @Test func `a flood of unknown serials writes nothing`() async throws {
        let terminal = try Terminal.withSample()
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "1")
        let stamp = try #require(try terminal.stamps(batch).first)
        let service = try Running(terminal)
        /// The file and SQLite's own log, which opening and closing change and nothing else may.
        func bytes() throws -> [Data] {
            try ["", "-wal"].map { try Data(contentsOf: URL(fileURLWithPath: "\(terminal.home)/scans.sqlite\($0)")) }
        }
        let before = try bytes()
        for number in 0..<200 {
            let forged = path(stamp).dropLast(11) + String(format: "%011d", number + 500)
            let answer = try await service.get(String(forged), json)
            #expect(answer.2.contains("signatureInvalid"))
            let typed = try await service.get(
                "/check?product=09520000000011&serial=" + String(format: "%011d", number + 500), json)
            #expect(typed.2.contains("notIssued"))
        }
        #expect(try bytes() == before)
        stop(service)
        #expect(try tally(terminal, batch)["codes"] as? Int == 0)
    }

    @Test func `the desk's own checks are counted and suspect nothing; --no-count and a replayed day do not count`()
        throws
    {
        let terminal = try Terminal.withSample()
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "2")
        let stamp = try #require(try terminal.stamps(batch).first)
        #expect(try tally(terminal, batch)["checks"] as? Int == 0)
        _ = try terminal.run("verify", stamp)
        _ = try terminal.run("verify", "-", input: stamp + "\n" + stamp + "\n")
        _ = try terminal.run("verify", "--no-count", stamp)
        _ = try terminal.run("verify", "--today", Terminal.today, stamp)
        let told = try tally(terminal, batch)
        #expect(told["checks"] as? Int == 3 && told["codes"] as? Int == 1 && told["suspectedCount"] as? Int == 0)
        let answer = try terminal.run("verify", "--json", "--no-count", stamp).json()
        #expect((answer["history"] as? [String: Any])?["checks"] as? Int == 3)
    }

    @Test func `a service that is killed has lost a second of counts at most`() async throws {
        let terminal = try Terminal.withSample()
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "1")
        let stamp = try #require(try terminal.stamps(batch).first)
        let service = try Running(terminal)
        _ = try await service.get(path(stamp), json)
        // Another process sees it as soon as it is in the file.
        var written = 0
        for _ in 0..<200 where written == 0 { written = try tally(terminal, batch)["checks"] as? Int ?? 0 }
        #expect(written == 1)
        kill(service.process.processIdentifier, SIGKILL)
        service.process.waitUntilExit()
        #expect(try tally(terminal, batch)["checks"] as? Int == 1)
        let again = try Running(terminal)
        #expect(try await again.get(path(stamp), json).2.contains("\"checks\":2"))
    }

    @Test func `rules of scan-rules.json are asked, and a mistake in them is told with its place`() throws {
        let terminal = try Terminal.withSample()
        let rules = URL(fileURLWithPath: terminal.home + "/scan-rules.json")
        try Data(#"{"apart":{"occasions":1,"days":5}}"#.utf8).write(to: rules)
        let refused = try terminal.run("scans")
        #expect(refused.status == 65 && refused.err.contains("$.apart.occasions"))
        try Data(#"{"apart":{"occasions":3,"days":5}}"#.utf8).write(to: rules)
        #expect(try terminal.run("scans").status == 0)
    }

    @Test func `the checks of a lot include its stamps of a roll, and no others of the roll`() throws {
        let terminal = try Terminal.withSample()
        let own = try terminal.issue("--lot", "L-TQ-2609", "--count", "1")
        let made = try terminal.run(
            "roll", "--json", "--product", "PR-TQ-1", "--count", "4")
        let roll = try made.json()
        let id = try #require(roll["id"] as? String)
        try terminal.make(
            "activate", "--roll", id, "--from", "2", "--to", "3", "--lot", "L-TQ-2609")
        for stamp in try terminal.stamps(own) + terminal.stamps(roll) { _ = try terminal.run("verify", stamp) }
        let lines = try terminal.make("scans", "--json", "--lot", "KV260918").lines
        try #require(lines.count == 2)
        #expect(lines[0].contains("\"batch\":\"\(id)\"") && lines[0].contains("\"stamps\":2"))
        #expect(lines[0].contains("\"checks\":2") && lines[1].contains("\"checks\":1"))
        #expect(try terminal.run("scans", "--lot", "L-0").status != 0)
    }
}
