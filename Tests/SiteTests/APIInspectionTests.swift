import Access
import Encodings
import HTTPTypes
import Inspection
import Oracles
import Records
import Registrar
import Testing
import Wording
@testable import HTTPServer
@testable import ProgrammeAPI

/// Findings, cases and evidence over the interface for programs.
@Suite struct APIInspectionTests {
    private let id = "8e03978e-40d5-43e8-bc93-6894a57f9324"

    @Test func `a finding opens a case once, however often it is sent, and another under its name is refused`()
        async throws
    {
        let api = try await APIClient()
        let draft = InspectionSchemas.findingExample
        let new = try await api.ask(.inspector, .put, "/v1/findings/\(id)", draft)
        #expect(try new.status == 201 && new.json["finding"]?["by"] == .string(api.register.name(.inspector)))
        let found = try #require(try new.json["case"]?["id"]?.string)
        let again = try await api.ask(.inspector, .put, "/v1/findings/\(id)", draft)
        #expect(try again.status == 200 && again.json["case"]?["id"] == .string(found))
        let other = try await api.ask(.inspector, .put, "/v1/findings/\(id)", draft.setting("note", "Khác."))
        #expect(try other.status == 409 && other.problem == "finding-conflict")
        #expect(try await api.register.entries().map(\.kind) == [.inspectionCase, .finding])
        let list = try await api.ask(.inspector, .get, "/v1/cases").json["items"]?.array
        #expect(list?.map { $0["id"] } == [.string(found)])
        let file = try await api.ask(.auditor, .get, "/v1/cases/\(found)")
        #expect(try file.json["findings"]?.array?.first?["id"] == .string(id))
    }

    @Test func `a case goes its way step by step, and a step out of turn is 409`() async throws {
        let api = try await APIClient()
        let new = try await api.ask(.inspector, .put, "/v1/findings/\(id)", InspectionSchemas.findingExample)
        let path = "/v1/cases/" + (try new.json["case"]?["id"]?.string ?? "")
        #expect(try await api.ask(.inspector, .post, "\(path)/investigate").json["status"] == "investigating")
        let measure: JSONValue = ["kind": "reminder", "reason": "Nhãn sai.", "authority": "Đội QLTT số 1"]
        let taken = try await api.ask(.inspector, .post, "\(path)/measures", measure)
        #expect(try taken.status == 200 && taken.json["measures"]?.array?.count == 1, "\(taken.body)")
        let close: JSONValue = ["outcome": "corrected", "reason": "Đã thay nhãn."]
        #expect(try await api.ask(.inspector, .post, "\(path)/close", close).json["status"] == "closed")
        let again = try await api.ask(.inspector, .post, "\(path)/close", close)
        #expect(try again.status == 409 && again.problem == "case-state-conflict")
        let reopened = try await api.ask(.inspector, .post, "\(path)/reopen", ["reason": "Tái phạm."])
        #expect(reopened.status == 200)
        let none = try await api.ask(.inspector, .post, "/v1/cases/C-999999/investigate")
        #expect(try none.status == 404 && none.problem == "case-unknown")
    }

    @Test func `a stamp is seen as an inspector sees it, and that is counted among their checks`() async throws {
        let api = try await APIClient()
        let batch = try await api.register.issue(24)
        let content: JSONValue = ["stamp": .string("HTTPS://TG.EXAMPLE" + (try api.register.path()))]
        let seen = try await api.ask(.inspector, .post, "/v1/inspect", content)
        #expect(try seen.status == 200 && seen.json["verification"]?["verdict"] == "valid", "\(seen.body)")
        #expect(seen.body.contains(batch.id) && !seen.body.contains("\"sealedSecret\""))
        #expect(api.register.scans.checks == 0, "those of people")
        #expect(try await api.ask(.producer, .post, "/v1/inspect", content).status == 403)
    }

    @Test(.enabled(if: PillowPhotographs.python != nil))
    func `evidence is kept before the finding that names it, and shown to who may read that`() async throws {
        let api = try await APIClient()
        let picture = try PillowPhotographs.photograph("PNG", orientation: 1)
        let digest = HandedIn.digest(picture)
        func put(_ bytes: [UInt8], _ digest: String, _ type: String = "image/png") async throws -> Reply {
            try await api.client.get(
                "/v1/evidence/\(digest)", method: .put,
                [
                    .authorization: "Bearer \(Holder.inspector.token.text)", .contentType: type,
                    .acceptLanguage: "en",
                ], bytes: bytes)
        }
        let kept = try await put(picture, digest)
        let sha256 = try #require(try kept.json["sha256"]?.string, "\(kept.body)")
        #expect(kept.status == 200 && api.register.evidence.all[sha256] != nil)
        let other = try await put(picture, String(repeating: "0", count: 64))
        #expect(try other.status == 422 && other.problem == "evidence-mismatch")
        #expect(try await put(picture, digest, "image/jpeg").status == 422)
        #expect(try await put(picture, digest, "text/html").status == 415)
        let unnamed = try await api.ask(.inspector, .get, "/v1/evidence/\(sha256)", nil, [.accept: "*/*"])
        #expect(try unnamed.status == 404 && unnamed.problem == "record-unknown")
        let draft = InspectionSchemas.findingExample.setting("evidence", [try kept.json])
        #expect(try await api.ask(.inspector, .put, "/v1/findings/\(id)", draft).status == 201)
        #expect(try await api.ask(.inspector, .get, "/v1/evidence/\(sha256)", nil, [.accept: "*/*"]).status == 200)
        let strange = try await api.ask(.strangeInspector, .get, "/v1/evidence/\(sha256)", nil, [.accept: "*/*"])
        #expect(strange.status == 403)
    }

    @Test func `what is no evidence is told in bytes`() async throws {
        let large = #expect(throws: (any Error).self) { try HandedIn(Array(repeating: 0xFF, count: 5 << 20 + 1)) }
        let problem = try #require(large as? Problem)
        #expect(problem.text.vi.contains("5242881 byte") && problem.text.en.contains("5242881 bytes"))
    }
}
