import Access
import Encodings
import HTTPTypes
import Records
import Registrar
import Testing
@testable import ProgrammeAPI

@Suite struct APIContentTests {
    private let path = "/v1/producers/P-DN-001"

    private func put(_ body: String, _ fields: HTTPFields, limits: APIBackend.Limits = .init()) async throws -> Reply {
        var all: HTTPFields = [.authorization: "Bearer \(try Holder.issuer.token.text)"]
        for field in fields { all[field.name] = field.value }
        return try await APIClient(limits: limits).client.get(path, method: .put, all, body: body)
    }

    @Test(arguments: ["application/json", "Application/JSON; charset=UTF-8", "application/json;charset=\"utf-8\""])
    func `JSON in UTF-8 is taken`(type: String) async throws {
        #expect(try await put(SampleRegister.faraway.canonicalText, [.contentType: type]).status == 200)
    }

    @Test(arguments: [
        nil, "text/plain", "application/json; charset=latin1", "application/problem+json", "multipart/form-data", "",
    ])
    func `content of any other type is refused`(type: String?) async throws {
        let reply = try await put(SampleRegister.faraway.canonicalText, type.map { [.contentType: $0] } ?? [:])
        #expect(try reply.status == 415 && reply.problem == "unsupported-media-type")
    }

    @Test func `compressed content is refused`() async throws {
        let reply = try await put("x", [.contentType: "application/json", .contentEncoding: "gzip"])
        #expect(reply.status == 415)
    }

    @Test func `content at the limit is read, and one byte more is not`() async throws {
        let text = SampleRegister.faraway.canonicalText
        let limits = APIBackend.Limits(contentBytes: text.utf8.count)
        let json: HTTPFields = [.contentType: "application/json"]
        #expect(try await put(text, json, limits: limits).status == 200)
        let longer = try await put(text + " ", json, limits: limits)
        #expect(try longer.status == 413 && longer.problem == "request-too-large")
        let declared = try await put(
            text, [.contentType: "application/json", .contentLength: "999999999999999999999"], limits: limits)
        #expect(declared.status == 200, "what counts is what comes")
        let announced = try await put(
            text, [.contentType: "application/json", .contentLength: "99999"], limits: limits)
        #expect(announced.status == 413)
    }

    @Test(arguments: ["", "{", "{\"id\":1,\"id\":2}", "[1,]", "\u{FEFF}{}", String(repeating: "[", count: 100)])
    func `what is no JSON is told with its line and column`(body: String) async throws {
        let reply = try await put(body, [.contentType: "application/json"])
        #expect(try reply.status == 400 && reply.problem == "json-syntax")
    }

    @Test(arguments: ["null", "[]", "1", "\"x\"", "{}"])
    func `JSON that is no record is told so`(body: String) async throws {
        let reply = try await put(body, [.contentType: "application/json"])
        #expect(try reply.status == 422 && reply.problem == "data-invalid" && !reply.places.isEmpty)
    }

    @Test func `a request to read has no content`() async throws {
        let api = try await APIClient()
        let reply = try await api.ask(.issuer, .get, path, SampleRegister.faraway)
        #expect(reply.status == 413)
        #expect(try await api.ask(.issuer, .get, path, nil, [.transferEncoding: "chunked"]).status == 413)
    }

    @Test(arguments: [
        "text/html", "application/json;q=0", "text/*, application/json;q=0, */*;q=1", "image/png, */*;q=0",
    ])
    func `who takes no JSON is told that there is nothing else`(accept: String) async throws {
        let reply = try await APIClient().ask(.issuer, .get, path, nil, [.accept: accept])
        #expect(try reply.status == 406 && reply.problem == "not-acceptable")
    }

    @Test(arguments: ["*/*", "application/*;q=0.1", "text/html, */*;q=0.8", "application/json"])
    func `who takes JSON among others gets it`(accept: String) async throws {
        #expect(try await APIClient().ask(.issuer, .get, path, nil, [.accept: accept]).status == 200)
    }

    @Test func `without an interface for programs its addresses are not found`() async throws {
        let reply = try await SiteClient(SampleRegister()).get("/v1/lots")
        #expect(reply.status == 404)
    }
}

@Suite struct APIBatchTests {
    private let wanted: JSONValue = ["lot": "L-TQ-2609", "count": 24, "claims": ["organic"]]

