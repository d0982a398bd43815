import Access
import HTTPTypes
import Inspection
import Oracles
import Records
import Registrar
import ScanHistory
import Stamps
import Testing
import Time
import Wording

@Suite struct InspectorTests {
    private let client: PeopleClient

    init() async throws {
        client = try await PeopleClient()
    }

    private func stamp() throws -> String { "code=HTTPS://TG.EXAMPLE" + (try client.register.path()) }

    /// A citizen's report on the tea, and the path of the case that it opens.
    private func reported(picture: [UInt8]? = nil) async throws -> String {
        let form = [
            ("kind", "quality"), ("text", "Chè có mùi lạ"), ("code", try client.register.path()), ("linked", "1"),
        ]
        #expect(try await client.post("/report", form, picture: picture).status == 303)
        return "/inspect/case/\(try await client.onlyCase().id)"
    }

    private func finding(_ stars: Int, _ page: Reply, picture: [UInt8]? = nil) async throws -> Reply {
        let id = try #require(page.body.firstMatch(of: /name="id" value="(?<id>[0-9a-f]{32})"/)).id
        return try await client.post(
            "/inspect/finding",
            [
                ("code", "HTTPS://TG.EXAMPLE" + client.register.path()), ("id", String(id)),
                ("proof", try client.proof(page)), ("stars", "\(stars)"), ("kind", "starsOnPack"), ("province", "08"),
            ], picture: picture)
    }

    @Test func `a wrong, an expired, a revoked token and one without the right do not sign in`() async throws {
        for (text, status) in [
            ("", 401), ("temgoc_x", 401), (try Holder.expired.token.text, 401), (try Holder.revoked.token.text, 401),
            (try Holder.producer.token.text, 403),
        ] {
            let reply = try await client.post("/inspect/sign-in", [("token", text)])
            #expect(reply.status == status && reply.headers[.setCookie] == nil)
            #expect(reply.body.contains("id=\"e-token\"") && (text.isEmpty || !reply.body.contains(text)))
            #expect(reply.body.contains("<a href=\"/inspect?lang=en\""), "the other language is not where forms go")
        }
        #expect(try await client.get("/inspect/stamp").status == 401)
    }

    @Test func `tries to sign in are limited`() async throws {
        var last = 0
        for _ in 0..<11 { last = try await client.post("/inspect/sign-in", [("token", "x")]).status }
        #expect(last == 429)
        let reply = try await client.signIn(.inspector)
        #expect(reply.status == 303, "nobody's wrong tries keep out who has a token")
    }

    @Test func `the cookie goes to these pages alone, ends with the session, and no other page sets one`() async throws
    {
        let reply = try await client.signIn(.inspector)
        #expect(reply.status == 303 && reply.headers[.location] == "/inspect")
        let cookie = try #require(reply.headers[.setCookie])
        for rule in ["Path=/inspect", "HttpOnly", "SameSite=Strict", "Max-Age=28800"] {
            #expect(cookie.contains(rule))
        }
        let start = try await client.get("/inspect")
        #expect(start.body.contains("Tra cứu một tem") && start.body.contains("cookie để giữ phiên"))
        #expect(try await client.get(client.register.path()).headers[.setCookie] == nil)
        client.wait(.seconds(8 * 3_600 - 1))
        #expect(try await client.get("/inspect").body.contains("Tra cứu một tem"))
        client.wait(.seconds(1))
        #expect(try await client.get("/inspect").body.contains("Đăng nhập"))
        let https = try await client.post(
            "/inspect/sign-in", [("token", Holder.inspector.token.text)], fields: [.origin: "https://tg.example"])
        #expect(https.headers[.setCookie]?.hasPrefix("__Secure-temgoc-inspect=") == true)
        #expect(https.headers[.setCookie]?.hasSuffix("; Secure") == true)
    }

    @Test func `who signs out is out, and a form without the session's proof does nothing`() async throws {
        _ = try await client.signIn(.inspector)
        let start = try await client.get("/inspect")
        #expect(try await client.post("/inspect/sign-out", [("proof", "00")]).status == 403)
        #expect(try await client.get("/inspect").body.contains("Tra cứu một tem"))
        let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
        let proof = try client.proof(start)
        #expect(try await client.post("/inspect/sign-out", [("proof", proof)], fields: [site: ""]).status == 403)
        let out = try await client.post("/inspect/sign-out", [("proof", proof)])
        #expect(out.status == 303 && out.headers[.setCookie]?.contains("Max-Age=0") == true)
        #expect(try await client.get("/inspect").body.contains("id=\"f-token\""))
    }

