import Encodings
import HTTPTypes
import Testing
@testable import HTTPServer

@Suite struct OpenPageTests {
    private static let page = "/p/01/09520000000011"
    private static let tick = "M17 29l8 8 15-17"

    private func client(_ change: (inout FakeRegister.Options) -> Void = { _ in }) throws -> SiteClient {
        var options = FakeRegister.Options()
        change(&options)
        return try SiteClient(FakeRegister(options))
    }

    @Test(arguments: ["", "/10/KV260918"])
    func `a page without a seal says that nothing was checked, and shows no tick`(path: String) async throws {
        let html = try await client().page(Self.page + path).body
        #expect(html.contains("trang này chưa kiểm tra tem trên gói của bạn"))
        #expect(html.contains("class=\"card about\""))
        #expect(!html.contains(Self.tick) && !html.contains("Mã hợp lệ"))
        #expect(html.contains("Chè Shan tuyết Khau Vạc một tôm hai lá") && html.contains("OCOP 4 sao"))
        let english = try await client().page(Self.page + path, "en").body
        #expect(english.contains("the stamp on your pack was not checked here"))
    }

    @Test func `the page of a product has nothing of a lot, that of a lot has`() async throws {
        let client = try client()
        let product = try await client.page(Self.page).body
        #expect(!product.contains("KV260918") && !product.contains("id=\"nguon-goc\""))
        let lot = try await client.page(Self.page + "/10/KV260918").body
        #expect(lot.contains("KV260918") && lot.contains("id=\"nguon-goc\"") && lot.contains("92,5%"))
    }

    @Test func `the page of a recalled lot warns of the recall`() async throws {
        let html = try await client { $0.isRecalled = true }.page(Self.page + "/10/KV260918").body
        #expect(html.contains("CẢNH BÁO: Lô hàng đang bị thu\u{A0}hồi"))
        #expect(
            html.contains("class=\"card alarm\"") && html.contains("Sai nhãn phụ") && html.contains("01/11/2026"))
    }

    @Test func `steps are told with stage, day and place, and said to be missing where they are`() async throws {
        let html = try await client { $0.hasEvents = true }.page(Self.page + "/10/KV260918").body
        #expect(html.contains("<dt>15/09/2026</dt><dd>Thu hoạch, <span>Khau Vạc</span></dd>"))
        #expect(html.contains("<dt>18/09/2026</dt><dd>Đóng gói, <span>Đóng túi 100 g</span></dd>"))
        let without = try await client().page(Self.page + "/10/KV260918").body
        #expect(without.contains("<summary>Quá trình<small>Chưa khai báo</small></summary>"))
    }

    @Test func `the map shows a zone's point rounded to a tenth of a degree, and says so`() async throws {
        let html = try await client { $0.hasPoint = true }.page(Self.page + "/10/KV260918").body
        // 22.5678° N, 105.4321° E is drawn as 22.6, 105.4.
        #expect(html.contains("<circle cx=\"37.4\" cy=\"12.0\" r=\"3.5\""))
        #expect(html.contains("Vị trí làm tròn đến khoảng 10 km."))
        #expect(html.contains("Hoàng Sa") && html.contains("Trường Sa"))
        #expect(!html.contains("22.5678") && !html.contains("22,5678"))
        #expect(try await !client().page(Self.page + "/10/KV260918").body.contains("aria-label=\"Bản đồ"))
    }

    @Test func `a typed code is looked up, whatever its spaces and case, and its seal is said to be unchecked`()
        async throws
    {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let serial = String(try register.path().suffix(11)).lowercased()
        let query = "/check?product=9520000000011&serial=\(serial.prefix(4))+\(serial.dropFirst(4))"
        let html = try await client.page(query).body
        #expect(html.contains("<h1>Mã hợp lệ</h1>"))
        #expect(html.contains("Mã có trong sổ phát hành; chữ ký số chưa được kiểm tra vì mã được gõ tay"))
        #expect(html.contains("href=\"?product=9520000000011&amp;serial="))
        let mismatch = try await client.page(query + "&lot=kv999").body
        #expect(mismatch.contains("<h1>Thông tin không khớp với lô hàng</h1>") && mismatch.contains("(KV999)"))
        #expect(try await client.data(query + "&lot=KV260918").verdict == "valid")
        let wrong = try await client.data("/check?product=9520000000011&serial=00000010000")
        #expect(try wrong.verdict == "notIssued")
    }

    @Test func `a pasted address is checked with its seal; that of another issuer is not recognised`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        func query(_ host: String) throws -> String {
            let text = "HTTPS://\(host)" + (try register.path())
            return "/check?stamp=" + text.replacing(":", with: "%3A").replacing("/", with: "%2F")
        }
        for blanks in ["", "+%0A", "%20%09"] {
            let page = try await client.page(query("TG.EXAMPLE") + blanks).body
            #expect(page.contains("<h1>Mã hợp lệ</h1>") && page.contains("class=\"card good\""))
            #expect(page.contains("href=\"?stamp=HTTPS%3A%2F%2FTG.EXAMPLE%2F"))
        }
        #expect(try await client.data(query("KHAC.EXAMPLE")).verdict == "unknownIssuer")
        let form = try await client.page("/check").body
        #expect(form.contains("<label for=\"f-stamp\">Địa chỉ trong mã QR</label>"))
        let wrong = try await client.data("/check?stamp=xin+ch%C3%A0o")
        #expect(try wrong.status == 400 && wrong.verdict == "malformed")
    }

    @Test(arguments: [
        "product=123&serial=0000012K7Q2", "product=9520000000011&serial=12", "product=9520000000011&serial=%ff",
        "product=9520000000011&serial=0000012K7Q2&lot=%3Cscript%3E",
    ])
    func `what cannot be looked up is shown again with the reason`(query: String) async throws {
        let client = try client()
        let page = try await client.page("/check?" + query)
        #expect(page.status == 400)
        #expect(page.body.contains("id=\"fault\"") && page.body.contains("<form") && !page.body.contains("<script"))
        let data = try await client.data("/check?" + query)
        #expect(data.status == 400)
        #expect(try data.json["type"]?.string == "urn:temgoc:problem:usage")
    }

    @Test(arguments: ["/", "/check", "/p/01/09520000000011"])
    func `the form is sent by GET to this server alone, without a script`(path: String) async throws {
        let reply = try await client().page(path)
        #expect(reply.body.contains("<form action=\"/check\" method=\"get\">"))
        #expect(reply.headers[.contentSecurityPolicy]?.contains("form-action 'self'") == true)
    }
}
