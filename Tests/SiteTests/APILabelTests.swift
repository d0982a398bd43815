import Encodings
import HTTPTypes
import Hummingbird
import Labels
import ProgrammeSamples
import Records
import Registrar
import Stamps
import Synchronization
import Testing
import Time
import Wording
@testable import HTTPServer
@testable import ProgrammeAPI

@Suite struct APIAccountTests {
    @Test func `the dry run tells refusals, warnings and hints apart, and writes nothing`() async throws {
        let untold = try SampleProgramme().setting("products", 0, "storyVi", to: nil)
        let api = try await APIClient(untold)
        let good = try await api.ask(.producer, .post, "/v1/check", ["lot": "L-TQ-2609", "count": 24])
        #expect(try good.json["issuable"] == true && good.json["refusals"] == [])
        #expect(try good.json["warnings"]?.array?.first?["code"] == "INV-14")
        let bad = try await api.ask(.producer, .post, "/v1/check", ["lot": "L-TQ-2609", "count": 2_401])
        #expect(try bad.status == 200 && bad.json["issuable"] == false)
        let refusals = try #require(try bad.json["refusals"]?.array)
        #expect(refusals.map { $0["code"] } == ["INV-10", "INV-11"])
        #expect(
            refusals.last?["vi"]
                == "Số nhãn vượt số gói của lô (2400): đã phát hành 0, yêu cầu 2401, còn 2400.")
        #expect(try await api.ask(.stranger, .post, "/v1/check", ["lot": "L-TQ-2609", "count": 1]).status == 403)
        #expect(try await api.ask(.producer, .post, "/v1/check", ["lot": "L-0", "count": 1]).status == 404)
        #expect(try await api.register.entries().isEmpty)
    }

    /// Three batches of ten stamps, one of them spoiled each; the last is a roll.
    private func books() async throws -> (api: APIClient, batches: [JSONValue?]) {
        let api = try await APIClient()
        var batches: [JSONValue?] = []
        for number in 0..<3 {
            let batch = try await api.register.issue(10, number == 2 ? .roll(product: "PR-TQ-1") : .lot("L-TQ-2609"))
            let spoiled = try SerialRange(first: batch.numbers.first, count: 1)
            try await api.register.draw(batch)
            _ = try await api.register.registrar.perform(
                CloseOrder(.batch(batch.id), PrintOutcome(printed: nil, spoiled: [spoiled], returned: [], reason: nil)),
                by: SampleRegister.author())
            batches.append(.string(batch.id))
        }
        return (api, batches)
    }

    @Test func `the book comes in pages, and its total is that of all pages`() async throws {
        let (api, batches) = try await books()
        let first = try await api.ask(.auditor, .get, "/v1/book?limit=2&from=2026-11-01&to=2026-11-30").json
        #expect(first["items"]?.array?.map { $0["batch"] } == Array(batches.prefix(2)))
        #expect(first["items"]?.array?.map { $0["lotNumber"] } == ["KV260918", "KV260918"])
        #expect(first["total"]?["allotted"] == 30 && first["total"]?["open"] == 0)
        #expect(first["total"]?["printed"] == 27 && first["total"]?["spoiled"] == 3)
        let next = try #require(first["next"]?.string)
        let last = try await api.ask(.auditor, .get, "/v1/book?limit=2&cursor=\(next)").json
        #expect(last["items"]?.array?.map { $0["batch"] } == Array(batches.suffix(1)) && last["next"] == nil)
        #expect(last["total"] == first["total"] && last["items"]?.array?.first?["lotNumber"] == nil)
        #expect(try await api.ask(.stranger, .get, "/v1/book").json["items"] == [])
        #expect(try await api.ask(.auditor, .get, "/v1/book?to=2026-11-20").json["total"]?["allotted"] == 0)
        #expect(try await api.ask(.auditor, .get, "/v1/book?from=20/11/2026").status == 400)
        #expect(try await api.ask(.owner, .get, "/v1/book").status == 403)
    }

    @Test func `the next page of the book has the same part of it`() async throws {
        let reply = try await books().api.ask(
            .auditor, .get, "/v1/book?limit=1&producer=P-TQ-001&to=2026-11-30")
        let link = try #require(HTTPField.Name("Link").flatMap { reply.headers[$0] })
        #expect(link.hasPrefix("</v1/book?producer=P-TQ-001&to=2026-11-30&limit=1&cursor="))
    }
}

@Suite struct APILabelTests {
    private let wanted: JSONValue = ["template": "ocop-60x40", "format": "pdf"]

    private func office(_ count: Int = 3) async throws -> (api: APIClient, path: String, batch: Batch) {
        let api = try await APIClient()
        let batch = try await api.register.issue(count)
        return (api, "/v1/batches/\(batch.id)/labels", batch)
    }

