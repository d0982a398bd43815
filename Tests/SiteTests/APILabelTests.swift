import Access
import Encodings
import HTTPTypes
import Records
import Testing
import Time
import Wording
@testable import HTTPServer
@testable import ProgrammeAPI

@Suite struct APIAccountTests {
    @Test func `the dry run tells refusals, warnings and hints apart, and writes nothing`() async throws {
        let api = try APIClient()
        let good = try await api.ask(.producer, .post, "/v1/check", ["lot": "L-TQ-2609", "count": 24])
        #expect(try good.json["issuable"] == true && good.json["refusals"] == [])
        #expect(try good.json["warnings"]?.array?.first?["code"] == "INV-14")
        let bad = try await api.ask(.producer, .post, "/v1/check", ["lot": "L-TQ-2609", "count": 2_401])
        #expect(try bad.status == 200 && bad.json["issuable"] == false)
        #expect(try bad.json["refusals"]?.array?.first?["vi"] == "Quá số gói.")
        #expect(try await api.ask(.stranger, .post, "/v1/check", ["lot": "L-TQ-2609", "count": 1]).status == 403)
        #expect(try await api.ask(.producer, .post, "/v1/check", ["lot": "L-0", "count": 1]).status == 404)
        #expect(api.register.actors.isEmpty)
    }

    @Test func `the book comes in pages, and its total is that of all pages`() async throws {
        let api = try APIClient()
        let first = try await api.ask(.auditor, .get, "/v1/book?limit=2&from=2026-11-01&to=2026-11-30").json
        #expect(first["items"]?.array?.map { $0["batch"] } == ["B-000001", "B-000002"])
        #expect(first["total"]?["allotted"] == 30 && first["total"]?["open"] == 0)
        let next = try #require(first["next"]?.string)
        let last = try await api.ask(.auditor, .get, "/v1/book?limit=2&cursor=\(next)").json
        #expect(last["items"]?.array?.map { $0["batch"] } == ["B-000003"] && last["next"] == nil)
        #expect(try await api.ask(.stranger, .get, "/v1/book").json["items"] == [])
        #expect(try await api.ask(.auditor, .get, "/v1/book?to=2026-11-20").json["total"]?["allotted"] == 0)
        #expect(try await api.ask(.auditor, .get, "/v1/book?from=20/11/2026").status == 400)
        #expect(try await api.ask(.owner, .get, "/v1/book").status == 403)
    }

    @Test func `the next page of the book has the same part of it`() async throws {
        let reply = try await APIClient().ask(.auditor, .get, "/v1/book?limit=1&producer=P-TQ-001&to=2026-11-30")
        let link = try #require(HTTPField.Name("Link").flatMap { reply.headers[$0] })
        #expect(link.hasPrefix("</v1/book?producer=P-TQ-001&to=2026-11-30&limit=1&cursor="))
    }
}

@Suite struct APILabelTests {
    private let wanted: JSONValue = ["template": "ocop-60x40", "format": "pdf"]
    private let path = "/v1/batches/B-000042/labels"

    @Test func `templates are listed and drawn`() async throws {
        let api = try APIClient()
        let list = try await api.ask(.packer, .get, "/v1/templates")
        #expect(try list.json["items"]?.array?.first?["name"] == "ocop-60x40")
        let fields: HTTPFields = [.accept: "image/png"]
        let picture = try await api.ask(.owner, .get, "/v1/templates/ocop-60x40/preview.png?dpi=203", nil, fields)
        #expect(picture.status == 200 && picture.mediaType == "image/png" && picture.body == "203")
        let none = try await api.ask(.owner, .get, "/v1/templates/none/preview.png", nil, fields)
        #expect(try none.status == 404 && none.problem == "template-unknown")
        #expect(try await api.ask(.owner, .get, "/v1/templates/ocop-60x40/preview.png").status == 406)
        #expect(
            try await api.ask(.owner, .get, "/v1/templates/ocop-60x40/preview.png?dpi=71", nil, fields).status == 400)
    }

    @Test func `the labels of a batch are streamed piece by piece`() async throws {
        let reply = try await APIClient().ask(.packer, .post, path, wanted, [.accept: "application/pdf"])
        #expect(reply.status == 200 && reply.mediaType == "application/pdf")
        #expect(reply.headers[.contentDisposition] == "attachment; filename=\"B-000042.pdf\"")
        #expect(reply.body == "piece 1 piece 2 piece 3 ")
    }

    @Test func `labels that fail half-way are no whole answer`() async throws {
        let broken = wanted.setting("texts", ["origin": "broken"])
        await #expect(throws: FakeRegister.Broken.self) {
            try await APIClient().ask(.packer, .post, path, broken, [.accept: "*/*"])
        }
    }

    @Test func `more jobs at once than are drawn at once are told to come again`() async throws {
        let register = try APIClient().register
        let pool = DrawingPool(register, atOnce: 1)
        let request = LabelRequest(
            batch: "B-000042", template: "ocop-60x40", format: .pdf, dotsPerInch: 300, from: 1, to: nil, copies: 1,
            texts: [:])
        let stamp = EntryStamp(time: "2026-11-21T08:00:00Z", actor: "T-000001")
        let today = try #require(CivilDate("2026-11-21"))
        var first: OctetStream? = try await pool.labels(request, on: today, as: stamp) { _ in }
        let second = await #expect(throws: Failure.self) {
            try await pool.labels(request, on: today, as: stamp) { _ in }
        }
        #expect(second?.code == .rateLimited)
        #expect(try await first?.next() != nil)
        first = nil
        _ = try await pool.labels(request, on: today, as: stamp) { _ in }
    }

    @Test func `whoever may not draw, or asks for what is not there, gets a problem`() async throws {
        let api = try APIClient()
        let accept: HTTPFields = [.accept: "*/*"]
        for holder in [Holder.producer, .office, .stranger] {
            #expect(try await api.ask(holder, .post, path, wanted, accept).status == 403)
        }
        let none = try await api.ask(.packer, .post, path, wanted.setting("template", "none"), accept)
        #expect(try none.status == 404 && none.problem == "template-unknown")
        let wrong: JSONValue = ["template": 1, "format": "gif", "dpi": 9, "from": 0, "copies": 0, "texts": ["a": 1]]
        let reply = try await api.ask(.packer, .post, path, wrong, accept)
        #expect(
            try reply.places == ["$.template", "$.format", "$.dpi", "$.from", "$.copies", "$.texts"], "\(reply.body)")
    }
}
