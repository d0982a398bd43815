import Oracles
import Testing
import Wording

@Suite struct ValidPageTests {
    @Test(.enabled(if: ForeignHTML.python != nil), arguments: Language.allCases)
    func `every kind of page is HTML without a fault, in less than 20 kB`(language: Language) async throws {
        var options = FakeRegister.Options()
        options.hasEvents = true
        options.hasPoint = true
        options.isRecalled = true
        options.links = [("shop", "https://postmart.vn/che"), ("website", "https://khauvac.example/")]
        let register = try FakeRegister(options)
        let client = try SiteClient(register)
        let serial = try register.path().suffix(11)
        for path in [
            try register.path(), try register.forgedPath(), try register.path(2_401), "/", "/check", "/nothing",
            "/check?product=9520000000011&serial=\(serial)&lot=X1", "/check?product=%3Cb%3E&serial=%22",
            "/p/01/09520000000011", "/p/01/09520000000011/10/KV260918",
        ] {
            let page = try await client.page(path, language.rawValue).body
            #expect(try ForeignHTML.faults(of: Array(page.utf8)) == [], "\(path)")
            #expect(page.utf8.count < 20_000, "\(path)")
        }
    }

    @Test(.enabled(if: ForeignHTML.python != nil))
    func `the parser tells faults: what is not closed, what stands twice, what skips`() throws {
        let page = "<!DOCTYPE html><title>x</title><h1>a</h1><h3 id=\"i\">b</h3><p id=\"i\"><svg></svg></b>"
        let faults = try ForeignHTML.faults(of: Array(page.utf8))
        #expect(faults.contains { $0.hasPrefix("id twice") } && faults.contains { $0.hasPrefix("heading skips") })
        #expect(faults.contains("picture without a name") && faults.contains { $0.hasPrefix("unexpected-end-tag") })
    }
}