    @Test func `templates are listed and drawn`() async throws {
        let api = try await APIClient()
        let list = try await api.ask(.packer, .get, "/v1/templates")
        let items = try #require(try list.json["items"]?.array)
        let plain = try #require(items.first { $0["name"] == "ocop-60x40" })
        #expect(plain["widthMm"] == 60 && plain["heightMm"] == 40 && plain["dpi"] == [203, 300])
        #expect(plain["texts"] == [], "the register says all that stands on it")
        let food = items.first { $0["name"] == "ocop-100x70-bilingual" }?["texts"]?.array
        #expect(food == ["shop"])
        let fields: HTTPFields = [.accept: "image/png"]
        let picture = try await api.ask(.owner, .get, "/v1/templates/ocop-60x40/preview.png?dpi=203", nil, fields)
        #expect(picture.status == 200 && picture.mediaType == "image/png" && picture.body.contains("PNG"))
        let other = try await api.ask(.owner, .get, "/v1/templates/ocop-60x40/preview.png?dpi=150", nil, fields)
        #expect(try other.status == 422 && other.problem == "label-not-drawable")
        let none = try await api.ask(.owner, .get, "/v1/templates/none/preview.png", nil, fields)
        #expect(try none.status == 404 && none.problem == "template-unknown")
        #expect(try await api.ask(.owner, .get, "/v1/templates/ocop-60x40/preview.png").status == 406)
        #expect(
            try await api.ask(.owner, .get, "/v1/templates/ocop-60x40/preview.png?dpi=71", nil, fields).status == 400)
    }

    @Test func `the labels of a batch are streamed piece by piece`() async throws {
        let (api, path, batch) = try await office()
        let reply = try await api.ask(.packer, .post, path, wanted, [.accept: "application/pdf"])
        #expect(reply.status == 200 && reply.mediaType == "application/pdf", "\(reply.body.prefix(400))")
        #expect(reply.headers[.contentDisposition] == "attachment; filename=\"\(batch.id).pdf\"")
        #expect(reply.body.hasPrefix("%PDF-") && reply.body.contains("%%EOF"))
        let bitmaps = try await api.ask(
            .packer, .post, path, wanted.setting("format", "tspl").setting("copies", 4).setting("reprint", "nhãn phụ"),
            [.accept: "*/*"])
        #expect(bitmaps.pieces >= 3 && bitmaps.body.ranges(of: "BITMAP 0,0").count == 12, "\(bitmaps.pieces)")
    }

    @Test func `labels may be asked for on other sheets, from another place on, with crop marks, moved`() async throws {
        let (api, path, _) = try await office()
        let accept: HTTPFields = [.accept: "*/*"]
        let sheets = wanted.setting("template", "a4-3x8-63x34")
        let usual = try await api.ask(.packer, .post, path, sheets, accept)
        #expect(usual.status == 200 && usual.body.contains("/Count 1"), "\(usual.body.prefix(300))")
        let last = try await api.ask(.packer, .post, path, sheets.setting("startAt", 24), accept)
        #expect(last.status == 200 && last.body.contains("/Count 2"), "one label on the first sheet, two on the next")
        for (name, value) in [
            ("cropMarks", .bool(true)), ("offsetRightMm", .number(1.5)), ("offsetDownMm", .number(-2.5)),
            ("media", "none"),
        ] as [(String, JSONValue)] {
            let other = try await api.ask(.packer, .post, path, sheets.setting(name, value), accept)
            #expect(other.status == 200 && other.body != usual.body, "\(name)")
        }
        let none = try await api.ask(.packer, .post, path, sheets.setting("media", "a3"), accept)
        #expect(try none.status == 404 && none.problem == "template-unknown")
        let small = try await api.ask(
            .packer, .post, path, wanted.setting("media", "a4-3x8-63x34").setting("reprint", "đổi mẫu"),
            accept)
        #expect(try small.status == 400 && small.problem == "usage")
        let beyond = try await api.ask(.packer, .post, path, sheets.setting("startAt", 25), accept)
        #expect(try beyond.status == 422 && beyond.problem == "label-not-drawable", "\(beyond.body)")
        let wrong: JSONValue = [
            "template": "x", "format": "pdf", "media": "../x", "startAt": 0, "cropMarks": "yes", "offsetRightMm": 21,
            "offsetDownMm": "1",
        ]
        let reply = try await api.ask(.packer, .post, path, wrong, accept)
        #expect(
            try Set(reply.places).isSuperset(of: ["$.startAt", "$.cropMarks", "$.offsetRightMm", "$.offsetDownMm"]))
        let outside = try await api.ask(.packer, .post, path, sheets.setting("media", "../x"), accept)
        #expect(try outside.places == ["$.media"])
    }

    @Test func `labels that fail half-way are no whole answer`() async throws {
        // The drawing of labels that were drawn once as a trial hardly fails; the stream must bear it all the same.
        let stream = ByteStream(mediaType: "application/pdf", first: Array("piece 1".utf8)) {
            throw BreakableStore.Broken()
        }
        let collected = Collected()
        let response = APIOutcome.reply(APIReply(body: .stream(stream))).response(.vi)
        await #expect(throws: BreakableStore.Broken.self) {
            try await response.body.write(CollectingWriter(collected: collected))
        }
        #expect(collected.text.withLock(\.self) == "piece 1" && !collected.isWhole.withLock(\.self))
    }

    @Test func `more jobs at once than are drawn at once are told to come again`() async throws {
        let (api, _, batch) = try await office()
        let pool = DrawingPool(api.register.registrar, atOnce: 1, api.register.workshop)
        let request = LabelRequest(batch: batch.id, design: nil, output: LabelOutput(.pdf), dotsPerInch: 300)
        let author = try SampleRegister.author()
        var first: ByteStream? = try await pool.labels(request, mediaType: "application/pdf", by: author)
        let second = await #expect(throws: Failure.self) {
            try await pool.labels(request, mediaType: "application/pdf", by: author)
        }
        #expect(second?.code == .rateLimited)
        #expect(try await first?.next() != nil)
        first = nil
        _ = try await pool.labels(request, mediaType: "application/pdf", by: author)
    }

    @Test func `anyone who may not draw, or asks for what is not there, gets a problem`() async throws {
        let (api, path, _) = try await office()
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