    private func issue(
        _ api: APIClient, _ wanted: JSONValue, key: String? = "k-1", as holder: Holder = .issuer
    ) async throws -> Reply {
        let name = try #require(HTTPField.Name("Idempotency-Key"))
        return try await api.ask(holder, .post, "/v1/batches", wanted, key.map { [name: $0] } ?? [:])
    }

    @Test func `a batch is issued once, however often the same request comes`() async throws {
        let api = try await APIClient()
        let first = try await issue(api, wanted)
        #expect(first.status == 201)
        let id = try #require(try first.json["id"]?.string)
        #expect(first.headers[.location] == "/v1/batches/\(id)")
        #expect(try first.json["request"] == "k-1")
        let again = try await issue(api, wanted)
        #expect(again.status == 201 && again.body == first.body && again.headers == first.headers)
        #expect(try await api.register.actors() == [api.register.name(.issuer)])
        #expect(try await issue(api, wanted, key: "k-2").json["id"] != first.json["id"])
    }

    @Test func `a key that was used before entries had requests gives the batch of then`() async throws {
        let api = try await APIClient()
        let body = try await api.register.issue(24, claims: [.organic]).json
        // As entries were: the account and the key in the batch, nothing beside it.
        try await api.register.store.write { register in
            let sequence = try register.head() + 1
            let former = Batch.id(sequence: sequence)
            let numbers = body.setting("firstNumber", 25).setting("id", .string(former))
            try register.apply(
                LedgerEntry(
                    sequence: sequence, time: "2026-11-20T08:00:00Z", actor: "T-000001", kind: .batch,
                    body: numbers.setting("request", "issuer@everything/k-1")))
        }
        let entries = try await api.register.entries()
        let again = try await issue(api, wanted)
        #expect(try again.status == 201 && again.json["id"] == entries.last?.body["id"], "\(again.body)")
        let other = try await issue(api, wanted.setting("count", 25))
        #expect(try other.status == 422 && other.problem == "idempotency-conflict")
        #expect(try await api.register.entries().count == entries.count)
    }

    @Test func `the same key for another request is 422`() async throws {
        let api = try await APIClient()
        _ = try await issue(api, wanted)
        let other = try await issue(api, wanted.setting("count", 25))
        #expect(try other.status == 422 && other.problem == "idempotency-conflict")
        #expect(try await api.register.actors().count == 1)
    }

    @Test(arguments: [nil, "", "a b", "ế", String(repeating: "k", count: 41), "k/1"])
    func `a request that issues has a key`(key: String?) async throws {
        let reply = try await issue(APIClient(), wanted, key: key)
        #expect(try reply.status == 400 && reply.problem == "usage")
    }

    @Test func `the secret of a batch does not leave the server, encrypted though it is`() async throws {
        let api = try await APIClient()
        let new = try await issue(api, wanted)
        let id = try #require(try new.json["id"]?.string)
        let one = try await api.ask(.auditor, .get, "/v1/batches/\(id)")
        let list = try await api.ask(.packer, .get, "/v1/batches")
        #expect(one.status == 200 && list.status == 200)
        for reply in [new, one, list] { #expect(!reply.body.contains("seal")) }
        #expect(try await api.ask(.stranger, .get, "/v1/batches/\(id)").status == 403)
        let none = try await api.ask(.auditor, .get, "/v1/batches/B-999999")
        #expect(try none.status == 404 && none.problem == "batch-unknown")
    }

    @Test func `every rule that is broken is told with its code`() async throws {
        let reply = try await issue(APIClient(), wanted.setting("count", 9_999))
        #expect(reply.status == 422)
        #expect(try reply.json["problems"]?.array?.compactMap { $0["code"]?.string } == ["INV-10", "INV-11"])
    }

    @Test func `what is asked for is read as strictly as a record`() async throws {
        let wrong: JSONValue = ["count": 0, "claims": ["best"], "mark": "yes", "colour": "red"]
        let reply = try await issue(APIClient(), wrong)
        #expect(try reply.status == 422 && Set(reply.places) == ["$.lot", "$.count", "$.claims", "$.mark", "$.colour"])
        let unknown = try await issue(APIClient(), wanted.setting("lot", "L-0"))
        #expect(try unknown.status == 404 && unknown.problem == "lot-unknown")
    }
}
