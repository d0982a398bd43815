import Encodings
import HTTPTypes
import Testing
import Wording

@Suite struct RoutingTests {
    @Test func `a stamp's own path is verified`() async throws {
        let register = try FakeRegister()
        let reply = try await SiteClient(register).data(register.path())
        #expect(reply.status == 200)
        #expect(try reply.verdict == "valid")
    }

    @Test func `a stamp signed by another key is answered with 200 and shows nothing of the register`() async throws {
        let register = try FakeRegister()
        let reply = try await SiteClient(register).data(register.forgedPath())
        #expect(reply.status == 200)
        #expect(try reply.verdict == "signatureInvalid")
        #expect(try reply.json["product"] == nil)
    }

    @Test(arguments: ["TG.EXAMPLE", "tg.example", "tg.example:8443", "127.0.0.1:8080", "elsewhere.example", nil])
    func `whatever the request's host, a stamp is read as this issuer's`(host: String?) async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let good = try await client.get(register.path(), [.accept: "application/json"], authority: host)
        #expect(try good.verdict == "valid")
        let forged = try await client.get(register.forgedPath(), [.accept: "application/json"], authority: host)
        #expect(try forged.verdict == "signatureInvalid")
    }

    @Test func `a query is no part of the stamp`() async throws {
        let register = try FakeRegister()
        let reply = try await SiteClient(register).data(register.path() + "?zarsrc=30&utm_source=zalo")
        #expect(try reply.verdict == "valid")
    }

    @Test func `what no stamp becomes of is not read, and no forgery`() async throws {
        let register = try FakeRegister()
        let path = try register.path()
        let client = try SiteClient(register)
        let dotted = try await client.data(path.replacing("/21/", with: "/./21/"))
        let cut = try await client.data("/" + path.dropFirst(2))
        for reply in [dotted, cut] {
            #expect(reply.status == 400)
            #expect(try reply.verdict == "incomplete")
        }
    }

    @Test(arguments: ["/favicon.ico", "/123/01/09520000000011", "/healthz/", "*", "", "//", "/%2e%2e/x", "/\u{FFFD}"])
    func `what does not look like a stamp is not found`(path: String) async throws {
        let reply = try await SiteClient(FakeRegister()).get(path)
        #expect(reply.status == 404)
        #expect(reply.mediaType == "application/problem+json")
        #expect(try reply.json["type"]?.string == "urn:temgoc:problem:not-found")
        #expect(try reply.json["status"]?.integer == 404)
    }

    @Test(arguments: [HTTPRequest.Method.post, .put, .delete, .patch])
    func `other methods than GET and HEAD are not allowed`(method: HTTPRequest.Method) async throws {
        let register = try FakeRegister()
        let reply = try await SiteClient(register).get(register.path(), method: method)
        #expect(reply.status == 405)
        #expect(reply.headers[.allow] == "GET, HEAD")
        #expect(try reply.json["type"]?.string == "urn:temgoc:problem:method-not-allowed")
    }

    @Test func `HEAD is answered like GET, without the body`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let get = try await client.get(register.path())
        let head = try await client.get(register.path(), method: .head)
        #expect(head.status == get.status)
        #expect(head.headers == get.headers)
        #expect(head.headers[.contentLength] == "\(get.body.utf8.count)")
        #expect(head.body.isEmpty)
    }

    @Test func `a target of 2331 bytes is read, and one of 2332 is not`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let path = try register.path() + "?"
        let longest = path + String(repeating: "x", count: 2_331 - path.utf8.count)
        #expect(try await client.data(longest).verdict == "valid")
        let tooLong = try await client.data(longest + "x")
        #expect(tooLong.status == 414)
        #expect(try tooLong.json["type"]?.string == "urn:temgoc:problem:request-too-large")
        #expect(try tooLong.json["detail"]?.string?.contains("2332") == true)
    }

    @Test func `a request with a body is refused`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        #expect(try await client.get(register.path(), [.contentLength: "1"]).status == 413)
        #expect(try await client.get(register.path(), [.transferEncoding: "chunked"]).status == 413)
        #expect(try await client.get(register.path(), [.contentLength: "0"]).status == 200)
    }

    @Test func `health is the process, readiness is the register`() async throws {
        let good = try SiteClient(FakeRegister())
        #expect(try await good.get("/healthz").status == 200)
        #expect(try await good.get("/readyz").status == 200)
        let busy = try SiteClient(ready: Problem(.registerBusy, vi: "Tệp /x", en: "File /x"))
        #expect(try await busy.get("/healthz").status == 200)
        let reply = try await busy.get("/readyz")
        #expect(reply.status == 503)
        #expect(reply.headers[.retryAfter] != nil)
        #expect(try reply.json["type"]?.string == "urn:temgoc:problem:register-busy")
        #expect(!reply.body.contains("/x"))
        let behind = try SiteClient(ready: Problem(.clockBehind, vi: "Tệp /x", en: "File /x"))
        #expect(try await behind.get("/healthz").status == 200)
        let late = try await behind.get("/readyz")
        #expect(late.status == 503 && !late.body.contains("/x"))
        #expect(try late.json["type"]?.string == "urn:temgoc:problem:clock-behind")
        #expect(try late.json["detail"]?.string?.contains("việc tra cứu tem vẫn được trả lời") == true)
        let broken = try await SiteClient(ready: FakeRegister.Broken()).get("/readyz")
        #expect(broken.status == 503)
        #expect(!broken.body.contains("sqlite"))
    }
}
