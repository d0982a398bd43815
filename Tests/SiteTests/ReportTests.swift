import Encodings
import HTTPTypes
import Inspection
import Oracles
import Records
import Registrar
import Testing
import Wording
@testable import ScanPages

@Suite struct ReportTests {
    private let good = [("kind", "starsDiffer"), ("text", "Trên bao bì in 5 sao"), ("province", "08")]

    @Test func `a stamp's page leads to the form, and the form knows the stamp`() async throws {
        let client = try await PeopleClient()
        let page = try await client.get(client.register.path())
        let link = try #require(page.body.firstMatch(of: /href="(?<address>\/report\?code=[^"]+)"/)).address
        let form = try await client.get(String(link))
        #expect(form.status == 200 && form.body.contains("Chè Shan tuyết Khau Vạc"))
        #expect(form.body.contains("Chúng tôi không lưu tên, số điện thoại hay vị trí chính xác của bạn."))
        #expect(form.headers[.setCookie] == nil && page.headers[.setCookie] == nil)
        #expect(form.headers[.contentSecurityPolicy]?.contains("form-action 'self'") == true)
    }

    @Test func `a report gets a receipt, opens a case, and its page tells what came of it`() async throws {
        let client = try await PeopleClient()
        let sent = try await client.post("/report", good + [("code", try client.register.path()), ("linked", "1")])
        #expect(sent.status == 303)
        let place = try #require(sent.headers[.location])
        let receipt = try #require(ReceiptNumber(String(place.dropFirst("/report/".count))))
        let report = try #require(try await client.register.registrar.report(receipt))
        #expect(
            report.text == "Trên bao bì in 5 sao" && report.province == "08" && report.subject?.product == "PR-TQ-1")
        #expect(try await report.inspectionCase == client.onlyCase().id)
        let page = try await client.get(place)
        #expect(page.status == 200 && page.body.contains(receipt.text) && page.body.contains("Đang được xem xét"))
        #expect(!page.body.contains("in 5 sao"), "anyone who finds the number does not read the words")
        _ = try await client.register.registrar.perform(
            AnswerReport(receipt, with: "Đã yêu cầu sửa nhãn"), by: SampleRegister.author())
        #expect(page.body.contains("Các bước tiếp theo"))
        let answered = try await client.get(place).body
        #expect(answered.contains("Đã yêu cầu sửa nhãn") && !answered.contains("Các bước tiếp theo"))
        let typed = try await client.get("/report?receipt=" + receipt.text.lowercased())
        #expect(typed.status == 303 && typed.headers[.location] == place)
        let mistyped = try await client.get("/report?receipt=7K3M")
        #expect(mistyped.status == 422 && mistyped.body.contains("role=\"alert\">Số biên nhận chưa đúng"))
        #expect(try await client.get("/report/0000-0000-0000").status == 404)
    }

    @Test(.enabled(if: PillowPhotographs.python != nil))
    func `what is stored of a picture has neither position nor camera`() async throws {
        let client = try await PeopleClient()
        let photograph = try PillowPhotographs.photograph("JPEG", orientation: 6)
        let unsent = try await client.post("/report", [("kind", ""), ("text", "Nhãn mờ")], picture: photograph)
        #expect(unsent.body.contains("id=\"e-picture\">Ảnh chưa được lưu; vui lòng chọn lại."))
        #expect(try await client.post("/report", good, picture: photograph).status == 303)
        let files = client.register.evidence.all
        let stored = try #require(files.values.first)
        let item = try #require(try await client.reports().first?.picture)
        #expect(item.bytes == stored.count && files[item.sha256] == stored && item.mediaType == .jpeg)
        let (before, after) = (try PillowPhotographs.read(photograph), try PillowPhotographs.read(stored))
        #expect(before.metadata.contains("SECRETPHONE") && after.metadata == "({274: 6}, {}, [])")
        #expect(after.pixels == before.pixels)
    }

    @Test func `what is wrong is told at its field, and what was typed is kept`() async throws {
        let client = try await PeopleClient()
        let long = String(repeating: "á", count: 1_001)
        let empty = try await client.post("/report", [("kind", ""), ("text", "")])
        #expect(empty.status == 422 && empty.body.contains("id=\"e-kind\"") && empty.body.contains("id=\"e-text\""))
        let reply = try await client.post("/report", [("kind", "quality"), ("text", long)])
        #expect(reply.status == 422 && reply.body.contains(long) && reply.body.contains("value=\"quality\" checked"))
        let person = try await client.post("/report", [("kind", "other"), ("text", "gọi 0912 345 678 gặp chị <Lan>")])
        #expect(person.status == 422 && person.body.contains("gặp chị &lt;Lan&gt;"))
        let both = try await client.post("/report", [("kind", ""), ("text", "gọi 0912 345 678")])
        #expect(both.body.contains("id=\"e-kind\"") && both.body.contains("id=\"e-text\""))
        let bad = try await client.post("/report", good, picture: Array("GIF89a".utf8))
        #expect(bad.status == 422 && bad.body.contains("id=\"e-picture\""))
        let large = try await client.post("/report", good, picture: Array(repeating: 0xFF, count: 5 << 20 + 1))
        #expect(large.status == 422 && large.body.contains("5121 kB"))
        #expect(try await client.post("/report", good, picture: Array(repeating: 0xFF, count: 6 << 20)).status == 413)
        #expect(try await client.reports().isEmpty)
        #expect(client.register.evidence.all.isEmpty, "nothing is kept that nothing names")
    }

    @Test func `content that ends too early is a bad request, with a sentence`() async throws {
        let client = try await PeopleClient()
        let cut = try await client.post("/report", good, fields: [.contentLength: "99999"])
        #expect(cut.status == 400 && cut.body.contains("bị ngắt giữa chừng"))
    }

    @Test func `what is refused takes nobody's place`() async throws {
        var limits = CitizenReports.Limits()
        (limits.burst, limits.perHour) = (1, 1)
        let client = try await PeopleClient(limits: limits)
        let proxied = try #require(HTTPField.Name("X-Forwarded-For"))
        for number in 0..<5 {
            let reply = try await client.post("/report", [("kind", "")], fields: [proxied: "198.51.\(number).1"])
            #expect(reply.status == 422)
        }
        #expect(try await client.post("/report", good).status == 303)
        #expect(try await client.post("/report", good, fields: [proxied: "198.51.9.1"]).status == 429)
    }

    @Test func `reports beyond the rate wait, and are told how long`() async throws {
        var limits = CitizenReports.Limits()
        (limits.visitorBurst, limits.visitorPerHour) = (2, 30)
        let client = try await PeopleClient(limits: limits)
        for _ in 0..<2 { #expect(try await client.post("/report", good).status == 303) }
        let third = try await client.post("/report", good)
        #expect(third.status == 429 && third.body.contains("<h1>"))
        let seconds = try #require(third.headers[.retryAfter].flatMap { Int($0) })
        #expect(1...120 ~= seconds)
        let proxied = try #require(HTTPField.Name("X-Forwarded-For"))
        let liar: HTTPFields = [proxied: "192.0.2.1, 203.0.113.9"]
        #expect(try await client.post("/report", good, fields: liar).status == 429)
        #expect(try await client.post("/report", good, fields: [proxied: "192.0.2.1"]).status == 303)
        #expect(try await client.get("/report").status == 200, "reading is free")
    }

    @Test func `a form of another site is refused; other pages still read no body`() async throws {
        let client = try await PeopleClient()
        let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
        for fields: HTTPFields in [[site: "cross-site"], [site: "same-site"]] {
            #expect(try await client.post("/report", good, fields: fields).status == 403)
        }
        var origin: HTTPFields = [site: "", .origin: "https://evil.example"]
        #expect(try await client.post("/report", good, fields: origin).status == 403)
        origin[.origin] = "https://tg.example"
        #expect(try await client.post("/report", good, fields: origin).status == 303)
        let elsewhere = try await client.post("/check", good)
        #expect(elsewhere.status == 405)
        let put = try await client.post("/report/x", good)
        #expect(put.status == 405 && put.headers[.allow] == "GET, HEAD")
    }

    @Test(.enabled(if: ForeignHTML.python != nil), arguments: Language.allCases)
    func `form, faults and receipt are HTML without a fault, in less than 20 kB`(language: Language) async throws {
        let client = try await PeopleClient()
        let tongue = language.rawValue
        let sent = try await client.post("/report", good)
        let faults = try await client.post("/report", [("kind", ""), ("province", "99"), ("lang", tongue)])
        let pages = [
            try await client.get("/report", tongue), try await client.get("/report?receipt=x", tongue), faults,
            try await client.get("/report?code=" + client.register.path(), tongue),
            try await client.get(try #require(sent.headers[.location]), tongue),
        ]
        for page in pages {
            #expect(try ForeignHTML.faults(of: Array(page.body.utf8)) == [])
            #expect(page.body.utf8.count < 20_000 && page.body.contains("lang=\"\(tongue)\""))
        }
    }
}
