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

    private func data(_ path: String, from address: String) async throws -> Reply {
        var fields: HTTPFields = [.accept: "application/json", .userAgent: "phone"]
        fields[try #require(HTTPField.Name("X-Forwarded-For"))] = address
        return try await client.get(path, fields)
    }

    @Test func `the first check says that it is the first, the second how many and since when`() async throws {
        let first = try await client.page(try register.path())
        #expect(first.body.contains("Đây là lần đầu mã này được tra cứu."))
        #expect(first.body.contains("Chúng tôi không lưu tên, số điện thoại hay vị trí chính xác của bạn."))
        let second = try await client.page(try register.path())
        #expect(second.body.contains("Đã tra cứu 2 lần, lần đầu 21/11/2026"))
        #expect(second.body.contains("đã được tra cứu 2 lần, kể cả lần này; lần đầu ngày 21/11/2026."))
        let json = try await client.data(try register.path()).json
        #expect(json["history"]?["checks"] == 3 && json["history"]?["firstOn"] == "2026-11-21")
        #expect(json["history"]?["suspicion"] == nil && json["verdict"] == "valid")
    }

    @Test func `a second visitor a week later is told of a suspected copy, with the rule`() async throws {
        let path = try register.path()
        #expect(try await data(path, from: "203.0.113.7").verdict == "valid")
        scans.pass(days: 7)
        let json = try await data(path, from: "198.51.100.9").json
        #expect(json["verdict"] == "suspectedCopy" && json["history"]?["suspicion"]?["rule"] == "apart")
        let body = try #require(json["message"]?["vi"]?["body"]?.string)
        #expect(body.hasPrefix("Mã này đã được tra cứu 2 lần, lần đầu ngày 21/11/2026, vào những dịp cách nhau"))
        #expect(!body.contains("nhiều nơi"))
        let page = try await client.page(path)
        #expect(page.body.contains("Mã đã được tra cứu nhiều lần"))
        #expect(page.body.contains("Vì sao có lưu ý: Cùng một mã được tra cứu ở 2 dịp trở lên"))
    }

    @Test func `many visitors within days are suspected; one who loads again and again is not`() async throws {
        let path = try register.path()
        for _ in 0..<20 { #expect(try await data(path, from: "203.0.113.7").verdict == "valid") }
        for network in 1...3 { #expect(try await data(path, from: "10.0.\(network).1").verdict == "valid") }
        let json = try await data(path, from: "10.0.9.1").json
        #expect(json["verdict"] == "suspectedCopy" && json["history"]?["suspicion"]?["rule"] == "visitors")
    }

    @Test func `only the last hop of the proxy's field is believed`() async throws {
        let path = try register.path()
        for liar in 1...8 {
            #expect(try await data(path, from: "10.0.\(liar).1, 203.0.113.7").verdict == "valid")
        }
    }

    @Test func `places are spoken of only where people gave two provinces`() async throws {
        let path = try register.path()
        _ = try await data(path + "?province=08", from: "203.0.113.7")
        let json = try await data(path + "?province=48", from: "198.51.100.9").json
        #expect(json["history"]?["suspicion"]?["rule"] == "provinces")
        #expect(json["message"]?["vi"]?["body"]?.string?.contains("tại nhiều nơi khác nhau.") == true)
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
        #expect(try typed.json["history"]?["checks"] == 2)
    }
}
