import Encodings
import HTTPTypes
import Records
import Stamps
import Testing
import Verification
@testable import ScanPages

/// The history of a code, as a page and as data.
@Suite struct HistoryTests {
    private let register: FakeRegister
    private let scans: MemoryScans
    private let client: SiteClient

    init() throws {
        let register = try FakeRegister()
        let scans = MemoryScans(on: register.today)
        self.register = register
        self.scans = scans
        client = try SiteClient(register, scans: HTTPScanCounter(counts: scans) { scans.now })
    }

    private func page(_ path: String, from address: String) async throws -> String {
        var fields: HTTPFields = [.accept: "text/html", .acceptLanguage: "vi", .userAgent: "phone"]
        fields[try #require(HTTPField.Name("X-Forwarded-For"))] = address
        return try await client.get(path, fields).body
    }

    private func data(_ path: String, from address: String, agent: String = "phone") async throws -> Reply {
        var fields: HTTPFields = [.accept: "application/json", .userAgent: agent]
        fields[try #require(HTTPField.Name("X-Forwarded-For"))] = address
        return try await client.get(path, fields)
    }

    @Test func `the first check says that it is the first, another person's how many were before and since when`()
        async throws
    {
        let path = try register.path()
        let first = try await page(path, from: "203.0.113.7")
        #expect(first.contains("<p>Lần đầu được tra cứu</p>"))
        #expect(first.contains("không lưu tên, số điện thoại hay vị trí chính xác của bạn"))
        // Who loads it again is the same person.
        #expect(try await page(path, from: "203.0.113.7").contains("<p>Lần đầu được tra cứu</p>"))
        scans.pass(minutes: 5)
        let second = try await page(path, from: "198.51.100.9")
        #expect(second.contains("<p>Đã được tra cứu trước đó 1 lần, lần đầu 12:00 ngày 21/11/2026</p>"))
        let json = try await data(path, from: "192.0.2.1").json
        #expect(json["history"]?["checks"] == 3 && json["history"]?["firstOn"] == "2026-11-21")
        #expect(json["history"]?["suspicion"] == nil && json["verdict"] == "valid")
    }

    @Test func `a second visitor a week later stays green, with a line that says so; a third is told of a copy`()
        async throws
    {
        let path = try register.path()
        #expect(try await data(path, from: "203.0.113.7").verdict == "valid")
        scans.pass(days: 7)
        let json = try await data(path, from: "198.51.100.9").json
        #expect(json["verdict"] == "valid" && json["history"]?["notice"]?["rule"] == "apart")
        let green = try await page(path, from: "198.51.100.9")
        #expect(green.contains("card good") && green.contains("Lưu ý: mã này đã được tra cứu trước đó"))
        #expect(green.contains("cách nhau từ 5 ngày trở lên. Nếu vừa mua, hãy đối chiếu kỹ."))
        scans.pass(days: 7)
        let copied = try await data(path, from: "203.0.99.1").json
        #expect(copied["verdict"] == "suspectedCopy" && copied["history"]?["suspicion"]?["rule"] == "apart")
        #expect(copied["history"]?["notice"] == nil)
        let body = try #require(copied["message"]?["vi"]?["body"]?.string)
        #expect(body.hasPrefix("Mã này đã được tra cứu 3 lần, lần đầu ngày 21/11/2026, các lần tra cứu cách nhau"))
        let suspected = try await page(path, from: "203.0.99.1")
        #expect(suspected.contains("card caution") && suspected.contains("được tra cứu 3 lần trở lên"))
    }

    @Test func `many visitors within days are suspected; one who loads again and again, and an office, are not`()
        async throws
    {
        let path = try register.path()
        for _ in 0..<20 { #expect(try await data(path, from: "203.0.113.7").verdict == "valid") }
        for agent in 0..<5 {
            let reply = try await data(path, from: "203.0.113.7", agent: "phone \(agent)").json
            #expect(reply["verdict"] == "valid" && reply["history"]?["notice"] == nil)
        }
        for day in 0..<2 {
            if day > 0 { scans.pass(days: 1) }
            for network in 0..<9 { _ = try await data(path, from: "10.0.\(network).1") }
        }
        let json = try await data(path, from: "10.0.99.1").json
        #expect(json["verdict"] == "suspectedCopy" && json["history"]?["suspicion"]?["rule"] == "visitors")
    }

    @Test(arguments: [
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "WhatsApp/2.23.20.0",
        "TelegramBot (like TwitterBot)", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 Viber/13.4",
    ])
    func `a robot that shows where a link leads gets a card that says nothing of the code, and counts nothing`(
        agent: String
    ) async throws {
        let path = try register.path()
        let card = try await client.get(path, [.accept: "text/html", .acceptLanguage: "vi", .userAgent: agent])
        #expect(card.status == 200 && card.body.contains("Mở liên kết để kiểm tra tem này."))
        for text in ["Mã hợp lệ", "Chè Shan", "KV260918"] { #expect(!card.body.contains(text)) }
        _ = try await data(path, from: "203.0.113.7", agent: agent)
        let ahead = try #require(HTTPField.Name("Sec-Purpose"))
        _ = try await client.get(path, [.accept: "text/html", .userAgent: "phone", ahead: "prefetch;prerender"])
        #expect(scans.checks == 0)
    }

    @Test func `only the last hop of the proxy's field is believed`() async throws {
        let path = try register.path()
        for liar in 1...8 {
            #expect(try await data(path, from: "10.0.\(liar).1, 203.0.113.7").verdict == "valid")
        }
    }

    @Test func `a province is sent, and of one visitor the last of a day counts; three provinces make a headline`()
        async throws
    {
        let path = try register.path()
        for province in ["08", "48", "44", "79"] { try await give(province, path, from: "203.0.113.7") }
        try await give("08", path, from: "198.51.100.9")
        #expect(try await data(path, from: "192.0.2.1").verdict == "valid")
        #expect(try await data(path + "?province=01", from: "192.0.2.1").verdict == "valid", "an address gives none")
        try await give("zz", path, from: "192.0.2.1")
        #expect(try await data(path, from: "192.0.2.1").verdict == "valid")
        try await give("31", path, from: "192.0.2.1")
        let json = try await data(path, from: "192.0.2.1").json
        #expect(json["verdict"] == "suspectedCopy" && json["history"]?["suspicion"]?["rule"] == "provinces")
        #expect(json["message"]?["vi"]?["body"]?.string?.contains("tại nhiều nơi khác nhau.") == true)
    }

    private func give(_ province: String, _ path: String, from address: String) async throws {
        var fields: HTTPFields = [
            .accept: "text/html", .userAgent: "phone", .contentType: "application/x-www-form-urlencoded",
        ]
        fields[try #require(HTTPField.Name("X-Forwarded-For"))] = address
        let sent = try await client.get(path, method: .post, fields, body: "province=\(province)")
        #expect(sent.status == 303 && sent.headers[.location]?.hasPrefix(path) == true)
    }

    @Test func `HEAD, probes, pages without a serial and codes that were not issued count for no code`() async throws {
        _ = try await client.get(try register.path(), method: .head)
        _ = try await client.get("/healthz")
        _ = try await client.get("/readyz")
        _ = try await client.get("/")
        _ = try await client.page("/p" + register.known.product.key.path)
        _ = try await client.data(try register.forgedPath())
        #expect(scans.checks == 0 && scans.others == ["signatureInvalid"])
        _ = try await client.data(try register.path())
        #expect(scans.checks == 1)
    }

    @Test func `a typed code has the same history as the scanned one`() async throws {
        _ = try await client.data(try register.path())
        let serial = try #require(try register.path().split(separator: "/").last)
        let typed = try await client.data(
            "/check?product=\(register.known.product.key.path.split(separator: "/").last ?? "")&serial=\(serial)")
        #expect(try typed.json["history"]?["checks"] == 1, "the same person")
    }
}
