import Resolver
import Testing

struct RegisteredLinkTests {
    private let hosts: AllowedHosts

    init() throws { hosts = try AllowedHosts(["postmart.vn", "voso.vn"]) }

    @Test(arguments: ["https://postmart.vn", "https://POSTMART.VN/a?b=c#d", "https://voso.vn?x", "https://voso.vn#x"])
    func `a host on the list may be a target, in any case`(address: String) throws {
        #expect(try LinkTarget(address, allowed: hosts).text == address)
    }

    @Test(
        arguments: [
            ("https://evil.example/postmart.vn", "evil.example"), ("https://xpostmart.vn/", "xpostmart.vn"),
            ("https://www.postmart.vn/", "www.postmart.vn"),
            ("https://postmart.vn.evil.example", "postmart.vn.evil.example"),
            ("https://postmart.vn@evil.example/", "postmart.vn@evil.example"),
            ("https://postmart.vn:8443/", "postmart.vn:8443"),
            ("https:///postmart.vn", ""), ("https://postmart.vn./", "postmart.vn."),
        ])
    func `no other host may, however it looks`(address: String, host: String) {
        #expect(throws: LinkError.hostNotAllowed(host)) { try LinkTarget(address, allowed: hosts) }
    }

    @Test(arguments: ["http://postmart.vn/", "HTTPS://postmart.vn/", "//postmart.vn/", "javascript:alert(1)", ""])
    func `only addresses that start with https are targets`(address: String) {
        #expect(throws: LinkError.notHTTPS) { try LinkTarget(address, allowed: hosts) }
    }

    @Test(
        arguments: [
            ("https://postmart.vn/\r\nSet-Cookie:x", 0x0D, 20), ("https://postmart.vn/ a", 0x20, 20),
            ("https://postmart.vn/\\evil", 0x5C, 20), ("https://postmart.vn/mật", 0xE1, 21),
        ] as [(String, UInt8, Int)])
    func `what is no character of an address is refused`(address: String, byte: UInt8, at: Int) {
        #expect(throws: LinkError.addressCharacter(byte: byte, at: at)) { try LinkTarget(address, allowed: hosts) }
    }

    @Test func `an address has a limit`() throws {
        let longest = "https://voso.vn/" + String(repeating: "a", count: LinkTarget.maximumLength - 16)
        #expect(try LinkTarget(longest, allowed: hosts).text == longest)
        #expect(throws: LinkError.addressTooLong(bytes: 2_049, limit: 2_048)) {
            try LinkTarget(longest + "a", allowed: hosts)
        }
    }

    @Test(arguments: ["", "https://voso.vn", "voso.vn/", "a b", "*.vn", String(repeating: "a", count: 254)])
    func `what is no name of a host cannot be on the list`(name: String) {
        #expect(throws: LinkError.hostName(name)) { try AllowedHosts([name]) }
    }

    @Test func `a link has a title in one line and a type that describes it`() throws {
        let target = try LinkTarget("https://voso.vn", allowed: hosts)
        #expect(throws: LinkError.title(characters: 0, limit: 200)) { try RegisteredLink(.pip, target, title: "") }
        #expect(throws: LinkError.title(characters: 3, limit: 200)) { try RegisteredLink(.pip, target, title: "a\nb") }
        #expect(throws: LinkError.title(characters: 201, limit: 200)) {
            try RegisteredLink(.pip, target, title: String(repeating: "ậ", count: 201))
        }
        #expect(throws: LinkError.typeOfDefault) { try RegisteredLink(.defaultLink, target, title: "x") }
        #expect(throws: LinkError.typeOfDefault) { try RegisteredLink(.defaultLinkMulti, target, title: "x") }
    }

    @Test func `a subject has one default link at most`() throws {
        let target = try LinkTarget("https://voso.vn", allowed: hosts)
        let link = try RegisteredLink(.pip, target, title: "x", standing: .defaultForAll)
        #expect(try LinkEntry(description: "x", links: [link]).links == [link])
        #expect(throws: LinkError.severalDefaults(given: 2)) { try LinkEntry(description: "x", links: [link, link]) }
    }

    @Test func `languages and media types have the forms that a linkset takes`() {
        #expect(["vi", "vi-VN", "EN"].allSatisfy { LanguageTag($0) != nil })
        #expect(
            ["", "v", "vie", "vi-", "vi-VNM", "vi_VN", "vi-VN-x", "đa", "a1"].allSatisfy { LanguageTag($0) == nil })
        #expect(MediaType("Text/HTML")?.text == "text/html")
        #expect(["", "text", "text/", "/html", "a/b/c", "text/html; q", "text/*"].allSatisfy { MediaType($0) == nil })
    }
}

struct HostileRequestTests {
    /// A repeatable source of mischief (Knuth's MMIX generator).
    private struct Source: RandomNumberGenerator {
        var state: UInt64 = 7

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    @Test func `whatever is asked, the answer has a status, and no line break in a header`() async throws {
        let shop = try Shop()
        let table = try shop.table()
        let seeds = [
            Shop.gtin + "/10/L1/21/S1?linkType=gs1:pip&17=261231", "en-GB;q=0.5, vi;q=0.123, *", "text/html, a/b;q=1",
        ]
        var source = Source()
        func mutated(_ text: String) -> String {
            var bytes = Array(text.utf8)
            for _ in 0..<Int.random(in: 0...3, using: &source) where !bytes.isEmpty {
                let position = Int.random(in: 0..<bytes.count, using: &source)
                switch Int.random(in: 0..<3, using: &source) {
                case 0: bytes[position] = UInt8.random(in: 0...255, using: &source)
                case 1: bytes.removeSubrange(position...)
                default: bytes.insert(contentsOf: bytes.prefix(position), at: position)
                }
            }
            return String(decoding: bytes, as: UTF8.self)
        }
        var statuses: Set<Int> = []
        for _ in 0..<3_000 {
            let answer = try await shop.answer(
                mutated(seeds[0]), accept: mutated(seeds[2]), language: mutated(seeds[1]), from: table)
            statuses.insert(answer.status)
            #expect(answer.headers.allSatisfy { $0.value.utf8.allSatisfy { 0x20..<0x7F ~= $0 } })
            #expect(Set(answer.headers.map(\.name)).count == answer.headers.count)
        }
        #expect(statuses.isSubset(of: [200, 300, 307, 400, 404]))
        #expect(statuses.isSuperset(of: [307, 400, 404]))
    }
}