    @Test func `five stars where four were recognised open a case; four do not; the same form twice is one finding`()
        async throws
    {
        _ = try await client.signIn(.inspector)
        let address = "/inspect/stamp?" + (try stamp())
        let page = try await client.get(address)
        #expect(page.status == 200 && page.body.contains("Trên bao bì in mấy sao?"))
        #expect(page.body.contains("Cân đối khối lượng của lô") && page.body.contains("HC-TEST-0001"))
        let fine = try await finding(4, page)
        #expect(fine.status == 303 && fine.headers[.location]?.hasPrefix("/inspect/stamp?code=") == true)
        let next = try await client.get(address)
        let more = try await finding(5, next)
        let opened = try await client.onlyCase().id
        #expect(more.headers[.location] == "/inspect/case/\(opened)?done=finding")
        #expect(try await finding(5, next).headers[.location] == "/inspect/case/\(opened)?done=finding")
        #expect(try await client.register.values(InspectionFinding.self, .finding).count == 2)
        let found = try await client.get("/inspect/case/\(opened)")
        #expect(found.body.contains("Bao bì in 5 sao; sản phẩm được công nhận 4 sao"))
        #expect(try await client.get("/inspect").body.contains(opened))
    }

    @Test(.enabled(if: PillowPhotographs.python != nil))
    func `a case is followed to its end and taken up again; its pictures are for inspectors`() async throws {
        let photograph = try PillowPhotographs.photograph("PNG", orientation: 1)
        let address = try await reported(picture: photograph)
        _ = try await client.signIn(.inspector)
        let page = try await client.get(address)
        #expect(page.body.contains("Chè có mùi lạ"))
        let source = try #require(page.body.firstMatch(of: /src="(?<source>\/inspect\/evidence\/[0-9a-f]{64})"/)).source
        let picture = try await client.get(String(source))
        #expect(picture.status == 200 && picture.mediaType == "image/png")
        #expect(picture.headers[.xContentTypeOptions] == "nosniff")
        let proof = try client.proof(page)
        let path = address + "/"
        #expect(try await client.post(path + "investigate", [("proof", proof)]).status == 303)
        let bare = try await client.post(path + "measure", [("proof", proof), ("kind", "reminder")])
        #expect(bare.status == 422 && bare.body.contains("Hãy ghi lý do"))
        #expect(bare.body.contains("<a href=\"\(address)?lang=en\""))
        let measure = [("proof", proof), ("kind", "reminder"), ("authority", "Đội QLTT số 1"), ("reason", "Nhãn sai")]
        #expect(try await client.post(path + "measure", measure).status == 303)
        let close = [("proof", proof), ("outcome", "corrected"), ("reason", "Đã thay nhãn")]
        #expect(try await client.post(path + "close", close).status == 303)
        let again = try await client.post(path + "close", close)
        #expect(again.status == 409 && again.body.contains("đã kết thúc"))
        #expect(try await client.post(path + "reopen", [("proof", proof), ("reason", "Tái phạm")]).status == 303)
        let receipt = try #require(try await client.reports().first?.receipt.text)
        let answered = try await client.post(
            "/inspect/report/\(receipt)",
            [("proof", proof), ("case", try await client.onlyCase().id), ("reason", "Đã nhắc nhở")])
        #expect(answered.status == 303)
        #expect(try await client.get("/report/\(receipt)").body.contains("Đã nhắc nhở"))
        client.forget()
        #expect(try await client.get(String(source)).status == 401)
    }

