import Encodings
import HTTPTypes
import Testing

/// The printed stamp as a Digital Link: its own address answers resolvers.
@Suite struct StampLinkTests {
    private let linkset: HTTPFields = [.accept: "application/linkset+json"]

    @Test func `with a type of link, or where a linkset is accepted, the stamp's address is a resolver`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let path = try register.path()
        for reply in [
            try await client.get(path, linkset), try await client.get(path + "?linkType=linkset"),
            try await client.get(path + "?linkType=all"), try await client.get(path.lowercased() + "/", linkset),
        ] {
            #expect(reply.status == 200 && reply.mediaType == "application/linkset+json")
            let anchors = try reply.json["linkset"]?.array?.compactMap { $0["anchor"]?.string }
            #expect(anchors == ["https://tg.example" + path, "https://tg.example/01/09520000000011"])
            #expect(reply.link?.contains("rel=\"linkset\"") == true)
        }
        let page = try await client.get(path + "?linkType=gs1:pip&x=1")
        #expect(page.status == 307)
        #expect(page.headers[.location]?.hasSuffix("?linkType=gs1:pip&x=1") == true)
        #expect(try await client.get(path + "?linkType=gs1:nosuch").status == 404)
        #expect(try await client.get(path + "/foo", linkset).status == 400)
    }

    @Test func `browsers and programs get the answer to the scan, with any query`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let path = try register.path()
        for query in ["", "?linkType=", "?17=999999&3103=x", "?01=1&01=2"] {
            #expect(try await client.page(path + query).body.contains("<h1>Mã hợp lệ</h1>"), "\(query)")
            #expect(try await client.data(path + query).verdict == "valid", "\(query)")
            #expect(try await client.get(path + query, linkset).status == 200, "\(query)")
        }
        let chrome: HTTPFields = [
            .accept: "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"
        ]
        #expect(try await client.get(path, chrome).mediaType?.hasPrefix("text/html") == true)
    }

    @Test func `a script of another site gets the default link`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let path = try register.path()
        let script: HTTPFields = [.origin: "https://ref.gs1.org", .accept: "*/*"]
        let reply = try await client.get(path + "?foo=bar", script)
        #expect(reply.status == 307)
        let bare = "/" + path.dropFirst().drop { $0 != "/" }.dropFirst()
        #expect(reply.headers[.location] == "https://tg.example/p" + bare + "?foo=bar")
        let data: HTTPFields = [.origin: "https://ref.gs1.org", .accept: "application/json"]
        #expect(try await client.get(path, data).verdict == "valid")
    }

    @Test func `OPTIONS is answered on every public address, and all of them may be read by any site`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let path = try register.path()
        let bare = "/" + path.dropFirst().drop { $0 != "/" }.dropFirst()
        for address in [path, "/check", "/", "/p" + bare, bare] {
            let options = try await client.get(address, method: .options)
            #expect(options.status == 204, "\(address)")
            #expect(options.headers[.accessControlAllowMethods] == "GET, HEAD, OPTIONS")
            for reply in [options, try await client.page(address), try await client.data(address)] {
                #expect(reply.headers[.accessControlAllowOrigin] == "*", "\(address)")
            }
        }
        #expect(try await client.get(path, method: .options).link?.contains("rel=\"linkset\"") == true)
        let link = "<https://tg.example\(bare)?linkType=linkset>; rel=\"linkset\"; type=\"application/linkset+json\""
        for address in [path, "/p" + bare, "/check?product=9520000000011&serial=\(path.suffix(11))"] {
            #expect(try await client.page(address).link == link, "\(address)")
            #expect(try await client.data(address).link == link, "\(address)")
        }
    }

    @Test func `a lot beside the serial is kept, and a wrong one is told`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let serial = try register.path().suffix(11)
        for (lot, verdict) in [("KV260918", "valid"), ("WRONG1", "lotMismatch"), ("wrong1", "lotMismatch")] {
            let reply = try await client.page("/01/09520000000011/10/\(lot)/21/\(serial)")
            let location = try #require(reply.headers[.location]).dropFirst("https://tg.example".count)
            #expect(location == "/p/01/09520000000011/10/\(lot.uppercased())/21/\(serial)")
            #expect(try await client.data(String(location)).verdict == verdict)
        }
    }

    @Test func `a linkset is a page for who asks for one`() async throws {
        let register = try FakeRegister()
        let client = try SiteClient(register)
        let page = try await client.page("/01/09520000000011/10/KV260918?linkType=linkset")
        #expect(page.status == 200 && page.mediaType?.hasPrefix("text/html") == true)
        #expect(page.body.contains("href=\"https://tg.example/p/01/09520000000011/10/KV260918\""))
        #expect(page.body.contains("<h1>Các liên kết của mã này</h1>"))
    }

    @Test func `no target of a linkset has a fragment, and the description has both its names in plain JSON`()
        async throws
    {
        let client = try SiteClient(FakeRegister())
        let path = "/01/09520000000011/10/KV260918?linkType=linkset"
        let strict = try await client.get(path)
        #expect(!strict.body.contains("#") && strict.body.contains("https://ref.gs1.org/voc/pip"))
        #expect(!strict.body.contains("\"description\""), "the published schema takes no such member")
        let plain = try await client.get(path, [.accept: "application/json"])
        let first = try #require(try plain.json["linkset"]?.array?.first)
        #expect(first["description"] == first["itemDescription"] && first["description"] != nil)
    }

    @Test func `an attribute of the dictionary is taken on a link without a seal, and a wrong one refused`()
        async throws
    {
        let client = try SiteClient(FakeRegister())
        for query in ["?30=12", "?3103=000195&3922=1250", "?7003=2611212359", "?240=X&410=9520000000004", "?linkType="]
        {
            #expect(try await client.get("/01/09520000000011" + query).status == 307, "\(query)")
        }
        for query in ["?30=x", "?3922=1250", "?7003=2611212460", "?89=1", "?21=S"] {
            #expect(try await client.get("/01/09520000000011" + query).status == 400, "\(query)")
        }
    }
}

extension Reply {
    fileprivate var link: String? { headers.first { $0.name.canonicalName == "link" }?.value }
}
