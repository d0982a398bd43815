import ForeignReaders
import Foundation
#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif
import Testing

/// A batch with covered numbers, from issuance to the first use.
@Suite struct PINCommandTests {
    @Test func `numbers of a printing house's table are those that the service takes once, also after a restart`()
        async throws
    {
        let terminal = try Terminal.withSample()
        let batch = try terminal.issue("--lot", "L-TQ-2609", "--count", "2", "--pin")
        #expect(batch["pin"] as? Bool == true)
        let id = try #require(batch["id"] as? String)
        let plain = try terminal.make("stamps", "--batch", id, "--format", "csv").out
        #expect(!plain.contains("pin"))
        let rows = try terminal.make("stamps", "--batch", id, "--format", "csv", "--with-pin").out
            .components(separatedBy: "\r\n").filter { !$0.isEmpty }.map { $0.components(separatedBy: ",") }
        try #require(rows.count == 3 && rows[0].last == "pin")
        let path = String(rows[1][2].dropFirst("HTTPS://TG.EXAMPLE".count))
        let pin = try #require(rows[1].last)
        #expect(pin.count == 6 && pin != rows[2].last)
        for expected in ["first", "usedBefore"] {
            let service = try Running(terminal)
            let (answer, body) = try await service.ask(
                "POST", path, "pin=\(pin)",
                ["Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"])
            #expect(answer.statusCode == 200)
            #expect(String(decoding: body, as: UTF8.self).contains("\"outcome\":\"\(expected)\""))
            kill(service.process.processIdentifier, SIGKILL)
            service.process.waitUntilExit()
        }
        try terminal.make("fsck")
    }

    @Test func `labels carry the number where the template asks; other batches have none to give`() throws {
        let terminal = try Terminal.withSample()
        let with = try #require(try terminal.issue("--lot", "L-TQ-2609", "--count", "1", "--pin")["id"] as? String)
        let without = try #require(try terminal.issue("--lot", "L-TQ-2609", "--count", "1")["id"] as? String)
        try terminal.make("label", "--batch", with, "--template", "ocop-60x40-pin", "--out", "\(terminal.folder)/a")
        let refused = try terminal.run(
            "label", "--batch", without, "--template", "ocop-60x40-pin", "--out", "\(terminal.folder)/b")
        #expect(refused.status == 65 && refused.err.contains("pin"))
        let table = try terminal.run("stamps", "--batch", without, "--format", "csv", "--with-pin")
        #expect(table.status == 64)
    }
}