    @Test func `the page lists the checks of a code day by day, and counts what is looked at once`() async throws {
        let code = ScanCode(client.batch.productKey, try SerialNumber(12))
        for (day, visitors) in [("2026-11-01", 2), ("2026-11-09", 1)] {
            let day = ScanDay(
                day: try #require(CivilDate(day)), checks: visitors + 1, visitors: visitors, provinces: ["08"],
                outcomes: [ScanOutcome(.web, "valid"): visitors + 1])
            client.register.scans.add(day, of: code)
        }
        _ = try await client.signIn(.inspector)
        let path = "/inspect/stamp?" + (try stamp())
        let page = try await client.get(path)
        for words in [
            "5 lượt, lần đầu 01/11/2026, lần cuối 09/11/2026", "1 lượt, lần cuối 21/11/2026",
            "! Số lần tra cứu cách nhau từ 5 ngày: 2 (ngưỡng 2) – trang tra cứu có dòng lưu ý",
            "✓ Số người tra cứu trong 10 ngày: 3 (ngưỡng 20) – bình thường",
            "Mã hợp lệ: 6",
            "Người tra cứu trên mạng: 5; kiểm tra viên: 1", "<small>Tỉnh Tuyên Quang</small>",
        ] { #expect(page.body.contains(words), "\(words)") }
        #expect(page.body.matches(of: /<th scope="row">/).count == 3)
        _ = try await finding(4, page)
        _ = try await client.get(path + "&done=finding")
        #expect(client.register.scans.fullHistory(of: code)?.inspections == 1)
    }

    @Test func `the design of the day of drawing is what to compare with, and a change since is told`() async throws {
        let (register, name) = (client.register, "ocop-60x40")
        let design = try register.library.design(name)
        let drawn = try Authorship(.issuer(name: "issuer"), at: #require(UTCTime("2026-11-22T08:00:00Z")))
        let command = DrawLabels(batch: client.batch.id, from: 1, to: nil, design: design, reprint: nil)
        _ = try await register.registrar.perform(command, by: drawn)
        _ = try await client.signIn(.inspector)
        let path = "/inspect/stamp?" + (try stamp())
        let same = try await client.get(path)
        #expect(same.body.contains("SHA-256 \(design.digest)") && same.body.contains("22/11/2026"))
        #expect(!same.body.contains("Mẫu đã đổi") && same.body.contains("/inspect/template/\(name)"))
        #expect(try await client.get("/inspect/template/\(name)").mediaType == "image/png")
        register.library.change(name, to: String(repeating: "b", count: 64))
        let changed = try await client.get(path)
        #expect(changed.body.contains("Mẫu đã đổi từ khi in") && changed.body.contains(design.digest))
        #expect(changed.body.contains("Không còn ảnh") && !changed.body.contains("/inspect/template/"))
        register.library.change(name, to: nil)
        #expect(try await client.get(path).body.contains("không còn ở máy chủ"))
        try await register.pictures.put(Array("picture".utf8), sha256: design.digest)
        #expect(try await client.get(path).body.contains("/inspect/design/\(design.digest)"))
        #expect(try await client.get("/inspect/design/\(design.digest)").body == "picture")
    }

    @Test func `an inspector of another province is told no, with words`() async throws {
        let address = try await reported()
        _ = try await client.signIn(.strangeInspector)
        #expect(try await client.get("/inspect").body.contains("Không có vụ việc nào"))
        for path in [address, "/inspect/stamp?" + (try stamp())] {
            let reply = try await client.get(path)
            #expect(reply.status == 403 && reply.body.contains("readCases") && reply.body.contains("province:48"))
            #expect(reply.body.contains("href=\"/inspect\""), "the way back")
        }
    }

    @Test(.enabled(if: ForeignHTML.python != nil), arguments: Language.allCases)
    func `the inspectors' pages are HTML without a fault, in less than 20 kB`(language: Language) async throws {
        let tongue = language.rawValue
        let address = try await reported()
        let door = try await client.get("/inspect", tongue)
        _ = try await client.signIn(.inspector)
        let code = try stamp()
        var pages = [door]
        for path in [
            "/inspect", "/inspect/stamp?\(code)", "/inspect/stamp?code=\(try client.register.forgedPath())",
            "/inspect/stamp?product=1&serial=2", address + "?done=step", "/inspect/nothing",
        ] { pages.append(try await client.get(path, tongue)) }
        for page in pages {
            #expect(try ForeignHTML.faults(of: Array(page.body.utf8)) == [])
            #expect(page.body.utf8.count < 20_000, "\(page.body.utf8.count)")
        }
    }
}
