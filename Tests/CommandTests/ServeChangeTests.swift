import Oracles
import Foundation
import Testing

/// What another command records while the service runs is in its next answer, as a page and as data.
@Suite(.waitsForPrograms) struct ServeChangeTests {
    private func verdict(_ service: Running, _ stamp: String) async throws -> String? {
        let path = String(stamp.dropFirst("HTTPS://TG.EXAMPLE".count))
        let data = try await service.get(path, ["Accept": "application/json"])
        let again = try await service.get(path, ["Accept": "application/json"])
        #expect(data.2 == again.2)
        let page = try await service.get(path, ["Accept": "text/html", "Accept-Language": "en"])
        let object = try #require(try JSONSerialization.jsonObject(with: Data(data.2.utf8)) as? [String: Any])
        let message = (object["message"] as? [String: Any])?["en"] as? [String: Any]
        #expect(page.2.contains("<h1>\(message?["headline"] as? String ?? "?")</h1>"))
        return object["verdict"] as? String
    }

    @Test func `cancelled codes, a recall and its end are told by the next answer`() async throws {
        let terminal = try Terminal.withSample()
        let issued = try terminal.issue("--lot", "L-TQ-2609", "--count", "4")
        let batch = try #require(issued["id"] as? String)
        let stamps = try terminal.stamps(issued)
        let service = try Running(terminal, ["--no-count"])
        for stamp in stamps { #expect(try await verdict(service, stamp) == "valid") }
        try terminal.make("void", "--batch", batch, "--numbers", "2", "--reason", "mất cắp")
        #expect(try await verdict(service, stamps[0]) == "valid")
        #expect(try await verdict(service, stamps[1]) == "voided")
        #expect(try await verdict(service, stamps[2]) == "valid")
        try terminal.make(
            "recall", "--lot", "KV260918", "--reason", "thử", "--actor", "office-tq")
        for stamp in stamps { #expect(try await verdict(service, stamp) == "recalled") }
        try terminal.make("recall", "--lot", "KV260918", "--lift", "--actor", "office-hn")
        #expect(try await verdict(service, stamps[3]) == "valid")
        #expect(try await verdict(service, stamps[1]) == "voided")
    }

    @Test func `a roll's stamp is good from its activation on`() async throws {
        let terminal = try Terminal.withSample()
        let issued = try terminal.issue("--roll", "PR-TQ-1", "--count", "10")
        let batch = try #require(issued["id"] as? String)
        let stamps = try terminal.stamps(issued)
        let service = try Running(terminal, ["--no-count"])
        for place in [1, 7] { #expect(try await verdict(service, stamps[place]) == "notActivated") }
        try terminal.make(
            "activate", "--roll", batch, "--from", "1", "--to", "5", "--lot", "L-TQ-2609")
        #expect(try await verdict(service, stamps[1]) == "valid")
        #expect(try await verdict(service, stamps[7]) == "notActivated")
    }

    @Test func `a compromised key is told by the next answer`() async throws {
        let terminal = try Terminal.withSample()
        let stamp = try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1")).first)
        let service = try Running(terminal, ["--no-count"])
        #expect(try await verdict(service, stamp) == "valid")
        let ended = try terminal.run("key", "compromise", "1", "--from", "1")
        try #require(ended.status == 0, "\(ended.err)")
        #expect(try await verdict(service, stamp) == "keyCompromised")
    }
}
