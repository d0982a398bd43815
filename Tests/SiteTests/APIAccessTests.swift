import Access
import Encodings
import HTTPTypes
import ProgrammeAPI
import Records
import Testing

@Suite struct APIAccessTests {
    private let path = "/v1/products/PR-TQ-1"

    @Test func `without a token the answer is 401 and how to authenticate`() async throws {
        let reply = try await APIClient().ask(nil, .get, path)
        #expect(reply.status == 401)
        #expect(try reply.problem == "token-missing")
        #expect(reply.headers[.wwwAuthenticate] == "Bearer realm=\"temgoc\"")
        #expect(reply.headers[.cacheControl] == "no-store")
    }

    @Test func `a token that is mistyped, unknown, revoked or expired is told apart`() async throws {
        let api = try await APIClient()
        let good = try Holder.producer.token.text
        let mistyped = good.dropLast() + (good.last == "a" ? "b" : "a")
        let unknown = try AccessToken(secret: Array(repeating: 99, count: 32)).text
        func problem(_ credentials: String) async throws -> (String?, String?) {
            let reply = try await api.ask(nil, .get, path, nil, [.authorization: credentials])
            #expect(reply.status == 401)
            #expect(reply.headers[.wwwAuthenticate]?.hasPrefix("Bearer realm=\"temgoc\"") == true)
            return (try reply.problem, try reply.json["detail"]?.string)
        }
        #expect(try await problem("Bearer \(mistyped)").0 == "token-invalid")
        #expect(try await problem("Bearer \(mistyped)").1?.contains("mistyped") == true)
        #expect(try await problem("Bearer \(unknown)").0 == "token-invalid")
        #expect(try await problem("Bearer x").0 == "token-invalid")
        #expect(try await problem("Bearer \(Holder.revoked.token.text)").1?.contains("revoked on 20/11/2026") == true)
        #expect(try await problem("Bearer \(Holder.expired.token.text)").0 == "token-expired")
        #expect(try await problem("Basic dXNlcjpwYXNz").0 == "token-missing")
        #expect(try await problem("Bearer").0 == "token-missing")
        let lower = try await api.ask(nil, .get, path, nil, [.authorization: "bearer  \(good)"])
        #expect(lower.status == 200)
    }

    @Test func `a token never reaches the log, an answer or the ledger`() async throws {
        let api = try await APIClient()
        let text = try Holder.issuer.token.text
        _ = try await api.ask(.issuer, .put, "/v1/producers/P-DN-001", SampleRegister.faraway)
        let reply = try await api.ask(.issuer, .post, "/v1/batches", [:])
        let ledger = try await api.register.entries().map { $0.json.canonicalText }.joined()
        let all = api.client.log.text + reply.body + ledger
        #expect(!all.contains(text.suffix(20)))
        #expect(api.client.log.text.contains("issue_batch"))
    }

    @Test func `a denial is 403 and names the right that is missing and who has it`() async throws {
        let reply = try await APIClient().ask(.producer, .post, "/v1/batches", ["lot": "L-TQ-2609", "count": 1])
        #expect(reply.status == 403)
        #expect(try reply.problem == "right-missing")
        #expect(try reply.json["detail"]?.string?.contains("issueStamps") == true)
        #expect(try reply.json["hint"]?.string == "Who has it: issuer (all).")
    }

    @Test func `what belongs to another producer is neither read, listed nor written`() async throws {
        let api = try await APIClient()
        let own = try await api.ask(.producer, .get, "/v1/lots/L-TQ-2609")
        let foreign = try await api.ask(.stranger, .get, "/v1/lots/L-TQ-2609")
        #expect(own.status == 200 && foreign.status == 403)
        #expect(!foreign.body.contains("KV260918"))
        let list = try await api.ask(.stranger, .get, "/v1/lots").json
        #expect(list == ["items": []])
        var lot = try own.json
        let written = try await api.ask(.stranger, .put, "/v1/lots/L-TQ-2609", lot)
        #expect(written.status == 403)
        lot = lot.setting("id", "L-9")
        let taken = try await api.ask(.stranger, .put, "/v1/lots/L-9", lot)
        #expect(taken.status == 403, "a lot of another's product is another's")
        #expect(try await api.register.actors().isEmpty)
    }

    @Test func `a producer cannot give a product away, nor take one`() async throws {
        let api = try await APIClient()
        let product = try await api.ask(.producer, .get, path).json
        let given = try await api.ask(.producer, .put, path, product.setting("producer", "P-DN-001"))
        #expect(given.status == 403)
        let taken = try await api.ask(.stranger, .put, path, product.setting("producer", "P-DN-001"))
        #expect(taken.status == 403)
    }

    @Test func `stars decide which office records a recognition`() async throws {
        let api = try await APIClient()
        let path = "/v1/recognitions/R-1"
        let four = try await api.ask(.office, .get, path).json
        let five = four.setting("stars", 5).setting("score", 92).setting("issuedBy", "Bộ Nông nghiệp và Môi trường")
        #expect(try await api.ask(.office, .put, path, four.setting("score", 85)).status == 200)
        #expect(try await api.ask(.owner, .put, path, four.setting("score", 86)).status == 403)
        #expect(try await api.ask(.office, .put, path, five).status == 403)
        #expect(try await api.ask(.owner, .put, path, five).status == 403, "it is a recognition of 4 stars still")
        let new = try await api.ask(
            .owner, .put, "/v1/recognitions/R-5", five.setting("id", "R-5").setting("decisionNumber", "5/QĐ-BNNMT"))
        #expect(new.status == 201, "\(new.body)")
        #expect(try await api.register.actors() == [api.register.name(.office), api.register.name(.owner)])
    }

    @Test func `who uploads a certificate cannot lift its suspension`() async throws {
        let api = try await APIClient()
        let path = "/v1/certificates/C-01"
        let valid = try await api.ask(.producer, .get, path).json
        #expect(try await api.ask(.producer, .put, path, valid.setting("status", "suspended")).status == 403)
        let put = try await api.ask(.office, .put, path, valid.setting("status", "suspended"))
        #expect(put.status == 409)
        #expect(try put.json["type"] == "urn:temgoc:problem:decided-elsewhere")
        let reason: JSONValue = ["ground": "Kiểm tra."]
        #expect(try await api.ask(.producer, .post, "\(path)/suspend", reason).status == 403)
        let suspended = try await api.ask(.office, .post, "\(path)/suspend", reason)
        #expect(suspended.status == 200)
        #expect(try suspended.json["status"] == "suspended")
        let lifted = try await api.ask(.producer, .put, path, valid)
        #expect(lifted.status == 403)
        #expect(try lifted.json["detail"]?.string?.contains("verifyCertificate") == true)
        #expect(try await api.ask(.office, .put, path, valid.setting("number", "X")).status == 403)
    }

    @Test func `an account that sends too fast is told how long to wait, and others are not held up`() async throws {
        let api = try await APIClient(limits: .init(requestsPerSecond: 0.001, burst: 2))
        #expect(try await api.ask(.producer, .get, path).status == 200)
        #expect(try await api.ask(.producer, .get, path).status == 200)
        let third = try await api.ask(.producer, .get, path)
        #expect(third.status == 429)
        #expect(try third.problem == "rate-limited")
        #expect(Int(third.headers[.retryAfter] ?? "") ?? 0 >= 900)
        #expect(try await api.ask(.office, .get, path).status == 200)
    }
}

extension JSONValue {
    /// The object with another value for one member.
    func setting(_ name: String, _ value: JSONValue) -> JSONValue {
        guard case .object(var members) = self else { return self }
        members[name] = value
        return .object(members)
    }
}
