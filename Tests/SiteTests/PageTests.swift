import Crypto
import FoundationEssentials
import HTTPTypes
import Testing
import Verification
import Wording
@testable import HTTPServer

@Suite struct PageTests {
    @Test func `a name with a script in it is shown, not run`() async throws {
        var options = FakeRegister.Options()
        options.productName = "<script>alert(\"1\")</script> & 'chè' {{title}}"
        options.hasMark = false
        let register = try FakeRegister(options)
        let html = try await SiteClient(register).page(register.path(), "en").body
        #expect(!html.contains("<script"))
        #expect(html.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;chè&#39; {{title}}"))
    }

    @Test(arguments: Language.allCases)
    func `a page has less than 20 kB, even with a story of 4,000 letters`(language: Language) async throws {
        var options = FakeRegister.Options()
        options.story = String(repeating: "Chè cổ thụ. ", count: 333) + "Hết."
        let register = try FakeRegister(options)
        let client = try SiteClient(register)
        #expect(try await client.page(register.path(), language.rawValue).body.utf8.count < 20_000)
        #expect(try await client.page(register.forgedPath(), language.rawValue).body.utf8.count < 10_000)
    }

    @Test func `the headline has a colour, a sign with a word, and words`() async throws {
        let register = try FakeRegister()
        let html = try await SiteClient(register).page(register.path()).body
        #expect(html.contains("class=\"card good\""))
        #expect(html.contains("role=\"img\" aria-label=\"Hợp lệ\""))
        #expect(html.contains("<h1>Mã hợp lệ</h1>"))
    }

