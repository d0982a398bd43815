import HTTPTypes
import Testing
import Wording

@Suite struct NegotiationTests {
    // The first is what Chrome sends for a page, the fourth what axios sends, the last what an image tag sends.
    @Test(arguments: [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", true),
        ("application/json", false), ("*/*", true), ("application/json, text/plain, */*", false),
        ("text/html;q=0.4, application/json;q=0.5", false), ("text/html;q=0.5, application/json;q=0.4", true),
        ("application/*, text/html;q=0.9", false), ("application/json;q=0, */*;q=0.1", true),
        ("text/html;q=0, */*;q=0.1", false), ("TEXT/HTML;Q=1, application/json", true),
        ("application/problem+json", false), ("application/json;q=7", true), ("image/avif,image/webp", true),
    ])
    func `a reader gets the form that it wants more, else a page`(accept: String, isPage: Bool) async throws {
        let register = try FakeRegister()
        let reply = try await SiteClient(register).get(register.path(), [.accept: accept])
        #expect(reply.mediaType == (isPage ? "text/html; charset=utf-8" : "application/json; charset=utf-8"))
        #expect(reply.headers[.vary] == "Accept, Accept-Encoding, Accept-Language")
        #expect(reply.headers[.cacheControl] == "no-store")
    }

    @Test(arguments: [("text/html,*/*;q=0.8", true), ("*/*", false), ("application/json", false)])
    func `errors are problem documents unless a page is asked for`(accept: String, isPage: Bool) async throws {
        let reply = try await SiteClient(FakeRegister()).get("/nothing", [.accept: accept])
        #expect(reply.mediaType == (isPage ? "text/html; charset=utf-8" : "application/problem+json"))
    }

    @Test(arguments: [
        ("en-GB,en;q=0.9", Language.en), ("vi-VN,vi;q=0.9,en;q=0.8", .vi), ("en;q=0.4, vi;q=0.5", .vi),
        ("en;q=0.5, vi;q=0.4", .en), ("fr-FR", .vi), ("*", .vi), ("en, *;q=0.5", .en), ("vi;q=0, *", .en),
        ("", .vi), ("en;q=x", .vi), ("fr, en;q=0.001", .en), ("english", .vi), (",;,q=1", .vi), ("EN", .en),
    ])
    func `a reader gets the language that it wants more, else Vietnamese`(
        accept: String, language: Language
    ) async throws {
        let register = try FakeRegister()
        let reply = try await SiteClient(register).page(register.path(), accept)
        #expect(reply.headers[.contentLanguage] == language.rawValue)
        #expect(reply.body.contains("<html lang=\"\(language.rawValue)\">"))
    }

    @Test func `the page's link to the other language wins over the browser's wish`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        #expect(try await client.page(register.path() + "?lang=en", "vi").body.contains("Valid code"))
        #expect(try await client.page(register.path() + "?a=b&lang=vi", "en").body.contains("Mã hợp lệ"))
        #expect(try await client.page(register.path() + "?lang=fr", "en").body.contains("Valid code"))
    }
}
