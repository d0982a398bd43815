import Oracles
import Foundation
import Testing
#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The page of metrics, from the built command on a port of its own.
@Suite(.waitsForPrograms) struct MetricsCommandTests {
    /// The page as its samples.
    private func samples(_ port: String) async throws -> [String: Double] {
        let address = try #require(URL(string: "http://127.0.0.1:\(port)/metrics"))
        let (bytes, _) = try await URLSession.shared.data(from: address)
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").reduce(into: [:]) { samples, line in
            let parts = line.split(separator: " ")
            if parts.count == 2 { samples[String(parts[0])] = Double(parts[1]) }
        }
    }

    @Test func `the metrics report queued checks and the checkpoint, and no visitor`() async throws {
        let terminal = try Terminal.withSample()
        let stamp = try #require(try terminal.stamps(terminal.issue("--lot", "L-TQ-2609", "--count", "1")).first)
        let service = try Running(terminal, ["--metrics", "127.0.0.1:0"])
        var port: String?
        // The port is in the log; a request between two looks gives the service the time to write it.
        for _ in 0..<1_000 where port == nil {
            _ = try await service.get("/healthz")
            port = try String(contentsOfFile: service.log, encoding: .utf8).firstMatch(
                of: /message=metrics port=(?<port>\d+)/
            ).map { String($0.port) }
        }
        let found = try #require(port)
        _ = try await service.get(String(stamp.dropFirst("HTTPS://TG.EXAMPLE".count)))
        var queued = try #require(try await samples(found)["temgoc_scans_queued"])
        for _ in 0..<1_000 where queued > 0 {
            _ = try await service.get("/healthz")
            queued = try #require(try await samples(found)["temgoc_scans_queued"])
        }
        #expect(queued == 0, "what was counted is written")
        let last = try await samples(found)
        #expect((last["temgoc_log_checkpoint_age_seconds"] ?? -1) >= 0)
        #expect(last["temgoc_log_checkpoint_leaves"] == last["temgoc_log_stored_leaves"])
        #expect(last["temgoc_requests_total{route=\"stamp\",status=\"200\",verdict=\"valid\"}"] == 1)
    }
}