    @Test func `a page on which nothing was checked shows no tick`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let tick = "M17 29l8 8 15-17"
        #expect(try await client.page(register.path()).body.contains(tick))
        for path in ["/", "/nothing", try register.forgedPath()] {
            #expect(try await !client.page(path).body.contains(tick))
        }
    }

    @Test func `product, lot, recognition, origin and certificates are on the page of an issued stamp`() async throws {
        let register = try FakeRegister()
        let html = try await SiteClient(register).page(register.path()).body
        for text in [
            "Chè Shan tuyết Khau Vạc một tôm hai lá", "100 g", "Tuyên Quang", "<dt>Số lô</dt><dd>KV260918</dd>",
            "<dt>Đóng gói</dt><dd>18/09/2026</dd>", "<dt>Hạn dùng</dt><dd>18/09/2028</dd>", "OCOP\u{A0}4\u{A0}sao",
            "còn hiệu lực đến 25/11/2027", "0001/QĐ-UBND", "UBND tỉnh Tuyên Quang", "25/11/2027", "92,5%", "1.042,5 ha",
            "37",
            "10/09/2026 – 15/09/2026", "Hữu cơ", "HC-TEST-0001", "Còn hiệu lực trong thời gian thu hoạch",
            "Còn hiệu lực vào ngày đóng gói",
            "Tỉnh Đồng Tháp", "sao chảo gang trong đêm",
        ] {
            #expect(html.contains(text), "\(text)")
        }
    }

    @Test func `what its producer declared and nobody confirmed is said to be so, without a tick of its own`()
        async throws
    {
        var options = FakeRegister.Options()
        let confirmed = try await SiteClient(FakeRegister(options)).page(FakeRegister(options).path()).body
        #expect(confirmed.contains("UBND tỉnh Tuyên Quang, ngày 01/08/2026") && !confirmed.contains("tự khai"))
        options.isConfirmed = false
        let declared = try await SiteClient(FakeRegister(options)).page(FakeRegister(options).path()).body
        #expect(declared.contains("Do nhà sản xuất tự khai, chưa được xác nhận"))
        #expect(!declared.contains("Còn hiệu lực trong") && !declared.contains("<li class=\"ok\">Còn"))
    }

    @Test func `English numbers and words, Vietnamese names marked as Vietnamese`() async throws {
        let register = try FakeRegister()
        let html = try await SiteClient(register).page(register.path(), "en").body
        for text in [
            "1,042.5 ha", "92.5%", "OCOP, 4 stars", "OCOP,\u{A0}4\u{A0}stars", "Tuyên Quang province", "18 Sep 2026",
            "Khau Vac Shan Tuyet tea, one bud two leaves", "<p class=\"story\" lang=\"vi\">",
        ] {
            #expect(html.contains(text), "\(text)")
        }
    }

    @Test func `a certificate that ended before the harvest is said not to cover it`() async throws {
        var options = FakeRegister.Options()
        options.certificateThrough = "2026-06-30"
        let register = try FakeRegister(options)
        let client = try SiteClient(register)
        let vietnamese = try await client.page(register.path()).body
        #expect(vietnamese.contains("Không còn hiệu lực trong thời gian thu hoạch"))
        let english = try await client.page(register.path(), "en").body
        #expect(english.contains("This certificate does not cover the harvest period"))
    }

    @Test func `what is missing is said to be not declared`() async throws {
        var options = FakeRegister.Options()
        options.story = nil
        options.expiresOn = nil
        let register = try FakeRegister(options)
        let html = try await SiteClient(register).page(register.path()).body
        #expect(html.contains("<dt>Hạn dùng</dt><dd>Chưa khai báo</dd>"))
        #expect(!html.contains("class=\"story\""))
    }

    @Test func `a recognition that has ended is shown at packing, and as ended today`() async throws {
        var options = FakeRegister.Options()
        options.recognitionThrough = "2026-10-20"
        let register = try FakeRegister(options)
        let html = try await SiteClient(register).page(register.path()).body
        #expect(html.contains("class=\"card caution\""))
        #expect(html.contains("Công nhận OCOP, khi đóng gói 18/09/2026"))
        #expect(html.contains("Công nhận OCOP, hôm nay 21/11/2026"))
        #expect(html.contains("Không có công nhận OCOP còn hiệu lực"))
    }

    @Test func `further findings are notes under the headline`() async throws {
        var options = FakeRegister.Options()
        options.expiresOn = "2026-10-20"
        options.recognitionThrough = "2026-10-20"
        let register = try FakeRegister(options)
        let html = try await SiteClient(register).page(register.path()).body
        #expect(html.contains("<h1>Sản phẩm đã quá\u{A0}hạn sử\u{A0}dụng</h1>"))
        #expect(html.contains("<h2>Mã hợp lệ – công nhận OCOP đã hết hạn</h2>"))
    }

    @Test func `a stamp that is not vouched for shows nothing of the register`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let unissued = try register.path(2_401)
        for (path, tone) in [
            (try register.forgedPath(), "alarm"), (unissued, "caution"),
            (String(try register.path().dropLast()), "unsure"),
        ] {
            let html = try await client.page(path).body
            #expect(html.contains("class=\"card \(tone)\""))
            for text in ["Chè Shan", "Khau Vạc", "KV260918", "OCOP 4", "<dl"] { #expect(!html.contains(text)) }
        }
    }

    @Test(arguments: Language.allCases)
    func `no page calls goods genuine`(language: Language) async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        for path in [try register.path(), try register.forgedPath(), "/", "/nothing"] {
            let html = try await client.page(path, language.rawValue).body.lowercased()
            for word in ["hàng thật", "chính hãng", "genuine", "authentic product"] { #expect(!html.contains(word)) }
        }
    }

    @Test func `only the page's one style may be applied, and nothing else may be loaded or run`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        for path in [try register.path(), "/", "/nothing"] {
            let reply = try await client.page(path)
            let style = try #require(reply.body.firstMatch(of: /<style>(?<text>[^<]*)<\/style>/)).text
            let hash = Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()
            let policy = try #require(reply.headers[.contentSecurityPolicy])
            #expect(policy.hasPrefix("default-src 'none'; style-src 'sha256-\(hash)'; "))
            #expect(policy.contains("frame-ancestors 'none'"))
            #expect(reply.headers[.xContentTypeOptions] == "nosniff")
            #expect(reply.headers.contains { $0.name.canonicalName == "referrer-policy" && $0.value == "no-referrer" })
            #expect(reply.headers.contains { $0.name.canonicalName == "x-frame-options" && $0.value == "DENY" })
            #expect(reply.headers[.setCookie] == nil)
            for forbidden in ["<script", "style=", " on", "http://", "src="] {
                let tags = reply.body.replacing(/<style>[^<]*<\/style>/, with: "").matches(of: /<[^>]*>/).map(\.output)
                #expect(!tags.contains { $0.contains(forbidden) }, "\(forbidden)")
            }
        }
    }

    @Test func `the log tells route, verdict, status and duration, not the code and not who asked`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let path = try register.path()
        _ = try await client.get(path, [.accept: "text/html", .userAgent: "phone-of-someone"])
        _ = try await client.get("/some-secret-path")
        let log = client.log.text
        #expect(log.contains("stamp") && log.contains("valid") && log.contains("200") && log.contains("microseconds"))
        let serial = try #require(path.split(separator: "/").last)
        for text in [String(serial), "09520000000011", String(path.dropFirst().prefix(40)), "phone", "secret-path"] {
            #expect(!log.contains(text), "\(text)")
        }
    }
}
