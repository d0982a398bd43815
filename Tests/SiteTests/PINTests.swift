import Encodings
import HTTPTypes
import Records
import ScanHistory
import Stamps
import Testing
import Verification
@testable import ScanPages

/// The number under the cover, typed on the page of its stamp.
@Suite struct PINTests {
    private let register: FakeRegister
    private let scans: MemoryScans
    private let client: SiteClient
    private let pin: String

    init() throws {
        let register = try FakeRegister(.init(hasPIN: true))
        let scans = MemoryScans(on: register.today)
        self.register = register
        self.scans = scans
        client = try SiteClient(register, scans: HTTPScanCounter(counts: scans) { scans.now })
        pin = register.secret.pin(of: try SerialNumber(12), key: register.known.product.key).text
    }

    private func post(_ content: String, accept: String = "application/json", to number: UInt64 = 12) async throws
        -> Reply
    {
        try await client.get(
            try register.path(number), method: .post,
            [
                .accept: accept, .contentType: "application/x-www-form-urlencoded", .acceptLanguage: "vi",
                .contentLength: "\(content.utf8.count)",
            ], body: content)
    }

    private var wrong: String { pin == "000000" ? "000001" : "000000" }

    @Test func `the page of such a stamp has the form, no other page has it`() async throws {
        #expect(try await client.page(register.path()).body.contains("name=\"pin\""))
        let plain = try FakeRegister()
        let other = try SiteClient(plain, scans: HTTPScanCounter(counts: scans) { [scans] in scans.now })
        #expect(try await !other.page(plain.path()).body.contains("name=\"pin\""))
        let answer = try await other.get(
            plain.path(), method: .post, [.contentType: "application/x-www-form-urlencoded"], body: "pin=\(pin)")
        #expect(answer.status == 405)
    }

    /// Types a number as a browser does, and follows to the page.
    private func type(_ content: String) async throws -> Reply {
        let sent = try await post(content, accept: "text/html")
        #expect(sent.status == 303 && sent.body.isEmpty)
        let location = try #require(sent.headers[.location])
        #expect(location == "\(try register.path())?pin#phu")
        return try await client.page(String(location.prefix { $0 != "#" }))
    }

    @Test func `the right number is right once, then it says when it was first used`() async throws {
        #expect(try await post("pin=\(pin)").json["pin"]?["outcome"] == "first")
        scans.pass(days: 2)
        let json = try await post("pin=\(pin.prefix(3))+\(pin.suffix(3))").json
        #expect(json["pin"]?["outcome"] == "usedBefore" && json["pin"]?["firstUsedOn"] == "2026-11-21")
        let page = try await type("pin=\(pin)")
        #expect(page.status == 200 && page.body.contains("Số này được nhập lần đầu ngày 21/11/2026."))
        #expect(!page.body.contains(pin) && page.body.contains("card caution"))
        #expect(try await client.data(register.path()).verdict == "suspectedCopy")
    }

    @Test func `success is a green block with its time and without the form, loaded again it is the same`() async throws
    {
        let page = try await type("pin=\(pin)")
        #expect(page.body.contains("Ghi nhận lúc 12:00.") && page.body.contains("class=\"note good\""))
        #expect(!page.body.contains("name=\"pin\""))
        scans.pass(minutes: 2)
        #expect(try await client.page(register.path() + "?pin").body.contains("Ghi nhận lúc 12:00."))
        // The address of the stamp alone, and a link that somebody else made, say nothing of it.
        #expect(try await !client.page(register.path()).body.contains("Ghi nhận lúc"))
        let other = try await client.get(
            register.path() + "?pin", [.accept: "text/html", .acceptLanguage: "vi", .userAgent: "another phone"])
        #expect(!other.body.contains("Ghi nhận lúc") && other.body.contains("name=\"pin\""))
    }

    @Test func `a second tap is told neutrally at once, and as used before half an hour later`() async throws {
        _ = try await type("pin=\(pin)")
        scans.pass(minutes: 3)
        let again = try await type("pin=\(pin)").body
        #expect(again.contains("Số này đã được nhập lúc 12:00 hôm nay") && again.contains("class=\"note about\""))
        #expect(!again.contains("Ghi nhận lúc") && again.contains("vui lòng gửi phản ánh"))
        #expect(try await client.data(register.path()).verdict == "valid")
        scans.pass(minutes: 30)
        #expect(try await type("pin=\(pin)").body.contains("Số đúng nhưng đã được dùng trước đó"))
        #expect(try await client.data(register.path()).verdict == "suspectedCopy")
    }

    @Test func `a wrong number says how many tries are left; after five the right one is not looked at for an hour`()
        async throws
    {
        for left in [4, 3, 2, 1, 0] {
            #expect(try await post("pin=\(wrong)").json["pin"]?["triesLeft"] == .integer(left))
        }
        let refused = try await type("pin=\(pin)")
        #expect(refused.status == 429 && refused.headers[.retryAfter] == "3600")
        #expect(refused.body.contains("Vui lòng thử lại sau 13:00."))
        scans.pass(days: 1)
        #expect(try await post("pin=\(pin)").json["pin"]?["outcome"] == "first")
    }

    @Test func `the number of one pack is wrong on another`() async throws {
        #expect(try await post("pin=\(pin)", to: 13).json["pin"]?["outcome"] == "wrong")
    }

    @Test func `a long body, another media type and a seal that is wrong are refused`() async throws {
        #expect(try await post("pin=\(pin)&x=" + String(repeating: "y", count: 256)).status == 413)
        let typed = try await client.get(
            try register.path(), method: .post, [.contentType: "application/json"], body: "{}")
        #expect(typed.status == 415)
        let forged = try await client.get(
            try register.forgedPath(), method: .post, [.contentType: "application/x-www-form-urlencoded"],
            body: "pin=\(pin)")
        #expect(forged.status == 405)
        #expect(try await post("nothing").json["pin"]?["outcome"] == "wrong")
    }
}
