import HTTPServer
import HTTPTypes
import Testing

@Suite struct VisitorLimitTests {
    private let limits = ServerConfiguration.VisitorLimits(
        scansPerSecond: 2, scanBurst: 3, typedCodesPerSecond: 0.5, typedCodeBurst: 1)

    @Test func `who asks too fast gets 429 with the seconds to wait, as a page and as data`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register, limits: limits)
        let path = try register.path()
        let asking: HTTPFields = [
            .accept: "text/html", .acceptLanguage: "vi", try #require(HTTPField.Name("X-Forwarded-For")): "203.0.113.9",
        ]
        for _ in 0..<3 { #expect(try await client.get(path, asking).status == 200) }
        var replies: [Reply] = []
        // The bucket fills by two a second, so that of a few quick requests at least one finds it empty.
        for _ in 0..<20 { replies.append(try await client.get(path, asking)) }
        let refused = try #require(replies.first { $0.status == 429 })
        #expect(refused.headers[.retryAfter] == "1")
        #expect(refused.body.contains("Đây không phải là kết quả kiểm tra mã") && refused.body.contains("lang=en"))
        let other: HTTPFields = [
            .accept: "application/json", try #require(HTTPField.Name("X-Forwarded-For")): "192.0.2.1",
        ]
        #expect(try await client.get(path, other).status == 200)
        #expect(try await client.get("/healthz", asking).status == 200)
    }
}
