import Access
import HTTPTypes
import Inspection
import Oracles
import Records
import ScanHistory
import Synchronization
import Testing
import Time
import Wording

@Suite struct InspectorTests {
    private let inspector: (token: AccessToken, record: TokenRecord)
    private let stranger: (token: AccessToken, record: TokenRecord)
    private let client: PeopleClient

    init() throws {
        inspector = try InspectorToken.record(50, .inspector, .province("08"))
        stranger = try InspectorToken.record(51, .inspector, .province("48"))
        client = try PeopleClient(tokens: [inspector.record, stranger.record])
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
    }

    @Test func `the cookie goes to these pages alone, ends with the session, and no other page sets one`() async throws
    {
        let reply = try await client.signIn(inspector.token)
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
            "/inspect/sign-in", [("token", inspector.token.text)], fields: [.origin: "https://tg.example"])
        #expect(https.headers[.setCookie]?.hasPrefix("__Secure-temgoc-inspect=") == true)
        #expect(https.headers[.setCookie]?.hasSuffix("; Secure") == true)
    }

    @Test func `who signs out is out, and a form without the session's proof does nothing`() async throws {
        _ = try await client.signIn(inspector.token)
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
        _ = try await client.signIn(inspector.token)
        let address = "/inspect/stamp?code=HTTPS://TG.EXAMPLE" + (try client.register.path())
        let page = try await client.get(address)
        #expect(page.status == 200 && page.body.contains("Trên bao bì in mấy sao?"))
        #expect(page.body.contains("Cân đối khối lượng của lô") && page.body.contains("HC-TEST-0001"))
        let fine = try await finding(4, page)
        #expect(fine.status == 303 && fine.headers[.location]?.hasPrefix("/inspect/stamp?code=") == true)
        let next = try await client.get(address)
        let more = try await finding(5, next)
        #expect(more.headers[.location] == "/inspect/case/C-000001?done=finding")
        #expect(try await finding(5, next).headers[.location] == "/inspect/case/C-000001?done=finding")
        #expect(client.people.state.withLock(\.findings).count == 2)
        let found = try await client.get("/inspect/case/C-000001")
        #expect(found.body.contains("Bao bì in 5 sao; sản phẩm được công nhận 4 sao"))
        #expect(try await client.get("/inspect").body.contains("C-000001"))
    }

    @Test(.enabled(if: PillowPhotographs.python != nil))
    func `a case is followed to its end and taken up again; its pictures are for inspectors`() async throws {
        let photograph = try PillowPhotographs.photograph("PNG", orientation: 1)
        _ = try await client.post("/report", [("kind", "quality"), ("text", "Chè có mùi lạ")], picture: photograph)
        _ = try await client.signIn(inspector.token)
        let page = try await client.get("/inspect/case/C-000001")
        #expect(page.body.contains("Chè có mùi lạ"))
        let source = try #require(page.body.firstMatch(of: /src="(?<source>\/inspect\/evidence\/[0-9a-f]{64})"/)).source
        let picture = try await client.get(String(source))
        #expect(picture.status == 200 && picture.mediaType == "image/png")
        #expect(picture.headers[.xContentTypeOptions] == "nosniff")
        let proof = try client.proof(page)
        let path = "/inspect/case/C-000001/"
        #expect(try await client.post(path + "investigate", [("proof", proof)]).status == 303)
        let bare = try await client.post(path + "measure", [("proof", proof), ("kind", "reminder")])
        #expect(bare.status == 422 && bare.body.contains("Hãy ghi lý do"))
        #expect(bare.body.contains("<a href=\"/inspect/case/C-000001?lang=en\""))
        let measure = [("proof", proof), ("kind", "reminder"), ("authority", "Đội QLTT số 1"), ("reason", "Nhãn sai")]
        #expect(try await client.post(path + "measure", measure).status == 303)
        let close = [("proof", proof), ("outcome", "corrected"), ("reason", "Đã thay nhãn")]
        #expect(try await client.post(path + "close", close).status == 303)
        let again = try await client.post(path + "close", close)
        #expect(again.status == 409 && again.body.contains("đã kết thúc"))
        #expect(try await client.post(path + "reopen", [("proof", proof), ("reason", "Tái phạm")]).status == 303)
        let receipt = try #require(client.people.state.withLock { $0.reports.keys.first })
        let answered = try await client.post(
            "/inspect/report/\(receipt)",
            [("proof", proof), ("case", "C-000001"), ("reason", "Đã nhắc nhở")])
        #expect(answered.status == 303)
        #expect(try await client.get("/report/\(receipt)").body.contains("Đã nhắc nhở"))
        client.forget()
        #expect(try await client.get(String(source)).status == 401)
    }

    @Test func `the page lists the checks of a code day by day, and counts what is looked at once`() async throws {
        for (day, visitors) in [("2026-11-01", 2), ("2026-11-09", 1)] {
            let day = ScanDay(
                day: try #require(CivilDate(day)), checks: visitors + 1, visitors: visitors, provinces: ["08"],
                outcomes: [ScanOutcome(.web, "valid"): visitors + 1])
            client.people.state.withLock { $0.history.add(day) }
        }
        _ = try await client.signIn(inspector.token)
        let path = "/inspect/stamp?code=HTTPS://TG.EXAMPLE" + (try client.register.path())
        let page = try await client.get(path)
        for words in [
            "5 lượt, lần đầu 01/11/2026, lần cuối 09/11/2026", "1 lượt, lần cuối 21/11/2026",
            "! nghi bị sao chép [apart] 2 dịp cách nhau từ 5 ngày", "✓ chưa tới ngưỡng [visitors] 2 người",
            "Mã hợp lệ: 6",
            "Người tra cứu trên mạng: 5; kiểm tra viên: 1", "<small>Tỉnh Tuyên Quang</small>",
        ] { #expect(page.body.contains(words), "\(words)") }
        #expect(page.body.matches(of: /<th scope="row">/).count == 3)
        _ = try await finding(4, page)
        _ = try await client.get(path + "&done=finding")
        #expect(client.people.state.withLock { $0.history.inspections } == 1)
    }

    @Test func `the design of the day of drawing is what to compare with, and a change since is told`() async throws {
        let drawn = LabelDesign(
            batch: "B-000001", template: "ocop-60x40", sha256: String(repeating: "a", count: 64),
            on: try #require(CivilDate("2026-10-02")))
        client.people.state.withLock { ($0.designs, $0.templateDigest) = ([drawn], drawn.sha256) }
        _ = try await client.signIn(inspector.token)
        let path = "/inspect/stamp?code=HTTPS://TG.EXAMPLE" + (try client.register.path())
        let same = try await client.get(path)
        #expect(same.body.contains("SHA-256 \(drawn.sha256)") && same.body.contains("02/10/2026"))
        #expect(!same.body.contains("Mẫu đã đổi") && same.body.contains("/inspect/template/ocop-60x40"))
        client.people.state.withLock { $0.templateDigest = String(repeating: "b", count: 64) }
        let changed = try await client.get(path)
        #expect(changed.body.contains("Mẫu đã đổi từ khi in") && changed.body.contains(drawn.sha256))
        #expect(changed.body.contains("Không còn ảnh") && !changed.body.contains("/inspect/template/"))
        client.people.state.withLock { $0.templateDigest = nil }
        #expect(try await client.get(path).body.contains("không còn ở máy chủ"))
    }

    @Test func `an inspector of another province is told no, with words`() async throws {
        _ = try await client.post("/report", [("kind", "quality"), ("text", "Chè có mùi lạ")])
        _ = try await client.signIn(stranger.token)
        #expect(try await client.get("/inspect").body.contains("Không có vụ việc nào"))
        for path in [
            "/inspect/case/C-000001", "/inspect/stamp?code=HTTPS://TG.EXAMPLE" + (try client.register.path()),
        ] {
            let reply = try await client.get(path)
            #expect(reply.status == 403 && reply.body.contains("readCases") && reply.body.contains("province:48"))
            #expect(reply.body.contains("href=\"/inspect\""), "the way back")
        }
    }

    @Test(.enabled(if: ForeignHTML.python != nil), arguments: Language.allCases)
    func `the inspectors' pages are HTML without a fault, in less than 20 kB`(language: Language) async throws {
        let tongue = language.rawValue
        _ = try await client.post("/report", [("kind", "quality"), ("text", "Chè có mùi lạ")])
        let door = try await client.get("/inspect", tongue)
        _ = try await client.signIn(inspector.token)
        let code = "code=HTTPS://TG.EXAMPLE" + (try client.register.path())
        var pages = [door]
        for path in [
            "/inspect", "/inspect/stamp?\(code)", "/inspect/stamp?code=\(try client.register.forgedPath())",
            "/inspect/stamp?product=1&serial=2", "/inspect/case/C-000001?done=step", "/inspect/nothing",
        ] { pages.append(try await client.get(path, tongue)) }
        for page in pages {
            #expect(try ForeignHTML.faults(of: Array(page.body.utf8)) == [])
            #expect(page.body.utf8.count < 20_000, "\(page.body.utf8.count)")
        }
    }
}
