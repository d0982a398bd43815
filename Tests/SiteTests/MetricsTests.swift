import HTTPTypes
import Hummingbird
import Testing
@testable import HTTPServer

/// A page of metrics, read by the rules of the text exposition format 0.0.4.
private struct Exposition {
    var types: [String: String] = [:]
    var samples: [String: Double] = [:]

    init(_ text: String) throws {
        #expect(text.hasSuffix("\n"))
        for line in text.split(separator: "\n") {
            if let type = line.wholeMatch(of: /# TYPE ([a-z_]+) (counter|gauge|histogram)/) {
                #expect(types.updateValue(String(type.2), forKey: String(type.1)) == nil, "\(line)")
            } else if !line.hasPrefix("# HELP ") {
                let sample = try #require(
                    line.wholeMatch(of: /([a-z_]+)(\{([a-z_]+="([^"\\\n]|\\.)*",?)+\})? ([0-9.e+-]+)/), "\(line)")
                let family = String(sample.1).replacing(/_(bucket|sum|count)$/, with: "")
                #expect(types[String(sample.1)] ?? types[family] != nil, "\(line)")
                let name = String(line.dropLast(sample.5.count + 1))
                #expect(samples.updateValue(try #require(Double(sample.5)), forKey: name) == nil, "\(line)")
            }
        }
    }
}

@Suite struct MetricsTests {
    private func page(_ client: SiteClient, _ path: String = "/metrics") async throws -> Reply {
        try await client.answer(
            MetricsResponder(metrics: client.responder.metrics) {
                [MetricFamily("temgoc_log_stored_leaves", .gauge, "Leaves.", 7)]
            }, path)
    }

    @Test func `requests are counted by route, status and verdict`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        for _ in 0..<3 { _ = try await client.data(register.path()) }
        _ = try await client.page(register.forgedPath())
        _ = try await client.get("/none")
        let reply = try await page(client)
        #expect(reply.status == 200 && reply.mediaType == "text/plain; version=0.0.4; charset=utf-8")
        let found = try Exposition(reply.body)
        #expect(found.types["temgoc_requests_total"] == "counter")
        #expect(found.samples["temgoc_requests_total{route=\"stamp\",status=\"200\",verdict=\"valid\"}"] == 3)
        #expect(
            found.samples["temgoc_requests_total{route=\"stamp\",status=\"200\",verdict=\"signatureInvalid\"}"] == 1)
        #expect(found.samples["temgoc_requests_total{route=\"unknown\",status=\"404\",verdict=\"\"}"] == 1)
        #expect(found.samples["temgoc_request_duration_seconds_count{route=\"stamp\"}"] == 4)
        #expect(found.samples["temgoc_request_duration_seconds_bucket{route=\"stamp\",le=\"+Inf\"}"] == 4)
        #expect(found.samples["temgoc_log_stored_leaves"] == 7)
        #expect((found.samples["process_resident_memory_bytes"] ?? 0) > 1_000_000)
        _ = try await client.data(register.path())
        let later = try Exposition(try await page(client).body)
        #expect(later.samples["temgoc_requests_total{route=\"stamp\",status=\"200\",verdict=\"valid\"}"] == 4)
    }

    @Test func `the buckets of a histogram only grow, up to its count`() async throws {
        let client = try SiteClient(FakeRegister())
        for _ in 0..<5 { _ = try await client.get("/") }
        let lines = try await page(client).body.split(separator: "\n").filter {
            $0.hasPrefix("temgoc_request_duration_seconds_bucket{route=\"home\"")
        }
        let values = lines.compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }
        #expect(values.count == ServiceMetrics.Durations.bounds.count + 1)
        #expect(values == values.sorted() && values.last == 5)
    }

    @Test func `no metric names a code, and there is nothing but metrics`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        _ = try await client.data(register.path())
        #expect(try await !page(client).body.contains(register.path().suffix(11)))
        #expect(try await page(client, "/").status == 404)
    }

    @Test func `a log line has nothing of what a request brings along`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let secrets = ["203.0.113.77", "SecretAgent/1.0", "session=c00kie", "Bearer t0k3n", "https://came.from/here"]
        let names = ["X-Forwarded-For", "User-Agent", "Cookie", "Authorization", "Referer"]
        var fields: HTTPFields = [.accept: "text/html"]
        for (name, value) in zip(names, secrets) { fields[try #require(HTTPField.Name(name))] = value }
        for path in [
            try register.path() + "?zalo=u5er", try register.forgedPath(), "/none?q=u5er", "/check?serial=u5er",
        ] {
            _ = try await client.get(path, fields)
        }
        let log = client.log.text
        #expect(log.contains("answered"))
        for secret in secrets + ["u5er", String(try register.path().suffix(11))] { #expect(!log.contains(secret)) }
    }
}
